import Standoff
import TextScanning

/// Finds what an author puts into the words of one who talks: `– Oui, dit-il, je viens`.
///
/// The author's words are told by dashes around them or a comma before; with words for the language, a verb that
/// reports must be the next or nearly so.
struct Interjections {
  private let text: Text
  private let words: KindWords

  init(_ text: Text, _ words: KindWords) {
    self.text = text
    self.words = words
  }

  /// The words of the one who speaks, without what the author puts in.
  ///
  /// - Parameter turn: one turn of talk.
  func left(in turn: Span) -> [Span] {
    let (start, block) = (turn.lowerBound, turn)
    return text.utf8.withUnsafeBufferPointer { bytes in
      var parts: [Span] = []
      /// Where the speech in hand starts; nothing within the author's words.
      var speech: Int? = start
      /// Whether a dash opened the author's words.
      var isBehindDash = false
      func end(at position: Int) {
        if let from = speech { parts.append(from..<position) }
        speech = nil
      }
      var position = start
      while position < block.upperBound {
        if let dash = DashDialogue.dash(in: text, at: position, block.upperBound), position > start {
          if speech == nil, isBehindDash {
            speech = behindStop(bytes, dash.upperBound, block.upperBound)
          } else if speech != nil, opensComment(bytes, dash, block) {
            end(at: position)
            isBehindDash = true
          }
          position = dash.upperBound
        } else if speech != nil, isPause(bytes, position), reports(bytes, position + 1, block.upperBound) {
          end(at: position + 1)
          isBehindDash = false
          position = commentEnd(bytes, position + 1, block.upperBound)
          if names(bytes, position, block.upperBound) { position = commentEnd(bytes, position, block.upperBound) }
          if goesOn(bytes, position, block.upperBound) { speech = position }
        } else {
          position += 1
        }
      }
      end(at: block.upperBound)
      return parts.map { trimmed($0, bytes) }.filter { !$0.isEmpty }
    }
  }

  /// Whether the author's words start with this dash.
  private func opensComment(_ bytes: UnsafeBufferPointer<UInt8>, _ dash: Span, _ block: Span) -> Bool {
    guard dash.upperBound < block.upperBound else { return false }
    let last = text.trimmed(block.lowerBound..<dash.lowerBound).upperBound - 1
    let isBehindStop = last > block.lowerBound && !Word.canStart(bytes, at: last) && bytes[last] != UInt8(ascii: ")")
    guard !Word.isCapital(bytes, at: dash.upperBound) || words.knowsReporting else { return false }
    if !words.knowsReporting { return isBehindStop }
    return reports(bytes, dash.upperBound, block.upperBound, within: 6)
  }

  /// Whether one of the next few words reports what stands before; without a pronoun or a name before, the very next.
  private func reports(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, within count: Int = 3) -> Bool {
    var position = start
    for number in 0..<count {
      while position < end, Self.isSpace(bytes, position) || (number > 0 && bytes[position] == UInt8(ascii: "-")) {
        position += 1
      }
      guard let word = Word(in: bytes, at: position, end: end) else { return false }
      if word.shape == .lower, words.reporting.contains(word.hash) || words.reportingAfter.contains(word.hash) {
        return true
      }
      if count <= 3, word.shape == .lower, !words.thirdPerson.contains(word.hash) { return false }
      position = word.span.upperBound
    }
    return false
  }

  /// The byte behind the next comma or stop.
  private func commentEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, !isPause(bytes, position) || isAbbreviation(bytes, position, start) { position += 1 }
    return min(end, position + 1)
  }

  /// Whether a name stands behind the comma: `said the old miller, Master Orde`.
  private func names(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end, bytes[start - 1] == UInt8(ascii: ",") else { return false }
    var position = start
    while position < end, Self.isSpace(bytes, position) { position += 1 }
    return position < end && Word.isCapital(bytes, at: position)
  }

  /// Whether speech goes on behind the author's words: behind a comma; and behind a stop, unless the next sentence is
  /// about a third person and nobody else.
  private func goesOn(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    if bytes[start - 1] == UInt8(ascii: ",") { return true }
    var position = start
    var isAboutThird = false
    while position < end {
      if let word = Word(in: bytes, at: position, end: end) {
        if words.firstPerson.contains(word.hash) { return true }
        if words.thirdPerson.contains(word.hash) { isAboutThird = true }
        position = word.span.upperBound
      } else if bytes[position] == UInt8(ascii: "!") || bytes[position] == UInt8(ascii: "?") {
        return true
      } else if bytes[position] == UInt8(ascii: ".") {
        break
      } else {
        position += 1
      }
    }
    return !isAboutThird
  }

  /// Whether the full stop belongs to a short word with a capital: `M.`, `Dr.`
  private func isAbbreviation(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ start: Int) -> Bool {
    guard bytes[position] == UInt8(ascii: "."), let word = Word(in: bytes, before: position, from: start) else {
      return false
    }
    return word.span.count <= 3 && word.shape != .lower && word.shape != .number
  }

  private func isPause(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    switch bytes[position] {
    case UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: ";"): true
    case 0xA6: position > 1 && bytes[position - 1] == 0x80 && bytes[position - 2] == 0xE2
    default: false
    }
  }

  private static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    ByteClass.isWhite(bytes[position]) || bytes[position] == 0xC2 || bytes[position] == 0xA0
  }

  /// Where speech starts again behind a dash and the stop that may follow it: `—. Voy`.
  private func behindStop(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, isPause(bytes, position) || Self.isSpace(bytes, position) { position += 1 }
    return position
  }

  /// Without white space, and without the comma before the author's words.
  private func trimmed(_ span: Span, _ bytes: UnsafeBufferPointer<UInt8>) -> Span {
    var span = text.trimmed(span)
    while let last = span.last, bytes[last] == UInt8(ascii: ",") {
      span = text.trimmed(span.lowerBound..<last)
    }
    return span
  }
}
