import Standoff
import Testing

@Suite("A document")
struct DocumentTests {
  private func example() throws -> Document {
    let text = "Überall: “wir selbst”."
    var blocks = Layer<Block>()
    blocks.add(Block(.paragraph, page: "3", xml: "p12"), at: 0..<text.utf8.count)
    blocks.add(Block(.note, n: "1", at: 9..<9), at: text.utf8.count..<text.utf8.count)
    var stated = Layer<StatedQuotation>()
    stated.add(StatedQuotation(element: "said", who: "#x", aloud: true), at: 13..<23)
    var persons = Layer<Person>()
    persons.add(Person(xml: "x", name: "Ada Fenwright"))
    var document = Document(
      id: "a.txt", origin: Document.Origin(path: "a.txt", sha256: "", format: "text"),
      metadata: Metadata(title: "Über", language: "de", other: ["party": "none", "a": "b"]), text: Text(text),
      map: OffsetMap([
        OffsetMap.Run(text: 0..<2, source: 0..<1, .replaced),
        OffsetMap.Run(text: 2..<text.utf8.count, source: 1..<text.utf8.count - 1, .verbatim),
      ]))
    try document.add(Annotations(blocks, stated, persons))
    document.add([Diagnostic(.warning, Diagnostic.Message("a.b", "something"), source: 3..<4)])
    return document
  }

  @Test("takes no layer that counts out an id which another has by its own choice")
  func chosenIDs() throws {
    var document = try example()
    var chosen = Layer<Block>(name: "chosen")
    for id in ["sn1", "sn3", "s12"] { chosen.add(Annotation(id: AnnotationID(id), anchor: 0..<2, label: Block(.note))) }
    try document.add(Annotations(chosen))
    var numbered = Layer<StatedQuotation>(name: "s")
    for _ in 0..<3 { numbered.add(StatedQuotation(element: "q"), at: 0..<2) }
    try document.add(Annotations(numbered))
    let ids = numbered.map { AnnotationID("\($0.id)") }
    var again = Layer<Block>(name: "again")
    again.add(Annotation(id: ids[2], anchor: 0..<2, label: Block(.note)))
    var other = try example()
    try other.add(Annotations(again))
    let error = #expect(throws: LayerError.self) { try other.add(Annotations(numbered)) }
    #expect(error?.description == "\(ids[2]) in the layer “again” has the id of another annotation")
  }

