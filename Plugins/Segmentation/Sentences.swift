import Languages
public import PluginAPI
public import Standoff

/// Divides the prose of a document into sentences.
public struct Sentences: Stage {
  public struct Settings: ComponentSettings {
    @Setting("Word files of languages of your own, or in place of those that are built in.")
    public var languages: [SettingFile] = []
    public init() {}
  }

  public static let name = "segment.sentences"
  public static let summary = "Divides paragraphs, list items, verse and notes into sentences."
  public static let words = Languages.files

  public let requires: Set<LayerName> = [Block.layer]
  public let provides: Set<LayerName> = [Sentence.layer]
  private let languages: LanguageWords<SentenceWords>

  /// With the default settings.
  public init() {
    languages = LanguageWords(SentenceWords.init)
  }

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    languages = try LanguageWords(SentenceWords.init, adding: settings.languages, in: context)
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    let words = try languages[Languages.tag(of: document)]
    if words == nil, let stated = document.metadata.language { diagnostics.note(.noAbbreviations(stated)) }
    let ends = SentenceEnds(words ?? .none)
    var sentences = Layer<Sentence>()
    let blocks = try document[Block.self]
    document.text.utf8.withUnsafeBufferPointer { bytes in
      for block in blocks where block.label.kind.isProse {
        ends.forEachSentence(in: bytes, block.span) { sentences.add(Sentence(), at: document.text.trimmed($0)) }
      }
    }
    return Annotations(sentences)
  }
}

extension Diagnostic.Message {
  fileprivate static func noAbbreviations(_ language: String) -> Self {
    Self(
      "sentence.language",
      "there is no list of abbreviations for the language “\(language)”; sentences may end at one")
  }
}
