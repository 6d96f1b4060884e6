import Standoff
import TextScanning

/// Finds what an author puts into the words of one who talks: `– Oui, dit-il, je viens`.
///
/// The author's words are told by dashes around them or a comma before; with words for the language, a verb that
/// reports must be the next or nearly so.
struct Interjections {
  private let text: Text
  private let words: KindWords
  private let hyphens: Bool

  /// - Parameter hyphens: whether a hyphen beside white space stands for a dash.
  init(_ text: Text, _ words: KindWords, hyphens: Bool = false) {
    self.text = text
    self.words = words
    self.hyphens = hyphens
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
        if position > start, let dash = Dash(in: text, at: position, block.upperBound, hyphens: hyphens)?.span {
          if speech == nil, isBehindDash {
            speech = behindStop(bytes, dash.upperBound, block.upperBound)
          } else if speech != nil, opensComment(bytes, dash, block) {
            end(at: position)
            isBehindDash = true
          }
          position = dash.upperBound
        } else if speech != nil, bytes[position] == UInt8(ascii: "("), reports(bytes, position + 1, block.upperBound) {
          end(at: position)
          isBehindDash = false
          position = behindBracket(bytes, position, block.upperBound)
          speech = position
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
    return reports(bytes, dash.upperBound, block.upperBound, anyBefore: true)
  }

  /// Whether one of the next few words reports what stands before.
  ///
  /// - Parameter anyBefore: whether words of any kind may stand before it, or pronouns and the like alone.
  private func reports(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, anyBefore: Bool = false
  ) -> Bool {
    var position = start
    for number in 0..<(anyBefore || words.putsVerbFirst ? 6 : 3) {
      while position < end, isSpace(bytes, position) || (number > 0 && bytes[position] == UInt8(ascii: "-")) {
        position += 1
      }
      guard let word = Word(in: bytes, at: position, end: end) else { return false }
      if word.shape == .lower, isVerb(word, bytes) { return true }
      if !anyBefore, !mayPrecedeVerb(word, isFirst: number == 0, bytes) { return false }
      position = word.span.upperBound
    }
    return false
  }

  /// Whether a word is a verb that reports, with a pronoun joined to it or not: `s’écria`.
  private func isVerb(_ word: Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if words.participleEndings.contains(where: { bytes[word.span].reversed().starts(with: $0) }) { return false }
    if words.reporting.contains(word.hash) || words.reportingAfter.contains(word.hash) { return true }
    guard let (first, second) = words.elided.parts(of: word, in: bytes), words.beforeVerb.contains(first.hash) else {
      return false
    }
    return words.reporting.contains(second.hash)
  }

  /// Whether a word may stand between what is said and its verb: a name or a pronoun; where the verb always comes
  /// before its subject, such pronouns alone as the `gli` of `gli chiese`, and what the `a` of `a-t-il dit` brings.
  private func mayPrecedeVerb(_ word: Word, isFirst: Bool, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard words.putsVerbFirst else { return word.shape != .lower || words.thirdPerson.contains(word.hash) }
    guard word.shape == .lower else { return false }
    if words.beforeVerb.contains(word.hash) || !isFirst && words.thirdPerson.contains(word.hash) { return true }
    guard let (first, second) = words.elided.parts(of: word, in: bytes) else { return false }
    return words.beforeVerb.contains(first.hash) && words.beforeVerb.contains(second.hash)
  }

  /// The byte behind the brackets and the stop that may follow them.
  private func behindBracket(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, bytes[position] != UInt8(ascii: ")") { position += 1 }
    return behindStop(bytes, min(end, position + 1), end)
  }

  /// The byte behind the next comma or stop.
  private func commentEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, !isPause(bytes, position) || isAbbreviation(bytes, position, start) { position += 1 }
    return min(end, position + 1)
  }

  /// Whether a name stands behind the comma, or more of the one who is named: `said the old miller, Master Orde`, `said
  /// Orde, who had come late`.
  private func names(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end, bytes[start - 1] == UInt8(ascii: ",") else { return false }
    var position = start
    while position < end, isSpace(bytes, position) { position += 1 }
    if position < end, Word.isCapital(bytes, at: position) { return true }
    return Word(in: bytes, at: position, end: end).map { words.relatives.contains($0.hash) } ?? false
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

  private func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    Dash.isBlank(text.utf8, position)
  }

  /// Where speech starts again behind a dash and the stop that may follow it: `—. Voy`.
  private func behindStop(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, isPause(bytes, position) || isSpace(bytes, position) { position += 1 }
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
