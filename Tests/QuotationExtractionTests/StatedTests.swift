import Codebook
import PluginAPI
import PluginTesting
import QuotationExtraction
import Standoff
import Testing

@Suite struct StatedQuotations {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let marked: MarkedText
    let stated: StatedQuotation
    let expected: [String]
    let marks: [String]

    /// `⟨e:…⟩` is the element's content.
    init(_ name: String, _ text: String, _ stated: StatedQuotation, _ expected: [String], marks: [String]) {
      testDescription = name
      marked = MarkedText(text)
      self.stated = stated
      self.expected = expected
      self.marks = marks
    }
  }

  @Test(arguments: [
    Row(
      "marks inside the element are left out", "She said ⟨e:“we decide”⟩ and sat.", StatedQuotation(element: "said"),
      ["speech: we decide"], marks: ["“”"]),
    Row(
      "marks around the element make no second quotation", "She said “⟨e:we decide⟩” and sat.",
      StatedQuotation(element: "q", who: "#pell"), ["speech: we decide"], marks: ["“”"]),
    Row(
      "no marks at all", "She said ⟨e:we decide⟩ and sat.", StatedQuotation(element: "said"), ["speech: we decide"],
      marks: ["said"]),
    Row(
      "what is so called is a term", "This ⟨e:order⟩ was war.", StatedQuotation(element: "soCalled"),
      ["term: order"], marks: ["soCalled"]),
    Row(
      "a block quotation without its note number", "She wrote:\n\n⟨e:Nobody asked us.[3]⟩\n\nSo it was.",
      StatedQuotation(element: "indented", isBlock: true), ["speech: Nobody asked us."], marks: ["block"]),
    Row(
      "marks inside a block quotation are nested", "She wrote:\n\n⟨e:They call it “order” and mean hunger.⟩",
      StatedQuotation(element: "quote", isBlock: true),
      ["speech: They call it “order” and mean hunger.", "term: order"], marks: ["block", "“”"]),
    Row(
      "a block wholly in marks is one quotation", "She wrote:\n\n⟨e:“Nobody asked us, and nobody will.”⟩",
      StatedQuotation(element: "indented", isBlock: true), ["speech: Nobody asked us, and nobody will."],
      marks: ["“”"]),
    Row(
      "where a mark is not closed, the source knows the end", "She wrote:\n\n⟨e:“Nobody asked us. Nobody will.⟩\n\nSo.",
      StatedQuotation(element: "quote", isBlock: true), ["speech: Nobody asked us. Nobody will."], marks: ["“"]),
    Row(
      "a block quotation without the name below it",
      "She wrote:\n\n⟨e:Nobody asked us.\n\n— Hester Vane⟩\n\nSo it was.",
      StatedQuotation(element: "indented", isBlock: true), ["speech: Nobody asked us."], marks: ["block"]),
    Row(
      "marks that cross the element give way", "She “said ⟨e:we” decide⟩ and sat.", StatedQuotation(element: "said"),
      ["speech: we” decide"], marks: ["said"]),
  ])
  func merged(_ row: Row) throws {
    var stated = Layer<StatedQuotation>()
    for span in row.marked.spans("e") { stated.add(row.stated, at: span) }
    let document = try document(row.marked.text).adding(stated)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map { "\($0.label.kind): \(document.text[$0.span])" } == row.expected)
    #expect(quotations.map(\.label.marks) == row.marks)
  }

  @Test func blocksOfPlainTextThatFollowEachOtherAreOne() throws {
    let marked = MarkedText("She wrote:\n\n⟨e:Nobody asked us.⟩\n\n⟨e:Nobody will.⟩\n\nSo it was.")
    var stated = Layer<StatedQuotation>()
    for span in marked.spans("e") { stated.add(StatedQuotation(element: "indented", isBlock: true), at: span) }
    let document = try document(marked.text).adding(stated)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map { document.text[$0.span] } == ["Nobody asked us.\n\nNobody will."])
  }
}

@Suite struct AnnouncedQuotations {
  @Test(arguments: [
    Case(
      "a paragraph that a verb announces",
      "Of this the paper wrote:\n\n⟨speech:Nobody has ever asked the mill hands what they themselves think of it.⟩\n\nSo it was."
    ),
    Case(
      "a paragraph that points to words",
      "She had the following statement of the mill hands:\n\n⟨speech:Nobody has ever asked us what we may think of it or of anything.⟩[4]"
    ),
    Case(
      "an item of a list is none", "They demand, as Orde wrote:\n\n1. That nobody be sent away from the mill again."),
    Case(
      "a colon alone announces nothing",
      "The mill has three floors:\n\nThe first is that of the looms, and it is the loudest."),
  ])
  func paragraphs(_ example: Case) throws {
    let document = try document(example.marked.text)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map(\.span) == example.marked.spans("speech"))
    #expect(quotations.allSatisfy { $0.label.rule == "announced" && $0.label.score < 0.7 })
  }
}

@Suite struct Notes {
  @Test func aQuotationRunsOnInTheParagraphsOfANote() throws {
    let marked = MarkedText(
      "They met.\n\nHe wrote: “⟨q:Nobody asked us.\n\n“Nobody will.⟩”\n\n“⟨q:So it was, and we sat.⟩”")
    var blocks = Layer<Block>()
    for (index, block) in try document(marked.text)[Block.self].enumerated() {
      blocks.add(index == 0 ? Block(.paragraph) : Block(.note, n: index < 3 ? "1" : "2"), at: block.span)
    }
    let document = try Document(marked.text).adding(blocks)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map(\.span) == marked.spans("q"))
  }
}
