import Standoff
import TextScanning

/// Somebody or something that can speak, under whatever words the text has for it.
struct Character {
  enum Kind: Equatable {
    case name(Int)
    /// Two names joined by `and`.
    case pair(Int, Int)
    case role, work
    /// The one who says `I` outside quotations.
    case narrator
  }

  let kind: Kind
  var gender = NameBook.Gender.unknown
  /// Whether a single pronoun is all that tells the sex.
  var isUnsure = false
  var isPlural = false
  /// Whether it is one body of many, which `it` can mean too.
  var isBody = false
  /// Whether `he` or `she` can mean it.
  var isPerson = true
  /// The words that described it first.
  var mention: Span?
  /// What stands between article and noun in those words.
  var attributes: [UInt64] = []
  /// The main words of those words.
  var nouns: [UInt64] = []
  /// Whether it may be a new description of somebody known: `the boy`, `his cousin`.
  var isLoose = false
  /// Whether a sentence has said that it speaks.
  var hasSpoken = false
  /// How often `he` and `she` have meant it.
  var taken = (he: 0, she: 0)
  /// Whether the words outside quotations name it.
  var isNarrated = false
}

/// All who have been named or described so far in one document.
struct Cast {
  let book: NameBook
  let words: SpeakerWords
  private let text: Text
  private(set) var characters: [Character] = []
  private var byEntity: [Int: Int] = [:]
  private var byPair: [Pair: Int] = [:]
  /// For each noun, those whom it means, the last described last.
  private var byNoun: [UInt64: [Int]] = [:]
  let narrator = 0

  private struct Pair: Hashable {
    let one: Int
    let other: Int
  }

  /// By entity, how often the document names it.
  private var counts: [Int]

  init(_ book: NameBook, _ words: SpeakerWords, _ text: Text) {
    self.book = book
    self.text = text
    counts = [Int](repeating: 0, count: book.entities.count)
    for mention in book.mentions { counts[mention.entity] += 1 }
    self.words = words
    characters.append(Character(kind: .narrator))
  }

  subscript(_ index: Int) -> Character { characters[index] }

  /// How likely a pronoun takes somebody up, as against others as near: of unknown sex less, named once less still.
  func ease(_ index: Int, _ kind: Nominal.Kind) -> Double {
    guard kind == .he || kind == .she else { return 1 }
    let gender = characters[index].gender
    guard gender == .unknown || characters[index].isUnsure else { return 1 }
    guard case .name(let entity) = characters[index].kind else { return kind == .he ? 0.5 : 0.15 }
    let often = counts[entity] == 1 ? 0.6 : counts[entity] == 2 ? 0.8 : 1
    guard characters[index].isUnsure else { return often * (kind == .he ? 0.7 : 0.5) }
    return (gender == .male) == (kind == .he) ? often * 0.8 : 0.3
  }

  /// The character of a name in the book.
  mutating func named(_ entity: Int, _ nameTraits: WordTraits = []) -> Int {
    if let known = byEntity[entity] { return known }
    let named = book.entities[entity]
    var character = Character(kind: .name(entity), gender: named.gender)
    let isBody = nameTraits.isAny(of: [.group, .work]) && (named.gender == .unknown || !named.isBare)
    character.isPerson = !isBody && !named.isPlace && named.isBare
    character.isPlural = isBody && !nameTraits.contains(.work)
    character.isBody = isBody
    character.isUnsure = named.followers.he + named.followers.she == 1 && !isTitled(named)
    byEntity[entity] = characters.count
    characters.append(character)
    return characters.count - 1
  }

  private func isTitled(_ entity: NameBook.Entity) -> Bool {
    guard let name = entity.fuller.last else { return false }
    let first = text.utf8.withUnsafeBufferPointer { Word(in: $0, at: name.lowerBound, end: name.upperBound) }
    return first.map { words.traits(of: $0.hash).isAny(of: [.maleTitle, .femaleTitle]) } ?? false
  }

  mutating func pair(_ one: Int, _ other: Int) -> Int {
    let key = Pair(one: one, other: other)
    if let known = byPair[key] { return known }
    byPair[key] = characters.count
    characters.append(Character(kind: .pair(one, other), isPlural: true, isPerson: false))
    return characters.count - 1
  }

  /// Whom a noun means from here on: `Carr, the smith`.
  mutating func link(_ noun: UInt64, to character: Int) {
    guard noun != 0, byNoun[noun, default: []].last != character else { return }
    byNoun[noun, default: []].append(character)
  }

