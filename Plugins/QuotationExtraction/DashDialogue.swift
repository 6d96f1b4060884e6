import Standoff
import TextScanning

/// Finds talk that dashes set off: a paragraph that starts with a dash is speech, but for what its author puts in.
///
/// It is looked for only in documents whose paragraphs start so often enough. The author's words are told by a dash on
/// either side (`— Oui — dit-il — je viens`), or by a reporting verb behind a comma (`– Oui, dit-il, je viens`).
struct DashDialogue {
  private let text: Text
  private let interjections: Interjections
  /// The paragraphs that start with a dash, each with the first byte behind the dash.
  private let turns: [(block: Span, start: Int)]

  /// - Parameter blocks: paragraphs of prose.
  init(_ text: Text, _ blocks: [Span], _ words: KindWords) {
    self.text = text
    interjections = Interjections(text, words)
    let turns = blocks.compactMap { block in
      Self.dash(in: text, at: block.lowerBound, block.upperBound).map { (block: block, start: $0.upperBound) }
    }
    let talk = turns.filter { Self.isTalk($0.block, $0.start, text) }
    let isConvention = talk.count >= 3 && talk.count * 50 >= blocks.count && talk.count * 10 >= turns.count * 7
    self.turns = isConvention ? turns : []
  }

  /// The speeches, in text order.
  func speeches() -> [(span: Span, dash: String)] {
    turns.flatMap { turn in
      let dash = text[turn.block.lowerBound..<turn.start].filter { !$0.isWhitespace }
      return interjections.left(in: turn.start..<turn.block.upperBound).map { ($0, dash) }
    }
  }

  /// The dash that starts at a byte with the white space behind it.
  static func dash(in text: Text, at position: Int, _ end: Int) -> Span? {
    let bytes = text.utf8
    guard position + 3 < end else { return nil }
    var next: Int
    if bytes[position] == 0xE2, bytes[position + 1] == 0x80, (0x92...0x95).contains(bytes[position + 2]) {
      next = position + 3
    } else if bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-") {
      next = position + 2
    } else {
      return nil
    }
    while next < end, isBlank(bytes, next) { next += 1 }
    return position..<next
  }

  /// White space, or a byte of a no-break space.
  private static func isBlank(_ bytes: [UInt8], _ position: Int) -> Bool {
    if ByteClass.isWhite(bytes[position]) { return true }
    if bytes[position] == 0xC2 { return position + 1 < bytes.count && bytes[position + 1] == 0xA0 }
    return bytes[position] == 0xA0 && bytes[position - 1] == 0xC2
  }

  /// Whether the paragraph is talk rather than an item of a list or the name below a motto: it starts with a capital
  /// or a sign of its own and ends as sentences do.
  private static func isTalk(_ block: Span, _ start: Int, _ text: Text) -> Bool {
    text.utf8.withUnsafeBufferPointer { bytes in
      let words = text.trimmed(start..<block.upperBound)
      guard let first = words.first, let last = words.last else { return false }
      let isLower = Word.canStart(bytes, at: first) && !Word.isCapital(bytes, at: first)
      let ends = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"), 0xA6, 0xBB, 0x9D, 0x22]
      return !isLower && ends.contains(bytes[last])
    }
  }
}
