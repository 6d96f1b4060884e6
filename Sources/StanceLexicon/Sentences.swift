public import Standoff
public import TextScanning

/// The sentences around quotations: those of the layer, or what stands between sentence marks where there is none.
public struct Sentences {
  /// How far a sentence is followed to either side of a quotation, in bytes: one without end is cut.
  private static let farthest = 600

  private let layer: Layer<Sentence>
  private let text: Text

  public init(of document: Document) throws {
    layer = try document[Sentence.self]
    text = document.text
  }

  /// The span from the start of the sentence in which the span begins to the end of that in which it ends. It may cut a
  /// word where the sentence is cut.
  public func around(_ span: Span) -> Span {
    guard !layer.isEmpty else { return between(marksAround: span) }
    var (low, high) = (0, layer.count)
    while low < high {
      let middle = (low + high) / 2
      if layer[middle].span.upperBound <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    var hull = span
    while low < layer.count, layer[low].span.lowerBound < span.upperBound {
      hull = min(hull.lowerBound, layer[low].span.lowerBound)..<max(hull.upperBound, layer[low].span.upperBound)
      low += 1
    }
    return max(hull.lowerBound, span.lowerBound - Self.farthest)..<min(hull.upperBound, span.upperBound + Self.farthest)
  }

  private func between(marksAround span: Span) -> Span {
    var start = span.lowerBound
    while start > max(0, span.lowerBound - Self.farthest), !endsSentence(text.utf8[start - 1]) { start -= 1 }
    var end = span.upperBound
    while end < min(text.count, span.upperBound + Self.farthest), !endsSentence(text.utf8[end]) { end += 1 }
    return start..<end
  }

  private func endsSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"): true
    default: false
    }
  }
}

/// How many words lie in a span, known from the words of its region.
public struct WordCounts {
  private var starts: ContiguousArray<UInt32> = []

  /// - Parameter text: the one from which words will be added.
  public init(of text: Text) { starts.reserveCapacity(text.count / 5) }

  /// Regions are added in text order.
  public mutating func add(_ words: Words) { starts += words.starts }

  public func words(in span: Span) -> Int { index(at: span.upperBound) - index(at: span.lowerBound) }

  private func index(at byte: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
