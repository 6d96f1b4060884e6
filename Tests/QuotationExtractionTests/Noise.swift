import Codebook
import Foundation
import Standoff

/// A text with its gold, as lists of characters, so that marks can be changed and the spans follow.
struct NoisyText {
  struct Item {
    /// In scalars.
    var span: Range<Int>
    let kind: Quotation.Kind?
  }

  private(set) var scalars: [Unicode.Scalar]
  private(set) var items: [Item]
  /// For each gold quotation in marks, where its marks stand.
  private var places: [Place] = []

  private struct Place {
    let position: Int
    let isOpening: Bool
    let isDouble: Bool
  }

  init(_ scalars: [Unicode.Scalar], _ items: [Item]) {
    self.scalars = scalars
    self.items = items
    for item in items {
      let opening = outward(from: item.span.lowerBound, by: -1)
      let closing = outward(from: item.span.upperBound - 1, by: 1)
      for (position, isOpening) in [(opening, true), (closing, false)] {
        guard let position, let isDouble = Self.marks[scalars[position]] else { continue }
        places.append(Place(position: position, isOpening: isOpening, isDouble: isDouble))
      }
      guard let opening, let isDouble = Self.marks[scalars[opening]] else { continue }
      // The marks that repeat at each paragraph.
      for position in item.span.dropFirst(2) where Self.marks[scalars[position]] == isDouble {
        var before = position - 1
        while before > item.span.lowerBound, scalars[before] == " " { before -= 1 }
        guard scalars[before] == "\n", scalars[before - 1] == "\n" else { continue }
        places.append(Place(position: position, isOpening: true, isDouble: isDouble))
      }
    }
    // One closing mark may serve two who both end there only if it stands there twice.
    var taken: Set<Int> = []
    places = places.filter { taken.insert($0.position).inserted }.sorted { $0.position < $1.position }
  }

  private static let marks: [Unicode.Scalar: Bool] = [
    "\"": true, "“": true, "”": true, "„": true, "'": false, "‘": false, "’": false, "‚": false,
  ]

  private func outward(from position: Int, by step: Int) -> Int? {
    var position = position + step
    while scalars.indices.contains(position), "_* \u{A0}\n".unicodeScalars.contains(scalars[position]) {
      position += step
    }
    return scalars.indices.contains(position) ? position : nil
  }

