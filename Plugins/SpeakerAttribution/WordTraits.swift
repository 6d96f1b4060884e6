import TextScanning

/// What a word is to attribution. Many words are several things: `report` is a verb and a work.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt64

  /// A form of a verb that reports speech.
  static let verb = WordTraits(rawValue: 1 << 0)
  /// A form that reports writing, so that `I` with one of them is the author.
  static let writing = WordTraits(rawValue: 1 << 1)
  /// A participle that names or judges and takes its agent behind `by`.
  static let passive = WordTraits(rawValue: 1 << 2)
  /// A word that may stand between a subject and its verb.
  static let auxiliary = WordTraits(rawValue: 1 << 3)
  static let maleRole = WordTraits(rawValue: 1 << 4)
  static let femaleRole = WordTraits(rawValue: 1 << 5)
  /// A noun for a body of people, which no singular pronoun takes up.
  static let group = WordTraits(rawValue: 1 << 6)
  /// A word that points forward: `the following`.
  static let pointer = WordTraits(rawValue: 1 << 7)
  /// A form of `be`.
  static let be = WordTraits(rawValue: 1 << 8)
  static let preposition = WordTraits(rawValue: 1 << 9)
  static let determiner = WordTraits(rawValue: 1 << 10)
  static let possessive = WordTraits(rawValue: 1 << 11)
  static let conjunction = WordTraits(rawValue: 1 << 12)
  static let he = WordTraits(rawValue: 1 << 13)
  static let she = WordTraits(rawValue: 1 << 14)
  static let they = WordTraits(rawValue: 1 << 15)
  static let i = WordTraits(rawValue: 1 << 16)
  static let we = WordTraits(rawValue: 1 << 17)
  /// A noun for people: `spokesman`.
  static let role = WordTraits(rawValue: 1 << 18)
  /// A noun for a work that speaks: `manifesto`.
  static let work = WordTraits(rawValue: 1 << 19)
  /// A noun for words said: `phrase`, `advice`.
  static let saying = WordTraits(rawValue: 1 << 20)
  static let maleTitle = WordTraits(rawValue: 1 << 21)
  static let femaleTitle = WordTraits(rawValue: 1 << 22)
  static let otherTitle = WordTraits(rawValue: 1 << 23)
  /// A small word inside names: `von`.
  static let particle = WordTraits(rawValue: 1 << 24)
  /// A word that starts sentences in capitals, or a capitalised word that names no one.
  static let notName = WordTraits(rawValue: 1 << 25)
  /// A word that follows a place rather than a person.
  static let place = WordTraits(rawValue: 1 << 26)
  /// A verb that shows a capitalised word at the start of a sentence to be a person.
  static let deed = WordTraits(rawValue: 1 << 27)
  /// A word with which, behind a comma, something is added to a name.
  static let apposition = WordTraits(rawValue: 1 << 28)
  static let asWord = WordTraits(rawValue: 1 << 29)
  static let byWord = WordTraits(rawValue: 1 << 30)
  static let ofWord = WordTraits(rawValue: 1 << 31)
  static let according = WordTraits(rawValue: 1 << 32)
  static let it = WordTraits(rawValue: 1 << 33)
  /// An article or the like that brings up somebody new: `a`, `another`.
  static let indefinite = WordTraits(rawValue: 1 << 34)
  static let definite = WordTraits(rawValue: 1 << 35)
  /// With which a clause about the noun before starts.
  static let relative = WordTraits(rawValue: 1 << 36)
  /// With which a verb says that something was not said.
  static let negation = WordTraits(rawValue: 1 << 37)
  /// A noun for a sound that people make, which no pronoun takes up: `voice`.
  static let voice = WordTraits(rawValue: 1 << 38)
  /// A preposition before the place that words are taken from: `from`, `in`.
  static let sourceWord = WordTraits(rawValue: 1 << 39)
  /// A word that means some of those spoken of: `some`, `another`.
  static let quantifier = WordTraits(rawValue: 1 << 41)
  /// A word with which somebody is given a name: `called`, `name`.
  static let naming = WordTraits(rawValue: 1 << 42)
  /// A noun for a relative, who mostly has been named: `the mother`.
  static let kin = WordTraits(rawValue: 1 << 43)
  /// With which a clause starts that another holds: `when`.
  static let subordinator = WordTraits(rawValue: 1 << 44)
  /// A participle that belongs to the noun before and leads to where words are taken from: `contained in`.
  static let participle = WordTraits(rawValue: 1 << 45)
  /// A form of a pronoun that is no subject: `him`.
  static let objective = WordTraits(rawValue: 1 << 46)
  /// A pronoun that means the subject of its clause: `himself`.
  static let reflexive = WordTraits(rawValue: 1 << 47)
  /// A word that points back to what was said: `thus`.
  static let thus = WordTraits(rawValue: 1 << 48)

  static let pronoun: WordTraits = [.he, .she, .it, .they, .i, .we]
  static let title: WordTraits = [.maleTitle, .femaleTitle, .otherTitle]
  /// With which a nominal other than a name starts.
  static let nominalStart: WordTraits = [.determiner, .possessive, .role, .work, .pronoun, .quantifier]
  /// Of what no noun phrase is made; verbs too, but for those that are also sayings.
  static let notNoun: WordTraits = [.preposition, .conjunction, .auxiliary, .determiner, .deed, .pronoun]

  /// The lists of the word file, by their keys.
  static let lists: [(key: String, trait: WordTraits)] = [
    ("reporting", .verb), ("writing", .writing), ("passives", .passive), ("auxiliaries", .auxiliary),
    ("male-roles", .maleRole), ("female-roles", .femaleRole), ("groups", .group), ("pointers", .pointer), ("be", .be),
    ("prepositions", .preposition), ("determiners", .determiner), ("possessives", .possessive),
    ("conjunctions", .conjunction), ("he", .he), ("she", .she), ("they", .they), ("i", .i), ("we", .we),
    ("roles", .role), ("works", .work), ("sayings", .saying), ("male-titles", .maleTitle),
    ("female-titles", .femaleTitle), ("titles", .otherTitle), ("particles", .particle), ("not-names", .notName),
    ("places", .place), ("deeds", .deed), ("appositions", .apposition), ("as", .asWord), ("by", .byWord),
    ("of", .ofWord), ("according", .according), ("it", .it), ("indefinites", .indefinite), ("definites", .definite),
    ("relatives", .relative), ("negations", .negation), ("voices", .voice), ("sources", .sourceWord),
    ("quantifiers", .quantifier), ("naming", .naming), ("kin", .kin), ("thus", .thus),
    ("reflexives", .reflexive), ("objectives", .objective), ("participles", .participle),
    ("subordinators", .subordinator),
  ]

  /// Whether it is one of these things at least.
  func isAny(of traits: WordTraits) -> Bool { !isDisjoint(with: traits) }
}

