import Codebook
import Evaluation
import PluginTesting
import Standoff
import Testing

/// A gold and a found text with their spans written into them; the names of the marks are kinds.
struct SpanCase: Sendable, CustomTestStringConvertible {
  let why: String
  let gold: String
  let found: String
  let exact: Hits
  let overlap: Hits
  var testDescription: String { why }

  init(_ why: String, _ gold: String, _ found: String, exact: Hits, overlap: Hits) {
    self.why = why
    self.gold = gold
    self.found = found
    self.exact = exact
    self.overlap = overlap
  }
}

/// The quotations marked in a text, as somebody's coding of it.
func coding(_ marked: String, name: String = "essay") -> Coding {
  let text = MarkedText(marked)
  return Coding(
    document: name,
    quotations: text.marks.map { mark in
      Coding.Item(source: mark.span, words: mark.words, kind: Quotation.Kind(rawValue: mark.name))
    }, bytes: Array(text.text.utf8))
}

@Suite struct SpanScoringTests {
  @Test(arguments: [
    SpanCase(
      "found as they are", "a ⟨speech:b c⟩ d ⟨term:e⟩", "a ⟨speech:b c⟩ d ⟨term:e⟩", exact: Hits(right: 2),
      overlap: Hits(right: 2)),
    SpanCase(
      "one too long", "a ⟨speech:b c⟩ d", "a ⟨speech:b c d⟩", exact: Hits(missed: 1, spurious: 1),
      overlap: Hits(right: 1)),
    SpanCase("missed", "a ⟨speech:b c⟩ d", "a b c d", exact: Hits(missed: 1), overlap: Hits(missed: 1)),
    SpanCase("made up", "a b c d", "a ⟨speech:b c⟩ d", exact: Hits(spurious: 1), overlap: Hits(spurious: 1)),
    SpanCase(
      "cut in two: one of the halves counts", "⟨speech:we shall do it⟩", "⟨speech:we shall⟩ ⟨speech:do it⟩",
      exact: Hits(missed: 1, spurious: 2), overlap: Hits(right: 1, spurious: 1)),
    SpanCase(
      "two taken for one", "⟨speech:we shall⟩ ⟨speech:do it⟩", "⟨speech:we shall do it⟩",
      exact: Hits(missed: 2, spurious: 1), overlap: Hits(right: 1, missed: 1)),
    SpanCase(
      "of nested ones only the inner found", "⟨speech:they cried ⟨speech:no lords⟩ all night⟩",
      "they cried ⟨speech:no lords⟩ all night", exact: Hits(right: 1, missed: 1), overlap: Hits(right: 1, missed: 1)),
    SpanCase(
      "emphasis and space at the edges do not count", "a ⟨speech:_we_ shall ⟩d", "a _⟨speech:we_ shall⟩ d",
      exact: Hits(right: 1), overlap: Hits(right: 1)),
    SpanCase(
      "a full stop at the edge does", "a ⟨speech:we shall.⟩", "a ⟨speech:we shall⟩.",
      exact: Hits(missed: 1, spurious: 1), overlap: Hits(right: 1)),
    SpanCase("neither has any", "nothing", "nothing", exact: Hits(), overlap: Hits()),
  ])
  func spans(_ example: SpanCase) throws {
    var scorer = Scorer()
    scorer.add(gold: coding(example.gold), found: coding(example.found))
    let report = scorer.report(Bootstrap(replicates: 20))
    for (key, hits) in [("spans.exact", example.exact), ("spans.overlap", example.overlap)] {
      #expect(report.figure("\(key).precision")?.value == hits.precision)
      #expect(report.figure("\(key).recall")?.value == hits.recall)
      #expect(report.figure("\(key).f1")?.value == hits.f1)
      #expect(report.figure("\(key).f1")?.n ?? 0 == hits.gold)
    }
  }

  @Test func aSpeechSpanIsRightWhenSpanAndKindAre() throws {
    var scorer = Scorer()
    scorer.add(
      gold: coding("⟨speech:a b⟩ ⟨speech:c d⟩ ⟨term:e⟩ ⟨speech:f g⟩"),
      found: coding("⟨speech:a b⟩ ⟨term:c d⟩ ⟨speech:e⟩ f g ⟨speech:h⟩"))
    let report = scorer.report(Bootstrap(replicates: 20))
    // Gold speech 3, of which 1 right; found speech 3.
    #expect(report.figure("kind.speech.precision")?.value == 1.0 / 3)
    #expect(report.figure("kind.speech.recall")?.value == 1.0 / 3)
    #expect(report.figure("kind.accuracy")?.value == 1.0 / 3)
    #expect(report.figure("kind.accuracy")?.n == 3)
    let table = try #require(report.sections.first { $0.title == "Kind of quotation" }?.table)
    #expect(table["speech", "missed"] == 1)
    #expect(table["speech", "term"] == 1)
    #expect(table["term", "speech"] == 1)
    #expect(report.errors.map(\.kind) == [.kind, .kind, .missed, .spurious])
  }

