import Languages
import PluginAPI
import TextScanning

/// What the search for sentence ends knows of a language; read from its file.
struct SentenceWords: Sendable {
  let language: String
  /// Words before a full stop that never ends a sentence: `Mr.`
  let titles: WordSet
  /// Words before a full stop that ends no sentence where a number follows: `p. 12`.
  let beforeNumbers: WordSet
  /// Words before a full stop that ends a sentence only where a usual first word follows: `etc.`
  let abbreviations: WordSet
  /// Words with which sentences often start.
  let starters: WordSet
  /// Reporting words, which show that a quotation with its own mark goes on in the sentence around it.
  let reporting: WordSet
  /// Whether a number with a full stop is an ordinal, as in `am 3. Oktober`.
  let hasOrdinalDots: Bool

  /// For languages without a word file: titles, numbers and initials are all that is known.
  static let none = SentenceWords()

  private init() {
    language = ""
    titles = WordSet()
    beforeNumbers = WordSet()
    abbreviations = WordSet()
    starters = WordSet()
    reporting = WordSet()
    hasOrdinalDots = false
  }

  /// Nothing where the file has no words for sentences.
  init?(_ file: ConfigNode) throws {
    guard let section = file["sentences"] else { return nil }
    func set(_ key: String) throws -> WordSet { WordSet(try section.words(key)) }
    language = file["language"]?.string ?? ""
    titles = try set("titles")
    beforeNumbers = try set("before-numbers")
    abbreviations = try set("abbreviations")
    starters = try set("starters")
    reporting = WordSet(try file.words("reporting"))
    hasOrdinalDots = section["ordinal-dots"]?.bool ?? false
  }
}
