import Codebook
import Evaluation
import Standoff
import Testing

/// Speech quotations of ten bytes each, with who is said to have spoken them.
private func quotations(
  _ speakers: [String?], entities: [String?] = [], rules: [Coding.Decision?] = [], name: String = "essay"
) -> Coding {
  Coding(
    document: name,
    quotations: speakers.enumerated().map { index, speaker in
      Coding.Item(
        source: index * 10..<index * 10 + 9, kind: .speech, speaker: speaker,
        entity: index < entities.count ? entities[index] : nil,
        speakerRule: index < rules.count ? rules[index] : nil)
    })
}

private func report(_ gold: Coding, _ found: Coding?, aliases: [[String]] = []) -> EvaluationReport {
  var scorer = Scorer(aliases: aliases)
  scorer.add(gold: gold, found: found)
  return scorer.report(Bootstrap(replicates: 50))
}

/// Gold and found speakers of quotations in a row, and the B-cubed precision and recall that follow.
struct EntityCase: Sendable, CustomTestStringConvertible {
  let why: String
  let gold: [String?]
  let found: [String?]
  let precision: Double
  let recall: Double
  var testDescription: String { why }

  init(_ why: String, _ gold: [String?], _ found: [String?], precision: Double, recall: Double) {
    self.why = why
    self.gold = gold
    self.found = found
    self.precision = precision
    self.recall = recall
  }
}

@Suite struct SpeakerScoringTests {
  @Test(arguments: [
    EntityCase("all right", ["Hart", "Zell", "Hart"], ["Hart", "Zell", "Hart"], precision: 1, recall: 1),
    EntityCase("other names for the same two", ["Hart", "Zell", "Hart"], ["A", "B", "A"], precision: 1, recall: 1),
    // Bagga and Baldwin's example in small: two of one, one of another, all taken for one.
    EntityCase(
      "two taken for one", ["Hart", "Hart", "Zell"], ["A", "A", "A"], precision: (2.0 / 3 + 2.0 / 3 + 1.0 / 3) / 3,
      recall: 1),
    EntityCase("one taken for two", ["Hart", "Hart"], ["A", "B"], precision: 1, recall: 0.5),
    EntityCase("nobody named", ["Hart", "Hart", "Zell"], [nil, nil, nil], precision: 1, recall: (0.5 + 0.5 + 1) / 3),
    EntityCase(
      "a name that grows is one speaker", ["Hart", "Clara Hart", "Hart"], ["A", "A", "A"], precision: 1, recall: 1),
    EntityCase("an alias is one speaker", ["Ulyanov", "Lenin"], ["A", "A"], precision: 1, recall: 1),
    EntityCase(
      "speech without a gold speaker is left out", ["Hart", nil, "Hart"], ["A", "A", "A"], precision: 1, recall: 1),
    EntityCase("missed quotations are alone", ["Hart", "Hart"], ["A"], precision: 1, recall: 0.5),
  ])
  func entities(_ example: EntityCase) throws {
    let report = report(quotations(example.gold), quotations(example.found), aliases: [["Lenin", "Ulyanov"]])
    let precision = try #require(report.figure("speaker.entity.precision"))
    let recall = try #require(report.figure("speaker.entity.recall"))
    #expect(abs((precision.value ?? 0) - example.precision) < 1e-5)
    #expect(abs((recall.value ?? 0) - example.recall) < 1e-5)
    #expect(precision.n == example.gold.count { $0 != nil })
    let f1 = 2 * example.precision * example.recall / (example.precision + example.recall)
    #expect(abs((report.figure("speaker.entity.f1")?.value ?? 0) - f1) < 1e-5)
  }

  @Test func foundEntitiesComeBeforeNames() {
    let gold = quotations(["Hart", "Hart"])
    let found = quotations(["he", "Clara"], entities: ["Clara Hart", "Clara Hart"])
    #expect(report(gold, found).figure("speaker.entity.recall")?.value == 1)
  }

  @Test func aliasesMakeANameRight() {
    let (gold, found) = (quotations(["Lenin"]), quotations(["Ulyanov"]))
    #expect(report(gold, found).figure("speaker.accuracy")?.value == 0)
    #expect(report(gold, found, aliases: [["Lenin", "Ulyanov"]]).figure("speaker.accuracy")?.value == 1)
  }

  @Test func eachRuleHasItsShare() throws {
    let (verb, colon) = (Coding.Decision(rule: "verb", score: 0.9), Coding.Decision(rule: "colon", score: 0.5))
    let report = report(
      quotations(["Hart", "Hart", "Zell", "Zell", nil]),
      quotations(["Hart", "Zell", "Zell", "Zell", "Hart"], rules: [verb, verb, verb, colon, colon]))
    #expect(report.figure("speaker.rule.verb")?.count == 2)
    #expect(report.figure("speaker.rule.verb")?.n == 3)
    #expect(report.figure("speaker.rule.colon")?.n == 1)
    let section = try #require(report.sections.first { $0.title.contains("by the rule") })
    #expect(section.figures.map(\.title) == ["verb", "colon"])
  }

  @Test func scoresAreHeldAgainstWhatIsRight() throws {
    let scores = [0.9, 0.9, 0.5, 0.5].map { Coding.Decision(rule: "verb", score: $0) }
    let report = report(
      quotations(["Hart", "Hart", "Hart", "Hart"]), quotations(["Hart", "Hart", "Hart", "Zell"], rules: scores))
    // Brier: (.01 + .01 + .25 + .25) / 4; calibration: |1.8 - 2| / 4 + |1 - 1| / 4.
    #expect(abs(try #require(report.figure("reliability.speaker.brier")?.value) - 0.13) < 1e-5)
    #expect(abs(try #require(report.figure("reliability.speaker.ece")?.value) - 0.05) < 1e-5)
    #expect(report.figure("reliability.speaker.0.9")?.count == 2)
    #expect(report.figure("reliability.speaker.0.5")?.count == 1)
    #expect(report.figure("reliability.speaker.0.5")?.title == "right, of scores from 0.5 to 0.6, mean 0.50")
    #expect(report.figure("reliability.speaker.0.1") == nil)
  }

  @Test func aPerfectF1HasAnIntervalToo() throws {
    let coding = quotations(["Hart", "Hart", "Zell"])
    let report = report(coding, coding)
    let f1 = try #require(report.figure("spans.exact.f1"))
    let interval = try #require(f1.interval)
    // Wilson for three of three is 0.4385 to 1, and 2 s / (1 + s) of it.
    #expect(abs(interval.low - 2 * 0.43850 / 1.43850) < 1e-4)
    #expect(interval.high == 1)
    #expect(report.figure("speaker.entity.f1")?.interval != nil)
  }
}
