import PluginAPI
import Standoff
import Testing

@testable import TEIReader

private let persons = """
  <profileDesc><particDesc><listPerson>
  <person xml:id="a" sex="F"><persName><surname>Carr</surname>, <forename>Ada</forename></persName>
  <affiliation ref="#party" role="member"/></person>
  <person xml:id="b"><persName>Bruno</persName></person>
  </listPerson><listOrg><org xml:id="party"><orgName>Labour League</orgName></org></listOrg></particDesc></profileDesc>
  """

@Test("persons have their full names, and what the header says of them")
func personLayer() throws {
  let document = try read(tei("<p/>", header: persons))
  #expect(
    try document[Person.self].map(\.label) == [
      Person(xml: "a", name: "Ada Carr", sex: "F", affiliation: "Labour League (member)"),
      Person(xml: "b", name: "Bruno"),
    ])
}

@Test(
  "Who says what",
  arguments: [
    (
      "a speech with the name of the list", "<sp who=\"#a\"><speaker>ADA.</speaker><p>We go.</p></sp>",
      ["Ada Carr: We go."]
    ),
    ("without a pointer the name above it", "<sp><speaker>A VOICE.</speaker><p>We go.</p></sp>", ["A VOICE: We go."]),
    ("two who speak at once", "<sp who=\"#a #b\"><l>Hear,</l><l>hear!</l></sp>", ["Ada Carr; Bruno: Hear,\nhear!"]),
    ("an utterance of somebody unknown", "<u who=\"#z\">We vote.</u>", ["nobody: We vote."]),
    (
      "a stage direction at the end is not said",
      "<u who=\"#b\"><seg>Yes.</seg><kinesic><desc>Applause</desc></kinesic></u>",
      ["Bruno: Yes."]
    ),
    ("a speech of gestures is none", "<sp who=\"#a\"><speaker>ADA.</speaker><stage>nods</stage></sp>", []),
  ])
func turns(_ name: String, _ body: String, _ expected: [String]) throws {
  let document = try read(tei(body, header: persons))
  let turns = try document[Turn.self]
  #expect(turns.map { "\($0.label.name ?? "nobody"): \(document.text[$0.span])" } == expected)
  #expect(try document[StatedQuotation.self].isEmpty)
}

@Test(
  "What markup calls a quotation",
  arguments: [
    ("in the line", "<p>She said <said who=\"#a\">“go”</said>.</p>", ["said Ada Carr line “go”"]),
    ("marks outside", "<p>She said “<q>go</q>”.</p>", ["q nobody line go"]),
    ("between paragraphs", "<quote><p>One.</p><p>Two.</p></quote>", ["quote nobody block One.\n\nTwo."]),
    ("set off by its rendition", "<p>So: <quote rend=\"block\">One.</quote> End.</p>", ["quote nobody block One."]),
    (
      "a citation names its author",
      "<p>See <cit><quote>One.</quote> <bibl><author>B. Low</author>, <title>Work</title></bibl></cit>.</p>",
      ["quote B. Low line One."]
    ),
    (
      "an epigraph names its source", "<epigraph><quote>One.</quote><bibl>Old song</bibl></epigraph>",
      ["quote Old song block One."]
    ),
    (
      "nested", "<p><said who=\"#a\">He said <said who=\"#b\">no</said></said></p>",
      ["said Ada Carr line He said no", "said Bruno line no"]
    ),
    ("held at arm's length", "<p>their <soCalled>freedom</soCalled></p>", ["soCalled nobody line freedom"]),
    (
      "a source inside the quotation", "<q><l>One,</l><l>two.</l><bibl>Psalm 3</bibl></q>",
      ["q Psalm 3 block One,\ntwo."]
    ),
    ("with a note in it", "<p><q>We<note>All.</note> go</q>.</p>", ["q nobody line We go"]),
    ("in a note", "<p>Text<note>He wrote <quote>no</quote>.</note> goes on.</p>", ["quote nobody line no"]),
    (
      "over a list", "<p>He wrote <quote>we want <list><item>bread</item></list></quote> there.</p>",
      ["quote nobody block we want\n\nbread"]
    ),
    ("empty", "<p>a <q/> b <q> </q></p>", []),
    ("pointing to a letter's list", "<p><said who=\"corpus.xml#b\">go</said></p>", ["said Bruno line go"]),
  ])
func quotations(_ name: String, _ body: String, _ expected: [String]) throws {
  let document = try read(tei(body, header: persons))
  let found = try document[StatedQuotation.self].map { quotation in
    let label = quotation.label
    return
      "\(label.element) \(label.name ?? "nobody") \(label.isBlock ? "block" : "line") \(document.text[quotation.span])"
  }
  #expect(found == expected)
}

