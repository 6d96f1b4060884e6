import PluginAPI
import TextScanning

/// What attribution knows of a language; read from its word file.
///
/// A class, because every line of a document refers to it.
final class SpeakerWords: Sendable {
  let language: String
  private let traits: TraitTable
  /// Endings of words that are no names when they start a sentence.
  let commonEndings: [[UInt8]]
  /// Endings of capitalised words that are never names.
  let adjectiveEndings: [[UInt8]]

  init(_ file: ConfigNode) throws {
    var traits = TraitTable()
    for (key, trait) in WordTraits.lists {
      guard let lines = file[key]?.strings else {
        throw ConfigError("the word file lacks the list “\(key)”", at: file.place)
      }
      for line in lines { traits.add(trait, to: line) }
    }
    self.traits = traits
    language = file["language"]?.string ?? ""
    commonEndings = (file["common-endings"]?.strings ?? []).map { Array($0.utf8) }
    adjectiveEndings = (file["adjective-endings"]?.strings ?? []).map { Array($0.utf8) }
  }

  /// What a word is, by its hash; nothing where it is in no list.
  func traits(of hash: UInt64) -> WordTraits { traits[hash] }
}
