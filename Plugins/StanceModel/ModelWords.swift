import Codebook
import PluginAPI
import StanceLexicon

/// The words that features are made of: classes and spellings, and the cues of a codebook in one language.
///
/// A model can only be read with the words it was trained with; their hash stands in its file.
struct ModelWords {
  let codebook: Codebook
  /// Nothing where the codebook has no lexicon: then there are no cues.
  let source: LexiconSource?

  /// Those of each language of a codebook.
  static func all(of codebook: Codebook) -> [ModelWords] {
    codebook.lexicons.isEmpty
      ? [ModelWords(codebook: codebook, source: nil)]
      : codebook.lexicons.map { ModelWords(codebook: codebook, source: $0) }
  }

  func lexicon() throws -> Lexicon {
    guard let source else { return try Lexicon.empty(of: codebook) }
    return codebook.isBuiltIn ? try Lexicon.builtIn.get() : try Lexicon.make(of: codebook, language: source.language)
  }

  var hash: String {
    Self.hash(of: [.classes, .spellings], and: (source?.bytes ?? []) + Lexicon.scopeBytes(of: source))
  }

  /// The same with words of other files.
  func hash(with others: [WordFile]) -> String { "\(hash)-\(Self.hash(of: others, and: []))" }

  private static func hash(of files: [WordFile], and others: [UInt8]) -> String {
    let bytes = files.flatMap(\.bytes) + others
    return String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
  }
}