  @Test("survives the way through JSON unchanged")
  func roundTrip() throws {
    let document = try example()
    let again = try Document(json: document.json(run: "r"))
    #expect(
      String(decoding: again.json(run: "r"), as: UTF8.self) == String(decoding: document.json(run: "r"), as: UTF8.self))
    #expect(try again[Block.self] == document[Block.self])
    #expect(try again[StatedQuotation.self] == document[StatedQuotation.self])
    #expect(try again[Person.self] == document[Person.self])
    #expect(again.map == document.map)
    #expect(again.metadata == document.metadata)
    #expect(again.diagnostics == document.diagnostics)
  }

  @Test("counts scalars in JSON and bytes inside")
  func scalars() throws {
    let json = try JSONValue(parsing: example().json())
    let stated = json["layers"]?["stated"]?.array?.first
    #expect(stated?["start"]?.integer == 10)
    #expect(stated?["end"]?.integer == 20)
    #expect(stated?["source"]?.array?.compactMap(\.integer) == [12, 22])
    #expect(json["document"]?["length"]?.integer == 22)
  }

  @Test("keeps the layers of a stage it does not know")
  func looseLayers() throws {
    let json =
      #"{"twosouls":1,"run":"","document":{"id":"x","source":"x","sha256":"","format":"text","encoding":"UTF-8","#
      + #""title":null,"author":null,"date":null,"language":null,"metadata":{},"length":3},"text":"äbc","map":[[0,0,4,4]],"#
      + #""layers":{"entity":[{"id":"e1","start":1,"end":3,"source":[2,4],"type":"ORG","confidence":0.250}],"#
      + #""link":[{"id":"l1","on":"e1","to":{"uri":"x:y"}}]},"diagnostics":[]}"#
    #expect(String(decoding: try Document(json: Array(json.utf8)).json(), as: UTF8.self) == json)
  }

  @Test("written without its text can still be counted")
  func withoutText() throws {
    let bare = try Document(json: example().json(content: [.map]))
    #expect(try bare[Block.self].count == 2)
    #expect(bare.text.count == 22)
  }

  @Test(
    "written without its text or map, it still leads to the file",
    arguments: [[], Document.JSONContent.text, Document.JSONContent.map])
  func withoutMap(_ content: Document.JSONContent) throws {
    let whole = try example()
    let bare = try Document(json: whole.json(content: content))
    let (blocks, known) = (try whole[Block.self], try bare[Block.self])
    #expect(known.map { bare.map.file($0.span) } == blocks.map { whole.map.file($0.span) })
    #expect(!bare.map.isEmpty)
  }

  @Test("refuses a length that no text has", arguments: ["-1", "99999999999999"])
  func badLength(_ length: String) throws {
    let json = #"{"twosouls":1,"document":{"id":"x","length":\#(length)}}"#
    #expect(throws: DocumentError.self) { try Document(json: Array(json.utf8)) }
  }

  @Test("refuses a layer that is there already, and spans that leave the text or cut a character")
  func refusals() throws {
    var document = try example()
    #expect(throws: LayerError.self) { try document.add(Annotations(Layer<Block>())) }
    for span in [0..<100, 1..<2] {
      var sentences = Layer<Sentence>()
      sentences.add(Sentence(), at: span)
      #expect(throws: LayerError.self) { try document.add(Annotations(sentences)) }
    }
  }

  @Test("says which annotation of a file is broken")
  func brokenFields() throws {
    let text = String(decoding: try example().json(), as: UTF8.self).replacing(
      #""kind":"note""#, with: #""kind":"nota""#)
    let document = try Document(json: Array(text.utf8))
    let error = #expect(throws: LayerError.self) { try document[Block.self] }
    #expect("\(try #require(error))".hasPrefix("b2 in the layer “block”: the field “kind” takes one of paragraph"))
    let outside = text.replacing(#""start":10,"end":20"#, with: #""start":10,"end":99"#)
    #expect(throws: LayerError.self) { try Document(json: Array(outside.utf8)) }
  }

  @Test("lets what stands on an annotation of a renamed layer follow it")
  func renamedTargets() throws {
    let json =
      #"{"twosouls":1,"document":{"id":"d"},"text":"a","layers":{"x":[{"id":"me"},{"id":"y","on":"me"},{"id":"z","on":"b"}]}}"#
    let layer = try Document(json: Array(json.utf8)).layer("x", of: LooseLabel.self).renamed("other")
    #expect(layer.map(\.id) == ["other-x1", "other-x2", "other-x3"])
    #expect(layer.map(\.anchor) == [.document, .target("other-x1"), .target("b")])
  }

  @Test("numbers the annotations of a renamed layer apart")
  func renaming() {
    var layer = Layer<Sentence>(name: "clause")
    #expect(layer.add(Sentence(), at: 0..<1) == "clause-n1")
    var many = Layer<Sentence>()
    for _ in 0..<12 { many.add(Sentence(), at: 0..<0) }
    #expect(many.last?.id == "n12")
  }
}

@Suite("Text")
struct TextTests {
  @Test("Invalid UTF-8 becomes the replacement character")
  func repair() {
    #expect(Text(repairing: [0x61, 0xFF, 0x62]).description == "a\u{FFFD}b")
  }

  @Test(arguments: [("  a b\n", "a b"), ("\u{A0}a\u{A0}", "a"), ("", ""), (" \n", ""), ("é", "é")])
  func trimming(_ text: String, _ trimmed: String) {
    let text = Text(text)
    #expect(text[text.trimmed(text.all)] == trimmed)
  }
}
