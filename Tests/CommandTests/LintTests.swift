import Foundation
import TestSupport
import Testing

/// A file and what is found in it: `LINE:COLUMN LEVEL RULE`, and a part of the message where that matters.
struct LintCase: Sendable, CustomTestStringConvertible {
  let why: String
  let name: String
  let text: String
  let findings: [String]
  var message = ""
  var testDescription: String { why }

  init(text why: String, _ text: String, _ findings: [String], saying message: String = "") {
    (self.why, name, self.text, self.findings, self.message) = (why, "a.txt", text, findings, message)
  }

  /// A TEI file whose body starts on line 3, with two persons.
  init(
    tei why: String, _ body: String, marks: String? = nil, persons: Bool = true, _ findings: [String],
    saying message: String = ""
  ) {
    let declared = marks.map {
      "<encodingDesc><editorialDecl><quotation marks=\"\($0)\"/></editorialDecl></encodingDesc>"
    }
    let list =
      "<profileDesc><particDesc><listPerson><person xml:id=\"ada\"><persName>Ada Carr</persName></person>"
      + "<person xml:id=\"bruno\"><persName>Bruno Low</persName></person></listPerson></particDesc></profileDesc>"
    let text =
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\(declared ?? "")\(persons ? list : "")</teiHeader><text><body>\n"
      + "\(body)\n</body></text></TEI>\n"
    (self.why, name, self.text, self.findings, self.message) = (why, "a.xml", text, findings, message)
  }
}

