import Evaluation
import Testing

struct Width: Sendable, CustomTestStringConvertible {
  let why: String
  let text: String
  let cells: Int
  var testDescription: String { why }
}

@Suite struct TextTableTests {
  @Test(arguments: [
    Width(why: "Latin letters", text: "Hart", cells: 4),
    Width(why: "accents as one scalar and as two", text: "é e\u{301}", cells: 3),
    Width(why: "Han", text: "小冊子", cells: 6),
    Width(why: "Cyrillic and Greek", text: "ЧДΩ", cells: 3),
    Width(why: "an emoji of several scalars", text: "👩‍👩‍👧", cells: 2),
    Width(why: "a sign drawn as emoji", text: "⚠\u{FE0F}", cells: 2),
    Width(why: "a sign drawn as text", text: "⚠", cells: 1),
    Width(why: "control characters", text: "a\u{1}b\u{200B}", cells: 2),
    Width(why: "nothing", text: "", cells: 0),
  ])
  func widths(_ example: Width) {
    #expect(screenWidth(example.text) == example.cells)
  }

  @Test func cutsAtCharacters() {
    #expect(cut("Clara Hart", to: 10) == "Clara Hart")
    #expect(cut("Clara Hart", to: 6) == "Clara…")
    #expect(cut("小冊子だ", to: 6) == "小冊…")
    #expect(cut("Clara", to: 0) == "")
    #expect(cut("Clara", to: 1) == "…")
  }

  @Test func namesKeepTheirEnds() {
    #expect(shortened("corpus/essays/number-17.txt", to: 16) == "corpus/…r-17.txt")
    #expect(shortened("小冊子小冊子小冊子", to: 9) == "小…小冊子")
    #expect(shortened("abcdef", to: 4) == "abc…")
    #expect(shortened("short", to: 5) == "short")
  }

  @Test func theWidestColumnOfTextGivesWay() {
    var table = TextTable([("name", .left), ("n", .right)])
    table.row(["a very long name of a document", "12"])
    table.row(["short"])
    #expect(
      table.text(width: 20) == """
        name               n
        ────────────────  ──
        a very …document  12
        short

        """)
    #expect(table.width == 34)
  }

  @Test(arguments: [
    (0.5, 3, "0.500"), (-0.126, 2, "-0.13"), (12.0, 0, "12"), (0.0005, 3, "0.001"), (.infinity, 1, "-"),
    (.nan, 1, "-"), (1e300, 2, "-"),
  ])
  func decimals(_ value: Double, _ count: Int, _ text: String) {
    #expect(decimal(value, count) == text)
  }
}