  @Test func marksAreCountedApart() {
    var gold = coding("⟨speech:a b⟩ ⟨speech:c d⟩")
    gold.quotations[0].marks = "double"
    gold.quotations[1].marks = "single"
    var found = coding("⟨speech:a b⟩ ⟨speech:c⟩ d")
    found.quotations[0].marks = "“”"
    found.quotations[1].marks = "‘’"
    var scorer = Scorer()
    scorer.add(gold: gold, found: found)
    let report = scorer.report(Bootstrap(replicates: 20))
    #expect(report.figure("spans.double.f1")?.value == 1)
    #expect(report.figure("spans.single.f1")?.value == 0)
    #expect(report.figure("spans.block.f1") == nil)
  }
}

@Suite struct LabelScoringTests {
  /// Ten bytes a passage, in a row.
  private func passages(_ items: [Coding.Item], name: String = "essay") -> Coding {
    Coding(
      document: name,
      passages: items.enumerated().map { index, item in
        var item = item
        item.source = index * 10..<index * 10 + 9
        return item
      })
  }

  private func item(_ stance: Stance?, _ attitude: AttitudeKind? = nil, _ strain: Strain? = nil) -> Coding.Item {
    Coding.Item(source: 0..<0, stance: stance, attitude: attitude, strain: strain)
  }

  private func report(_ gold: Coding, _ found: Coding?) -> EvaluationReport {
    var scorer = Scorer()
    scorer.add(gold: gold, found: found)
    return scorer.report(Bootstrap(replicates: 50))
  }

  @Test func stanceByClass() throws {
    let report = report(
      passages([item(.above), item(.above), item(.below), item(Stance.none), item(Stance.none), item(.mixed)]),
      passages([item(.above), item(.below), item(.below), item(Stance.none), item(.above), item(.above)]))
    // above: 1 of 2 gold, 2 found; below: 1 of 1, 2 found; none: 1 of 2, 1 found. Mixed is left out.
    #expect(report.figure("stance.passages.above.f1")?.value == 0.5)
    #expect(report.figure("stance.passages.below.f1")?.value == 2.0 / 3)
    #expect(report.figure("stance.passages.none.f1")?.value == 2.0 / 3)
    let macro = try #require(report.figure("stance.passages.macro-f1"))
    let mean: Double = (0.5 + 4.0 / 3) / 3
    #expect(abs(try #require(macro.value) - mean) < 1e-12)
    #expect(macro.n == 5)
    #expect(report.figure("stance.passages.accuracy")?.value == 0.6)
    #expect(report.figure("stance.passages.accuracy")?.count == 3)
    #expect(report.figure("stance.passages.majority")?.value == 0.4)
    // Chance: (2·2 + 1·2 + 2·1) / 25 = .32; (.6 - .32) / .68.
    let kappa = try #require(report.figure("stance.passages.kappa")?.value)
    #expect(abs(kappa - 0.28 / 0.68) < 1e-12)
    #expect(report.remarks.contains { $0.contains("mixed (n = 1)") })
  }

  @Test func whatNothingMatchesIsNone() throws {
    let report = report(
      passages([item(Stance.none), item(.above), item(.below)]), passages([item(Stance.none), item(nil)]))
    let table = try #require(report.sections.first { $0.title == "Stance of passages" }?.table)
    #expect(table["none", "none"] == 1)
    #expect(table["above", "none"] == 1)
    #expect(table["below", "none"] == 1)
    #expect(report.remarks.contains { $0.contains("no found passage overlaps count as none (n = 1)") })
    #expect(report.remarks.contains { $0.contains("no stage judged count as none (n = 1)") })
  }

  @Test func aDocumentWithoutResultIsMissedAndSaid() {
    let report = report(passages([item(Stance.none), item(.above)]), nil)
    #expect(report.figure("stance.passages.accuracy")?.value == 0.5)
    #expect(report.remarks.contains { $0.contains("“essay” has no result") })
  }

  @Test func theFoundPassageThatOverlapsMostCounts() {
    let gold = Coding(document: "essay", passages: [Coding.Item(source: 0..<100, stance: .below)])
    let found = Coding(
      document: "essay",
      passages: [
        Coding.Item(source: 0..<40, stance: .above), Coding.Item(source: 40..<120, stance: .below),
        Coding.Item(source: 120..<200, stance: Stance.none),
      ])
    #expect(report(gold, found).figure("stance.passages.accuracy")?.value == 1)
  }

  @Test func ofEqualOverlapsTheShorterCounts() {
    let gold = Coding(document: "essay", passages: [Coding.Item(source: 50..<60, stance: .below)])
    let found = Coding(
      document: "essay",
      passages: [Coding.Item(source: 0..<200, stance: .above), Coding.Item(source: 50..<60, stance: .below)])
    #expect(report(gold, found).figure("stance.passages.accuracy")?.value == 1)
  }

