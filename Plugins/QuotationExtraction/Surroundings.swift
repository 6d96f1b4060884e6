import Standoff
import TextScanning

/// The words of a quotation and of its sentence on either side.
struct Surroundings {
  let inside: Words
  /// The words of the sentence before it, other quotations left out.
  let left: Words
  /// The words of the sentence behind it.
  let right: Words
  /// The character right before the opening mark, white space left out of account; 0 at the start of its block.
  let before: UInt8
  /// The character right behind the closing mark, white space left out of account; 0 at the end of its block.
  let after: UInt8
  /// Whether nothing but white space lies between the closing mark and `after`.
  let isSpacedAfter: Bool
  /// Whether the number of a note stands right behind it: `[7]`.
  let isReferenced: Bool
  /// The last character inside that is no sign of emphasis.
  let last: UInt8
  /// Whether an article or another word stands right before, with neither mark nor sentence end between.
  var isAttached: Bool {
    !startsSentence && before != UInt8(ascii: ",") && before != UInt8(ascii: ":") && before < 0x80
  }
  /// Whether a sentence starts with the quotation.
  let startsSentence: Bool
  let isCapitalised: Bool

  /// - Parameters:
  ///   - room: the block, or the quotation around this one.
  ///   - others: quotations that end before this one, in text order; only the last few matter.
  ///   - next: where the next quotation starts.
  ///   - elisions: where words are cut.
  init(
    of span: Span, marks: Span, in text: Text, room: Span, others: ArraySlice<Span>, next: Int,
    cutting elisions: Elisions
  ) {
    let utf8 = text.utf8
    inside = Words(in: utf8, span: span, cutting: elisions)
    let sentence = utf8.withUnsafeBufferPointer { bytes in
      SentenceAround(marks, bytes, room)
    }
    startsSentence = sentence.start >= marks.lowerBound
    before = sentence.before
    after = sentence.after
    isSpacedAfter = sentence.isSpacedAfter
    let behind = marks.upperBound
    isReferenced =
      behind + 1 < utf8.count && utf8[behind] == UInt8(ascii: "[")
      && (ByteClass.isDigit(utf8[behind + 1]) || utf8[behind + 1] == UInt8(ascii: "*"))
    let start = min(sentence.start, marks.lowerBound)
    let skipped = others.suffix(4).last { $0.upperBound > start && $0.upperBound <= marks.lowerBound }
    left = Words(
      in: utf8, span: max(start, skipped?.upperBound ?? start)..<marks.lowerBound, cutting: elisions)
    right = Words(
      in: utf8, span: marks.upperBound..<max(marks.upperBound, min(next, sentence.end)), cutting: elisions)
    last = utf8[span].last { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "*") } ?? 0
    isCapitalised = inside.count > 0 && inside.shapes[0] != .lower
  }
}

/// How far the sentence around a place reaches, in a look of some 250 bytes either way.
private struct SentenceAround {
  var start: Int
  var end: Int
  var before: UInt8 = 0
  var after: UInt8 = 0
  var isSpacedAfter = false

  init(_ marks: Span, _ bytes: UnsafeBufferPointer<UInt8>, _ room: Span) {
    var position = marks.lowerBound
    while position > room.lowerBound, Self.isIgnored(bytes[position - 1]) { position -= 1 }
    if position > room.lowerBound { before = bytes[position - 1] }
    start = marks.lowerBound
    let least = max(room.lowerBound, marks.lowerBound - 250)
    while start > least, !Self.endsSentence(bytes, before: start, room) { start -= 1 }
    while start < marks.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    position = marks.upperBound
    if position < room.upperBound { isSpacedAfter = ByteClass.isWhite(bytes[position]) }
    while position < room.upperBound, Self.isIgnored(bytes[position]) { position += 1 }
    if position < room.upperBound { after = bytes[position] }
    end = marks.upperBound
    let most = min(room.upperBound, marks.upperBound + 160)
    while end < most, !(Self.isStop(bytes[end]) && (end + 1 >= most || ByteClass.isWhite(bytes[end + 1]))) { end += 1 }
    while end > marks.upperBound, end < room.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  }

  private static func isIgnored(_ byte: UInt8) -> Bool {
    ByteClass.isWhite(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*")
  }

  private static func isStop(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  /// Whether white space ends here that stands behind the end of a sentence.
  private static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>, before start: Int, _ room: Span) -> Bool {
    guard start > room.lowerBound, ByteClass.isWhite(bytes[start - 1]) else { return false }
    var position = start - 1
    while position > room.lowerBound, !isStop(bytes[position]) {
      let byte = bytes[position]
      let isCloser =
        ByteClass.isWhite(byte) || byte == 0x22 || byte == 0x27 || byte == UInt8(ascii: ")")
        || byte == UInt8(ascii: "]")
        || byte >= 0x80 || byte == UInt8(ascii: "_")
      if !isCloser, !(ByteClass.isDigit(byte) || byte == UInt8(ascii: "[")) || start - position > 12 { return false }
      position -= 1
    }
    guard position > room.lowerBound, isStop(bytes[position]) else { return false }
    guard bytes[position] == UInt8(ascii: ".") else { return true }
    guard let word = Word(in: bytes, before: position, from: room.lowerBound) else { return true }
    return word.shape == .lower || word.shape == .number || word.span.count > 4
  }
}
