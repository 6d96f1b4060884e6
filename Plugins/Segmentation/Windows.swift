import Codebook
public import PluginAPI
public import Standoff

/// Makes passages of a fixed number of sentences each.
public struct Windows: Stage {
  public struct Settings: ComponentSettings {
    @Setting(
      "How many sentences a passage has; the last one before a heading or another speaker may have fewer.", in: 1...100)
    public var size = 5
    public init() {}
  }

  public static let name = "segment.windows"
  public static let summary = "Makes passages of a fixed number of sentences, never across headings, speakers or notes."

  public let requires: Set<LayerName> = [Block.layer, Sentence.layer]
  public let provides: Set<LayerName> = [Passage.layer]
  private let size: Int

  public init(_ settings: Settings = Settings(), _ context: PipelineContext = .bare) {
    size = settings.size
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var passages = Layer<Passage>()
    let sentences = try document[Sentence.self]
    var index = 0
    for stretch in try stretches(of: document) {
      var inside: [Span] = []
      while index < sentences.count, sentences[index].span.lowerBound < stretch.span.upperBound {
        if sentences[index].span.lowerBound >= stretch.span.lowerBound { inside.append(sentences[index].span) }
        index += 1
      }
      for first in stride(from: 0, to: inside.count, by: size) {
        let last = min(first + size, inside.count) - 1
        let span = inside[first].lowerBound..<inside[last].upperBound
        let block = stretch.blocks.last { $0.span.lowerBound <= span.lowerBound }
        let words = document.text.words(in: span)
        passages.add(
          Passage(number: passages.count + 1, block: block?.id, isNote: stretch.isNote, words: words), at: span)
      }
    }
    return Annotations(passages)
  }

  /// Blocks that follow each other with nothing between them at which a window must end.
  private struct Stretch {
    var blocks: [Annotation<Block>]
    let turn: Int?
    let isNote: Bool
    var span: Span {
      (blocks.first?.span.lowerBound ?? 0)..<(blocks.last?.span.upperBound ?? 0)
    }
  }

  private func stretches(of document: Document) throws -> [Stretch] {
    let turns = try document[Turn.self].map(\.span).sorted { $0.lowerBound < $1.lowerBound }
    var turn = 0
    var stretches: [Stretch] = []
    var isBroken = true
    for block in try document[Block.self] {
      guard block.label.kind.isProse else {
        isBroken = true
        continue
      }
      while turn < turns.count, turns[turn].upperBound <= block.span.lowerBound { turn += 1 }
      let here = turn < turns.count && turns[turn].contains(block.span.lowerBound) ? turn : nil
      let isNote = block.label.kind == .note
      if !isBroken, let last = stretches.last, last.turn == here, last.isNote == isNote {
        stretches[stretches.count - 1].blocks.append(block)
      } else {
        stretches.append(Stretch(blocks: [block], turn: here, isNote: isNote))
      }
      isBroken = false
    }
    return stretches
  }
}
