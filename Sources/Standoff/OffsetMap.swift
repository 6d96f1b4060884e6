/// Leads from the text back to the bytes of the original (decompressed) file.
///
/// The map is a list of runs in text order. Text between two runs was made by the reader (the space that joins two
/// lines, the empty line between two blocks) and leads to what lies between the runs in the file. Runs of a note that
/// stands after its paragraph in the text may lead back to the middle of the paragraph, so file order may differ.
public struct OffsetMap: Sendable, Equatable {
  /// How the text of a run relates to its bytes in the file.
  public enum Manner: UInt8, Sendable {
    /// Byte for byte the same.
    case verbatim = 1
    /// Another spelling of the same words as a whole: a character reference, a letter in another encoding.
    case replaced = 0
    /// ASCII letters of a UTF-16 file: two bytes of the file for each byte of the text.
    case wide = 2
  }

  /// A stretch of text and the stretch of the file that it came from.
  public struct Run: Sendable, Equatable {
    /// Bytes of the text.
    public var text: Range<Int> { Int(textStart)..<Int(textStart) + Int(textCount) }
    /// Bytes of the file.
    public var source: Range<Int> { Int(sourceStart)..<Int(sourceStart) + Int(sourceCount) }
    /// How the one relates to the other.
    public let manner: Manner
    private let textStart, textCount, sourceStart, sourceCount: UInt32

    /// Offsets are bytes below 4 GiB.
    public init(text: Range<Int>, source: Range<Int>, _ manner: Manner) {
      precondition(manner != .verbatim || text.count == source.count, "a verbatim run is as long as its source")
      precondition(manner != .wide || 2 * text.count == source.count, "a wide run has two bytes for each of its text")
      textStart = UInt32(text.lowerBound)
      textCount = UInt32(text.count)
      sourceStart = UInt32(source.lowerBound)
      sourceCount = UInt32(source.count)
      self.manner = manner
    }

    /// The byte of the file at which the text from this offset on starts; the offset lies inside the run.
    fileprivate func sourceStart(at offset: Int) -> Int {
      let inside = offset - Int(textStart)
      switch manner {
      case .verbatim: return Int(sourceStart) + inside
      case .wide: return Int(sourceStart) + 2 * inside
      case .replaced: return Int(sourceStart)
      }
    }

    /// The byte of the file at which the text up to this offset ends; the offset lies inside or at the end of the run.
    fileprivate func sourceEnd(at offset: Int) -> Int {
      manner == .replaced ? Int(sourceStart) + Int(sourceCount) : sourceStart(at: offset)
    }
  }

  /// In text order, none empty in the text, none overlapping in the text.
  public private(set) var runs: [Run]

  /// Where single spans lead, for a document that was passed on without its runs.
  private let places: [Span: Range<Int>]

  public init(_ runs: [Run] = []) {
    self.runs = runs
    places = [:]
  }

  /// A map that knows only these spans, and what lies inside them.
  init(places: [Span: Range<Int>]) {
    runs = []
    self.places = places
  }

  /// Whether nothing leads back to the file.
  public var isEmpty: Bool { runs.isEmpty && places.isEmpty }

  /// A text that is its file byte for byte.
  public static func identity(count: Int) -> OffsetMap {
    OffsetMap(count == 0 ? [] : [Run(text: 0..<count, source: 0..<count, .verbatim)])
  }

  /// Adds a run behind the last one; verbatim runs that touch on both sides become one.
  public mutating func append(_ run: Run) {
    if let last = runs.last, last.manner == run.manner, run.manner != .replaced,
      last.text.upperBound == run.text.lowerBound, last.source.upperBound == run.source.lowerBound
    {
      runs[runs.count - 1] = Run(
        text: last.text.lowerBound..<run.text.upperBound, source: last.source.lowerBound..<run.source.upperBound,
        run.manner)
    } else if !run.text.isEmpty {
      runs.append(run)
    }
  }

  /// The bytes of the file that this span of the text came from: the hull of its runs.
  ///
  /// A span that touches a character reference takes the whole reference. A span of text that the reader made leads to
  /// what lies between its neighbours in the file.
  public func file(_ span: Span) -> Range<Int> {
    guard !runs.isEmpty else { return place(of: span) }
    let first = firstRun(endingAfter: span.lowerBound)
    guard first < runs.count, runs[first].text.lowerBound < span.upperBound, !span.isEmpty else {
      return place(at: span.lowerBound, before: first)
    }
    var start = runs[first].sourceStart(at: max(span.lowerBound, runs[first].text.lowerBound))
    var end = start
    var index = first
    while index < runs.count, runs[index].text.lowerBound < span.upperBound {
      let run = runs[index]
      start = min(start, run.sourceStart(at: max(span.lowerBound, run.text.lowerBound)))
      end = max(end, run.sourceEnd(at: min(span.upperBound, run.text.upperBound)))
      index += 1
    }
    return start..<end
  }

  /// Without runs: the place of the span itself, or of the shortest known one around it. Where that is as long as its
  /// place, the span is cut out of it byte for byte.
  private func place(of span: Span) -> Range<Int> {
    if let place = places[span] { return place }
    let around = places.filter { $0.key.encloses(span) }
    guard let (known, place) = around.min(by: { ($0.key.count, $0.key.lowerBound) < ($1.key.count, $1.key.lowerBound) })
    else { return 0..<0 }
    guard known.count == place.count else { return place }
    let start = place.lowerBound + span.lowerBound - known.lowerBound
    return start..<start + span.count
  }

  /// Where an offset with no text of its own stands in the file.
  private func place(at offset: Int, before next: Int) -> Range<Int> {
    if next < runs.count, runs[next].text.lowerBound <= offset {
      let point = runs[next].sourceStart(at: offset)
      return point..<point
    }
    let end = next < runs.count ? runs[next].source.lowerBound : runs[next - 1].source.upperBound
    let start = next > 0 ? runs[next - 1].source.upperBound : end
    return start <= end ? start..<end : start..<start
  }

  private func firstRun(endingAfter offset: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].text.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