  /// The text with some marks written otherwise.
  ///
  /// - Parameter change: what stands for a mark; nothing leaves it as it is.
  private func changed(
    marks change: (Place, inout SplitMix) -> String?, others: (Unicode.Scalar) -> String? = { _ in nil },
    _ random: inout SplitMix
  ) -> NoisyText {
    var result: [Unicode.Scalar] = []
    // The place of each old scalar in the new text, and of the end.
    var moved: [Int] = []
    moved.reserveCapacity(scalars.count + 1)
    var next = 0
    for (position, scalar) in scalars.enumerated() {
      moved.append(result.count)
      if next < places.count, places[next].position == position {
        if let words = change(places[next], &random) {
          result += Array(words.unicodeScalars)
        } else {
          result.append(scalar)
        }
        next += 1
      } else if let words = others(scalar) {
        result += Array(words.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    moved.append(result.count)
    return NoisyText(
      result,
      items.map {
        Item(span: moved[$0.span.lowerBound]..<moved[$0.span.upperBound - 1] + 1, kind: $0.kind)
      })
  }

  /// In bytes, without white space and signs of emphasis at the edges.
  func spans(in text: Text) -> [Span] {
    var starts = [0]
    for scalar in scalars { starts.append(starts[starts.count - 1] + UTF8.width(scalar)) }
    return items.map { Self.trimmed(starts[$0.span.lowerBound]..<starts[$0.span.upperBound], text) }
  }

  static func trimmed(_ span: Span, _ text: Text) -> Span {
    func isEdge(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*") }
    var (start, end) = (span.lowerBound, span.upperBound)
    while start < end, isEdge(text.utf8[start]) { start += 1 }
    while start < end, isEdge(text.utf8[end - 1]) { end -= 1 }
    return start..<end
  }

  var string: String {
    var string = String.UnicodeScalarView()
    string.append(contentsOf: scalars)
    return String(string)
  }
}

/// What can befall the marks of a text on its way from print to file.
enum Noise: String, CaseIterable {
  case none = "as it is"
  case straight = "straight marks"
  case curly = "curly marks"
  case dropped = "1 % of the marks lost"
  case droppedCurly = "1 % lost, curly"
  case droppedMore = "5 % of the marks lost"
  case wrongWay = "3 % turned the wrong way"
  case doubled = "3 % of closing marks doubled"
  case single = "single for double"
  case singleCurly = "single for double, curly"
  case commas = "OCR: ,,so''"
  case backticks = "OCR: ``so''"
  case accents = "OCR: ´so´ for single"
  case chevrons = "ASCII: <<so>>"
  case guillemets = "« so » with spaces"
  case inward = "»so«"
  case low = "„so“"
  case spaced = "“ so ” with spaces"
  case wrapped = "lines broken at 40"

  func applied(to text: NoisyText, seed: UInt64) -> NoisyText { text.under(self, SplitMix(seed)) }
}

extension NoisyText {
  fileprivate func under(_ noise: Noise, _ seed: SplitMix) -> NoisyText {
    var random = seed
    func straightened(_ scalar: Unicode.Scalar) -> String? {
      switch scalar {
      case "“", "”", "„": "\""
      case "‘", "’", "‚": "'"
      default: nil
      }
    }
    func curled(_ scalar: Unicode.Scalar) -> String? { scalar == "'" ? "’" : nil }
    func curly(_ place: Place, _: inout SplitMix) -> String? {
      place.isDouble ? (place.isOpening ? "“" : "”") : (place.isOpening ? "‘" : "’")
    }
    func straight(_ place: Place, _: inout SplitMix) -> String? { place.isDouble ? "\"" : "'" }
    func doubles(_ opening: String, _ closing: String) -> (Place, inout SplitMix) -> String? {
      { place, _ in place.isDouble ? (place.isOpening ? opening : closing) : nil }
    }
    switch noise {
    case .none: return self
    case .straight: return changed(marks: straight, others: straightened, &random)
    case .curly: return changed(marks: curly, others: curled, &random)
    case .dropped: return changed(marks: { _, random in random.chance(0.01) ? "" : nil }, &random)
    case .droppedMore: return changed(marks: { _, random in random.chance(0.05) ? "" : nil }, &random)
    case .droppedCurly:
      return changed(
        marks: { $1.chance(0.01) ? "" : curly($0, &$1) }, others: curled, &random)
    case .wrongWay:
      return changed(
        marks: { place, random in
          guard random.chance(0.03), place.isDouble else { return curly(place, &random) }
          return place.isOpening ? "”" : "“"
        }, others: curled, &random)
    case .doubled:
      return changed(
        marks: { place, random in
          guard !place.isOpening, place.isDouble, random.chance(0.03) else { return curly(place, &random) }
          return "””"
        }, others: curled, &random)
    case .single, .singleCurly:
      let isCurly = noise == .singleCurly
      return changed(
        marks: { place, _ in
          guard isCurly else { return place.isDouble ? "'" : "\"" }
          return place.isDouble ? (place.isOpening ? "‘" : "’") : (place.isOpening ? "“" : "”")
        }, others: isCurly ? curled : straightened, &random)
    case .commas: return changed(marks: doubles(",,", "''"), &random)
    case .backticks: return changed(marks: doubles("``", "''"), &random)
    case .accents: return changed(marks: { place, _ in place.isDouble ? nil : "´" }, &random)
    case .chevrons: return changed(marks: doubles("<<", ">>"), &random)
    case .guillemets: return changed(marks: doubles("« ", " »"), &random)
    case .inward: return changed(marks: doubles("»", "«"), &random)
    case .low: return changed(marks: doubles("„", "“"), &random)
    case .spaced: return changed(marks: doubles("“ ", " ”"), &random)
    case .wrapped: return wrapped(at: 40)
    }
  }

  /// The same words with other line ends: no scalar moves.
  private func wrapped(at width: Int) -> NoisyText {
    var scalars = scalars
    var column = 0
    for (position, scalar) in scalars.enumerated() {
      let isFree = position > 0 && position + 1 < scalars.count && scalars[position - 1] != "\n"
      if scalar == "\n", isFree, scalars[position + 1] != "\n", scalars[position + 1] != " " {
        scalars[position] = " "
      }
      column += 1
      if scalars[position] == " ", column > width, isFree, scalars[position - 1] != " ", scalars[position + 1] != " ",
        scalars[position + 1] != "\n"
      {
        scalars[position] = "\n"
      }
      if scalars[position] == "\n" { column = 0 }
    }
    return NoisyText(scalars, items)
  }
}

/// The same numbers for the same seed, on any machine.
struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) / Double(1 << 53) < share }
}
