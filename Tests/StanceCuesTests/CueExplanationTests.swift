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
  func sums(_ example: ExplanationCase) async throws {
    #expect(try await example.differences(by: CueStances(.init(), .bare)) == [])
  }

  @Test("What is said without words is what is judged of a text without them", arguments: cases)
  func counterfactual(_ example: ExplanationCase) async throws {
    #expect(try await example.differencesWithoutWords(by: CueStances(.init(), .bare)) == [])
  }

  @Test("A cue says what it counts, and why")
  func notes() throws {
    let document = try ExplanationCase(
      "", "⟨p:The workers free themselves; the miners free themselves, and nobody is to be led by a dictator.⟩"
    ).document()
    let part = try #require(try CueStances(.init(), .bare).explain("p1", in: document)?.parts.first)
    let notes = part.contributions.compactMap(\.note)
    #expect(notes.contains { $0.hasPrefix("found before: × 0.5; speaks over “") }, "\(notes)")
    #expect(part.contributions.allSatisfy { $0.values.filter { $0 > 0 }.count == 1 })
  }

  @Test("The likest item is the text itself")
  func nearest() throws {
    let document = try Self.cases[0].document()
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
    var document = try Self.cases[0].document()
    #expect(try stage.explain("p9", in: document) == nil)
    document.metadata.language = "de"
    #expect(try stage.explain("p1", in: document) == nil)
  }
}
