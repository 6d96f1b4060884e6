import Standoff
import TextScanning

/// The words of a paragraph that stand in the same quotation, or in none: what one voice says.
///
/// Words of quotations inside it are left out, so that the words before and behind a quotation follow each other.
struct Line {
  private let text: Text
  private let words: Words
  private let speakerWords: SpeakerWords
  /// Indices into `words`.
  private let indices: [Int]
  private(set) var nominals: [Nominal] = []
  /// The nominal that starts at a word; -1 where none does.
  private var nominalAt: [Int] = []

  /// - Parameter inside: quotations whose words are left out, in text order.
  init(_ span: Span, without inside: [Span], in text: Text, _ words: SpeakerWords, _ book: NameBook) {
    self.text = text
    speakerWords = words
    let all = Words(in: text.utf8, span: span)
    self.words = all
    var indices: [Int] = []
    var next = 0
    for index in 0..<all.count {
      let start = Int(all.starts[index])
      while next < inside.count, inside[next].upperBound <= start { next += 1 }
      if next < inside.count, inside[next].contains(start) { continue }
      indices.append(index)
    }
    self.indices = indices
    findNominals(book.mentions(in: span), book)
  }

  var count: Int { indices.count }
  func hash(_ word: Int) -> UInt64 { words.hashes[indices[word]] }
  func shape(_ word: Int) -> Words.Shape { words.shapes[indices[word]] }
  func span(_ word: Int) -> Span { words.span(indices[word]) }

