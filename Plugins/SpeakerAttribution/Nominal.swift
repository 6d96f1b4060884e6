import Standoff
import TextScanning

/// Words that name somebody or something: a name, a pronoun, a role, a work.
struct Nominal {
  enum Kind: Equatable {
    case name(Int)
    case he, she, it, they, i, we
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
  /// The word of the line that is its main word.
  var headWord = Int.max
  var article = Article.none
  /// Whose it is, where a pronoun says so: `her words`.
  var owner: Kind?

  enum Article { case definite, indefinite, none }

  var isPronoun: Bool {
    switch kind {
    case .he, .she, .it, .they, .i, .we: true
    default: false
    }
  }

  var isName: Bool { if case .name = kind { true } else { false } }
}

/// The mentions of a line, asked by where they start.
struct Mentions {
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
  func findNominals(_ mentions: ArraySlice<NameBook.Mention>, _ book: NameBook) {
    nominalAt = [Int32](repeating: -1, count: count)
    let byStart = Mentions(mentions)
    var word = 0
    while word < count {
      if let nominal = nominal(startingAt: word, byStart, book) {
        nominalAt[word] = Int32(truncatingIfNeeded: nominals.count)
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
    guard mention != nil || isAny(word, of: .nominalStart) else { return nil }
    let isGoverned =
      word > 0 && isJoined(word - 1) && (isAny(word - 1, of: .preposition) || isAttributed(word))
      || mention == nil && governsItself(word)
    if let mention { return name(mention, at: word, isGoverned, book) }
    let isOwned = isAny(word, of: .possessive) && isJoined(word) && isNounLike(word + 1)
    if let pronoun = pronoun(word), !isOwned {
      return Nominal(
        kind: pronoun, words: word..<word + 1, span: span(word), isPossessive: false, isGoverned: isGoverned)
    }
    if isAny(word, of: .quantifier), word + 1 == count || !isJoined(word) || isAny(word + 1, of: [.verb, .auxiliary]) {
      return Nominal(
        kind: .role, words: word..<word + 1, span: span(word), isPossessive: false, isGoverned: isGoverned,
        head: hash(word), headWord: word, article: .indefinite)
    }
    let isDetermined = isAny(word, of: [.determiner, .possessive])
    let isBareRole =
      isAny(word, of: .role)
      && (hasPluralEnding(word)
        || shape(word) != .lower && !language.capitalisesNouns && word > 0 && !endsSentence(word - 1))
    guard isDetermined || isBareRole else { return nil }
    var phrase = phrase(at: word, isDetermined, isGoverned, mentions, book)
    phrase?.article = isAny(word, of: .indefinite) ? .indefinite : isAny(word, of: .definite) ? .definite : .none
    if isOwned { phrase?.owner = owner(word) }
    return phrase
  }

  /// Whether an article is or holds a preposition: `del`, `au`; not the `des` that starts a sentence.
  private func governsItself(_ word: Int) -> Bool {
    guard isAny(word, of: .determiner), isAny(word, of: .preposition) else { return false }
    return !isAny(word, of: .indefinite) || word > 0 && !endsSentence(word - 1)
  }

  /// Whether a preposition, an article and one more word stand before: `in the First Amendment`.
  private func isAttributed(_ word: Int) -> Bool {
    word > 2 && isAny(word - 2, of: .determiner) && shape(word - 1) != .lower && isJoined(word - 2)
      && isJoined(word - 3)
      && isAny(word - 3, of: .preposition)
  }

  private func owner(_ word: Int) -> Nominal.Kind? {
    let traits = traits(word)
    if traits.contains(.he) { return .he }
    if traits.contains(.she) { return .she }
    if traits.contains(.they) { return .they }
    return traits.contains(.it) ? .it : traits.contains(.i) ? .i : nil
  }

  private func name(_ mention: NameBook.Mention, at word: Int, _ isGoverned: Bool, _ book: NameBook) -> Nominal {
    var end = word + 1
    while end < count, span(end).lowerBound < mention.span.upperBound { end += 1 }
    let isPlace = book.entities[mention.entity].isPlace
    return Nominal(
      kind: isPlace ? .thing : .name(mention.entity), words: word..<end, span: mention.span,
      isPossessive: mention.isPossessive, isGoverned: isGoverned)
  }

  private func pronoun(_ word: Int) -> Nominal.Kind? {
    let traits = traits(word)
    guard traits.isAny(of: .pronoun) else { return nil }
    if traits.contains(.he) { return .he }
    if traits.contains(.she) { return .she }
    if traits.contains(.they) { return .they }
    if traits.contains(.it) { return .it }
    return traits.contains(.i) ? .i : .we
  }

  /// `the old leader of the miners`, `a pamphlet`, `one of its orators`.
  private func phrase(
    at word: Int, _ isDetermined: Bool, _ isGoverned: Bool, _ mentions: Mentions,
    _ book: NameBook
  ) -> Nominal? {
    var first = word + (isDetermined ? 1 : 0)
    while isDetermined, first < count, first < word + 3, isJoined(first - 1), isAny(first, of: .determiner),
      !isAny(first, of: .definite)
    {
      first += 1
    }
    var end = first
    var head = word
    let isNamed = first < count ? nameEnd(at: first, mentions) : nil
    if let isNamed, isDetermined {
      (end, head) = (isNamed, isNamed - 1)
    }
    while end < count, end == word || isJoined(end - 1), end < first + 8, isNounLike(end) || isNounBeforeVerb(end) {
      if end > first, shape(end - 1) == .lower || isNamed == end || language.capitalisesNouns,
        mentions[span(end).lowerBound] != nil
      {
        break
      }
      if end > first, isParticiple(end) { break }
      let isComplete = isNamed == end || end > first && isNoun(end - 1)
      if isComplete, !isAny(end, of: [.role, .work, .saying]), !isPossessed(end - 1) { break }
      head = end
      end += 1
    }
    var last = head
    while !isAny(head, of: .saying), last + 2 < count, last < word + 14, isJoined(last),
      isAny(last + 1, of: .ofWord), isJoined(last + 1)
    {
      var next = last + 2
      while next < count,
        isAny(next, of: [.determiner, .possessive]), isJoined(next)
      {
        next += 1
      }
      if isAny(head, of: .work), !isAny(head, of: .role), isMessage(head) || namesSomebody(next, mentions, book) {
        break
      }
      var stop = next
      while stop < count, isNounLike(stop) {
        if stop > next, shape(stop - 1) == .lower, mentions[span(stop).lowerBound] != nil { break }
        stop += 1
        if !isJoined(stop - 1) || stop == last + 3 && isPossessed(stop - 1) { break }
      }
      guard stop > next else { break }
      last = stop - 1
    }
    guard end > first || last > head else { return nil }
    last = coordinatedEnd(behind: last, head, mentions)
    let heads = isAny(head, of: .indefinite) ? traits(head).union(traits(last)) : traits(head)
    let isOwned = isAny(word, of: .possessive)
    if isDetermined, !isOwned, let isNamed, isNamed == head + 1, last == head,
      let mention = mentions[span(first).lowerBound]
    {
      let isPlace = book.entities[mention.entity].isPlace
      return Nominal(
        kind: isPlace ? .thing : .name(mention.entity), words: word..<isNamed, span: mention.span,
        isPossessive: mention.isPossessive, isGoverned: isGoverned)
    }
    if language.capitalisesNouns, isDetermined, !isOwned, last == head, isJoined(last),
      let next = nameEnd(at: last + 1, mentions), let mention = mentions[span(last + 1).lowerBound],
      !book.entities[mention.entity].isPlace
    {
      return Nominal(
        kind: .name(mention.entity), words: word..<next, span: mention.span, isPossessive: mention.isPossessive,
        isGoverned: isGoverned)
    }
    let isThing = shape(head) == .lower || isOwned || language.capitalisesNouns
    let kind: Nominal.Kind = heads.contains(.role) ? .role : heads.contains(.work) ? .work : isThing ? .thing : .role
    let isPointer = (word...head).contains { isAny($0, of: .pointer) }
    let ending = ends(last, with: "'s") ? 2 : ends(last, with: "’s") ? 4 : 0
    return Nominal(
      kind: isPointer ? .thing : kind, words: word..<last + 1,
      span: span(word).lowerBound..<span(last).upperBound - ending, isPossessive: ending > 0, isGoverned: isGoverned,
      head: hash(head), headWord: head)
  }

  /// The last word of two plurals that `and` joins: `the dailies and weekly reports`.
  private func coordinatedEnd(behind last: Int, _ head: Int, _ mentions: Mentions) -> Int {
    let isPlural = last == head && isManyNoun(last)
    guard isPlural, last + 2 < count, language.grammar.and.contains(hash(last + 1)), isJoined(last) else { return last }
    for word in last + 2..<min(last + 5, count) {
      guard isJoined(word - 1), shape(word) == .lower else { return last }
      let isVerb = isAny(word, of: .verb) && !(word + 1 < count && isAny(word + 1, of: [.verb, .auxiliary]))
      if isManyNoun(word), !isVerb { return word }
      guard isNounLike(word) else { return last }
    }
    return last
  }

  private func isManyNoun(_ word: Int) -> Bool {
    isAny(word, of: [.role, .work]) && hasPluralEnding(word) && shape(word) == .lower
  }

  /// Whether the name of a person stands here.
  private func namesSomebody(_ word: Int, _ mentions: Mentions, _ book: NameBook) -> Bool {
    guard word < count, shape(word) != .lower, let mention = mentions[span(word).lowerBound] else { return false }
    let entity = book.entities[mention.entity]
    return !entity.isPlace && entity.gender != .neither
  }

  /// Whether a noun stands here behind which a name is another's: `his friend Orde`.
  private func isHead(_ word: Int) -> Bool { shape(word) == .lower && isAny(word, of: [.role, .work, .saying]) }

  /// Whether a participle stands here that leads on: `a guarantee contained in`.
  private func isParticiple(_ word: Int) -> Bool {
    isAny(word, of: [.passive, .participle]) && word + 1 < count && isAny(word + 1, of: .preposition)
  }

  /// Whether a word that could be a verb is a noun, because a verb follows: `its points are`.
  private func isNounBeforeVerb(_ word: Int) -> Bool {
    isAny(word, of: .verb) && word + 1 < count && isAny(word + 1, of: .be) && isJoined(word)
  }

  /// Whether a noun for somebody or a work stands here, behind which a verb is likelier than another noun: `the clerk
  /// appointed`.
  private func isNoun(_ word: Int) -> Bool {
    isAny(word, of: [.role, .work]) && (shape(word) == .lower || !isAny(word, of: .nation) && isLower(word + 1))
  }

  private func isLower(_ word: Int) -> Bool { word < count && shape(word) == .lower }

  /// Behind the name that starts at a word.
  private func nameEnd(at word: Int, _ mentions: Mentions) -> Int? {
    guard word < count, shape(word) != .lower, let mention = mentions[span(word).lowerBound] else { return nil }
    var end = word + 1
    while end < count, span(end).lowerBound < mention.span.upperBound { end += 1 }
    return end
  }

  func isPossessed(_ word: Int) -> Bool { ends(word, with: "'s") || ends(word, with: "’s") }

  private func isNounLike(_ word: Int) -> Bool {
    if shape(word) == .number || isAny(word, of: .notNoun) { return false }
    if isAny(word, of: .verb), !isAny(word, of: .saying) { return false }
    return !isAdverb(word)
  }
}
