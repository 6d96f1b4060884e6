import Codebook
import PluginAPI
import PluginTesting
import Standoff
import TestSupport
import Testing

@testable import StanceModel

@Suite struct ModelStancesTests {
  typealias Case = StanceCase

  @Test(arguments: [
    Case("they free themselves", "The workers must free themselves, or they will stay as they are.", .below),
    Case("the better are to rule", "The wisest must rule, and the multitude must be led.", .above, "elitism"),
    Case(
      "benefactors", "The charity of the wealthy relieved the suffering poor, and kind ladies housed them.", .above,
      "philanthropism"),
    Case("experts", "Trained engineers should plan it all; the work is directed by experts.", .above, "plannism"),
    Case(
      "the ruler is the one acted against",
      "The king was deposed by the people, who took the government into their own hands.", .below),
    Case("denied", "The workers cannot govern themselves; they must be governed by their betters.", .above),
    Case("economics without anyone who acts", "Wheat rose by four shillings in the quarter.", .none),
    Case("a text of no words", "…", .none),
  ])
  func passages(_ example: Case) throws {
    let judgment = try #require(try judge(example.text).first)
    #expect(judgment.stance == example.stance, "\(judgment.scores) \(judgment.evidence)")
    if let strain = example.strain { #expect(judgment.strain == strain) }
  }

  @Test func scores_add_up_and_evidence_names_words_and_a_side() throws {
    let text = "The old men sat; the workers elected their own committee, and nobody led them."
    let judgment = try #require(try judge(text).first)
    #expect(abs(judgment.scores.reduce(0) { $0 + $1.value } - 1) < 0.0005)
    #expect(!judgment.evidence.isEmpty)
    for evidence in judgment.evidence {
      #expect(evidence.weight > 0)
      #expect([.above, .below].contains(evidence.toward))
      #expect(evidence.span.upperBound <= text.utf8.count)
    }
  }

  @Test func a_higher_precision_gives_fewer_stances() throws {
    let text = "The workers will elect a board, and the government may grant them a charter."
    var strict = ModelStances.Settings()
    strict.precision = 0.99
    #expect(try judge(text, strict).first?.stance == Stance.none)
    var eager = ModelStances.Settings()
    eager.threshold = 0.01
    #expect(try judge(text, eager).first?.stance != Stance.none)
  }

  @Test func a_document_in_another_language_is_not_judged() throws {
    let text = "Die Arbeiter müssen sich selbst befreien, und niemand wird es für sie tun."
    #expect(try judge(text, language: "de").isEmpty)
  }

  @Test func a_quotation_is_judged_with_its_sentence() throws {
    let text = "She wrote that \"the workers will free themselves\" and went home."
    var quotations = Layer<Quotation>()
    quotations.add(Quotation(.speech, marks: "\"\"", rule: "test"), at: 16..<48)
    let document = try Document.passage(text, quotations)
    let judgments = try document.adding(ModelStances(.init(), .bare).annotate(document, Diagnostics()))[Judgment.self]
    #expect(judgments.map(\.label.stance).last == .below)
  }

  @Test func a_passage_is_judged_alike_wherever_it_stands() throws {
    let paragraph = "The workers free themselves, and no saviour hands it down; so wrote the weaver.\n\n"
    let count = 200_000 / paragraph.utf8.count
    let text = Document(String(repeating: paragraph, count: count))
    var passages = Layer<Passage>()
    for number in 0..<count {
      let start = number * paragraph.utf8.count
      passages.add(Passage(number: number + 1), at: start..<start + paragraph.utf8.count - 2)
    }
    let document = try text.adding(passages)
    let judgments = try document.adding(ModelStances(.init(), .bare).annotate(document, Diagnostics()))[Judgment.self]
    #expect(judgments.count == count)
    #expect(Set(judgments.dropFirst(3).map { "\($0.label.scores)" }).count == 1)
    #expect(Set(judgments.map { $0.label.evidence.count }).count == 1)
  }

  @Test func a_word_that_the_border_of_the_context_cuts_is_left_out() throws {
    let passage = "The committee met again on the Tuesday and adjourned."
    let scores = try ["government", "harbourage"].map { word in
      let before = word + " " + String(repeating: "oats ", count: 39)
      let text = Document(before + passage)
      var passages = Layer<Passage>()
      passages.add(Passage(number: 1), at: before.utf8.count..<text.text.count)
      let document = try text.adding(passages)
      let judged = try document.adding(ModelStances(.init(), .bare).annotate(document, Diagnostics()))
      return try judged[Judgment.self].map(\.label.scores)
    }
    #expect(scores[0] == scores[1])
  }

  @Test func it_keeps_the_contract() async throws {
    let findings = await Conformance.findings(try ModelStances(.init(), .bare)) { document in
      var (passages, quotations) = (Layer<Passage>(), Layer<Quotation>())
      passages.add(Passage(number: 1), at: document.text.all)
      quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: document.text.all)
      return try document.adding(passages, quotations)
    }
    #expect(findings.isEmpty, "\(findings)")
  }

  private func judge(
    _ text: String, _ settings: ModelStances.Settings = .init(), language: String = "en"
  ) throws -> [Judgment] {
    let document = try Document.passage(text, language: language)
    return try document.adding(ModelStances(settings, .bare).annotate(document, Diagnostics()))[Judgment.self]
      .map(\.label)
  }
}
