import Languages
import PluginAPI
import TextScanning

/// What the rules for the kind of a quotation know of a language; read from its file.
///
/// A class, because it is handed from rule to rule.
final class KindWords: Sendable {
  let language: String
  /// Words that start with an apostrophe: `'tis`.
  let elisions: WordSet
  /// Words whose end is cut off behind an apostrophe: `an'`, `th'`.
  let clipped: WordSet
  /// Forms of verbs that report speech.
  let reporting: WordSet
  /// Whether there are any, so that the lack of one says something.
  let knowsReporting: Bool
  /// Verbs that report speech only behind it: `called`.
  let reportingAfter: WordSet
  /// Nouns that stand for words said: `words`, `statement`.
  let reportingNouns: WordSet
  /// Verbs and nouns that give a thing its name: `called`, `termed`.
  let naming: WordSet
  /// Verbs of judging that quote a word or two: `denounced as`.
  let judging: WordSet
  let determiners: WordSet
  /// Nouns for works: `book`, `charter`.
  let works: WordSet
  /// Forms of verbs that make a sentence of the words they stand among.
  let finite: WordSet
  let firstPerson: WordSet
  /// Words that start a clause of their own or a second one: `who`, `but`.
  let subordinators: WordSet
  /// Words that point to what follows: `following`, `these`.
  let pointers: WordSet
  /// Pronouns that stand beside a reporting verb: `he`.
  let thirdPerson: WordSet
  /// Words without weight of their own, which titles write small.
  let function: WordSet
  /// Words with which reported words start: `that`.
  let that: WordSet
  /// Words with which a judgment quotes a word: `as` of `denounced as`.
  let judgedAs: WordSet
  /// Words with which an aside names those who speak so: `as` of `as the millers say`.
  let asides: WordSet
  /// What an apostrophe joins to the word behind it: the `d` of `d’ordre`.
  let elided: Elisions
  /// What may stand before the verb behind a quotation, so that it is the verb that counts: the `gli` of `gli chiese`,
  /// the `a` of `a-t-il dit`.
  let beforeVerb: WordSet
  /// Words with which a clause tells more of someone: `who`.
  let relatives: WordSet
  /// Whether the verb behind what is said always comes before its subject: `dit-il`, but `he said`.
  let putsVerbFirst: Bool
  /// Endings of forms that make no clause of their own, the last byte first: the `ing` of `saying`.
  let participleEndings: [[UInt8]]
  /// Whether every noun has a capital, so that one says little.
  let capitalisesNouns: Bool
  /// Whether the author's words stay within the marks: `« Oui, dit-il, je viens. »`
  let keepsIncises: Bool
  /// Nothing where there are no words for the language.
  let attributions: PatternTable?

  /// For languages without a word file: form alone decides.
  static let none = KindWords()

  /// Where the file has no words for quotations.
  ///
  /// - Parameter verbs: that report speech.
  private init(verbs: [String] = []) {
    language = ""
    elisions = WordSet()
    clipped = WordSet()
    reportingAfter = WordSet()
    reporting = WordSet(verbs)
    knowsReporting = !verbs.isEmpty
    reportingNouns = WordSet()
    naming = WordSet()
    judging = WordSet()
    determiners = WordSet()
    works = WordSet()
    finite = WordSet()
    firstPerson = WordSet()
    subordinators = WordSet()
    thirdPerson = WordSet()
    pointers = WordSet()
    function = WordSet()
    that = WordSet()
    judgedAs = WordSet()
    asides = WordSet()
    elided = .none
    beforeVerb = WordSet()
    relatives = WordSet()
    putsVerbFirst = false
    participleEndings = []
    capitalisesNouns = false
    keepsIncises = false
    attributions = nil
  }

  /// The words of a file; only its verbs where it has no words for quotations.
  static func read(_ file: ConfigNode) throws -> KindWords {
    guard let section = file["quotations"] else { return KindWords(verbs: try file.words("reporting")) }
    return try KindWords(file, section)
  }

  private init(_ file: ConfigNode, _ section: ConfigNode) throws {
    func set(_ key: String) throws -> WordSet { WordSet(try section.words(key)) }
    func more(_ key: String) throws -> WordSet { section[key] == nil ? WordSet() : try set(key) }
    language = file["language"]?.string ?? ""
    elisions = try set("elisions")
    clipped = try set("clipped")
    reportingAfter = try set("reporting-after")
    reporting = WordSet(try file.words("reporting") + section.words("reporting"))
    knowsReporting = true
    reportingNouns = try set("reporting-nouns")
    naming = try set("naming")
    judging = try set("judging")
    determiners = try set("determiners")
    works = try set("works")
    finite = try set("finite")
    firstPerson = try set("first-person")
    subordinators = try more("subordinators")
    thirdPerson = try more("third-person")
    pointers = try more("pointers")
    function = try set("function")
    asides = try more("asides")
    keepsIncises = section["incises"]?.string == "inside"
    let grammar = file["grammar"] ?? ConfigNode(.null)
    that = WordSet(try grammar.words("that"))
    judgedAs = WordSet(try grammar.words("judged-as"))
    elided = try Elisions(grammar.words("elided"), keeping: file.words("reporting") + section.allWords)
    beforeVerb = WordSet(try grammar.words("clitics") + grammar.words("perfect"))
    relatives = try more("relatives")
    putsVerbFirst = grammar["verb-behind"]?.string == "first"
    participleEndings = try grammar.words("participle-endings").map { $0.utf8.reversed() }
    capitalisesNouns = grammar["capitals"]?.string == "nouns"
    attributions = try PatternTable(phrases: section.lines("attributions").map { (phrase: $0, number: 0) })
  }
}

extension ConfigNode {
  /// The words of all lists, those of phrases too.
  fileprivate var allWords: [String] {
    (entries ?? []).flatMap { $0.value.strings ?? [] }.flatMap { line in
      line.split { " |()[]".contains($0) }.map { String($0) }
    }
  }
}
