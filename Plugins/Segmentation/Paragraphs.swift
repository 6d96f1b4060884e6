import Codebook
public import PluginAPI
public import Standoff

/// Makes a passage of every paragraph, list item, verse group, block quotation and note.
public struct Paragraphs: Stage {
  public static let name = "segment.paragraphs"
  public static let summary = "Makes a passage of every paragraph, list item, verse group, block quotation and note."

  public let requires: Set<LayerName> = [Block.layer]
  public let provides: Set<LayerName> = [Passage.layer]

  public init(_ settings: NoSettings = NoSettings(), _ context: PipelineContext = .bare) {}

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var passages = Layer<Passage>()
    for block in try document[Block.self] where block.label.kind.isProse {
      let span = document.text.trimmed(block.span)
      guard !span.isEmpty else { continue }
      let passage = Passage(
        number: passages.count + 1, block: block.id, isNote: block.label.kind == .note,
        words: document.text.words(in: span))
      passages.add(passage, at: span)
    }
    return Annotations(passages)
  }
}

extension Block.Kind {
  /// Whether blocks of this kind hold what somebody says in sentences, rather than what orders the page.
  var isProse: Bool {
    switch self {
    case .paragraph, .item, .verse, .quotation, .note: true
    case .heading, .stage, .speaker, .contents, .other: false
    }
  }
}