@Test("what a quotation says of itself is kept")
func attributes() throws {
  let document = try read(tei("<p><said who=\"#q\" type=\"letter\" direct=\"false\" aloud=\"true\">go</said></p>"))
  #expect(
    try document[StatedQuotation.self].first?.label
      == StatedQuotation(element: "said", who: "#q", type: "letter", direct: false, aloud: true))
}

@Test("divisions nest and have their headings, milestones their places")
func structure() throws {
  let document = try read(
    tei(
      "<div type=\"part\" n=\"1\"><head>One</head><div type=\"chapter\"><head>First<note>N</note></head><p>A <pb n=\"7\"/>b.</p>"
        + "<p xml:id=\"p2\">c</p></div></div>"))
  let divisions = try document[Division.self]
  #expect(
    divisions.map(\.label) == [
      Division(type: "part", n: "1", head: "One", level: 1), Division(type: "chapter", head: "First", level: 2),
    ])
  #expect(divisions.map { document.text[$0.span] } == ["One\n\nFirst\n\nN\n\nA b.\n\nc", "First\n\nN\n\nA b.\n\nc"])
  let milestones = try document[Milestone.self]
  #expect(milestones.map(\.label) == [Milestone(unit: "page", n: "7")])
  #expect(document.text[milestones[0].span.lowerBound..<milestones[0].span.lowerBound + 2] == "b.")
  let blocks = try document[Block.self]
  #expect(blocks.map(\.label.page) == [nil, nil, nil, nil, "7"])
  #expect(blocks.map(\.label.xml) == [nil, nil, nil, nil, "p2"])
  #expect(blocks.map(\.label.n) == ["1", "2", nil, nil, nil])
}

@Test("a note knows where the text refers to it")
func references() throws {
  let document = try read(tei("<p>The council<note n=\"*\">Elected.</note> votes.</p>"))
  let note = try #require(try document[Block.self].first { $0.label.kind == .note })
  let place = try #require(note.label.at)
  #expect(document.text[0..<place.lowerBound] == "The council")
  #expect(place.isEmpty)
  #expect(note.label.n == "*")
}

@Test("a language that the text does not know is the header's")
func unknownLanguage() throws {
  let file = """
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="unk"><teiHeader><profileDesc><langUsage><language ident="fre-CA"/>
    </langUsage></profileDesc></teiHeader><text xml:lang="und"><body/></text></TEI>
    """
  #expect(try read(file).metadata.language == "fr-CA")
}

@Test("the header gives what is known of a text")
func header() throws {
  let document = try read(
    tei(
      "<p/>",
      header: """
        <fileDesc><titleStmt><title type="sub">Tract</title><title type="main">On  Councils</title>
        <author><persName><surname>Low</surname><forename>Ben</forename></persName></author><author>A. Carr</author>
        <editor>E. Dit</editor></titleStmt>
        <publicationStmt><publisher>The Press</publisher><date>2001</date>
        <availability><licence target="https://example.org/free">Free.</licence></availability></publicationStmt>
        <sourceDesc><bibl><date when="1871-05">May</date></bibl></sourceDesc></fileDesc>
        <encodingDesc><editorialDecl><quotation marks="all"/></editorialDecl>
        <classDecl><taxonomy xml:id="t"><category xml:id="c"><catDesc>Pamphlet</catDesc></category></taxonomy></classDecl>
        </encodingDesc><profileDesc><langUsage><language ident="eng">English</language></langUsage></profileDesc>
        """))
  #expect(
    document.metadata
      == Metadata(
        title: "On Councils", author: "Ben Low; A. Carr", date: "1871-05", language: "en",
        other: [
          "editor": "E. Dit", "publisher": "The Press", "licence": "https://example.org/free", "quotation.marks": "all",
        ]))
  #expect(try document[Category.self].map(\.label) == [Category(xml: "c", taxonomy: "t", description: "Pamphlet")])
}

@Test(
  "The language of a text: what it states, else the setting, else its words",
  arguments: [
    (nil, nil, "de"), (nil, "nl", "nl"), ("xml:lang=\"la\"", "nl", "la"), ("xml:lang=\"la\"", nil, "la"),
    ("xml:lang=\"und\"", nil, "de"),
  ] as [(String?, String?, String)])
func languageOfText(_ stated: String?, _ setting: String?, _ language: String) throws {
  let file = """
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text \(stated ?? "")><body><p>Der Brunnen gehört denen, die das
    Wasser tragen. Wir fragen nicht, wer ihn gegraben hat, sondern wer den Schlüssel hält.</p></body></text></TEI>
    """
  #expect(try read(file, settings: ["language": setting.map { .string($0) } ?? .null]).metadata.language == language)
}
