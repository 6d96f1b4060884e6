import PluginAPI
import TextScanning

/// What attribution knows of a language; read from its word file.
struct SpeakerWords: Sendable {
  let language: String
  /// Forms of verbs that report speech.
  let verbs: WordSet
  /// Forms that report writing, so that `I` with one of them is the author.
  let writing: WordSet
  /// Participles that name or judge and take their agent behind `by`.
  let passives: WordSet
  /// Words that may stand between a subject and its verb.
  let auxiliaries: WordSet
  let maleRoles: WordSet
  let femaleRoles: WordSet
  /// Nouns for bodies of people, which no singular pronoun takes up.
  let groups: WordSet
  /// Words that point forward: `the following`.
  let pointers: WordSet
  /// Forms of `be`.
  let be: WordSet
  let prepositions: WordSet
  let determiners: WordSet
  let possessives: WordSet
  let conjunctions: WordSet
  let he: WordSet
  let she: WordSet
  let they: WordSet
  let i: WordSet
  let we: WordSet
  /// Nouns for people: `spokesman`.
  let roles: WordSet
  /// Nouns for works that speak: `manifesto`.
  let works: WordSet
  /// Nouns for words said: `phrase`, `advice`.
  let sayings: WordSet
  let maleTitles: WordSet
  let femaleTitles: WordSet
  let titles: WordSet
  /// Small words inside names: `von`.
  let particles: WordSet
  /// Words that start sentences in capitals, and capitalised words that name no one.
  let notNames: WordSet
  /// Verbs that show a capitalised word at the start of a sentence to be a person.
  let deeds: WordSet
  /// Words with which, behind a comma, something is added to a name.
  let appositions: WordSet
  /// Endings of words that are no names when they start a sentence.
  let commonEndings: [[UInt8]]
  /// Endings of capitalised words that are never names.
  let adjectiveEndings: [[UInt8]]
  /// All words with which a nominal other than a name starts.
  let nominalStarts: WordSet
  /// Words that follow places rather than people.
  let places: WordSet
  let asWord, byWord, ofWord, according: UInt64

  init(_ file: ConfigNode) throws {
    func strings(_ key: String) throws -> [String] {
      guard let words = file[key]?.strings else {
        throw ConfigError("the word file lacks the list “\(key)”", at: file.place)
      }
      return words.flatMap { $0.split(separator: " ").map(String.init) }
    }
    func set(_ key: String) throws -> WordSet { WordSet(try strings(key)) }
    func word(_ key: String) throws -> UInt64 {
      guard let word = file[key]?.string else {
        throw ConfigError("the word file lacks the word “\(key)”", at: file.place)
      }
      return Words.hash(of: word)
    }
    language = file["language"]?.string ?? ""
    verbs = try set("verbs")
    writing = try set("writing")
    passives = try set("passives")
    auxiliaries = try set("auxiliaries")
    maleRoles = try set("male-roles")
    femaleRoles = try set("female-roles")
    groups = try set("groups")
    pointers = try set("pointers")
    be = try set("be")
    prepositions = try set("prepositions")
    determiners = try set("determiners")
    possessives = try set("possessives")
    conjunctions = try set("conjunctions")
    he = try set("he")
    she = try set("she")
    they = try set("they")
    i = try set("i")
    we = try set("we")
    roles = try set("roles")
    works = try set("works")
    sayings = try set("sayings")
    maleTitles = try set("male-titles")
    femaleTitles = try set("female-titles")
    titles = try set("titles")
    particles = try set("particles")
    notNames = try set("not-names")
    places = try set("places")
    deeds = try set("deeds")
    appositions = try set("appositions")
    commonEndings = (file["common-endings"]?.strings ?? []).map { Array($0.utf8) }
    adjectiveEndings = (file["adjective-endings"]?.strings ?? []).map { Array($0.utf8) }
    let nominal = ["determiners", "possessives", "roles", "works", "he", "she", "they", "i", "we"]
    nominalStarts = WordSet(try nominal.flatMap { try strings($0) })
    asWord = try word("as")
    byWord = try word("by")
    ofWord = try word("of")
    according = try word("according")
  }

  func isTitle(_ hash: UInt64) -> Bool {
    titles.contains(hash) || maleTitles.contains(hash) || femaleTitles.contains(hash)
  }
}
