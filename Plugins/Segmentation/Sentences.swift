public import PluginAPI
public import Standoff

/// Divides the prose of a document into sentences.
public struct Sentences: Stage {
  public static let name = "segment.sentences"
  public static let summary = "Divides paragraphs, list items, verse and notes into sentences."
  public static let words: [WordFile] = [.de, .en, .es, .fr, .it]

  public let requires: Set<LayerName> = [Block.layer]
  public let provides: Set<LayerName> = [Sentence.layer]
  private let languages: [String: SentenceWords]

  public init(_ settings: NoSettings = NoSettings(), _ context: PipelineContext = .bare) throws {
    var languages: [String: SentenceWords] = [:]
    for file in Self.words {
      let words = try SentenceWords(file.load())
      languages[words.language] = words
    }
    self.languages = languages
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    let language = document.metadata.language.map { String($0.prefix { $0 != "-" && $0 != "_" }).lowercased() } ?? "en"
    if languages[language] == nil, let stated = document.metadata.language {
      diagnostics.note(.noAbbreviations(stated))
    }
    let ends = SentenceEnds(languages[language] ?? .none)
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
