import Standoff
import TextScanning

/// A capitalised sequence that may be a name.
struct Sighting {
  struct Part {
    let hash: UInt64
    let isInitial: Bool
  }

  let span: Span
  /// Given names, particles left out, surname last; a title is no part.
  let parts: [Part]
  let hasTitle: Bool
  let gender: NameBook.Gender
  let isPossessive: Bool
  let hasArticle: Bool
  let isPlace: Bool
  /// One word that starts a sentence, whose capital so says nothing.
  let isDoubtful: Bool
  /// Which of `he` and `she` comes first behind it, before another capital.
  let follower: NameBook.Gender

  var fullness: Int { parts.reduce(0) { $0 + ($1.isInitial ? 1 : 2) } * 2 + (hasTitle ? 1 : 0) }
}

/// Gathers the capitalised sequences of a text in one pass.
struct NameFinder {
  private let words: SpeakerWords
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ words: SpeakerWords, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.words = words
    self.bytes = bytes
  }

  func sightings(in blocks: [Span]) -> [Sighting] {
    var sightings: [Sighting] = []
    for block in blocks {
      var position = block.lowerBound
      var isInWord = false
      while position < block.upperBound {
        let byte = bytes[position]
        if byte &- 0x61 < 26 {
          isInWord = true
          position += 1
        } else if byte &- 0x41 < 26 || byte >= 0xC3 {
          if !isInWord, Word.isCapital(bytes, at: position),
            let word = Word(in: bytes, at: position, end: block.upperBound)
          {
            let (sighting, end) = sequence(from: word, in: block)
            if let sighting { sightings.append(sighting) }
            position = end
            isInWord = false
          } else {
            isInWord = byte < 0x80 || Word.canStart(bytes, at: position)
            position += ByteClass.length(ofScalarAt: byte)
          }
        } else {
          isInWord = ByteClass.isDigit(byte) || (byte == UInt8(ascii: "'") && isInWord)
          position += 1
        }
      }
    }
    return sightings
  }

  private struct Token {
    let word: Word
    /// Without a possessive ending.
    let span: Span
    let hash: UInt64
    var isPossessive: Bool { span.upperBound != word.span.upperBound }
  }

  /// Reads the sequence that starts with a word; answers with the byte behind it too.
  private func sequence(from first: Word, in block: Span) -> (Sighting?, Int) {
    var end = first.span.upperBound
    if words.notNames.contains(first.hash), !words.isTitle(first.hash), !leadsOn(end, in: block) { return (nil, end) }
    var tokens = [token(first)]
    while let last = tokens.last, !last.isPossessive, tokens.count < 8,
      let next = continuation(behind: last, in: block)
    {
      tokens += next
      end = next.last?.word.span.upperBound ?? end
    }
    let startsSentence = startsSentence(first.span.lowerBound, block)
    var dropped = 0
    while let token = tokens.first, words.notNames.contains(token.hash), !words.isTitle(token.hash) {
      tokens.removeFirst()
      dropped += 1
    }
    while let last = tokens.last, words.particles.contains(last.hash), last.word.shape == .lower { tokens.removeLast() }
    guard let start = tokens.first, let last = tokens.last else { return (nil, end) }
    return (sighting(tokens, start, last, isDoubtful: startsSentence && dropped == 0, in: block), end)
  }

  /// Whether a capital follows the white space behind a word.
  private func leadsOn(_ end: Int, in block: Span) -> Bool {
    var position = end
    while position < block.upperBound, ByteClass.isWhite(bytes[position]) || bytes[position] == UInt8(ascii: "-") {
      position += 1
    }
    return position < block.upperBound && Word.isCapital(bytes, at: position)
  }

  private func sighting(
    _ tokens: [Token], _ first: Token, _ last: Token, isDoubtful: Bool, in block: Span
  ) -> Sighting? {
    let titles = tokens.prefix { words.isTitle($0.hash) }
    let names = tokens.dropFirst(titles.count == tokens.count ? 0 : titles.count)
      .filter { !(words.particles.contains($0.hash) && $0.word.shape == .lower) }
    let parts = names.map { Sighting.Part(hash: $0.hash, isInitial: isInitial($0)) }
    guard let surname = parts.last, !surname.isInitial || parts.count > 1, last.span.count > 1 || parts.count > 1 else {
      return nil
    }
    if parts.count == 1, titles.count == tokens.count, tokens.count == 1 { return nil }
    if parts.count == 1, words.adjectiveEndings.contains(where: { ends(last.span, with: $0) }) { return nil }
    let gender: NameBook.Gender =
      titles.contains { words.femaleTitles.contains($0.hash) }
      ? .female : titles.contains { words.maleTitles.contains($0.hash) } ? .male : .unknown
    let before = Word(in: bytes, before: max(block.lowerBound, first.span.lowerBound - 1), from: block.lowerBound)
    return Sighting(
      span: first.span.lowerBound..<last.span.upperBound, parts: parts, hasTitle: !titles.isEmpty, gender: gender,
      isPossessive: last.isPossessive || isBareApostrophe(last.span.upperBound, block),
      hasArticle: before.map { words.determiners.contains($0.hash) } ?? false,
      isPlace: parts.count == 1 && words.places.contains(surname.hash),
      isDoubtful: isDoubtful && parts.count == 1 && titles.isEmpty && !actsLikeName(last, in: block),
      follower: follower(behind: last.word.span.upperBound, in: block))
  }

  /// The words with which a sequence goes on: a capitalised one, or a particle and a capitalised one.
  private func continuation(behind last: Token, in block: Span) -> [Token]? {
    var position = last.word.span.upperBound
    guard position < block.upperBound else { return nil }
    if bytes[position] == UInt8(ascii: "."), isInitial(last) || words.isTitle(last.hash) { position += 1 }
    if position < block.upperBound, bytes[position] == UInt8(ascii: "-") {
      return Word(in: bytes, at: position + 1, end: block.upperBound).flatMap {
        $0.shape == .capitalised ? [token($0)] : nil
      }
    }
    let gap = position
    while position < block.upperBound, ByteClass.isWhite(bytes[position]) { position += 1 }
    guard position > gap || isInitial(last), let next = Word(in: bytes, at: position, end: block.upperBound) else {
      return nil
    }
    if next.shape == .capitalised || next.shape == .upper {
      return words.notNames.contains(next.hash) && !isInitialLike(next, block) ? nil : [token(next)]
    }
    guard words.particles.contains(next.hash), next.span.upperBound < block.upperBound,
      ByteClass.isWhite(bytes[next.span.upperBound])
    else { return nil }
    let following = Word(in: bytes, at: next.span.upperBound + 1, end: block.upperBound)
    return following.flatMap { $0.shape == .capitalised ? [token(next), token($0)] : nil }
  }

  /// Whether a capitalised word at the start of a sentence owns something, or does what people do.
  private func actsLikeName(_ token: Token, in block: Span) -> Bool {
    guard token.span.count > 2, !words.commonEndings.contains(where: { ends(token.span, with: $0) }) else {
      return false
    }
    if token.isPossessive { return true }
    let end = token.word.span.upperBound
    if end + 2 < block.upperBound, bytes[end] == UInt8(ascii: ","),
      let next = Word(in: bytes, at: end + 2, end: block.upperBound)
    {
      return words.appositions.contains(next.hash)
    }
    guard end < block.upperBound, ByteClass.isWhite(bytes[end]),
      let next = Word(in: bytes, at: end + 1, end: block.upperBound), next.shape == .lower
    else { return false }
    return words.verbs.contains(next.hash) || words.deeds.contains(next.hash)
  }

  private func ends(_ span: Span, with ending: [UInt8]) -> Bool {
    span.count > ending.count && bytes[span.upperBound - ending.count..<span.upperBound].elementsEqual(ending)
  }

  /// The pronoun that takes up a name within the next sixty bytes.
  private func follower(behind end: Int, in block: Span) -> NameBook.Gender {
    var position = end
    let limit = min(end + 60, block.upperBound)
    while position < limit {
      guard let word = Word(in: bytes, at: position, end: limit) else {
        position += ByteClass.length(ofScalarAt: bytes[position])
        continue
      }
      if words.he.contains(word.hash) { return .male }
      if words.she.contains(word.hash) { return .female }
      if word.shape != .lower { return .unknown }
      position = word.span.upperBound
    }
    return .unknown
  }

  private func token(_ word: Word) -> Token {
    let end = word.span.upperBound
    var length = 0
    if word.span.count > 2, bytes[end - 1] | 0x20 == UInt8(ascii: "s") {
      if bytes[end - 2] == UInt8(ascii: "'") { length = 2 }
      if word.span.count > 4, bytes[end - 2] == 0x99, bytes[end - 3] == 0x80, bytes[end - 4] == 0xE2 { length = 4 }
    }
    guard length > 0, let stem = Word(in: bytes, at: word.span.lowerBound, end: end - length) else {
      return Token(word: word, span: word.span, hash: word.hash)
    }
    return Token(word: word, span: stem.span, hash: stem.hash)
  }

  private func isInitial(_ token: Token) -> Bool {
    token.word.span.count == ByteClass.length(ofScalarAt: bytes[token.word.span.lowerBound])
  }

  private func isInitialLike(_ word: Word, _ block: Span) -> Bool {
    word.span.count == 1 && word.span.upperBound < block.upperBound && bytes[word.span.upperBound] == UInt8(ascii: ".")
  }

  private func isBareApostrophe(_ end: Int, _ block: Span) -> Bool {
    guard end < block.upperBound, bytes[end - 1] | 0x20 == UInt8(ascii: "s") else { return false }
    let isStraight = bytes[end] == UInt8(ascii: "'")
    let isCurly = end + 2 < block.upperBound && bytes[end] == 0xE2 && bytes[end + 1] == 0x80 && bytes[end + 2] == 0x99
    let behind = end + (isStraight ? 1 : 3)
    return (isStraight || isCurly) && behind < block.upperBound && ByteClass.isWhite(bytes[behind])
  }

  private func startsSentence(_ start: Int, _ block: Span) -> Bool {
    var position = start
    while position > block.lowerBound {
      let byte = bytes[position - 1]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
        || byte == UInt8(ascii: ":")
      {
        return true
      }
      if byte == UInt8(ascii: "]"), position - block.lowerBound > 3, ByteClass.isDigit(bytes[position - 2]) {
        return true
      }
      guard
        ByteClass.isWhite(byte) || byte == 0x22 || byte == 0x27 || byte == UInt8(ascii: "_") || byte >= 0x80
          || byte == UInt8(ascii: "(")
      else { return false }
      if byte == 0x22 || byte == 0x27 || byte >= 0x80 { return true }
      position -= 1
    }
    return true
  }
}
