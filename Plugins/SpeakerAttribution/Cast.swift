import Standoff
import TextScanning

/// All who have been named or described so far in one document.
struct Cast {
  let book: NameBook
  let words: SpeakerWords
  private let text: Text
  private(set) var figures: [Figure] = []
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
    figures.append(Figure(kind: .narrator))
  }

  subscript(_ index: Int) -> Figure { figures[index] }

  /// How likely a pronoun takes somebody up, as against others as near: of unknown sex less, named once less still.
  func ease(_ index: Int, _ kind: Nominal.Kind) -> Double {
    guard kind == .he || kind == .she else { return 1 }
    let gender = figures[index].gender
    guard gender == .unknown || figures[index].isUnsure else { return 1 }
    guard case .name(let entity) = figures[index].kind else { return kind == .he ? 0.5 : 0.15 }
    let isFull = figures[index].isFull
    let often = isFull || counts[entity] > 2 ? 1 : counts[entity] == 1 ? 0.6 : 0.8
    guard figures[index].isUnsure else { return often * (kind == .he ? 0.85 : 0.4) }
    return (gender == .male) == (kind == .he) ? often * 0.8 : 0.3
  }

  /// Whether more than a capital or two speaks for a name.
  func isKnown(_ index: Int) -> Bool {
    guard case .name(let entity) = figures[index].kind else { return true }
    return figures[index].isFull || figures[index].gender != .unknown || figures[index].hasSpoken || counts[entity] > 2
  }

  /// The figure of a name in the book.
  mutating func named(_ entity: Int, _ nameTraits: WordTraits = []) -> Int {
    if let known = byEntity[entity] { return known }
    let named = book.entities[entity]
    var figure = Figure(kind: .name(entity), gender: named.gender)
    let isNamedAsBody = nameTraits.isAny(of: [.group, .work]) && (named.gender == .unknown || !named.isBare)
    let isBody = named.gender == .neither || isNamedAsBody
    figure.isPerson = !isBody && !named.isPlace && named.isBare
    figure.isPlural = isBody && !nameTraits.contains(.work)
    figure.isBody = isBody
    let isMany = nameTraits.contains(.role) && endsInS(named)
    if isMany { (figure.isPerson, figure.isPlural) = (false, true) }
    figure.isFull = named.fuller.last.map { text.utf8[$0].contains(where: ByteClass.isWhite) } ?? false
    figure.isUnsure = named.followers.he + named.followers.she == 1 && !isTitled(named)
    byEntity[entity] = figures.count
    figures.append(figure)
    if isBody { linkNouns(of: named, to: figures.count - 1) }
    return figures.count - 1
  }

  /// Lets the noun in the name of a body mean it: `the league`, of the League of Weavers.
  private mutating func linkNouns(of body: NameBook.Entity, to figure: Int) {
    guard let name = body.fuller.last, name.count < 80 else { return }
    for hash in Words(in: text.utf8, span: name).hashes where words.traits(of: hash).isSuperset(of: [.role, .group]) {
      link(hash, to: figure)
    }
  }

  private func endsInS(_ entity: NameBook.Entity) -> Bool {
    entity.fuller.last.map { text.utf8[$0].last == UInt8(ascii: "s") } ?? false
  }

  private func isTitled(_ entity: NameBook.Entity) -> Bool {
    guard let name = entity.fuller.last else { return false }
    let first = text.utf8.withUnsafeBufferPointer { Word(in: $0, at: name.lowerBound, end: name.upperBound) }
    return first.map { words.traits(of: $0.hash).isAny(of: [.maleTitle, .femaleTitle]) } ?? false
  }

  mutating func pair(_ one: Int, _ other: Int) -> Int {
    let key = Pair(one: one, other: other)
    if let known = byPair[key] { return known }
    byPair[key] = figures.count
    figures.append(Figure(kind: .pair(one, other), isPlural: true, isPerson: false))
    return figures.count - 1
  }

  /// Whom a noun means from here on: `Carr, the smith`.
  mutating func link(_ noun: UInt64, to figure: Int) {
    guard noun != 0, byNoun[noun, default: []].last != figure else { return }
    byNoun[noun, default: []].append(figure)
  }

  /// Somebody or something described: known where a definite phrase takes up a noun, new otherwise.
  ///
  /// - Parameter speaks: whether it is said to speak, so that it is somebody.
  mutating func described(_ nominal: Nominal, in line: Line, speaks: Bool = false) -> (figure: Int, isNew: Bool) {
    var attributes: [UInt64] = []
    if nominal.words.count > 2 {
      for word in nominal.words.dropFirst() where attributes.count < 4 && line.hash(word) != nominal.head {
        attributes.append(line.hash(word))
      }
    }
    if nominal.article != .indefinite, let known = known(nominal, attributes) { return (known, false) }
    let traits = words.traits(of: nominal.head)
    var figure = Figure(kind: nominal.kind == .work ? .work : .role, mention: nominal.span)
    figure.attributes = attributes
    figure.isAnyone = nominal.article != .definite && nominal.owner == nil
    if traits.contains(.maleRole) { figure.gender = .male }
    if traits.contains(.femaleRole) { figure.gender = .female }
    let isSome = nominal.words.count == 1 && traits.contains(.quantifier)
    figure.isBody = traits.contains(.group)
    figure.isPlural = figure.isBody || isSome || line.isPlural(nominal)
    figure.isPerson =
      (nominal.kind == .role || speaks && nominal.kind == .thing) && !figure.isPlural && !traits.contains(.voice)
    let isShort = nominal.words.count == 2 || nominal.words.count == 3 && nominal.owner != nil
    figure.isLoose =
      nominal.article != .indefinite && isShort && figure.isPerson
      && (figure.gender != .unknown || nominal.owner != nil)
    figures.append(figure)
    let noun = noun(nominal)
    let nouns = noun == nominal.head ? [noun] : [nominal.head, noun]
    figures[figures.count - 1].nouns = nouns
    for noun in nouns { byNoun[noun, default: []].append(figures.count - 1) }
    return (figures.count - 1, true)
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
      if let same = sameNoun.first(where: { figures[$0].attributes.contains { attributes.contains($0) } }) {
        return same
      }
      return sameNoun.first { figures[$0].attributes.isEmpty }
    }
    if let last = sameNoun.first { return last }
    for title in [nominal.head] + words.titles(of: nominal.head) {
      if let holder = book.holder(of: title, by: nominal.span.lowerBound) { return byEntity[holder] }
    }
    return nil
  }

  /// Whether a description was first met where it may take up somebody named: `said the boy`.
  func isLoose(_ index: Int) -> Bool { figures[index].isLoose }

  /// Whether somebody described can be somebody else by sex and number.
  func canBe(_ described: Int?, _ other: Int) -> Bool {
    guard let described, described != other, figures[other].isPerson, figures[other].kind != .narrator else {
      return false
    }
    guard figures[other].mention == nil || figures[other].hasSpoken else { return false }
    let (one, two) = (figures[described].gender, figures[other].gender)
    return one == .unknown || two == .unknown || one == two
  }

  /// Lets the noun of a description mean somebody known from here on.
  mutating func unite(_ described: Int, with other: Int) {
    for noun in figures[described].nouns {
      if let place = byNoun[noun, default: []].suffix(8).lastIndex(of: described) {
        byNoun[noun, default: []].remove(at: place)
      }
      byNoun[noun, default: []].append(other)
    }
    figures[described].isLoose = false
  }

  func isPair(_ index: Int) -> Bool {
    if case .pair = figures[index].kind { true } else { false }
  }

  /// Whether the words outside quotations name somebody.
  func isNarrated(_ index: Int) -> Bool { figures[index].isNarrated }
  /// Counts a pronoun that can hardly mean another; the third tells the sex.
  mutating func lean(_ pronoun: Nominal.Kind, to index: Int) {
    if pronoun == .he { figures[index].taken.he += 1 }
    if pronoun == .she { figures[index].taken.she += 1 }
    let taken = figures[index].taken
    if max(taken.he, taken.she) >= 3, min(taken.he, taken.she) == 0 { learn(pronoun, of: index) }
  }

  mutating func speak(_ index: Int) { figures[index].hasSpoken = true }
  mutating func narrate(_ index: Int) { figures[index].isNarrated = true }

  /// Whether a pronoun can mean somebody.
  func fits(_ index: Int, _ kind: Nominal.Kind) -> Bool {
    let figure = figures[index]
    switch kind {
    case .he: return figure.isPerson && (figure.gender != .female || figure.isUnsure) && index != narrator
    case .she: return figure.isPerson && (figure.gender != .male || figure.isUnsure) && index != narrator
    case .they: return figure.isPlural
    case .it: return figure.isBody || figure.kind == .work
    default: return false
    }
  }

  /// Takes the sex that a pronoun shows, behind somebody who alone can be meant: `Carr took his hat`.
  mutating func learn(_ pronoun: Nominal.Kind, of index: Int) {
    guard figures[index].gender == .unknown || figures[index].isUnsure, figures[index].isPerson,
      index != narrator
    else { return }
    figures[index].isUnsure = false
    if pronoun == .he { figures[index].gender = .male }
    if pronoun == .she { figures[index].gender = .female }
  }
}
