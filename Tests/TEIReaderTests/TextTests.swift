import PluginAPI
import Standoff
import Testing

@testable import TEIReader

struct Case: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let body: String
  let blocks: [String]
  let settings: [String: ConfigNode.Content]

  init(_ name: String, _ body: String, _ blocks: String..., settings: [String: ConfigNode.Content] = [:]) {
    testDescription = name
    self.body = body
    self.blocks = blocks
    self.settings = settings
  }
}

@Test(
  "What a reader of the book reads",
  arguments: [
    Case(
      "white space is folded", "<p>The  people\n   govern\tthemselves. </p>", "paragraph: The people govern themselves."
    ),
    Case("markup in a word leaves it whole", "<p>self-<hi>govern</hi>ment</p>", "paragraph: self-government"),
    Case("a line end is a space", "<p>the<lb/>council</p>", "paragraph: the council"),
    Case("a line end inside a word is none", "<p>coun<lb break=\"no\"/>\n cil</p>", "paragraph: council"),
    Case("a hyphen that the printer made goes", "<p>coun-<lb break=\"no\"/>cil</p>", "paragraph: council"),
    Case("a hyphen of the word stays", "<p>self-<lb break=\"no\"/>rule</p>", "paragraph: self-rule"),
    Case("also where nothing says that the word goes on", "<p>coun-<lb/>cil</p>", "paragraph: council"),
    Case("before a capital the hyphen stays", "<p>Anglo-<lb/>Saxon</p>", "paragraph: Anglo-Saxon"),
    Case("a chain keeps its hyphens", "<p>up-from-<lb/>below</p>", "paragraph: up-from-below"),
    Case("a hyphen for a word to come stays", "<p>two-<lb/>and threefold</p>", "paragraph: two- and threefold"),
    Case("the double hyphen of old print joins", "<p>Parla⸗<lb/>ment</p>", "paragraph: Parlament"),
    Case("a line end of the file leaves the hyphen", "<p>working-\n  class</p>", "paragraph: working-class"),
    Case("also before two words", "<p>two-\nand threefold</p>", "paragraph: two- and threefold"),
    Case("years over a line end", "<p>1848-<lb/>49</p>", "paragraph: 1848-49"),
    Case("a dash is no hyphen", "<p>so —<lb/>they say</p>", "paragraph: so — they say"),
    Case(
      "hyphens as they stand", "<p>coun-<lb/>cil</p>", "paragraph: coun- cil",
      settings: ["line-hyphens": .string("keep")]),
    Case("soft hyphens join", "<p>coun\u{AD}<lb/>cil gov\u{AD}ern</p>", "paragraph: council govern"),
    Case("a hyphen left to the style sheet", "<p>coun<lb rendition=\"#hyphen\"/>cil</p>", "paragraph: council"),
    Case("the hyphen glyph of early books", "<p>coun<g ref=\"char:EOLhyphen\"/>\ncil</p>", "paragraph: council"),
    Case("a page between two words", "<p>the<pb n=\"2\"/>council</p>", "paragraph: the council"),
    Case("long s stays", "<p>the houſe</p>", "paragraph: the houſe"),
    Case("a space that is an element", "<p>the<space/>council</p>", "paragraph: the council"),
    Case(
      "a correction is read", "<p>the <choice><sic>cuncil</sic><corr>council</corr></choice>.</p>",
      "paragraph: the council."),
    Case(
      "also where it comes first", "<p>the <choice>\n<corr>council</corr>\n<sic>cuncil</sic>\n</choice>.</p>",
      "paragraph: the council."),
    Case(
      "the error where it is wanted", "<p><choice><corr>council</corr><sic>cuncil</sic></choice>.</p>",
      "paragraph: cuncil.", settings: ["errors": .string("sic")]),
    Case("one alternative alone is read", "<p>the <choice><sic>cuncil</sic></choice>.</p>", "paragraph: the cuncil."),
    Case(
      "old spelling is read", "<p><choice><orig>vniuersal</orig><reg>universal</reg></choice></p>",
      "paragraph: vniuersal"),
    Case(
      "unless the new one is wanted", "<p><choice><orig>vniuersal</orig><reg>universal</reg></choice></p>",
      "paragraph: universal", settings: ["spelling": .string("reg")]),
    Case(
      "abbreviations are read in full", "<p><choice><abbr>Gov.</abbr><expan>Governor</expan></choice></p>",
      "paragraph: Governor"),
    Case(
      "an expansion with its signs", "<p><expan>com<am>̃</am><ex>m</ex>on</expan></p>", "paragraph: common"),
    Case("deleted words are left out", "<p>we <del>shall</del> <add>will</add></p>", "paragraph: we will"),
    Case(
      "or kept", "<p>we <del>shall</del> will</p>", "paragraph: we shall will", settings: ["deletions": .string("keep")]
    ),
    Case("a running head leaves no trace", "<p>the <fw>THE HEAD</fw> council</p>", "paragraph: the council"),
    Case(
      "the first reading of an apparatus", "<p><app><lem>we</lem><rdg>they</rdg></app> vote</p>", "paragraph: we vote"),
    Case(
      "a note stands behind its paragraph", "<p>The council<note n=\"1\">Elected.</note> votes.</p><p>Next.</p>",
      "paragraph: The council votes.", "note: Elected.", "paragraph: Next."),
    Case(
      "two notes, one with paragraphs", "<p>We<note><p>One.</p><p>Two.</p></note> vote<note>Three.</note>.</p>",
      "paragraph: We vote.", "note: One.", "note: Two.", "note: Three."),
    Case(
      "notes are left out", "<p>We<note>Who?</note> vote.</p>", "paragraph: We vote.",
      settings: ["notes": .string("skip")]),
    Case("a note at the start", "<p><note>Who?</note>We vote.</p>", "paragraph: We vote.", "note: Who?"),
    Case(
      "a note between paragraphs", "<p>One.</p><note>Two.</note><p>Three.</p>", "paragraph: One.", "note: Two.",
      "paragraph: Three."),
    Case(
      "verse", "<lg><head>Song</head><l>One line</l>\n<l>and two</l></lg><lg><l>Three</l></lg>", "heading: Song",
      "verse: One line\nand two", "verse: Three"),
    Case("verse without a group", "<l>One</l><l>Two</l><p>Prose.</p>", "verse: One\nTwo", "paragraph: Prose."),
    Case(
      "a paragraph goes on behind its list",
      "<p>We want <list><item>bread</item><item>land</item></list> and peace.</p>",
      "paragraph: We want", "item: bread", "item: land", "paragraph: and peace."),
    Case(
      "a table", "<table><head>Votes</head><row><cell>Yes</cell><cell>7</cell></row></table>", "other: Votes",
      "other: Yes", "other: 7"),
    Case("a figure", "<figure><head>The hall</head><figDesc>A drawing.</figDesc></figure>", "other: The hall"),
    Case(
      "a block quotation", "<p>He wrote:</p><quote><p>One.</p><p>Two.</p></quote>", "paragraph: He wrote:",
      "quotation: One.", "quotation: Two."),
    Case(
      "a quotation that is a block in a paragraph", "<p>He wrote: <quote><p>One.</p></quote> So.</p>",
      "paragraph: He wrote:", "quotation: One.", "paragraph: So."),
    Case("contents", "<div type=\"contents\"><list><item>One</item></list></div>", "contents: One"),
    Case(
      "a play", "<sp who=\"#a\"><speaker>Anna.</speaker><stage>rising</stage><p>We <stage>aside</stage> go.</p></sp>",
      "speaker: Anna.", "stage: rising", "paragraph: We go.", "stage: aside"),
    Case(
      "a debate",
      "<note type=\"speaker\">THE CHAIR:</note><u who=\"#a\"><seg>Order!</seg><kinesic><desc>Applause</desc></kinesic><seg>Next.</seg></u>",
      "speaker: THE CHAIR:", "paragraph: Order!", "stage: Applause", "paragraph: Next."),
    Case(
      "an utterance that a note cuts is healed", "<u><seg>Mister</seg><note>?</note><seg>Smith, please.</seg></u>",
      "paragraph: Mister Smith, please.", "note: ?"),
    Case(
      "an utterance without paragraphs", "<u>We <incident><desc>noise</desc></incident> vote.</u>",
      "paragraph: We vote.", "stage: noise"),
    Case(
      "events left out", "<u>We <vocal><desc>no!</desc></vocal> vote.</u>", "paragraph: We vote.",
      settings: ["events": .string("skip")]),
    Case("an unread letter", "<p>the c<gap><desc>•</desc></gap>uncil</p>", "paragraph: the c•uncil"),
    Case(
      "words marked one by one, joined where they say so",
      "<p><s><w>We</w>\n<w join=\"right\">vote</w>\n<pc>,</pc>\n<name><w>Ann</w></name>\n<pc join=\"left\">!</pc></s></p>",
      "paragraph: We vote, Ann!"),
    Case(
      "words marked one by one, with spaces as elements",
      "<p><w>We</w>\n<c> </c>\n<w>vote</w>\n<pc>,</pc>\n<c> </c>\n<w>Ann</w>\n<pc>.</pc></p>",
      "paragraph: We vote, Ann."),
    Case("words marked one by one, in line", "<p><w>We</w> <w>vote</w><pc>.</pc></p>", "paragraph: We vote."),
    Case(
      "words marked one by one, a line each", "<p><pc>(</pc>\n<w>We</w>\n<w>vote</w>\n<pc>)</pc>\n<pc>.</pc></p>",
      "paragraph: (We vote)."),
    Case("character references", "<p>1848&#8212;49 &amp; &#x201C;on&#x201D;</p>", "paragraph: 1848—49 & “on”"),
    Case("CDATA and comments", "<p>a<!-- no --> <![CDATA[b < c]]> d<?x y?>e</p>", "paragraph: a b < c de"),
    Case(
      "a person list is no text", "<p>One.</p><listPerson><person><persName>Ann</persName></person></listPerson>",
      "paragraph: One."),
    Case(
      "places in a text are words, in a note data",
      "<listPlace><place><placeName>Lyon</placeName> <p>A town.</p></place></listPlace>"
        + "<p>Here<note><listPlace><place><placeName>Lyon</placeName></place></listPlace></note>.</p>",
      "other: Lyon", "paragraph: A town.", "paragraph: Here."),
    Case(
      "a cast list", "<castList><castItem><role>Anna</role><roleDesc>a printer</roleDesc></castItem></castList>",
      "other: Anna a printer"),
    Case("an empty body", ""),
  ])
func text(_ example: Case) throws {
  #expect(try outline(read(tei(example.body), settings: example.settings)) == example.blocks)
}

@Test("front and back are read, or not")
func matter() throws {
  let file = """
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><front><p>Preface.</p></front>
    <body><p>Text.</p></body><back><p>Index.</p></back></text></TEI>
    """
  #expect(try outline(read(file)).count == 3)
  #expect(
    try outline(read(file, settings: ["front": .string("skip"), "back": .string("skip")])) == ["paragraph: Text."])
}
