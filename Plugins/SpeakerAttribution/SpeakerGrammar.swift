import Languages
import PluginAPI
import TextScanning

/// How a language makes its sentences, as far as the rules ask for it.
struct SpeakerGrammar: Sendable {
  /// Pronouns that stand between a subject and its verb, or before the verb behind a quotation.
  let clitics: WordSet
  /// Forms behind which the subject may come before the participle: `a-t-il dit`.
  let perfect: WordSet
  let and: WordSet
  /// With which a speaker stands behind a quotation without a verb: `so Orde`.
  let thus: WordSet
  let infinitive: WordSet
  let adverbEndings: [[UInt8]]
  let participleEndings: [[UInt8]]
  let pluralEndings: [[UInt8]]
  /// Of verbs whose subject is neither `I` nor `you` nor many: `she cites`.
  let verbEndingsOfOne: [[UInt8]]
  /// Whether the verb behind what is said comes before its subject always.
  let putsVerbFirst: Bool

  /// - Parameter section: the lists that it lacks are empty.
  init(_ section: ConfigNode) throws {
    func set(_ key: String) throws -> WordSet { WordSet(try section.words(key)) }
    func endings(_ key: String) throws -> [[UInt8]] { try section.words(key).map { Array($0.utf8) } }
    clitics = try set("clitics")
    perfect = try set("perfect")
    and = try set("and")
    thus = try set("thus")
    infinitive = try set("infinitive")
    adverbEndings = try endings("adverb-endings")
    participleEndings = try endings("participle-endings")
    pluralEndings = try endings("plural-endings")
    verbEndingsOfOne = try endings("verb-endings-of-one")
    putsVerbFirst = section["verb-behind"]?.string == "first"
  }
}