@Suite("Lint")
struct LintTests {
  @Test(arguments: [
    LintCase(text: "nothing to say", "“We begin,” said Ada Carr.\n", []),
    LintCase(
      text: "a mark that nothing closes", "Ada Carr said: “We begin.\n\nThe rest.\n",
      ["1:16 warning unclosed-mark"]),
    LintCase(
      text: "columns count letters, not bytes", "Élise Carré said: “We begin.\n\nThe rest.\n",
      ["1:19 warning unclosed-mark"]),
    LintCase(
      text: "a mark that closes nothing", "Ada Carr went home.” Then it rained.\n", ["1:20 warning unopened-mark"]),
    LintCase(
      text: "a mark the wrong way round, told once", "Ada Carr said: ”We begin now,” and “we go on,” and “we end.”\n",
      ["1:16 warning wrong-way-mark"]),
    LintCase(
      text: "straight marks among curly ones",
      "“We begin,” said Ada Carr. “We go on,” said Ada Carr.\n\n\"We end,\" said Ada Carr.\n",
      ["3:2 warning mixed-marks"],
      saying: "1 outer quotation stands between \" and \", 2 between “ and ”"),
    LintCase(text: "single marks inside double ones", "“He said ‘no’ to us,” said Ada Carr.\n", []),
    LintCase(
      text: "single marks for terms beside double ones for speech", "The ‘plan’ failed. “We begin,” said Ada Carr.\n",
      []),
    LintCase(
      text: "speech of nobody", "It was late.\n\n“We begin to see what this will cost us all in the end.”\n",
      ["3:2 note no-speaker"]),

    LintCase(tei: "speech with its speaker", "<p>She said <said who=\"#ada\">“we begin”</said>.</p>", []),
    LintCase(
      tei: "one without where another has one",
      "<p><said who=\"#ada\">“We begin,”</said> said Ada.</p>\n<p>And then: <said>“We go on.”</said></p>",
      ["4:21 warning no-speaker"], saying: "1 of 2 here have one"),
    LintCase(
      tei: "one without where none has one", "<p>And then: <said>“We go on.”</said></p>", ["3:21 note no-speaker"]),
    LintCase(
      tei: "a quotation whose source is cited",
      "<p>See <cit><quote>“we begin at once”</quote> <bibl><author>B. Low</author></bibl></cit>.</p>", []),
    LintCase(
      tei: "a term needs nobody", "<p><q who=\"#ada\">“We begin,”</q> said Ada. Their <q>“plan”</q> failed.</p>", []),
    LintCase(
      tei: "a pointer to nobody", "<p>She said <said who=\"#zed\">“we begin”</said>.</p>",
      ["3:24 error dangling-pointer"],
      saying: "“#zed” points at no person and no element of this file"),
    LintCase(
      tei: "the second of two pointers, in two places",
      "<p><said who=\"#ada #zed\">“we begin”</said>.</p><p><said who=\"#zed\">“we go on”</said>.</p>",
      ["3:20 error dangling-pointer"], saying: "(in 2 places)"),
    LintCase(
      tei: "a pointer to a part in the list of roles",
      "<p xml:id=\"role\">A.</p><sp who=\"#role\"><p>We begin.</p></sp>", []),
    LintCase(
      tei: "an id in a comment is none", "<!-- <p xml:id=\"zed\"/> --><sp who=\"#zed\"><p>We begin.</p></sp>",
      ["3:36 error dangling-pointer"]),
    LintCase(
      tei: "a file without persons may be a part", "<u who=\"#zed\">We begin.</u>", persons: false,
      ["3:9 warning dangling-pointer"]),
    LintCase(tei: "a pointer to the web", "<u who=\"https://example.org/people#zed\">We begin.</u>", []),
    LintCase(tei: "a pointer with a prefix", "<u who=\"person:zed\">We begin.</u>", []),
    LintCase(tei: "a pointer into a file that is there", "<u who=\"people.xml#clara\">We begin.</u>", []),
    LintCase(
      tei: "a pointer past a file that is there", "<u who=\"people.xml#zed\">We begin.</u>",
      ["3:9 error dangling-pointer"],
      saying: "points at no element of people.xml"),
    LintCase(tei: "a pointer into a file that is elsewhere", "<u who=\"others.xml#zed\">We begin.</u>", []),
    LintCase(
      tei: "marks kept against the declaration", "<p>She said <said who=\"#ada\">“we begin”</said>.</p>", marks: "none",
      ["3:30 warning kept-marks"], saying: "quotation marks stand inside this <said>"),
    LintCase(
      tei: "marks kept beside the element", "<p>She said “<said who=\"#ada\">we begin</said>”.</p>", marks: "none",
      ["3:31 warning kept-marks"], saying: "quotation marks stand beside this <said>"),
    LintCase(
      tei: "an apostrophe is no mark", "<p>She said <said who=\"#ada\">’tis the workers we mean</said>.</p>",
      marks: "none", []),
    LintCase(tei: "marks as declared", "<p>She said <said who=\"#ada\">“we begin”</said>.</p>", marks: "all", []),
    LintCase(
      tei: "marks gone against the declaration", "<p>She said <said who=\"#ada\">we begin</said>.</p>", marks: "all",
      ["3:30 warning missing-marks"]),
    LintCase(tei: "a block needs no marks", "<quote who=\"#ada\"><p>We begin.</p></quote>", marks: "all", []),
    LintCase(
      tei: "some marks, so both", "<p><said who=\"#ada\">“we begin”</said> <said who=\"#ada\">we go on</said></p>",
      marks: "some",
      []),
    LintCase(
      tei: "marks across an element", "<p>“We <said who=\"#ada\">begin” and go on with it</said>.</p>",
      ["3:4 warning crossing-marks"]),
    LintCase(
      tei: "an included file that is not there",
      "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"gone.xml\"/><p>A.</p>",
      ["3:1 warning reading"], saying: "gone.xml"),
  ])
  func findings(_ example: LintCase) throws {
    let workplace = try Workplace()
    try workplace.write(example.text, to: "in/\(example.name)")
    try workplace.write("<TEI><person xml:id=\"clara\"/></TEI>", to: "in/people.xml")
    let command = try workplace.run("twosouls lint in/\(example.name) --level note --format json")
    let rows = try #require(try JSONSerialization.jsonObject(with: command.output) as? [[String: Any]])
    let found = rows.map { row in
      "\(row["line"] ?? 0):\(row["column"] ?? 0) \(row["level"] ?? "") \(row["rule"] ?? "")"
    }
    #expect(found == example.findings, "\(command.text)")
    #expect(command.status == (example.findings.isEmpty ? 0 : 1))
    if !example.message.isEmpty { #expect(command.text.contains(Self.escaped(example.message)), "\(command.text)") }
  }

  private static func escaped(_ text: String) -> String { text.replacing("\"", with: "\\\"") }

  @Test("SARIF has the shape that its schema asks for")
  func sarif() throws {
    let workplace = try Workplace()
    try workplace.write("Ada Carr said: “We begin.\n\nBern Hale said: “The rest.\n", to: "in/a b.txt")
    try workplace.write("<TEI><text><p>", to: "in/broken.xml")
    let command = try workplace.run("twosouls lint in --format sarif")
    #expect(command.status == 65)
    let sarif = try #require(try JSONSerialization.jsonObject(with: command.output) as? [String: Any])
    #expect(Set(sarif.keys) == ["$schema", "version", "runs"])
    #expect(sarif["version"] as? String == "2.1.0")
    let run = try #require((sarif["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for rule in rules {
      #expect((rule["help"] as? [String: String])?["text"]?.isEmpty == false)
      #expect((rule["shortDescription"] as? [String: String])?["text"]?.isEmpty == false)
      let level = (rule["defaultConfiguration"] as? [String: String])?["level"] ?? ""
      #expect(["none", "note", "warning", "error"].contains(level))
    }
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect((result["message"] as? [String: String])?["text"]?.isEmpty == false)
      let location = try #require(
        (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
      #expect((location["artifactLocation"] as? [String: String])?["uri"] == "in/a%20b.txt")
      let region = try #require(location["region"] as? [String: Int])
      #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
      #expect(region.values.allSatisfy { $0 >= 1 })
    }
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    let notification = (invocation["toolExecutionNotifications"] as? [[String: Any]])?.first
    let message = (notification?["message"] as? [String: String])?["text"]
    #expect(message?.hasPrefix("in/broken.xml:1:") == true)
  }

