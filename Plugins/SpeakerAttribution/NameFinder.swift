import Standoff
import TextScanning

/// Gathers the capitalised sequences of a text in one pass.
struct NameFinder {
  let words: SpeakerWords
  let bytes: UnsafeBufferPointer<UInt8>
  let gazetteer: Gazetteer?
  private(set) var found = Sightings()
  /// The sequence in hand.
  private(set) var run: [NamePart] = []
  /// The byte up to which words in lower case have been noted.
  private var noted = 0

  init(_ words: SpeakerWords, _ bytes: UnsafeBufferPointer<UInt8>, _ gazetteer: Gazetteer? = nil) {
    self.words = words
    self.bytes = bytes
    self.gazetteer = gazetteer
  }

  /// - Parameter blocks: in text order.
  static func sightings(
    _ words: SpeakerWords, in blocks: [Span], of text: Text, _ gazetteer: Gazetteer? = nil
  ) -> Sightings {
    text.utf8.withUnsafeBufferPointer { bytes in
      var finder = NameFinder(words, bytes, gazetteer)
      for block in blocks { finder.scan(block) }
      return finder.found
    }
  }

  private mutating func scan(_ block: Span) {
    var position = block.lowerBound
    // Behind the last sequence, which no word goes on.
    var start = position
    while let capital = firstCapital(from: position, in: block) {
      if !isInWord(capital, from: start) || words.elisions.word(before: capital, in: bytes, from: start) != nil,
        let word = Word(in: bytes, at: capital, end: block.upperBound)
      {
        let end = sequence(from: word, in: block)
        (position, start) = (end, end)
      } else {
        position = capital + ByteClass.length(ofScalarAt: bytes[capital])
      }
    }
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

  /// Reads the sequence that starts with a word; answers with the byte behind it.
  private mutating func sequence(from whole: Word, in block: Span) -> Int {
    let first = name(in: whole, block)
    if first.shape == .lower { return first.span.upperBound }
    if let (span, person) = gazetteer?.match(first, bytes, end: block.upperBound) {
      add(listed(span, person, in: block))
      return span.upperBound
    }
    let initial = NamePart(first, words, bytes)
    if initial.isNoName, !isInitialLike(first, block) {
      _ = follower(behind: first.span.upperBound, in: block)
      return first.span.upperBound
    }
    run.removeAll(keepingCapacity: true)
    run.append(initial)
    while let last = run.last, run.count < 10, goesOn(behind: last, in: block) {}
    let behind = run.last?.end ?? first.span.upperBound
    if let sighting = sighting(in: block) { add(sighting) }
    return behind
  }

  /// A word without what an apostrophe joins to it: `L’Assemblée`; inside a sentence a capital belongs to a name:
  /// `D’Orde`.
  private func name(in word: Word, _ block: Span) -> Word {
    guard let (_, second) = words.elisions.parts(of: word, in: bytes),
      second.shape == .lower || startsSentence(word.span.lowerBound, block)
    else { return word }
    return second
  }

  private mutating func add(_ sighting: Sighting) { found.all.append(sighting) }

  /// Notes the words in lower case within the next sixty bytes; the pronoun among them that takes up a name.
  mutating func follower(behind end: Int, in block: Span) -> NameBook.Gender {
    var gender = NameBook.Gender.unknown
    var position = end
    let limit = min(end + 60, block.upperBound)
    while position < limit {
      guard let word = Word(in: bytes, at: position, end: block.upperBound) else {
        position += ByteClass.length(ofScalarAt: bytes[position])
        continue
      }
      let traits = words.traits(of: word.hash)
      if gender == .unknown { gender = traits.contains(.he) ? .male : traits.contains(.she) ? .female : .unknown }
      if word.shape == .capitalised || word.shape == .upper { break }
      if word.shape == .lower, word.span.lowerBound >= noted { found.usage.addLower(word.hash) }
      position = word.span.upperBound
    }
    noted = max(noted, position)
    return gender
  }

  mutating func take(_ part: NamePart) { run.append(part) }
  mutating func joinLast(_ part: NamePart) { run[run.count - 1].join(part) }
  mutating func keep(_ part: NamePart) { found.parts.append(part) }
  mutating func note(_ hash: UInt64, _ change: (inout WordUsage.Capitals) -> Void) { change(&found.usage[hash]) }
}

extension NamePart {
  /// Whether it is never part of a name.
  var isNoName: Bool { traits.contains(.notName) && !traits.isAny(of: .title) }
}