/// The traits of words, by the hash of the word.
struct TraitTable: Sendable {
  private struct Slot {
    var hash: UInt64 = 0
    var traits: WordTraits = []
  }

  /// Open addressing; a power of two in size, at most half of it taken.
  private var slots = [Slot](repeating: Slot(), count: 4096)
  private var count = 0

  /// Adds the words of a text that white space divides; one that ``Words`` would divide further is left out.
  mutating func add(_ trait: WordTraits, to text: String) {
    let utf8 = Array(text.utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    func isDivided(_ start: Int, _ end: Int) -> Bool { utf8[start..<end].contains(where: ByteClass.isWhite) }
    for index in 0..<words.count {
      let span = words.span(index)
      let isLast = index + 1 == words.count
      let isFirst = index == 0
      guard isFirst || isDivided(words.span(index - 1).upperBound, span.lowerBound),
        isLast || isDivided(span.upperBound, words.span(index + 1).lowerBound)
      else { continue }
      insert(words.hashes[index], trait)
    }
  }

  subscript(_ hash: UInt64) -> WordTraits {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
      while slots[slot].hash != 0 {
        if slots[slot].hash == hash { return slots[slot].traits }
        slot = (slot + 1) & mask
      }
      return []
    }
  }

  private mutating func insert(_ hash: UInt64, _ traits: WordTraits) {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
    if slots[slot].hash == 0 { count += 1 }
    slots[slot] = Slot(hash: hash, traits: slots[slot].traits.union(traits))
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    count = 0
    for slot in old where slot.hash != 0 { insert(slot.hash, slot.traits) }
  }
}
