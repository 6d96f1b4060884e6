import Standoff
import TextScanning

/// Finds talk that dashes set off: a paragraph that starts with a dash is speech, but for what its author puts in.
///
/// It is looked for only in documents whose paragraphs start so often enough; where typists had no dash but a hyphen,
/// in more of them. The author's words are told by a dash on either side (`— Oui — dit-il — je viens`), or by a
/// reporting verb behind a comma (`– Oui, dit-il, je viens`).
struct DashDialogue {
  private let text: Text
  private let words: KindWords
  /// The paragraphs that start with a dash, each with the first byte behind the dash.
  private let turns: [Turn]

  private struct Turn {
    let block: Span
    let start: Int
    let isHyphen: Bool
  }

  /// - Parameter blocks: paragraphs of prose.
  init(_ text: Text, _ blocks: [Span], _ words: KindWords) {
    self.text = text
    self.words = words
    let turns = blocks.compactMap { block in
      let dash = Dash(in: text, at: block.lowerBound, block.upperBound, hyphens: true)
      return dash.map { Turn(block: block, start: $0.span.upperBound, isHyphen: $0.isHyphen) }
    }
    self.turns = [false, true].flatMap { isHyphen in
      let turns = turns.filter { $0.isHyphen == isHyphen }
      let talk = turns.count { Self.isTalk($0.block, $0.start, text) }
      let isConvention =
        isHyphen
        ? talk >= 10 && talk * 10 >= blocks.count && talk * 10 >= turns.count * 9
        : talk >= 3 && talk * 50 >= blocks.count && talk * 10 >= turns.count * 7
      return isConvention ? turns : []
    }.sorted { $0.start < $1.start }
  }

  /// Whether one of some spans starts where a turn does, as where the source states who talks.
  ///
  /// - Parameter spans: in text order.
  func hasTurn(startingWith spans: [Span]) -> Bool {
    var next = 0
    for turn in turns {
      while next < spans.count, spans[next].lowerBound < turn.block.lowerBound { next += 1 }
      if next < spans.count, spans[next].lowerBound <= turn.start { return true }
    }
    return false
  }

  /// The speeches, in text order.
  func speeches() -> [(span: Span, dash: String)] {
    turns.flatMap { turn in
      let dash = text[turn.block.lowerBound..<turn.start].filter { !$0.isWhitespace }
      let interjections = Interjections(text, words, hyphens: turn.isHyphen)
      return interjections.left(in: turn.start..<turn.block.upperBound).map { ($0, dash) }
    }
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

/// A dash with the white space behind it.
struct Dash {
  let span: Span
  /// Whether a hyphen stands for it.
  let isHyphen: Bool

  /// The dash that starts at a byte.
  ///
  /// - Parameter hyphens: whether a hyphen counts, where white space stands before it or white space or a stop behind.
  init?(in text: Text, at position: Int, _ end: Int, hyphens: Bool = false) {
    let bytes = text.utf8
    guard position + 3 < end else { return nil }
    var next: Int
    if bytes[position] == 0xE2, bytes[position + 1] == 0x80, (0x92...0x95).contains(bytes[position + 2]) {
      next = position + 3
    } else if bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-") {
      next = position + 2
    } else if hyphens, bytes[position] == UInt8(ascii: "-"), !ByteClass.isDigit(bytes[position + 1]),
      position == 0 || ByteClass.isWhite(bytes[position - 1]) || Dash.isBlank(bytes, position + 1)
        || Dash.isPause(bytes[position + 1])
    {
      next = position + 1
    } else {
      return nil
    }
    isHyphen = next == position + 1
    while next < end, Dash.isBlank(bytes, next) { next += 1 }
    span = position..<next
  }

  private static func isPause(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":")
  }

  /// White space, or a byte of a no-break space.
  static func isBlank(_ bytes: [UInt8], _ position: Int) -> Bool {
    if ByteClass.isWhite(bytes[position]) { return true }
    if bytes[position] == 0xC2 { return position + 1 < bytes.count && bytes[position + 1] == 0xA0 }
    return bytes[position] == 0xA0 && bytes[position - 1] == 0xC2
  }
}
