import Codebook
import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import StanceModel

@Suite struct ModelAttitudesTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let stance: Stance
    let text: String
    let attitude: AttitudeKind
    let side: Side

    init(_ name: String, _ stance: Stance, _ text: String, _ attitude: AttitudeKind) {
      testDescription = name
      self.stance = stance
      self.text = text
      self.attitude = attitude
      side = Side(stance, attitude)
    }
  }

  @Test(arguments: [
    Case("a demand in the first person", .below, "We must take our own affairs into our own hands.", .endorses),
    Case(
      "a call", .below, "Workers, unite! Organise, and you will free yourselves; nobody can do it for you.", .endorses),
    Case(
      "those are praised who rule", .above, "The wise and the able must guide the multitude, and it is good.", .endorses
    ),
    Case(
      "power called as its victims call it", .above,
      "The tyrants rob and crush those whom they have enslaved, and this oppression is an outrage.", .rejects),
    Case(
      "held at arm's length", .above,
      "These so-called saviours of the people pretend to protect us, while they plunder and enslave us.", .rejects),
    Case(
      "contempt for the many", .above,
      "The rabble is ignorant and fickle, and its demagogues bring anarchy; the ablest must rule.", .endorses),
    Case(
      "told of a congress", .below,
      "The congress met at Lyons in October, adopted a programme and elected a committee of the federation.", .reports),
    Case(
      "a doctrine told of", .below,
      "According to the syndicalists, the unions were to take over production; the doctrine was adopted by the congress.",
      .reports),
  ])
  func passages(_ example: Case) throws {
    let attitude = try #require(try attitudes(example.text, example.stance).first)
    #expect(attitude.attitude == example.attitude, "\(attitude)")
    #expect(attitude.side == example.side)
    #expect((0...1).contains(attitude.score))
  }

  @Test func none_is_taken_toward_nothing() throws {
    #expect(try attitudes("The mill was built in that year.", .none).isEmpty)
  }

  @Test func words_that_speak_for_an_attitude_are_shown() throws {
    let marked = MarkedText("They call it order, these ⟨word:tyrants⟩, and they rob us of it.")
    let attitude = try #require(try attitudes(marked.text, .above).first)
    let found = try #require(attitude.evidence.first { $0.span.overlaps(marked.spans("word")[0]) })
    #expect(found.toward == .rejects)
    #expect(found.weight > 0)
    #expect(!found.entry.isEmpty)
  }

  @Test func who_quotes_a_whole_paragraph_reports_it_and_the_quoted_means_it() throws {
    let marked = MarkedText("“⟨q:We must free ourselves, comrades, and we will take what is ours!⟩”")
    let found = try attitudes(marked.text, .below, quotations: marked.spans("q"))
    #expect(found.map(\.attitude) == [.reports, .endorses])
    #expect(found.map(\.side) == [.neither, .below])
  }

  @Test func an_author_is_known_by_the_other_passages() throws {
    let clear = "These tyrants rob and enslave us, and their oppression is an infamous outrage."
    let bare = "Then the ministers appointed the officials."
    let text = Array(repeating: clear, count: 12).joined(separator: "\n") + "\n" + bare
    var alone = ModelAttitudes.Settings()
    alone.author = false
    let (known, unknown) = (try attitudes(text, .above).last, try attitudes(text, .above, alone).last)
    #expect(known?.side == .below)
    #expect(known?.score ?? 0 > unknown?.score ?? 1 || unknown?.side != .below)
  }

  @Test func a_higher_threshold_puts_fewer_on_a_side() throws {
    var strict = ModelAttitudes.Settings()
    strict.threshold = 1
    #expect(try attitudes("We must free ourselves.", .below, strict).map(\.side) == [.neither])
  }

  @Test func of_a_document_in_another_language_nothing_is_said() throws {
    let diagnostics = Diagnostics()
    #expect(try attitudes("Wir müssen uns selbst befreien.", .below, language: "de", diagnostics).isEmpty)
    #expect(diagnostics.all.count == 1)
  }

  @Test func it_keeps_the_contract() async throws {
    let findings = await Conformance.findings(try ModelAttitudes(.init(), .bare)) { document in
      try judged(document, { [.above, .below, .mixed, .none][$0 % 4] })
    }
    #expect(findings.isEmpty, "\(findings)")
  }

  private func attitudes(
    _ text: String, _ stance: Stance, _ settings: ModelAttitudes.Settings = .init(), quotations: [Span] = [],
    language: String = "en", _ diagnostics: Diagnostics = Diagnostics()
  ) throws -> [Attitude] {
    var document = Document(text)
    document.metadata.language = language
    document = try judged(document, { _ in stance }, quotations)
    let stage = try ModelAttitudes(settings, .bare)
    return try document.adding(stage.annotate(document, diagnostics))[Attitude.self].map(\.label)
  }

  /// Makes a passage of every paragraph and judges it, and the quotations.
  private func judged(
    _ document: Document, _ stance: (Int) -> Stance, _ spans: [Span] = []
  ) throws -> Document {
    var (passages, quotations, judgments) = (Layer<Passage>(), Layer<Quotation>(), Layer<Judgment>())
    var start = 0
    let ends = document.text.utf8.indices.filter { document.text.utf8[$0] == 0x0A } + [document.text.count]
    for end in ends where end > start {
      let id = passages.add(Passage(number: passages.count + 1), at: start..<end)
      judgments.add(Judgment(stance(passages.count - 1), scores: [], by: "test", evidence: []), on: id)
      start = end + 1
    }
    for span in spans {
      let id = quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: span)
      judgments.add(Judgment(stance(0), scores: [], by: "test", evidence: []), on: id)
    }
    return try document.adding(passages, quotations, judgments)
  }
}
