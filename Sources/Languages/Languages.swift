public import PluginAPI
public import Standoff

/// What the stages know of natural languages: one file a language in `Resources/`, which travels inside the binary.
///
/// To add a language, add a file of the same shape, or name one in the settings of the stages; a stage finds its own
/// section in it.
public enum Languages {
  /// One for each language; ``PluginAPI/WordFile/name`` is its tag.
  public static let files = WordFile.all.filter { $0.name != detector.name }
  /// The words by which ``guess(_:)`` tells languages apart.
  public static let detector = WordFile.detector

  /// The primary subtag of the language of a document (`en` of `en-GB`); English where nothing states another.
  public static func tag(of document: Document) -> String { document.metadata.language.map(primary) ?? "en" }

  /// `en` of `en-GB`.
  static func primary(_ tag: String) -> String { tag.prefix { $0 != "-" && $0 != "_" }.lowercased() }

  static func file(_ tag: String) -> WordFile? { files.first { $0.name == "\(tag).yaml" } }
}
