import AttitudeRules
import Codebook
import PluginAPI
import PluginTesting
import Standoff
import Testing

@Suite struct AttitudeTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let stance: Stance
    let text: String
    let attitude: AttitudeKind
    let side: Side

    init(_ name: String, _ stance: Stance, _ text: String, _ attitude: AttitudeKind, _ side: Side) {
      testDescription = name
      self.stance = stance
      self.text = text
      self.attitude = attitude
      self.side = side
    }
  }

  @Test(arguments: [
    Case("a plain demand is endorsed", .below, "We must take our affairs into our own hands.", .endorses, .below),
    Case("a plain claim in a good cause", .above, "The wise and good must guide the rest.", .endorses, .above),
    Case(
      "named as its victims name it", .above, "The tyrants crush and plunder those whom they have enslaved.", .rejects,
      .below),
    Case(
      "held at arm's length", .above, "Our so-called benefactors professed to protect their victims!", .rejects, .below),
    Case(
      "told of a congress", .below, "The congress met at Lyons, adopted a resolution and elected a committee.",
      .reports,
      .neither),
    Case(
      "contempt for the many", .below,
      "This absurd delusion, the vote of a lawless mob, was the folly of fanatics and the ruin of the state.", .rejects,
      .above),
  ])
  func passages(_ example: Case) async throws {
    let document = try judged(Document(example.text), stance: { _ in example.stance })
    let attitude = try #require(try await attitudes(of: document).first?.label)
    #expect(attitude.attitude == example.attitude)
    #expect(attitude.side == example.side)
    #expect((0...1).contains(attitude.score))
  }

  @Test func none_is_taken_toward_nothing() async throws {
    let document = try judged(Document("The mill was built in that year."), stance: { _ in .none })
    #expect(try await attitudes(of: document).isEmpty)
  }

  @Test func words_that_speak_for_an_attitude_are_shown() async throws {
    let marked = MarkedText("The ⟨word:tyrants⟩ take it from them.")
    let attitude = try #require(
      try await attitudes(of: judged(Document(marked.text), stance: { _ in .above })).first?.label)
    #expect(attitude.evidence.map(\.span) == marked.spans("word"))
    #expect(attitude.evidence.map(\.toward) == [.rejects])
  }

  @Test func who_says_nothing_of_it_is_put_on_no_side() async throws {
    let found = try await attitudes(of: judged(Document("The government then appoints."), stance: { _ in .above }))
    #expect(found.map(\.label.attitude) == [.reports])
    #expect(found.map(\.label.side) == [.neither])
    #expect(found.map(\.label.evidence.isEmpty) == [true])
  }

  @Test func a_quoted_speaker_means_what_he_says() async throws {
    let marked = MarkedText("The tyrant who robbed and crushed them said: “⟨q:The few must guide the many⟩.”")
    var document = Document(marked.text)
    var (passages, quotations, judgments) = (Layer<Passage>(), Layer<Quotation>(), Layer<Judgment>())
    passages.add(Passage(number: 1), at: document.text.all)
    quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: marked.spans("q")[0])
    for id: AnnotationID in ["p1", "q1"] {
      judgments.add(Judgment(.above, scores: [], by: "test", evidence: []), on: id)
    }
    document = try document.adding(passages, quotations, judgments)
    let found = try await attitudes(of: document)
    #expect(found.map(\.target) == ["p1", "q1"])
    #expect(found.map(\.label.attitude) == [.rejects, .endorses])
  }

  @Test func keeps_the_contract() async throws {
    let stage = try RuleAttitudes(.init(), .bare)
    let findings = await Conformance.findings(stage) { document in
      try judged(document, stance: { [.above, .below, .mixed, .none][$0 % 4] })
    }
    #expect(findings.isEmpty, "\(findings)")
  }

  private func attitudes(of document: Document) async throws -> Layer<Attitude> {
    let stage = try RuleAttitudes(.init(), .bare)
    return try document.adding(stage.annotate(document, Diagnostics()))[Attitude.self]
  }

  /// Makes a passage of every paragraph and judges it.
  private func judged(_ document: Document, stance: (Int) -> Stance) throws -> Document {
    var (passages, judgments) = (Layer<Passage>(), Layer<Judgment>())
    var start = 0
    let ends = document.text.utf8.indices.filter { document.text.utf8[$0] == 0x0A } + [document.text.count]
    for end in ends where end > start {
      let id = passages.add(Passage(number: passages.count + 1), at: start..<end)
      judgments.add(Judgment(stance(passages.count - 1), scores: [], by: "test", evidence: []), on: id)
      start = end + 1
    }
    return try document.adding(passages, Layer<Quotation>(), judgments)
  }
}
