import Standoff
import TextScanning

/// Gathers the capitalised sequences of a text in one pass.
struct NameFinder {
  private let words: SpeakerWords
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The words of the sequence in hand.
  private var tokens: [Token] = []

  init(_ words: SpeakerWords, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.words = words
    self.bytes = bytes
  }

  mutating func sightings(in blocks: [Span]) -> [Sighting] {
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
  private mutating func sequence(from first: Word, in block: Span) -> (Sighting?, Int) {
    let end = first.span.upperBound
    if words.notNames.contains(first.hash), !words.isTitle(first.hash), !leadsOn(end, in: block) { return (nil, end) }
    tokens.removeAll(keepingCapacity: true)
    tokens.append(token(first))
    while let last = tokens.last, !last.isPossessive, tokens.count < 8, goesOn(behind: last, in: block) {}
    let behind = tokens.last?.word.span.upperBound ?? end
    let dropped = tokens.firstIndex { !words.notNames.contains($0.hash) || words.isTitle($0.hash) } ?? tokens.count
    tokens.removeFirst(dropped)
    while let last = tokens.last, isParticle(last) { tokens.removeLast() }
    guard let start = tokens.first, let last = tokens.last else { return (nil, behind) }
    let isDoubtful = dropped == 0 && startsSentence(first.span.lowerBound, block)
    return (sighting(start, last, isDoubtful: isDoubtful, in: block), behind)
  }

  /// Whether a capital follows the white space behind a word.
  private func leadsOn(_ end: Int, in block: Span) -> Bool {
    var position = end
    while position < block.upperBound, ByteClass.isWhite(bytes[position]) || bytes[position] == UInt8(ascii: "-") {
      position += 1
    }
    return position < block.upperBound && Word.isCapital(bytes, at: position)
  }

  private func sighting(_ first: Token, _ last: Token, isDoubtful: Bool, in block: Span) -> Sighting? {
    var gender = NameBook.Gender.unknown
    let titles = tokens.firstIndex { !words.isTitle($0.hash) } ?? tokens.count
    for title in tokens[..<titles] {
      if words.femaleTitles.contains(title.hash) {
        gender = .female
      } else if words.maleTitles.contains(title.hash), gender == .unknown {
        gender = .male
      }
    }
    if tokens.count > 1, tokens.allSatisfy({ $0.word.shape == .upper && !isInitial($0) }) { return nil }
    let isTitleAlone = titles == tokens.count
    let names = isTitleAlone ? tokens[...] : tokens[titles...]
    var (count, weight) = (0, titles > 0 ? 1 : 0)
    for name in names where !isParticle(name) {
      count += 1
      weight += isInitial(name) ? 2 : 4
    }
    guard count > 1 || !isInitial(last), !(isTitleAlone && count == 1), let given = names.first else { return nil }
    if count == 1, words.adjectiveEndings.contains(where: { ends(last.span, with: $0) }) { return nil }
    let before = Word(in: bytes, before: max(block.lowerBound, first.span.lowerBound - 1), from: block.lowerBound)
    return Sighting(
      span: first.span.lowerBound..<last.span.upperBound, given: count > 1 && !isInitial(given) ? given.hash : 0,
      surname: last.hash, title: titles > 0 && !isTitleAlone ? tokens[titles - 1].hash : 0, count: count,
      startsWithInitial: isInitial(given), fullness: weight, gender: gender,
      isPossessive: last.isPossessive || isBareApostrophe(last.span.upperBound, block),
      hasArticle: before.map { words.determiners.contains($0.hash) } ?? false,
      isPlace: count == 1 && words.places.contains(last.hash),
      isDoubtful: isDoubtful && count == 1 && titles == 0 && !actsLikeName(last, in: block),
      follower: follower(behind: last.word.span.upperBound, in: block))
  }

  private func isParticle(_ token: Token) -> Bool {
    token.word.shape == .lower && words.particles.contains(token.hash)
  }

  /// Takes the words with which a sequence goes on: a capitalised one, or a particle and a capitalised one.
  private mutating func goesOn(behind last: Token, in block: Span) -> Bool {
    var position = last.word.span.upperBound
    guard position < block.upperBound else { return false }
    if bytes[position] == UInt8(ascii: "."), isInitial(last) || words.isTitle(last.hash) { position += 1 }
    if position < block.upperBound, bytes[position] == UInt8(ascii: "-") {
      guard let next = Word(in: bytes, at: position + 1, end: block.upperBound), next.shape == .capitalised else {
        return false
      }
      tokens.append(token(next))
      return true
    }
    let gap = position
    while position < block.upperBound, ByteClass.isWhite(bytes[position]) { position += 1 }
    guard position > gap || isInitial(last), let next = Word(in: bytes, at: position, end: block.upperBound) else {
      return false
    }
    if next.shape == .capitalised || next.shape == .upper {
      guard !words.notNames.contains(next.hash) || isInitialLike(next, block) else { return false }
      tokens.append(token(next))
      return true
    }
    guard words.particles.contains(next.hash), next.span.upperBound < block.upperBound,
      ByteClass.isWhite(bytes[next.span.upperBound]),
      let following = Word(in: bytes, at: next.span.upperBound + 1, end: block.upperBound),
      following.shape == .capitalised
    else { return false }
    tokens.append(token(next))
    tokens.append(token(following))
    return true
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