  /// Somebody or something described: known where a definite phrase takes up a noun, new otherwise.
  ///
  /// - Parameter speaks: whether it is said to speak, so that it is somebody.
  mutating func described(_ nominal: Nominal, in line: Line, speaks: Bool = false) -> (character: Int, isNew: Bool) {
    let attributes = (nominal.words.dropFirst()).map { line.hash($0) }.filter { $0 != nominal.head }
    if nominal.article != .indefinite, let known = known(nominal, attributes) { return (known, false) }
    let traits = words.traits(of: nominal.head)
    var character = Character(kind: nominal.kind == .work ? .work : .role, mention: nominal.span)
    character.attributes = Array(attributes.prefix(4))
    if traits.contains(.maleRole) { character.gender = .male }
    if traits.contains(.femaleRole) { character.gender = .female }
    let isSome = nominal.words.count == 1 && traits.contains(.quantifier)
    character.isBody = traits.contains(.group)
    character.isPlural = character.isBody || isSome || line.isPlural(nominal)
    character.isPerson =
      (nominal.kind == .role || speaks && nominal.kind == .thing) && !character.isPlural && !traits.contains(.voice)
    let isShort = nominal.words.count == 2 || nominal.words.count == 3 && nominal.owner != nil
    character.isLoose =
      nominal.article != .indefinite && isShort && character.isPerson
      && (character.gender != .unknown || nominal.owner != nil)
    characters.append(character)
    let nouns = Array(Set([nominal.head, noun(nominal)])).sorted()
    characters[characters.count - 1].nouns = nouns
    for noun in nouns { byNoun[noun, default: []].append(characters.count - 1) }
    return (characters.count - 1, true)
  }

  /// The main word of a phrase, for a relative with whose: `his cousin` is not `her cousin`.
  private func noun(_ nominal: Nominal) -> UInt64 {
    guard let owner = nominal.owner, words.traits(of: nominal.head).contains(.kin) else { return nominal.head }
    return nominal.head &+ (owner == .he ? 1 : owner == .she ? 2 : 3)
  }

  /// Whom a phrase takes up: the last with its noun and one of its adjectives, else with its noun; the only one with it
  /// for a title.
  private func known(_ nominal: Nominal, _ attributes: [UInt64]) -> Int? {
    guard nominal.head != 0 else { return nil }
    let sameNoun = byNoun[noun(nominal), default: []].suffix(8).reversed()
    if nominal.words.count > 2 {
      if let same = sameNoun.first(where: { characters[$0].attributes.contains { attributes.contains($0) } }) {
        return same
      }
      return sameNoun.first { characters[$0].attributes.isEmpty }
    }
    if let last = sameNoun.first { return last }
    for title in [nominal.head] + words.titles(of: nominal.head) {
      if let holder = book.holder(of: title, by: nominal.span.lowerBound) { return byEntity[holder] }
    }
    return nil
  }

  /// Whether a description was first met where it may take up somebody named: `said the boy`.
  func isLoose(_ index: Int) -> Bool { characters[index].isLoose }

  /// Whether somebody described can be somebody else by sex and number.
  func canBe(_ described: Int?, _ other: Int) -> Bool {
    guard let described, described != other, characters[other].isPerson, characters[other].kind != .narrator else {
      return false
    }
    guard characters[other].mention == nil || characters[other].hasSpoken else { return false }
    let (one, two) = (characters[described].gender, characters[other].gender)
    return one == .unknown || two == .unknown || one == two
  }

  /// Lets the noun of a description mean somebody known from here on.
  mutating func unite(_ described: Int, with other: Int) {
    for noun in characters[described].nouns {
      if let place = byNoun[noun, default: []].suffix(8).lastIndex(of: described) {
        byNoun[noun, default: []].remove(at: place)
      }
      byNoun[noun, default: []].append(other)
    }
    characters[described].isLoose = false
  }

  func isPair(_ index: Int) -> Bool {
    if case .pair = characters[index].kind { true } else { false }
  }

  /// Whether the words outside quotations name somebody.
  func isNarrated(_ index: Int) -> Bool { characters[index].isNarrated }
  /// Counts a pronoun that can hardly mean another; the third tells the sex.
  mutating func lean(_ pronoun: Nominal.Kind, to index: Int) {
    if pronoun == .he { characters[index].taken.he += 1 }
    if pronoun == .she { characters[index].taken.she += 1 }
    let taken = characters[index].taken
    if max(taken.he, taken.she) >= 3, min(taken.he, taken.she) == 0 { learn(pronoun, of: index) }
  }

  mutating func speak(_ index: Int) { characters[index].hasSpoken = true }
  mutating func narrate(_ index: Int) { characters[index].isNarrated = true }

  /// Whether a pronoun can mean somebody.
  func fits(_ index: Int, _ kind: Nominal.Kind) -> Bool {
    let character = characters[index]
    switch kind {
    case .he: return character.isPerson && (character.gender != .female || character.isUnsure) && index != narrator
    case .she: return character.isPerson && (character.gender != .male || character.isUnsure) && index != narrator
    case .they: return character.isPlural
    case .it: return character.isBody || character.kind == .work
    default: return false
    }
  }

  /// Takes the sex that a pronoun shows, behind somebody who alone can be meant: `Carr took his hat`.
  mutating func learn(_ pronoun: Nominal.Kind, of index: Int) {
    guard characters[index].gender == .unknown || characters[index].isUnsure, characters[index].isPerson, index != narrator
    else { return }
    characters[index].isUnsure = false
    if pronoun == .he { characters[index].gender = .male }
    if pronoun == .she { characters[index].gender = .female }
  }
}
