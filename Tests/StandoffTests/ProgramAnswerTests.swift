import Standoff
import Testing

/// An answer to the text “Où sont les 𝔗?” with the layer `b` (b1, b2 …) and what becomes of it.
private let answers: [(answer: String, ids: [String], anchors: [LooseAnchor])] = [
  (#"{"mark":[{"start":3,"end":7},{"start":0,"end":2}]}"#, ["mark-1", "mark-2"], [.span(4..<8), .span(0..<3)]),
  (#"{"mark":[{"start":12,"end":13}]}"#, ["mark-1"], [.span(13..<17)]),
  (#"{"mark":[{"on":"b2"},{}]}"#, ["mark-1", "mark-2"], [.target("b2"), .document]),
  (#"{"mark":[{"id":"x","on":"mark-2"},{"start":null,"id":null}]}"#, ["x", "mark-2"], [.target("mark-2"), .document]),
  (#" { "mark" : [ { "end" : 2 , "start" : 0 } ] } "#, ["mark-1"], [.span(0..<3)]),
  (#"{"mark":[{"start":0,"end":14,"source":[1,2]}]}"#, ["mark-1"], [.span(0..<18)]),
  (#"{"mark":[{"id":"b13"},{"id":"b01"},{"id":"b"}]}"#, ["b13", "b01", "b"], [.document, .document, .document]),
  ("{}", [], []), ("[]", [], []), ("null", [], []),
]

private let refusals: [(answer: String, problem: String)] = [
  ("7", "“layers” is no object that holds a list for each layer"),
  ("[1]", "“layers” is no object that holds a list for each layer"),
  (#"{"mark":[{"id":5}]}"#, "mark-1 in the layer “mark”: the field “id” takes a string"),
  (#"{"mark":[{"on":5}]}"#, "mark-1 in the layer “mark”: the field “on” takes a string"),
  (#"{"mark":[{"id":"x","start":"0","end":1}]}"#, "x in the layer “mark”: the field “start” takes a whole number"),
  (#"{"mark":[{"start":0,"end":1e-1}]}"#, "mark-1 in the layer “mark”: the field “end” takes a whole number"),
  (#"{"mark":[{"end":1}]}"#, "mark-1 in the layer “mark”: the field “start” is missing; it takes a whole number"),
  (#"{"mark":[{"start":0,"end":15}]}"#, "the span 0–15 does not lie inside the text, which has 14 characters"),
  (#"{"mark":[{"start":0,"end":12345678901234567890123}]}"#, "the field “end” takes a whole number"),
  (#"{"mark":[{"id":"b10"}]}"#, "b10 in the layer “mark” has the id of another annotation"),
  (#"{"mark":[{"id":"mark-2"},{}]}"#, "mark-2 in the layer “mark” has the id of another annotation"),
  (#"{"mark":[{}],"more":[{"id":"mark-1"}]}"#, "mark-1 in the layer “more” has the id of another annotation"),
  (#"{"mark":[{}],"mark":[{}]}"#, "mark-1 in the layer “mark” has the id of another annotation"),
  (#"{"mark":[{"on":"b13"}]}"#, "mark-1 in the layer “mark” stands on “b13”, which the document does not have"),
  (#"{"mark":[{"on":"b0"}]}"#, "stands on “b0”, which the document does not have"),
  (#"{"mark":[{},{"on":"mark-3"}]}"#, "mark-2 in the layer “mark” stands on “mark-3”"),
]

@Suite("Answers of other programs")
struct ProgramAnswerTests {
  private let document: Document

  init() throws {
    var words = Layer<Letter>()
    for place in 0..<12 { words.add(Letter(), at: place == 1 || place == 2 ? 0..<0 : place..<place) }
    document = try Document("Où sont les 𝔗?").adding(words)
  }

  private func annotations(_ layers: String, offsets unit: OffsetUnit = .scalars) throws -> Annotations {
    let answer = try ProgramAnswer(parsing: Array(#"{"id":"d","layers":\#(layers),"more":[1]}"#.utf8))
    #expect(answer["id"] == .string("d"))
    #expect(answer["more"]?.array?.count == 1)
    return try Annotations(
      answer, to: document, declared: ["mark", "more"], known: [], offsets: TextOffsets(document.text, unit: unit))
  }

  @Test("Ids and places, said or left out", arguments: answers)
  func taken(_ layers: String, _ ids: [String], _ anchors: [LooseAnchor]) throws {
    let answer = try annotations(layers)
    #expect(Set(answer.layers.map(\.name)) == ["mark", "more"])
    let marks = try document.adding(answer.layers[0], answer.layers[1]).layer("mark", of: LooseLabel.self)
    #expect(marks.map(\.id.description) == ids)
    #expect(marks.map(\.anchor) == anchors)
  }

  @Test("What cannot be taken is refused with its place", arguments: refusals)
  func refused(_ layers: String, _ problem: String) {
    let error = #expect(throws: LayerError.self) { try annotations(layers) }
    #expect(error?.description.contains(problem) == true, "\(String(describing: error))")
  }

  @Test("Layers read from a tree are the same", arguments: answers)
  func tree(_ layers: String, _ ids: [String], _ anchors: [LooseAnchor]) throws {
    let answer = ProgramAnswer(layers: try JSONValue(parsing: layers))
    let annotations = try Annotations(
      answer, to: document, declared: ["mark"], known: [], offsets: TextOffsets(document.text))
    #expect(annotations.layers.map(\.count) == [ids.count])
    #expect(annotations.layers[0].places.map(\.id.description) == ids)
  }

  @Test("Fields keep their order and digits; offsets in them are counted in scalars")
  func fields() throws {
    let member = #""z":"é","number":1.50,"mention":[17,18],"parts":[{"start":0,"end":3}],"on":"b1","none":null"#
    let answer = try annotations(#"{"mark":[{\#(member)},{"z":1}]}"#, offsets: .utf8)
    let marks = try document.adding(answer.layers[0]).layer("mark", of: LooseLabel.self)
    let expected = #"{"z":"é","number":1.50,"mention":[13,14],"parts":[{"start":0,"end":2}],"none":null}"#
    #expect(marks[0].label.fields == (try JSONValue(parsing: expected)).members)
    #expect(marks[1].label.fields.map(\.key) == ["z"])
  }

  @Test(
    "What is no JSON is no answer",
    arguments: [
      #"{"layers":{"mark":[{"start":0,}]}}"#, #"{"layers":{"mark":[{"start":00,"end":01}]}}"#, "{\"layers\":{}} x", "{",
      "",
    ])
  func broken(_ bytes: String) {
    #expect(throws: JSONError.self) { try ProgramAnswer(parsing: Array(bytes.utf8)) }
  }
}

private struct Letter: Label {
  static let layer: LayerName = "letter"
  static let idPrefix = "b"
  init() {}
  init(from fields: FieldReader) {}
  func write(to fields: inout FieldWriter) {}
}
