import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import PlainTextReader

@Suite("What the lines of a file are")
struct BlockTests {
  /// Enough prose for the margin of a file to be known.
  static let prose = """
    The masses were called many names by those who wished to lead them, and
    none of the names was their own. They were flock and clay and children,
    and at the end of every book somebody else had freed them by a decree.

    When they began to free themselves the books fell silent, for there was
    no word in them for people who needed no shepherd and asked for no plan.
    """

  static let proseBlocks = [
    "paragraph: The masses were called many names by those who wished to lead them, and none of the names was their "
      + "own. They were flock and clay and children, and at the end of every book somebody else had freed them by a "
      + "decree.",
    "paragraph: When they began to free themselves the books fell silent, for there was no word in them for people who "
      + "needed no shepherd and asked for no plan.",
  ]

  static let rows: [Row] = [
    Row("an empty file", "", blocks: []),
    Row("blank lines alone", "\n \n\t\n", blocks: []),
    Row("one line", "The people rule themselves.", blocks: ["paragraph: The people rule themselves."]),
    Row("a few words without a stop", "power to the people", blocks: ["paragraph: power to the people"]),
    Row("hard-wrapped prose", prose, blocks: proseBlocks),
    Row("CRLF", prose.replacing("\n", with: "\r\n"), blocks: proseBlocks),
    Row("CR alone", prose.replacing("\n", with: "\r"), blocks: proseBlocks),
    Row(
      "one line for each paragraph",
      String(repeating: "Long lines hold a paragraph each, as editors that wrap by themselves write them. ", count: 3)
        + "\n"
        + String(repeating: "The next line is the next paragraph, whether an empty line is there or not. ", count: 3),
      blocks: [
        "paragraph: "
          + String(
            repeating: "Long lines hold a paragraph each, as editors that wrap by themselves write them. ", count: 3
          )
          .dropLast(),
        "paragraph: "
          + String(repeating: "The next line is the next paragraph, whether an empty line is there or not. ", count: 3)
          .dropLast(),
      ]),
    Row(
      "a chapter with its title",
      "CHAPTER II\n\nThe Shepherds\n\n\(prose)",
      blocks: ["heading: CHAPTER II", "heading: The Shepherds"] + proseBlocks),
    Row(
      "a section that is a number", "\(prose)\n\n\nIV\n\n\(prose)", blocks: proseBlocks + ["heading: IV"] + proseBlocks),
    Row(
      "a numbered heading in capitals", "\n0. THE PLAN AND ITS PLANNERS\n\n\(prose)",
      blocks: ["heading: 0. THE PLAN AND ITS PLANNERS"] + proseBlocks),
    Row(
      "a short paragraph is no heading", "\(prose)\n\nWho, then, shall rule the rulers?\n\n\(prose)",
      blocks: proseBlocks + ["paragraph: Who, then, shall rule the rulers?"] + proseBlocks),
    Row(
      "an announcement is no heading", "\(prose)\n\nArticle III, Section I provides as follows:\n\n\(prose)",
      blocks: proseBlocks + ["paragraph: Article III, Section I provides as follows:"] + proseBlocks),
    Row(
      "a block quotation of two paragraphs",
      """
      \(prose)

          The state shall provide for all who toil, and it
          shall ask of them nothing but their obedience.

          It shall think, so that they may rest.

      \(prose)
      """,
      blocks: proseBlocks + [
        "quotation: The state shall provide for all who toil, and it shall ask of them nothing but their obedience.",
        "quotation: It shall think, so that they may rest.",
      ] + proseBlocks),
    Row(
      "verse keeps its lines",
      """
      \(prose)

          They came to us with lanterns in their hands,
            And said the night was ours to keep;
          We took the lanterns and the lands,
            And left the watchmen to their sleep.

      \(prose)
      """,
      blocks: proseBlocks + [
        "verse: They came to us with lanterns in their hands, / And said the night was ours to keep; / We took the "
          + "lanterns and the lands, / And left the watchmen to their sleep."
      ] + proseBlocks),
    Row(
      "a signature is no quotation",
      "PREFACE\n\n\(prose)\n\n    ADA BRACKWELL.\n\n    _May, 1911._\n\n\nCHAPTER I\n\n\(prose)",
      blocks: ["heading: PREFACE"] + proseBlocks + ["other: ADA BRACKWELL.", "other: May, 1911.", "heading: CHAPTER I"]
        + proseBlocks),
    Row(
      "items of a list, with an empty line between or not",
      "\(prose)\n\n(1) Free speech for the delegates;\n(2) an end of the decrees.\n\n(3) Bread.\n\n\(prose)",
      blocks: proseBlocks + [
        "item: (1) Free speech for the delegates;", "item: (2) an end of the decrees.", "item: (3) Bread.",
      ] + proseBlocks),
    Row(
      "a table of contents",
      """
      CONTENTS

      CHAPTER                          PAGE

         I. The Shepherds                 1

        II. The Flock, and how it
            was counted                  17

      APPENDIX                           40



      CHAPTER I

      THE SHEPHERDS

      \(prose)
      """,
      blocks: [
        "heading: CONTENTS", "contents: CHAPTER                          PAGE",
        "contents: I. The Shepherds                 1",
        "contents: II. The Flock, and how it was counted                  17",
        "contents: APPENDIX                           40", "heading: CHAPTER I", "heading: THE SHEPHERDS",
      ] + proseBlocks),
    Row(
      "a table of contents without pages ends where its first entry comes again",
      "CONTENTS\n\n PREFACE\n\n CHAPTER I\n\n\n\nPREFACE\n\n\(prose)",
      blocks: ["heading: CONTENTS", "contents: PREFACE", "contents: CHAPTER I", "heading: PREFACE"] + proseBlocks),
    Row(
      "a row of asterisks", "\(prose)\n\n    *    *    *\n\n\(prose)",
      blocks: proseBlocks + ["other: *    *    *"] + proseBlocks),
    Row(
      "a table", "\(prose)\n\nYear   Votes   Seats\n1903   12,000  1\n1907   31,500  4\n\n\(prose)",
      blocks: proseBlocks + ["other: Year   Votes   Seats / 1903   12,000  1 / 1907   31,500  4"] + proseBlocks),
    Row(
      "one line for each speaker",
      "\(prose)\n\nG. Who elected you?\nM. The plan did.\nG. And who elected the plan?\n\n\(prose)",
      blocks: proseBlocks + [
        "paragraph: G. Who elected you?", "paragraph: M. The plan did.", "paragraph: G. And who elected the plan?",
      ] + proseBlocks),
    Row(
      "paragraphs told by their first line alone",
      """
          The first of them said that the people were not ready, and the next
      said that they never would be, and both of them were paid for saying it.
          The people did not read what they had written, for on that morning it
      was busy with the election of its delegates in every street of the town.
          Then it went home.
      """,
      blocks: [
        "paragraph: The first of them said that the people were not ready, and the next said that they never would be, "
          + "and both of them were paid for saying it.",
        "paragraph: The people did not read what they had written, for on that morning it was busy with the election "
          + "of its delegates in every street of the town.", "paragraph: Then it went home.",
      ]),
    Row(
      "signs of emphasis go, other underscores stay",
      "\(prose)\n\nThey read _The\nPlan_ and the file plan_of_1920 and signed on the line ____ below.",
      blocks: proseBlocks + [
        "paragraph: They read The Plan and the file plan_of_1920 and signed on the line ____ below."
      ]),
    Row(
      "Markdown",
      "# On Plans\n\n## One ##\n\nThey *never* asked **us**.\n\n> Trust the plan.\n> It is good.\n\n- Bread\n- Peace",
      path: "plans.md",
      blocks: [
        "heading: On Plans", "heading: One", "paragraph: They never asked us.",
        "quotation: Trust the plan. It is good.", "item: - Bread", "item: - Peace",
      ]),
  ]

  @Test(arguments: rows) func blocks(_ row: Row) throws {
    let document = try read(row.source)
    let found = try PlainTextReaderTests.blocks(of: document)
    #expect(found == row.blocks, "\(found)")
    #expect(try strayBytes(document, row.source.bytes).isEmpty)
  }

  @Test func conformance() async throws {
    let reader = try PlainTextFiles(.init(), .bare)
    let hard = Conformance.hardTexts.map { SourceFile(path: "\($0.name).txt", bytes: Array($0.text.utf8)) }
    let all = (Self.rows + PageTests.rows).map(\.source) + hard
    #expect(await Conformance.findings(reader, files: all).isEmpty)
  }
}
