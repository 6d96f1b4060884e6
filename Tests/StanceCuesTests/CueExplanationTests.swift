import Codebook
import PluginAPI
import PluginTesting
import StanceCues
import Standoff
import TestSupport
import Testing

@Suite("Explanations of stance.cues")
struct CueExplanationTests {
  private static let cases =
    ExplanationCase.ofEveryStage + [
      ExplanationCase(
        "both sides, in clauses of their own", "⟨p:The wise must rule the multitude; the workers free themselves.⟩"),
      ExplanationCase("denied", "⟨p:The workers cannot govern themselves.⟩"),
    ]

  @Test("The numbers add up to the scores that the stage gives", arguments: cases)
  func sums(_ example: ExplanationCase) throws {
    let document = try document(MarkedText(example.text))
    let stage = try CueStances(.init(), .bare)
    let judgments = try judge(document)
    #expect(!judgments.isEmpty)
    for judgment in judgments {
      let id = judgment.target
      let findings = try Conformance.findings(explaining: id, in: document, by: stage)
      #expect(findings.isEmpty, "\(findings)")
      let explanation = try #require(try stage.explain(id, in: document))
      let verdict = explanation.verdict([])
      #expect(verdict.label == judgment.label.stance.rawValue)
      for (said, printed) in zip(verdict.scores, judgment.label.scores) {
        #expect(said.label == printed.stance.rawValue)
        #expect(abs(said.value - printed.value) < 0.0016)
      }
      let strain = explanation.parts.first { $0.question == "strain" }
      #expect(strain?.label == judgment.label.strain?.rawValue)
    }
  }

  @Test("What is said without words is what is judged of a text without them", arguments: cases)
  func counterfactual(_ example: ExplanationCase) throws {
    let document = try document(MarkedText(example.text))
    let stage = try CueStances(.init(), .bare)
    for unit in try judge(document).map(\.target) {
      let explanation = try #require(try stage.explain(unit, in: document))
      for word in explanation.words {
        let shorter = try self.document(without: word, of: MarkedText(example.text))
        let judgment = try #require(try judge(shorter).first { $0.target == unit }).label
        let verdict = explanation.verdict([word])
        #expect(verdict.label == judgment.stance.rawValue, "without \(document.text[word])")
        for (said, printed) in zip(verdict.scores, judgment.scores) {
          #expect(abs(said.value - printed.value) < 0.0016)
        }
      }
    }
  }

  @Test("A cue says what it counts, and why")
  func notes() throws {
    let document = try document(
      MarkedText("⟨p:The workers free themselves; the miners free themselves, and nobody is to be led by a dictator.⟩"))
    let part = try #require(try CueStances(.init(), .bare).explain("p1", in: document)?.parts.first)
    let notes = part.contributions.compactMap(\.note)
    #expect(notes.contains { $0.hasPrefix("found before: × 0.5; speaks over “") }, "\(notes)")
    #expect(part.contributions.allSatisfy { $0.values.filter { $0 > 0 }.count == 1 })
  }

  @Test("The likest item is the text itself")
  func nearest() throws {
    let document = try document(MarkedText(Self.cases[0].text))
    let stage = try CueStances(.init(), .bare)
    let id = try #require(try document[Passage.self].annotations.first?.id)
    let texts = [
      "Wheat rose by four shillings.", document.text[document.text.all],
      "The miners free themselves, and the miners elect their own council.",
    ]
    let items = texts.enumerated().map {
      TrainingItem(id: "\($0.offset)", group: "", unit: "passage", text: $0.element, labels: [:])
    }
    let found = try #require(try stage.explain(id, in: document)?.nearest?(items, 2))
    #expect(found.map(\.item.id) == ["1", "2"])
    #expect(found[0].likeness > 0.999)
  }

  @Test("What is not judged is not explained")
  func nothing() throws {
    let stage = try CueStances(.init(), .bare)
    var document = try document(MarkedText(Self.cases[0].text))
    #expect(try stage.explain("p9", in: document) == nil)
    document.metadata.language = "de"
    #expect(try stage.explain("p1", in: document) == nil)
  }

  private func judge(_ document: Document) throws -> [Annotation<Judgment>] {
    try document.adding(CueStances(.init(), .bare).annotate(document, Diagnostics()))[Judgment.self].annotations
  }

  private func document(_ marked: MarkedText) throws -> Document {
    try document(marked.text, marked.spans("p"), marked.spans("q"))
  }

  private func document(_ text: String, _ passages: [Span], _ quotations: [Span]) throws -> Document {
    var (layer, quoted) = (Layer<Passage>(), Layer<Quotation>())
    for (number, span) in passages.enumerated() { layer.add(Passage(number: number + 1), at: span) }
    for span in quotations { quoted.add(Quotation(.speech, marks: "“”", rule: "test"), at: span) }
    return try Document(text).adding(layer, quoted)
  }

  private func document(without word: Span, of marked: MarkedText) throws -> Document {
    let utf8 = Array(marked.text.utf8)
    let text = ShortenedText(utf8, utf8.indices, without: [word])
    return try document(
      String(decoding: text.utf8, as: UTF8.self), marked.spans("p").map { text.place(of: $0) },
      marked.spans("q").map { text.place(of: $0) })
  }
}
