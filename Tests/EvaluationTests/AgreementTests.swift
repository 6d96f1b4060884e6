import Codebook
import Standoff
import Testing

@testable import Evaluation

@Suite struct AlphaTests {
  @Test func alphaAsInKrippendorff() throws {
    // Krippendorff (2011), nominal data of four coders on twelve units with gaps: 0.743.
    let coders: [[String?]] = [
      ["1", "2", "3", "3", "2", "1", "4", "1", "2", nil, nil, nil],
      ["1", "2", "3", "3", "2", "2", "4", "1", "2", "5", nil, "3"],
      [nil, "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", nil],
      ["1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", nil],
    ]
    var coincidences = Coincidences()
    for unit in 0..<12 { coincidences.add(coders.compactMap { $0[unit] }) }
    #expect(coincidences.n.rounded() == 40)
    #expect(abs(try #require(coincidences.alpha) - 0.743) < 0.0005)
  }

  @Test func alphaOfTwoCoders() throws {
    // Krippendorff (2011), ten units, two coders, two values: 0.095.
    let one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    let other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    let matrix = ConfusionMatrix(zip(one, other).map { (gold: "\($0)", found: "\($1)") })
    #expect(abs(try #require(matrix.alpha) - 0.095) < 0.0005)
  }

  @Test func oneLabelThroughoutHasNoAlpha() {
    #expect(ConfusionMatrix([(gold: "a", found: "a"), (gold: "a", found: "a")]).alpha == nil)
    #expect(ConfusionMatrix([]).alpha == nil)
  }
}

@Suite struct AgreementStudyTests {
  private func coding(_ stances: [Stance?], attitude: AttitudeKind? = nil) -> Coding {
    Coding(
      document: "d",
      passages: stances.enumerated().map {
        Coding.Item(source: $0 * 10..<$0 * 10 + 9, stance: $1, attitude: $1 == Stance.none ? nil : attitude)
      })
  }

  @Test func threeCodersWhoLeaveThingsOut() throws {
    var study = AgreementStudy(["Ada", "Ben", "Cid"])
    let above: Stance? = .above
    study.add(
      "a",
      [
        coding([above, .below, nil, Stance.none]), coding([above, .below, .below, nil]),
        coding([above, Stance.none, .below]),
      ])
    study.add("b", [coding([above]), nil, coding([above])])
    let report = study.report(Bootstrap(replicates: 20))
    #expect(report.head == ["1: Ada", "2: Ben", "3: Cid"])
    let alpha = try #require(report.figure("stance.passages.alpha"))
    #expect(alpha.n == 4)
    // Places with two labels and more: aaa, bbn, bb, aa.
    var expected = Coincidences()
    for unit in [["a", "a", "a"], ["b", "b", "n"], ["b", "b"], ["a", "a"]] { expected.add(unit) }
    #expect(alpha.value == expected.alpha)
    #expect(report.figure("stance.passages.1-2.agreement")?.count == 2)
    #expect(report.figure("stance.passages.1-3.agreement")?.n == 3)
    #expect(report.figure("attitude.passages.alpha") == nil)
    #expect(report.text().contains("1 and 3: Cohen's kappa"))
    #expect(EvaluationPage(report, title: "Agreement").html().contains("Krippendorff&#39;s alpha"))
  }

  @Test func placesThatOverlapAreOne() throws {
    var study = AgreementStudy(["one", "other"])
    let one = Coding(document: "d", passages: [Coding.Item(source: 0..<20, stance: .above)])
    let other = Coding(
      document: "d",
      passages: [Coding.Item(source: 2..<20, stance: .above), Coding.Item(source: 30..<40, stance: .below)])
    study.add("d", [one, other])
    let report = study.report(Bootstrap(replicates: 20))
    #expect(report.figure("stance.passages.1-2.agreement")?.n == 1)
    #expect(report.remarks.contains { $0.contains("(n = 1)") })
  }

  @Test func sidesFollow() throws {
    var study = AgreementStudy(["one", "other"])
    study.add(
      "d", [coding([.above, Stance.none], attitude: .rejects), coding([.below, Stance.none], attitude: .endorses)])
    #expect(study.report(Bootstrap(replicates: 20)).figure("side.passages.1-2.agreement")?.count == 2)
  }

  @Test func twoTablesOfOneSample() throws {
    let table = "document,id,corrected,corrected_attitude\nd,p3,above,rejects\nd,p7,none,\nd,q2,below,endorses\n"
    let other = "document,id,corrected\nd,p3,above\nd,p9,none\n"
    let sets = try [table, other].map {
      LabelSet(name: "t", .corrections(try Corrections(Array($0.utf8), name: "t.csv")))
    }
    var study = AgreementStudy(["one", "other"])
    study.add("d", sets.map { $0.coding(of: "d") })
    let report = study.report(Bootstrap(replicates: 20))
    #expect(report.figure("stance.passages.1-2.agreement")?.n == 1)
    #expect(report.figure("stance.quotations.alpha") == nil)
  }
}