  @Test("a finding that comes many times in a file is folded, for people only")
  func folding() throws {
    let workplace = try Workplace()
    let text = (1...30).map { "Ada Carr went home \($0) times.” Then it rained.\n" }.joined(separator: "\n")
    try workplace.write(text, to: "a.txt")
    let command = try workplace.run("twosouls lint a.txt")
    #expect(command.text.split(separator: "\n").count == 21)
    #expect(command.text.hasSuffix("a.txt: and 10 more [unopened-mark]\n"))
    #expect(try workplace.run("twosouls lint a.txt --fold 0").text.split(separator: "\n").count == 30)
    #expect(try workplace.run("twosouls lint a.txt --format csv").text.split(separator: "\r\n").count == 31)
  }

  @Test("every rule stands in the documentation, with its level")
  func documentation() throws {
    let workplace = try Workplace()
    try workplace.write("Ada Carr went home.\n", to: "a.txt")
    let command = try workplace.run("twosouls lint a.txt --format sarif")
    let sarif = try #require(try JSONSerialization.jsonObject(with: command.output) as? [String: Any])
    let tool = (sarif["runs"] as? [[String: Any]])?.first?["tool"] as? [String: [String: Any]]
    let rules = try #require(tool?["driver"]?["rules"] as? [[String: Any]])
    let article = try Repository.text("Sources/TwoSoulsTool/TwoSouls.docc/Lint.md")
    for rule in rules {
      let (id, level) = (rule["id"] ?? "", (rule["defaultConfiguration"] as? [String: String])?["level"] ?? "")
      #expect(article.contains("| `\(id)` | \(level)"), "\(id)")
    }
  }

  @Test("an included document is told under its own file")
  func included() throws {
    let workplace = try Workplace()
    let space = "xmlns=\"http://www.tei-c.org/ns/1.0\""
    try workplace.write(
      "<teiCorpus \(space) xmlns:xi=\"http://www.w3.org/2001/XInclude\"><teiHeader><profileDesc><particDesc><listPerson>"
        + "<person xml:id=\"ada\"><persName>Ada</persName></person></listPerson></particDesc></profileDesc></teiHeader>\n"
        + "<xi:include href=\"parts/one.xml\"/></teiCorpus>", to: "c/corpus.xml")
    try workplace.write(
      "<TEI \(space)><teiHeader/><text><body>\n<u who=\"#ada\">We begin.</u>\n<u who=\"#zed\">We go on.</u></body></text></TEI>",
      to: "c/parts/one.xml")
    let command = try workplace.run("twosouls lint c")
    #expect(command.text.hasPrefix("c/parts/one.xml:3:9: error: “#zed” points at no person"), "\(command.text)")
    #expect(command.text.split(separator: "\n").count == 1)
  }
}
