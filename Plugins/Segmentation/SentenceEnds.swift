import Standoff
import TextScanning

/// Finds where sentences end.
///
/// A full stop, a question mark or an exclamation mark ends a sentence where white space and then something that can
/// start one follow, unless the words around it speak against it: an abbreviation, an initial, an ordinal, a bracket
/// that is still open, a reporting verb behind a quotation. Closing marks, brackets and note numbers belong to the
/// sentence before them. The rules follow Grefenstette & Tapanainen, "What is a word, what is a sentence?" (1994).
struct SentenceEnds {
  private let words: SentenceWords

  init(_ words: SentenceWords) { self.words = words }

  /// Calls the body with every sentence of a block, in order, without the white space between them.
  func forEachSentence(in bytes: UnsafeBufferPointer<UInt8>, _ block: Span, _ body: (Span) -> Void) {
    let end = block.upperBound
    var start = Scan.skipWhite(bytes, block.lowerBound, end)
    var position = start
    var closedBracket = start
    while position < end {
      switch Self.interest[Int(bytes[position])] {
      case .none:
        position += 1
      case .bracket:
        if position > start, position >= closedBracket {
          closedBracket = Scan.closingBracket(bytes, position, end) ?? closedBracket
        }
        position += 1
      case .stop:
        guard let stop = Stop(bytes, position, end) else {
          position += ByteClass.length(ofScalarAt: bytes[position])
          continue
        }
        position = stop.end
        if stop.dots.lowerBound >= closedBracket, ends(at: stop, bytes, start, end) {
          body(start..<stop.end)
          start = Scan.skipWhite(bytes, stop.end, end)
          position = start
        }
      }
    }
    if start < end { body(start..<end) }
  }

  private enum Interest: UInt8 { case none, stop, bracket }

  /// What a byte can be the first of.
  private static let interest: [Interest] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0xE2, 0xE3, 0xEF: .stop
    case UInt8(ascii: "("), UInt8(ascii: "["): .bracket
    default: .none
    }
  }
}

extension SentenceEnds {
  /// Whether a sentence that started at `start` ends here.
  private func ends(at stop: Stop, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard stop.end < end else { return true }
    if stop.isIdeographic { return true }
    guard ByteClass.isWhite(bytes[stop.end]) || Scan.isNoBreakSpace(bytes, stop.end) else { return false }
    let head = Scan.skipOpenings(bytes, Scan.skipWhite(bytes, stop.end, end), end)
    guard head < end else { return true }
    let next = Word(in: bytes, at: head, end: end)
    guard let next else { return stop.manner != .ellipsis && Scan.isOpening(bytes, head) }
    if next.shape == .lower, !Scan.isCaseless(bytes, head) { return false }
    switch stop.manner {
    case .strong: return !(stop.closesQuotation && isReported(by: next, bytes, end))
    case .ellipsis: return next.shape != .number
    case .period: return endsAtPeriod(stop, next, bytes, start, end)
    }
  }

  private func endsAtPeriod(
    _ stop: Stop, _ next: Word, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard let last = Word(in: bytes, before: stop.dots.lowerBound, from: start) else { return true }
    let nextStarts = words.starters.contains(next.hash) && next.shape != .lower
    let before = last.span.lowerBound > start ? bytes[last.span.lowerBound - 1] : 0x20
    let isDotted = before == UInt8(ascii: ".")
    if last.span.lowerBound == start, last.shape == .number || last.span.count == 1 { return false }
    if words.titles.contains(last.hash) { return false }
    if words.beforeNumbers.contains(last.hash), Scan.isNumberLike(next, bytes) { return false }
    if Scan.isSingleLetter(last, bytes) {
      if last.shape == .lower { return nextStarts && !Scan.isNumberLike(next, bytes) }
      return nextStarts
    }
    if words.abbreviations.contains(last.hash) || isDotted { return nextStarts }
    if last.shape == .number, words.hasOrdinalDots, last.span.count <= 2, next.shape != .number { return nextStarts }
    if Scan.isRoman(last, bytes) {
      let name = Word(in: bytes, before: last.span.lowerBound - 1, from: start)
      return nextStarts || name.map { $0.shape == .lower || $0.shape == .number } ?? true
    }
    return true
  }

  /// Whether one of the next few words reports what stands before: `“Who governs?” Marx asked.`
  private func isReported(by next: Word, _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    var word = next
    for _ in 0..<3 {
      var behind = word.span.upperBound
      if behind < end, bytes[behind] == UInt8(ascii: ".") { behind += 1 }
      guard let following = Word(in: bytes, at: Scan.skipWhite(bytes, behind, end), end: end) else { return false }
      if words.reporting.contains(following.hash), following.shape == .lower { return true }
      if following.shape == .lower, !words.titles.contains(word.hash) { return false }
      word = following
    }
    return false
  }
}
