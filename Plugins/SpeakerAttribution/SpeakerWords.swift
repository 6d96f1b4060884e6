import Languages
import PluginAPI
import TextScanning

/// What attribution knows of a language; read from its file.
///
/// A class, because every line of a document refers to it.
final class SpeakerWords: Sendable {
  let language: String
  private let traits: TraitTable
  /// By the forms of a given name, the first of them.
  private let sameNames: [UInt64: UInt64]
  /// Where words are cut that an apostrophe joins: `l’auteur`.
  let elisions: Elisions
  /// Whether every noun has a capital, so that one says little.
  let capitalisesNouns: Bool
  let grammar: SpeakerGrammar
  /// Endings of words that are no names when they start a sentence.
  let commonEndings: [[UInt8]]
  /// Endings of capitalised words that are never names.
  let adjectiveEndings: [[UInt8]]
  /// Forms of verbs behind which another's words follow: `quoting`.
  private let quoting: Set<UInt64>
  /// Nouns for what a body gives out, so that the body speaks and not they: `resolution`.
  private let messages: Set<UInt64>
  /// Words by which a note means the one before: `ibid.`
  private let sameSource: Set<UInt64>
  /// By a noun, the titles that its holders bear: `dr` for `doctor`.
  private let titles: [UInt64: [UInt64]]

  /// Nothing where the file has no words for speakers.
  init?(_ file: ConfigNode) throws {
    guard let section = file["speakers"] else { return nil }
    var traits = TraitTable()
    for line in try file.lines("reporting") { traits.add(.verb, to: line) }
    for (key, trait) in WordTraits.lists + WordTraits.nameLists {
      for line in try section.lines(key) { traits.add(trait, to: line) }
    }
    self.traits = traits
    var sameNames: [UInt64: UInt64] = [:]
    for line in try section.lines("same-names") {
      let forms = line.split(separator: " ").map { Words.hash(of: String($0)) }
      for form in forms { sameNames[form] = forms[0] }
    }
    self.sameNames = sameNames
    var titles: [UInt64: [UInt64]] = [:]
    for line in try section.lines("title-nouns") {
      let hashes = line.split(separator: " ").map { Words.hash(of: String($0)) }
      guard let noun = hashes.first else { continue }
      titles[noun, default: []] += hashes.dropFirst()
    }
    self.titles = titles
    let grammar = file["grammar"] ?? ConfigNode(.null)
    self.grammar = try SpeakerGrammar(grammar)
    let lists = try (WordTraits.lists + WordTraits.nameLists).flatMap { try section.words($0.key) }
    elisions = try Elisions(grammar.words("elided"), keeping: file.words("reporting") + lists)
    capitalisesNouns = grammar["capitals"]?.string == "nouns"
    quoting = Set(try section.words("quoting").map { Words.hash(of: $0) })
    sameSource = Set(try section.words("same-source").map { Words.hash(of: $0) })
    messages = Set(try section.words("messages").map { Words.hash(of: $0) })
    language = file["language"]?.string ?? ""
    commonEndings = try section.words("common-endings").map { Array($0.utf8) }
    adjectiveEndings = try section.words("adjective-endings").map { Array($0.utf8) }
  }

  /// One hash for all forms of a given name: `Frederick`, `Friedrich`.
  func form(of given: UInt64) -> UInt64 { sameNames[given] ?? given }

  /// Whether a verb says that somebody gives the words of another: `he quotes Carr`.
  func isQuoting(_ hash: UInt64) -> Bool { quoting.contains(hash) }

  /// Whether a word means what the note before meant.
  func isSameSource(_ hash: UInt64) -> Bool { sameSource.contains(hash) }

  /// Whether a noun means what a body gives out.
  func isMessage(_ hash: UInt64) -> Bool { messages.contains(hash) }

  func titles(of noun: UInt64) -> [UInt64] { titles[noun] ?? [] }

  /// What a word is, by its hash; nothing where it is in no list.
  func traits(of hash: UInt64) -> WordTraits { traits[hash] }
}
