import PluginAPI
import Standoff
import Testing

@testable import PlainTextReader

@Suite("What belongs to the page and not to the text")
struct PageTests {
  private static let before = "The people are told to wait until the learned have written down what it is they"
  private static let after = "want, and so they wait, and nothing is ever written down by the learned for them."
  private static let whole = "They waited for a decree, and it never came, for nobody had asked the people to write."
  private static let joined = "paragraph: \(before) \(after)"

  static let rows: [Row] = [
    Row("a number between two halves of a sentence", "\(before)\n\n12\n\n\(after)", blocks: [joined]),
    Row("a number in brackets", "\(before)\n\n[p. 12]\n\n\(after)", blocks: [joined]),
    Row("a number between dashes", "\(before)\n\n- 12 -\n\n\(after)", blocks: [joined]),
    Row("a running head", "\(before)\n\nTHE PLANNERS 13\n\n\(after)", blocks: [joined]),
    Row("a running head without empty lines", "\(before)\nTHE PLANNERS 13\n\(after)", blocks: [joined]),
    Row("a form feed", "\(before)\n\u{C}\(after)", blocks: [joined]),
    Row("a form feed, a number and a head", "\(before)\n\n12\n\u{C}\nTHE PLANNERS\n\n\(after)", blocks: [joined]),
    Row(
      "a number inside a line", "\(before) [Pg 12] \(after)", blocks: [joined]),
    Row(
      "a number that a text refers to stays",
      "\(before) [50] \(after)", blocks: ["paragraph: \(before) [50] \(after)"]),
    Row(
      "a page that ends with a paragraph", "\(after)\n\n\u{C}[p. 2]\n\n\(before) must.",
      blocks: ["paragraph: \(after)", "paragraph: \(before) must."]),
    Row(
      "a word that the end of a page divides", "\(before) can\u{AD}\n\n[p. 3]\n\nnot \(after)",
      blocks: ["paragraph: \(before) cannot \(after)"]),
    Row(
      "a note that the end of a page sets into a paragraph",
      "\(before)[1]\n\n[1] So says the report.\n\n[p. 12]\n\n\(after)",
      blocks: ["paragraph: \(before)[1] \(after)", "note: [1] So says the report."]),
    Row(
      "a note with an asterisk at the foot of a page",
      "\(before)*\n\n* So says the report.\n\u{C}\n\(after)",
      blocks: ["paragraph: \(before)* \(after)", "note: * So says the report."]),
    Row(
      "notes behind a chapter",
      "CHAPTER I\n\n\(before)[1] \(after)[2]\n\nFOOTNOTES:\n\n[1] One.\n\n[2] Two.\n\nIt has more.",
      blocks: [
        "heading: CHAPTER I", "paragraph: \(before)[1] \(after)[2]", "heading: FOOTNOTES:", "note: [1] One.",
        "note: [2] Two.", "note: It has more.",
      ]),
    Row(
      "chapters that are numbers stay", "1\n\n\(after)\n\n2\n\n\(after)",
      blocks: [
        "heading: 1", "paragraph: \(after)", "heading: 2", "paragraph: \(after)",
      ]),
  ]

  @Test(arguments: rows) func pages(_ row: Row) throws {
    let document = try read(row.source)
    let found = try blocks(of: document)
    #expect(found == row.blocks, "\(found)")
    #expect(try strayBytes(document, row.source.bytes).isEmpty)
  }

  @Test("Blocks and milestones bear the numbers of their pages") func numbers() throws {
    let document = try read("\u{C}[p. 7]\n\n\(Self.whole)\n\n\u{C}[p. 8]\n\n\(Self.whole)")
    let pages = try document[Block.self].map(\.label.page)
    #expect(pages == ["7", "8"])
    #expect(try document[Milestone.self].map(\.label.n) == ["7", "8"])
  }

  @Test("A number at the foot of a page is that of the page that ends") func foot() throws {
    let document = try read("\(Self.whole)\n\n12\n\u{C}\n\(Self.whole)")
    let pages = try document[Block.self].map(\.label.page)
    #expect(pages == ["12", "13"])
  }

  @Test("A note knows its mark and the place that refers to it") func references() throws {
    let document = try read("\(Self.before)[1]\n\n[1] So says the report.\n\n[p. 12]\n\n\(Self.after)")
    let note = try #require(try document[Block.self].last)
    #expect(note.label.n == "1")
    #expect(note.label.at.map { document.text[$0] } == "[1]")
  }
}