@Suite struct ScoreTests {
  private func item(_ number: Int, _ stance: Stance, _ above: Double, attitude: AttitudeKind? = nil) -> Coding.Item {
    var item = Coding.Item(
      id: "p1", source: number * 10..<number * 10 + 9, stance: stance, attitude: attitude,
      strain: stance == .above ? "elitism" : nil)
    item.scores = [Judgment.Score(.above, above), Judgment.Score(.none, 1 - above)]
    if attitude != nil { item.attitudeRule = Coding.Decision(rule: "hand", score: 0.9) }
    return item
  }

  /// Gold above for the first six; found with falling scores, from 0.6 on as above.
  private func report() -> EvaluationReport {
    var scorer = Scorer()
    let scores = [0.95, 0.85, 0.75, 0.65, 0.45, 0.25, 0.72, 0.35, 0.15, 0.05]
    let gold = Coding(
      document: "d",
      passages: scores.indices.map {
        Coding.Item(
          source: $0 * 10..<$0 * 10 + 9, stance: $0 < 6 ? .above : Stance.none, attitude: $0 < 6 ? .rejects : nil,
          strain: $0 < 3 ? "elitism" : $0 < 6 ? "plannism" : nil)
      })
    let found = Coding(
      document: "d",
      passages: scores.enumerated().map {
        item($0, $1 >= 0.6 ? .above : Stance.none, $1, attitude: $1 >= 0.6 ? .rejects : nil)
      })
    scorer.add(gold: gold, found: found)
    return scorer.report(Bootstrap(replicates: 20))
  }

  @Test(
    "what a threshold gives",
    arguments: [("0.00", 6, 10, 6, 6), ("0.50", 4, 5, 4, 6), ("0.70", 3, 4, 3, 6), ("0.90", 1, 1, 1, 6)])
  func threshold(_ name: String, _ right: Int, _ given: Int, _ covered: Int, _ gold: Int) throws {
    let report = report()
    let precision = try #require(report.figure("curve.passages.\(name).precision"))
    let coverage = try #require(report.figure("curve.passages.\(name).coverage"))
    #expect([precision.count, precision.n, coverage.count, coverage.n] == [right, given, covered, gold])
  }

  @Test func whatIsPrintedAtTheRunsOwnThreshold() throws {
    let report = report()
    #expect(report.figure("stance.passages.printed.precision")?.count == 4)
    #expect(report.figure("stance.passages.printed.precision")?.n == 5)
    #expect(report.figure("stance.passages.printed.coverage")?.count == 4)
    #expect(report.figure("stance.passages.printed.coverage")?.n == 6)
  }

  @Test func scoresAreHeldAgainstTruth() throws {
    let report = report()
    // The scores of the chosen stances: 4 of 5 above right, 3 of 5 none.
    let ece = try #require(report.figure("reliability.stance.passages.ece"))
    #expect(ece.n == 10)
    #expect(ece.value != nil)
    #expect(report.figure("reliability.attitude.passages.ece")?.n == 4)
    let section = try #require(report.sections.first { $0.title == "Scores of the stance of passages" })
    #expect(section.bins.reduce(0) { $0 + $1.right.n } == 10)
  }

  @Test func everyLabelHasTheFiguresOfItsClasses() {
    let report = report()
    for key in [
      "attitude.passages.macro-f1", "attitude.passages.rejects.f1", "attitude.passages.majority",
      "attitude.passages.alpha", "strain.passages.macro-f1", "strain.passages.elitism.recall",
      "strain.passages.kappa", "side.passages.macro-f1", "side.passages.below.precision", "stance.passages.alpha",
    ] {
      #expect(report.figure(key) != nil, "\(key)")
    }
    #expect(report.figure("strain.passages.elitism.recall")?.value == 1)
    #expect(report.figure("strain.passages.plannism.recall")?.value == 0)
  }

  @Test func thePageShowsPicturesAndFetchesNothing() {
    let html = EvaluationPage(report(), facts: [("Gold", "<gold>")]).html()
    #expect(html.contains("&lt;gold&gt;"))
    #expect(html.split(separator: "<svg class=\"plot square\"").count == 4)
    #expect(!html.replacing("http://www.w3.org/2000/svg", with: "").contains("http:"))
    #expect(!html.contains("<script"))
    for table in html.split(separator: "<table>").dropFirst() {
      let columns = table.split(separator: "<th scope=\"col\"").count - 1
      for row in table.split(separator: "<tr><th scope=\"row\">").dropFirst() {
        #expect(row.split(separator: "<td>").count == columns)
      }
    }
  }

  @Test func theTextHasEverySecondThreshold() {
    let text = report().text()
    #expect(text.contains("Thresholds for the stance of passages"))
    #expect(text.contains("from 0.50"))
    #expect(!text.contains("from 0.55"))
  }
}