  /// The first word that starts at or behind a byte.
  func first(at byte: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if span(middle).lowerBound < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func nominal(at word: Int) -> Nominal? {
    guard word >= 0, word < count, nominalAt[word] >= 0 else { return nil }
    return nominals[nominalAt[word]]
  }

  /// The nominal whose last word this is.
  func nominal(endingAt word: Int) -> Nominal? {
    nominals(in: max(0, word - 20)..<word + 1).last.flatMap { $0.words.upperBound == word + 1 ? $0 : nil }
  }

  /// The nominals that stand wholly among some words.
  func nominals(in range: Range<Int>) -> ArraySlice<Nominal> {
    var (low, high) = (0, nominals.count)
    while low < high {
      let middle = (low + high) / 2
      if nominals[middle].words.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    let rest = nominals[low...]
    return rest.prefix { $0.words.upperBound <= range.upperBound }
  }

  /// The bytes between a word and the next.
  func gap(behind word: Int) -> ArraySlice<UInt8> {
    let start = span(word).upperBound
    return text.utf8[start..<(word + 1 < count ? max(start, span(word + 1).lowerBound) : start)]
  }

  /// Whether a word and the next are divided by nothing but white space, signs of emphasis or a hyphen.
  func isJoined(_ word: Int) -> Bool {
    word + 1 < count && indices[word + 1] == indices[word] + 1
      && gap(behind: word).allSatisfy {
        ByteClass.isWhite($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "-")
      }
  }

  /// Whether a quotation stands between a word and the next.
  func hasQuotation(behind word: Int) -> Bool {
    word + 1 < count && indices[word + 1] != indices[word] + 1
  }

  /// Whether a sentence ends between a word and the next.
  func endsSentence(_ word: Int) -> Bool {
    guard word + 1 < count else { return true }
    guard shape(word + 1) != .lower else { return false }
    let gap = gap(behind: word)
    guard let stop = gap.lastIndex(where: { Line.isStop($0) }) else { return false }
    let isFollowedByMarksAlone = gap[(stop + 1)...].allSatisfy {
      !ByteClass.isASCIILetter($0) && $0 != UInt8(ascii: ",")
    }
    guard isFollowedByMarksAlone else { return false }
    if gap[stop] == UInt8(ascii: "."), stop == gap.startIndex {
      return span(word).count > 1 && !speakerWords.isTitle(hash(word))
    }
    return true
  }

  /// The first word of the sentence in which a word stands, at most 150 words before.
  func sentenceStart(_ word: Int) -> Int {
    var first = word
    while first > max(0, word - 150), !endsSentence(first - 1) { first -= 1 }
    return first
  }

  /// The last character before a byte that is neither white space nor a mark, 0 where the paragraph starts.
  func character(before byte: Int, from start: Int) -> UInt8 {
    var position = byte
    while position > start {
      let here = text.utf8[position - 1]
      let isMark = ByteClass.isWhite(here) || here == 0x22 || here == 0x27 || here >= 0x80 || here == UInt8(ascii: "_")
      if !isMark { return here }
      position -= 1
    }
    return 0
  }

  static func isStop(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }
}

/// Words that name somebody or something: a name, a pronoun, a role, a work.
struct Nominal {
  enum Kind: Equatable {
    case name(Int)
    case he, she, they, i, we
    case role, work
    /// A noun phrase of which nothing is known.
    case thing
  }

  let kind: Kind
  /// Words of the line.
  let words: Range<Int>
  let span: Span
  let isPossessive: Bool
  /// Whether a preposition stands before it, so that it is no subject.
  let isGoverned: Bool
  /// The hash of its main word; 0 for a name or a pronoun.
  var head: UInt64 = 0

  var isName: Bool { if case .name = kind { true } else { false } }
}

/// The mentions of a line, asked by where they start.
private struct Mentions {
  private let mentions: ArraySlice<NameBook.Mention>

  init(_ mentions: ArraySlice<NameBook.Mention>) { self.mentions = mentions }

  subscript(_ start: Int) -> NameBook.Mention? {
    var (low, high) = (mentions.startIndex, mentions.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.lowerBound < start { low = middle + 1 } else { high = middle }
    }
    return low < mentions.endIndex && mentions[low].span.lowerBound == start ? mentions[low] : nil
  }
}

extension Line {
  private mutating func findNominals(_ mentions: ArraySlice<NameBook.Mention>, _ book: NameBook) {
    nominalAt = [Int](repeating: -1, count: count)
    let byStart = Mentions(mentions)
    var word = 0
    while word < count {
      if let nominal = nominal(startingAt: word, byStart, book) {
        nominalAt[word] = nominals.count
        nominals.append(nominal)
        word = max(nominal.words.upperBound, word + 1)
      } else {
        word += 1
      }
    }
  }

  private func nominal(
    startingAt word: Int, _ mentions: Mentions, _ book: NameBook
  ) -> Nominal? {
    let mention = shape(word) == .lower ? nil : mentions[span(word).lowerBound]
    guard mention != nil || speakerWords.nominalStarts.contains(hash(word)) else { return nil }
    let isGoverned = word > 0 && isJoined(word - 1) && speakerWords.prepositions.contains(hash(word - 1))
    if let mention { return name(mention, at: word, isGoverned, book) }
    let isOwned = speakerWords.possessives.contains(hash(word)) && isJoined(word) && isNounLike(word + 1)
    if let pronoun = pronoun(hash(word)), !isOwned {
      return Nominal(
        kind: pronoun, words: word..<word + 1, span: span(word), isPossessive: false, isGoverned: isGoverned)
    }
    let isDetermined = speakerWords.determiners.contains(hash(word)) || speakerWords.possessives.contains(hash(word))
    let isBareRole =
      speakerWords.roles.contains(hash(word))
      && (ends(word, with: "s") || shape(word) != .lower && word > 0 && !endsSentence(word - 1))
    guard isDetermined || isBareRole else { return nil }
    return phrase(at: word, isDetermined, isGoverned, mentions, book)
  }

  private func name(_ mention: NameBook.Mention, at word: Int, _ isGoverned: Bool, _ book: NameBook) -> Nominal {
    var end = word + 1
    while end < count, span(end).lowerBound < mention.span.upperBound { end += 1 }
    let isPlace = book.entities[mention.entity].isPlace
    return Nominal(
      kind: isPlace ? .thing : .name(mention.entity), words: word..<end, span: mention.span,
      isPossessive: mention.isPossessive, isGoverned: isGoverned)
  }

  private func pronoun(_ hash: UInt64) -> Nominal.Kind? {
    if speakerWords.he.contains(hash) { return .he }
    if speakerWords.she.contains(hash) { return .she }
    if speakerWords.they.contains(hash) { return .they }
    if speakerWords.i.contains(hash) { return .i }
    return speakerWords.we.contains(hash) ? .we : nil
  }

  /// `the old leader of the miners`, `a pamphlet`, `one of its orators`.
  private func phrase(
    at word: Int, _ isDetermined: Bool, _ isGoverned: Bool, _ mentions: Mentions,
    _ book: NameBook
  ) -> Nominal? {
    var end = word + (isDetermined ? 1 : 0)
    var head = word
    while end < count, end == word || isJoined(end - 1), end < word + 8, isNounLike(end) {
      if end > word, isHead(end - 1), mentions[span(end).lowerBound] != nil { break }
      head = end
      end += 1
    }
    var last = head
    while !speakerWords.sayings.contains(hash(head)), last + 2 < count, last < word + 14, isJoined(last),
      hash(last + 1) == speakerWords.ofWord, isJoined(last + 1)
    {
      var next = last + 2
      while next < count,
        speakerWords.determiners.contains(hash(next)) || speakerWords.possessives.contains(hash(next)),
        isJoined(next)
      {
        next += 1
      }
      var stop = next
      while stop < count, isNounLike(stop) {
        stop += 1
        if !isJoined(stop - 1) { break }
      }
      guard stop > next else { break }
      last = stop - 1
    }
    guard end > word + (isDetermined ? 1 : 0) || last > head else { return nil }
    let heads = [hash(head), hash(last)]
    let isOwned = speakerWords.possessives.contains(hash(word))
    if isDetermined, !isOwned, end == word + 2, last == head, let mention = mentions[span(head).lowerBound],
      !speakerWords.roles.contains(hash(head))
    {
      let isBare = book.entities[mention.entity].isBare && !book.entities[mention.entity].isPlace
      return Nominal(
        kind: isBare ? .name(mention.entity) : speakerWords.works.contains(hash(head)) ? .work : .role,
        words: word..<end,
        span: (isBare ? mention.span.lowerBound : span(word).lowerBound)..<mention.span.upperBound,
        isPossessive: mention.isPossessive, isGoverned: isGoverned)
    }
    let kind: Nominal.Kind =
      heads.contains(where: speakerWords.roles.contains)
      ? .role
      : heads.contains(where: speakerWords.works.contains) ? .work : shape(head) == .lower || isOwned ? .thing : .role
    let isPointer = (word...head).contains { speakerWords.pointers.contains(hash($0)) }
    let ending = ends(last, with: "'s") ? 2 : ends(last, with: "’s") ? 4 : 0
    return Nominal(
      kind: isPointer ? .thing : kind, words: word..<last + 1,
      span: span(word).lowerBound..<span(last).upperBound - ending, isPossessive: ending > 0, isGoverned: isGoverned,
      head: hash(head))
  }

  /// Whether a noun stands here behind which a name is another's: `his friend Orde`.
  private func isHead(_ word: Int) -> Bool {
    let hash = hash(word)
    return shape(word) == .lower
      && (speakerWords.roles.contains(hash) || speakerWords.works.contains(hash) || speakerWords.sayings.contains(hash))
  }

  private func isNounLike(_ word: Int) -> Bool {
    let hash = hash(word)
    if shape(word) == .lower, span(word).count > 4, ends(word, with: "ly") { return false }
    return !speakerWords.prepositions.contains(hash) && !speakerWords.conjunctions.contains(hash)
      && !speakerWords.auxiliaries.contains(hash) && !speakerWords.determiners.contains(hash)
      && !speakerWords.deeds.contains(hash)
      && !(speakerWords.verbs.contains(hash) && !speakerWords.sayings.contains(hash)) && pronoun(hash) == nil
      && shape(word) != .number
  }
}

extension Line {
  /// Whether a word ends with these ASCII letters.
  func ends(_ word: Int, with ending: String) -> Bool {
    text.utf8[span(word)].suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
