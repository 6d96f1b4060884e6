import Codebook
import PluginAPI
import PluginTesting
import Segmentation
import Standoff
import TestSupport
import Testing

@Suite struct Segmentation {
  @Test func passagesAreTheBlocksOfProse() throws {
    let document = try blocks([
      (.heading, "Of councils"), (.paragraph, "They met."), (.quotation, "We decide."), (.note, "1. In May."),
      (.stage, "Applause."), (.contents, "I. Councils"), (.item, "Bread"), (.verse, "Rise up"), (.paragraph, "  "),
    ])
    let annotated = try document.adding(Paragraphs().annotate(document, Diagnostics()))
    let passages = try annotated[Passage.self]
    #expect(passages.map { document.text[$0.span] } == ["They met.", "We decide.", "1. In May.", "Bread", "Rise up"])
    #expect(passages.map(\.label.number) == [1, 2, 3, 4, 5])
    #expect(passages.map(\.label.isNote) == [false, false, true, false, false])
    #expect(passages.map { $0.label.block?.description } == ["b2", "b3", "b4", "b7", "b8"])
  }

  @Test func windowsEndAtHeadingsAndNotes() async throws {
    let document = try blocks([
      (.paragraph, "One. Two. Three."), (.paragraph, "Four."), (.note, "Five."), (.heading, "Six"),
      (.paragraph, "Seven. Eight."),
    ])
    var settings = Windows.Settings()
    settings.size = 2
    let divided = try document.adding(Sentences().annotate(document, Diagnostics()))
    let passages = try divided.adding(Windows(settings).annotate(divided, Diagnostics()))[Passage.self]
    #expect(
      passages.map { document.text[$0.span] } == ["One. Two.", "Three.\n\nFour.", "Five.", "Seven. Eight."])
    #expect(passages.map(\.label.isNote) == [false, false, true, false])
  }

  @Test func windowsEndWhereAnotherSpeaks() async throws {
    let bare = try blocks([(.paragraph, "One."), (.paragraph, "Two.")])
    var turns = Layer<Turn>()
    for block in try bare[Block.self] { turns.add(Turn(), at: block.span) }
    let document = try bare.adding(turns)
    let divided = try document.adding(Sentences().annotate(document, Diagnostics()))
    let passages = try divided.adding(Windows().annotate(divided, Diagnostics()))[Passage.self]
    #expect(passages.count == 2)
  }

  @Test func contract() async throws {
    #expect(await Conformance.findings(Paragraphs(), documents: Conformance.soups(60), prepare: withBlocks).isEmpty)
    #expect(await Conformance.findings(Sentences(), documents: Conformance.soups(60), prepare: withBlocks).isEmpty)
    let windows = await Conformance.findings(Windows(), documents: Conformance.soups(60)) { document in
      let blocks = try withBlocks(document)
      return try blocks.adding(Sentences().annotate(blocks, Diagnostics()))
    }
    #expect(windows.isEmpty)
  }
}

/// A document whose blocks are these, with an empty line between them.
func blocks(_ parts: [(Block.Kind, String)], language: String? = "en") throws -> Document {
  var layer = Layer<Block>()
  var text = ""
  for (kind, words) in parts {
    if !text.isEmpty { text += "\n\n" }
    let start = text.utf8.count
    text += words
    layer.add(Block(kind), at: start..<text.utf8.count)
  }
  return try Document(text, language: language).adding(layer)
}