  @Test func attitudeStrainAndSide() throws {
    let report = report(
      passages([
        item(.above, .rejects, "elitism"), item(.above, .endorses, "plannism"), item(.below, .endorses),
        item(.below, .reports), item(Stance.none),
      ]),
      passages([
        item(.above, .rejects, "elitism"), item(.above, .reports, "elitism"), item(.above, .endorses, "elitism"),
        item(.below, .reports), item(Stance.none),
      ]))
    #expect(report.figure("attitude.passages.given-stance")?.value == 2.0 / 3)
    #expect(report.figure("attitude.passages.given-stance")?.n == 3)
    #expect(report.figure("attitude.passages.accuracy")?.value == 0.75)
    #expect(report.figure("strain.passages.given-stance")?.value == 0.5)
    // Gold sides below, above, below, neither; found below, neither, above, neither.
    #expect(report.figure("side.passages.sided")?.value == 0.5)
    #expect(report.figure("side.passages.sided")?.n == 2)
    #expect(report.figure("side.passages.precision")?.n == 2)
    #expect(report.figure("side.passages.recall")?.value == 1.0 / 3)
    #expect(report.figure("side.passages.accuracy")?.value == 0.6)
    #expect(report.errors.map(\.kind) == [.attitude, .strain, .stance])
  }

  @Test func aSideWhereThereIsNoneIsWrongAndAMixedPassageMayTakeOne() {
    let report = report(
      passages([item(Stance.none), item(.mixed, .endorses), item(.below, .endorses)]),
      passages([item(.above, .endorses), item(.below, .endorses), item(.below, .endorses)]))
    #expect(report.figure("side.passages.sided")?.n == 2)
    #expect(report.figure("side.passages.precision")?.value == 2.0 / 3)
    #expect(report.figure("stance.passages.accuracy")?.n == 2)
    #expect(report.figure("attitude.passages.accuracy")?.n == 1)
  }

  @Test func aStrainUnderAnotherStanceIsNoError() {
    let report = report(
      passages([item(.above, nil, "elitism")]), passages([item(.below, nil, "elitism")]))
    #expect(report.figure("strain.passages.accuracy")?.value == 0)
    #expect(report.figure("strain.passages.given-stance")?.n == 0)
    #expect(report.figure("strain.passages.given-stance")?.value == nil)
    #expect(report.errors.map(\.kind) == [.stance])
  }

  @Test func speakers() throws {
    func quotations(_ speakers: [String?]) -> Coding {
      Coding(
        document: "essay",
        quotations: speakers.enumerated().map { index, speaker in
          Coding.Item(source: index * 10..<index * 10 + 9, kind: .speech, speaker: speaker)
        })
    }
    let report = report(
      quotations(["Clara Hart", "Hart", "the Morning Lamp", nil, "Zell"]),
      quotations(["Hart", "Zell", nil, "Hart"]))
    #expect(report.figure("speaker.accuracy")?.value == 0.25)
    #expect(report.figure("speaker.found")?.value == 1.0 / 3)
    #expect(report.figure("speaker.precision")?.value == 0.5)
    #expect(report.figure("speaker.abstained")?.count == 1)
    #expect(report.remarks.contains { $0.contains("Speech without a gold speaker that was given one (n = 1)") })
    #expect(report.errors.filter { $0.kind == .speaker }.map(\.found) == ["Zell", "-", "Hart", "-"])
  }

  @Test func twoDocumentsAreDrawnAsDocumentsAndOneAsItems() {
    let coding = passages([item(.above), item(.below)])
    var scorer = Scorer()
    scorer.add(gold: coding, found: coding)
    #expect(scorer.report().method == .items)
    #expect(scorer.report().remarks.contains { $0.contains("fewer than two documents") })
    scorer.add(gold: coding, found: passages([item(.above), item(.above)]))
    #expect(scorer.report().method == .documents)
    #expect(scorer.report().figure("stance.passages.accuracy")?.interval?.method == .documents)
  }

  @Test func everyFigureLiesInItsInterval() throws {
    var random = SplitMix64(seed: 5)
    let stances: [Stance] = [.above, .below, .none]
    for documents in 1...6 {
      var scorer = Scorer()
      for _ in 0..<documents {
        let gold = (0..<30).map { _ in item(stances[random.index(below: 3)], .endorses) }
        let found = gold.map { random.index(below: 3) > 0 ? $0 : item(stances[random.index(below: 3)], .reports) }
        scorer.add(gold: passages(gold), found: passages(found))
      }
      let report = scorer.report(Bootstrap(replicates: 200))
      #expect(report.sections == scorer.report(Bootstrap(replicates: 200)).sections)
      for figure in report.sections.flatMap(\.figures) where figure.key != "stance.passages.majority" {
        guard let value = figure.value, let interval = figure.interval else { continue }
        #expect(interval.contains(value), "\(figure.key) of \(documents) documents")
      }
    }
  }
}
