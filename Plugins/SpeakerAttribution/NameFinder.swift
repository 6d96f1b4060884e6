import Standoff
import TextScanning

/// Gathers the capitalised sequences of a text in one pass.
struct NameFinder {
  let words: SpeakerWords
  let bytes: UnsafeBufferPointer<UInt8>
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
      // Behind the last sequence, which no word goes on.
      var start = position
      while let capital = firstCapital(from: position, in: block) {
        if !isInWord(capital, from: start), let word = Word(in: bytes, at: capital, end: block.upperBound) {
          let (sighting, end) = sequence(from: word, in: block)
          if let sighting { sightings.append(sighting) }
          (position, start) = (end, end)
        } else {
          position = capital + ByteClass.length(ofScalarAt: bytes[capital])
        }
      }
    }
    return sightings
  }

  /// The first capital at or behind a place, looked for eight bytes at a time.
  private func firstCapital(from start: Int, in block: Span) -> Int? {
    var position = start
    while position + 8 <= block.upperBound, let base = UnsafeRawPointer(bytes.baseAddress) {
      let eight = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      var hits = Self.possibleCapitals(eight)
      while hits != 0 {
        let place = position + hits.trailingZeroBitCount >> 3
        if Word.isCapital(bytes, at: place) { return place }
        hits &= hits - 1
      }
      position += 8
    }
    return (position..<max(position, block.upperBound)).first { Word.isCapital(bytes, at: $0) }
  }

  /// The highest bit of each byte that is a capital of ASCII or no ASCII at all.
  private static func possibleCapitals(_ eight: UInt64) -> UInt64 {
    let low = eight & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = low + 0x3F3F_3F3F_3F3F_3F3F
    let behindZ = low + 0x2525_2525_2525_2525
    return (fromA & ~behindZ | eight) & 0x8080_8080_8080_8080
  }

  /// Whether a letter or digit stands right before a place, or such a one and an apostrophe.
  private func isInWord(_ place: Int, from start: Int) -> Bool {
    var position = place - 1
    while position >= start, bytes[position] == UInt8(ascii: "'") { position -= 1 }
    guard position >= start else { return false }
    if bytes[position] < 0x80 {
      let isLetter = ByteClass.isASCIILetter(bytes[position])
      return isLetter || ByteClass.isDigit(bytes[position])
    }
    while position > start, bytes[position] & 0xC0 == 0x80 { position -= 1 }
    return bytes[position] >= 0xC3 && Word.canStart(bytes, at: position)
  }

  struct Token {
    let word: Word
    /// Without a possessive ending.
    let span: Span
    let hash: UInt64
    let traits: WordTraits
    var isPossessive: Bool { span.upperBound != word.span.upperBound }
  }

  /// Reads the sequence that starts with a word; answers with the byte behind it too.
  private mutating func sequence(from first: Word, in block: Span) -> (Sighting?, Int) {
    let end = first.span.upperBound
    if isNoName(words.traits(of: first.hash)), !leadsOn(end, in: block) { return (nil, end) }
    tokens.removeAll(keepingCapacity: true)
    tokens.append(token(first))
    while let last = tokens.last, !last.isPossessive, tokens.count < 8, goesOn(behind: last, in: block) {}
    let behind = tokens.last?.word.span.upperBound ?? end
    let dropped = tokens.firstIndex { !isNoName($0.traits) } ?? tokens.count
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
    let titles = tokens.firstIndex { !$0.traits.isAny(of: .title) } ?? tokens.count
    for title in tokens[..<titles] {
      if title.traits.contains(.femaleTitle) {
        gender = .female
      } else if title.traits.contains(.maleTitle), gender == .unknown {
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
      hasArticle: before.map { words.traits(of: $0.hash).contains(.determiner) } ?? false,
      isPlace: count == 1 && last.traits.contains(.place),
      isDoubtful: isDoubtful && count == 1 && titles == 0 && !actsLikeName(last, in: block),
      follower: follower(behind: last.word.span.upperBound, in: block))
  }

  private func isNoName(_ traits: WordTraits) -> Bool { traits.contains(.notName) && !traits.isAny(of: .title) }

  private func isParticle(_ token: Token) -> Bool {
    token.word.shape == .lower && token.traits.contains(.particle)
  }

  /// Takes the words with which a sequence goes on: a capitalised one, or a particle and a capitalised one.
  private mutating func goesOn(behind last: Token, in block: Span) -> Bool {
    var position = last.word.span.upperBound
    guard position < block.upperBound else { return false }
    if bytes[position] == UInt8(ascii: "."), isInitial(last) || last.traits.isAny(of: .title) { position += 1 }
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
      guard !words.traits(of: next.hash).contains(.notName) || isInitialLike(next, block) else { return false }
      tokens.append(token(next))
      return true
    }
    guard words.traits(of: next.hash).contains(.particle), next.span.upperBound < block.upperBound,
      ByteClass.isWhite(bytes[next.span.upperBound]),
      let following = Word(in: bytes, at: next.span.upperBound + 1, end: block.upperBound),
      following.shape == .capitalised
    else { return false }
    tokens.append(token(next))
    tokens.append(token(following))
    return true
  }

  private func token(_ word: Word) -> Token {
    let end = word.span.upperBound
    var length = 0
    if word.span.count > 2, bytes[end - 1] | 0x20 == UInt8(ascii: "s") {
      if bytes[end - 2] == UInt8(ascii: "'") { length = 2 }
      if word.span.count > 4, bytes[end - 2] == 0x99, bytes[end - 3] == 0x80, bytes[end - 4] == 0xE2 { length = 4 }
    }
    guard length > 0, let stem = Word(in: bytes, at: word.span.lowerBound, end: end - length) else {
      return Token(word: word, span: word.span, hash: word.hash, traits: words.traits(of: word.hash))
    }
    return Token(word: word, span: stem.span, hash: stem.hash, traits: words.traits(of: stem.hash))
  }

  private func isInitial(_ token: Token) -> Bool {
    token.word.span.count == ByteClass.length(ofScalarAt: bytes[token.word.span.lowerBound])
  }

  private func isInitialLike(_ word: Word, _ block: Span) -> Bool {
    word.span.count == 1 && word.span.upperBound < block.upperBound && bytes[word.span.upperBound] == UInt8(ascii: ".")
  }
}
