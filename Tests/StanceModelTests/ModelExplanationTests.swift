import Codebook
import PluginAPI
import PluginTesting
import Standoff
import TestSupport
import Testing

@testable import StanceModel

@Suite("Explanations of stance.model")
struct ModelExplanationTests {
  private static let cases =
    ExplanationCase.ofEveryStage + [
      ExplanationCase(
        "a word in marks of its own", "⟨p:The “élite” of the town may rule, but the people shall not obey.⟩"),
      ExplanationCase(
        "long, and loud at its end",
        "⟨p:\(quiet) \(quiet) The workers must free themselves, and no saviour will do it.⟩"),
      ExplanationCase(
        "long, and of two voices",
        "⟨p:The masses are unfit to rule and must be led. \(quiet) They elected their own committee.⟩"),
      ExplanationCase("long, and of nothing", "It rained.\n\n⟨p:\(quiet) \(quiet)⟩"),
      ExplanationCase(
        "so long that a word less makes it short",
        "⟨p:\(String(repeating: "word, ", count: 95))they free themselves at last⟩"),
      ExplanationCase(
        "a quotation with a negation before it",
        "⟨p:He did not say, in that long speech before the gentlemen of the county, that “⟨q:the people must be led⟩”.⟩"
      ),
    ]

  /// Fifty-five words of no stance.
  private static let quiet = String(repeating: "The mill stood near the river, and its wheel was of oak. ", count: 5)

  @Test("The numbers add up to the scores that the stage gives", arguments: cases)
  func sums(_ example: ExplanationCase) async throws {
    #expect(try await example.differences(by: ModelStances(.init(), .bare)) == [])
  }

  @Test("What is said without words is what is judged of a text without them", arguments: cases)
  func counterfactual(_ example: ExplanationCase) async throws {
    #expect(try await example.differencesWithoutWords(by: ModelStances(.init(), .bare)) == [])
  }

  @Test("A long passage is explained by its loudest part, and by what all say together")
  func parts() throws {
    let document = try ExplanationCase(
      "", "⟨p:\(Self.quiet) \(Self.quiet) The workers must free themselves, and no saviour will do it.⟩"
    ).document()
    let part = try #require(try ModelStances(.init(), .bare).explain("p1", in: document)?.parts.first)
    #expect(part.label == "below")
    #expect(part.rule.hasPrefix("The rows are of part 2 of 2, words "), "\(part.rule)")
    #expect(part.steps.map(\.title).suffix(2).first?.hasPrefix("part 1 of 2, words 1–") == true)
    #expect(part.steps.last?.title == "all parts together")
    let start = Self.quiet.utf8.count
    #expect(
      part.contributions.allSatisfy { $0.group == "context" || $0.span.map { $0.lowerBound > start / 2 } ?? true })
  }

  @Test("Features have names that people can read")
  func names() throws {
    let document = try ExplanationCase(
      "", "⟨p:The workers shall not obey the king; they elect a “council” of their own.⟩"
    ).document()
    let all = document.text.all
    let unit = ExplainedUnit(
      try Model.builtIn.get(), document.text.utf8, ExplainedUnit.Place(span: all, hull: all, region: all))
    let names = FeatureNames(unit: unit)
    let found = Set(unit.features.map { "\($0.group.name): \(names.name(of: $0))" })
    for name in [
      "words: word", "words: pair", "words: in marks of its own", "classes: WORKERS", "classes: OBEY, negated",
      "order: WORKERS … not OBEY", "order: OBEY … RULER",
    ] {
      #expect(found.contains(name), "\(name) is not in \(found.sorted())")
    }
    let unknown = found.filter { $0.hasSuffix(": class") || $0.hasSuffix("their order") || $0.hasSuffix(": cue") }
    #expect(unknown.isEmpty)
  }

  @Test("The likest item is the text itself")
  func nearest() throws {
    let document = try Self.cases[0].document()
    let stage = try ModelStances(.init(), .bare)
    let id = try #require(try document[Passage.self].annotations.first?.id)
    let texts = ["Wheat rose by four shillings.", document.text[document.text.all], "The miners freed themselves."]
    let items = texts.enumerated().map {
      TrainingItem(id: "\($0.offset)", group: "", unit: "passage", text: $0.element, labels: [:])
    }
    let found = try #require(try stage.explain(id, in: document)?.nearest?(items, 2))
    #expect(found.map(\.item.id) == ["1", "2"])
    #expect(found[0].likeness > 0.999)
  }

  @Test("What is not judged is not explained")
  func nothing() throws {
    let stage = try ModelStances(.init(), .bare)
    var document = try Self.cases[0].document()
    #expect(try stage.explain("p9", in: document) == nil)
    document.metadata.language = "de"
    #expect(try stage.explain("p1", in: document) == nil)
  }
}
