import Codebook
import Evaluation
import Standoff
import Testing

@Suite struct EvaluationReportTests {
  /// Two documents: one quotation right, one missed, one made up; three passages, one of them wrong.
  private func report() -> EvaluationReport {
    var scorer = Scorer()
    let bytes = Array("a bc de fg".utf8)
    scorer.add(
      gold: Coding(
        document: "one", passages: [Coding.Item(source: 0..<9, words: "=SUM(1)", stance: .above)],
        quotations: [
          Coding.Item(source: 2..<4, words: "bc", kind: .speech, speaker: "Hart", stance: Stance.none),
          Coding.Item(source: 5..<7, words: "de", kind: .term, stance: Stance.none),
        ], bytes: bytes),
      found: Coding(
        document: "one", passages: [Coding.Item(id: "p1", source: 0..<9, stance: .below)],
        quotations: [
          Coding.Item(id: "q1", source: 2..<4, words: "bc", kind: .speech, stance: Stance.none),
          Coding.Item(id: "q2", source: 8..<10, words: "fg", kind: .speech),
        ]))
    let two = Coding(
      document: "two",
      passages: [
        Coding.Item(source: 0..<9, stance: .below), Coding.Item(source: 10..<19, words: "x", stance: Stance.none),
      ])
    scorer.add(gold: two, found: two)
    return scorer.report(Bootstrap(replicates: 100, seed: 1))
  }

  @Test func theTextShowsNWithEveryFigure() {
    let text = report().text()
    #expect(text.hasPrefix("2 documents; 95 % intervals: bootstrap over documents, 100 times, seed 1\n"))
    #expect(text.contains("exact: precision"))
    for line in text.split(separator: "\n") where line.contains(" – 1.000") || line.contains(" – 0.") {
      #expect(line.hasSuffix(" !") || line.last?.isNumber == true, "\(line)")
    }
    #expect(text.contains("! fewer than 10 items: read with caution"))
    #expect(
      text.contains(
        """
        gold \\ found  below  none  n
        ────────────  ─────  ────  ─
        above             1     0  1
        below             1     0  1
        none              0     1  1
        n                 2     1  3
        """))
  }

  @Test func documentsStandSideBySide() {
    let report = report()
    #expect(report.byDocument.map(\.document) == ["one", "two"])
    #expect(report.byDocument[0].spans == Hits(right: 1, missed: 1, spurious: 1))
    #expect(report.byDocument[0].speakers.n == 1)
    #expect(report.byDocument[1].passageStances.right == 2)
    #expect(
      report.text().contains(
        """
        By document  spans F1  gold  speech F1  gold  speakers  passage stances  quotation stances
        ───────────  ────────  ────  ─────────  ────  ────────  ───────────────  ─────────────────
        one              0.50     2       0.67     1    0 of 1           0 of 1             2 of 2
        two                 –     0          –     0         –           2 of 2                  –
        """))
  }

  @Test func theErrorsStandWithTheirPlaces() {
    let report = report()
    #expect(report.errors.map(\.kind) == [.speaker, .missed, .spurious, .stance])
    let text = report.errorText()
    #expect(text.contains("missed (n = 1)"))
    #expect(text.contains("8–10"))
    #expect(text.contains("fg"))
    let rows = report.errorCSV().split(separator: "\r\n")
    #expect(
      rows[0] == "error,unit,document,id,file,line,column,start,end,gold,found,rule,before,words,after")
    #expect(rows[1] == "speaker,quotation,one,q1,,,,2,4,Hart,,,,bc,")
    #expect(rows[2] == "missed,quotation,one,,,,,5,7,term,,,,de,")
    #expect(rows[3] == "spurious,quotation,one,q2,,,,8,10,,speech,,,fg,")
    #expect(rows[4] == "stance,passage,one,p1,,,,0,9,above,below,,,'=SUM(1),")
  }

  @Test func anErrorShowsItsPlaceItsSurroundingsAndTheRule() throws {
    let text = Text("One line.\nÉva wrote: “we begin” and went home.")
    let start = try #require(text.utf8.firstRange(of: Array("we begin".utf8))?.lowerBound)
    var gold = Coding(
      document: "essay",
      quotations: [Coding.Item(source: start..<start + 8, words: "we begin", kind: .speech, span: start..<start + 8)],
      bytes: text.utf8, text: text)
    gold.original = Coding.Original(file: "essay.txt", lines: SourceLines(text.utf8))
    var found = gold
    found.quotations[0].kind = .term
    found.quotations[0].rule = Coding.Decision(rule: "form.short", score: 0.7)
    var scorer = Scorer()
    scorer.add(gold: gold, found: found)
    let report = scorer.report(Bootstrap(replicates: 10))
    let error = try #require(report.errors.first)
    #expect(error.place == SourceLines.Place(line: 2, column: 13))
    #expect(error.before == "One line. Éva wrote: “")
    #expect(error.after == "” and went home.")
    #expect(error.rule == "form.short")
    #expect(report.errorText().contains("essay.txt:2:13  gold: speech  found: term  (form.short)"))
    #expect(report.errorText().contains("…One line. Éva wrote: “⟦we begin⟧” and went home.…"))
    let json = try JSONValue(parsing: report.errorJSON()).array?.first
    #expect(json?["line"]?.integer == 2)
    #expect(json?["error"]?.string == "kind")
    #expect(json?["id"] == .null)
  }

  @Test func theHeadSaysWhatTheGoldHas() {
    #expect(report().head == ["gold: 2 quotations (2 with a kind, 1 with a speaker), 3 passages"])
    var scorer = Scorer()
    scorer.add(
      gold: Coding(document: "bare", quotations: [Coding.Item(source: 0..<4, words: "bare")]),
      found: Coding(
        document: "bare",
        quotations: [Coding.Item(source: 0..<4, kind: .speech), Coding.Item(source: 5..<9, kind: .speech)]))
    let bare = scorer.report(Bootstrap(replicates: 10))
    #expect(bare.head == ["gold: 1 quotation (none with a kind, none with a speaker), no passages"])
    #expect(bare.sections.map(\.title) == ["Quotation spans"])
  }

  @Test func theTableHasARowForEachFigure() {
    let report = report()
    let rows = report.csv().split(separator: "\r\n")
    let cells = report.sections.compactMap(\.table).reduce(0) { $0 + $1.rows.count * $1.columns.count }
    #expect(rows.count == 1 + report.sections.reduce(0) { $0 + $1.figures.count } + cells)
    #expect(
      rows.contains {
        $0.hasPrefix("table.stance.passages.above.below,\"gold above, found below\",1.0000,,,,1,1,0.2065,1.0")
      })
    let accuracy = rows.first { $0.hasPrefix("stance.passages.accuracy,") }
    #expect(
      accuracy?.hasPrefix("stance.passages.accuracy,accuracy,0.6667,0.0000,1.0000,bootstrap over documents,2,3,")
        == true)
  }

  @Test func theJSONCanBeReadBack() throws {
    let report = report()
    let json = try JSONValue(parsing: report.json())
    #expect(json["documents"]?.integer == 2)
    #expect(json["bootstrap"]?["seed"]?.string == "1")
    let figure = try #require(json["figures"]?["stance.passages.accuracy"])
    #expect(figure["n"]?.integer == 3)
    #expect(figure["right"]?.integer == 2)
    #expect(figure["interval"]?["method"]?.string == "bootstrap over documents")
    #expect(json["figures"]?["kind.title.f1"] == nil)
    #expect(json["tables"]?["Stance of passages"]?["above"]?["below"]?.integer == 1)
    #expect(json["figures"]?.members?.count == report.sections.reduce(0) { $0 + $1.figures.count })
  }

  @Test func noErrorsAreSaid() {
    #expect(Scorer().report().errorText() == "No errors.\n")
    #expect(Scorer().report().sections.isEmpty)
  }

  @Test func aKeyStandsForOneFigure() {
    let keys = report().sections.flatMap { $0.figures.map(\.key) }
    #expect(Set(keys).count == keys.count)
  }

  struct Baseline: CustomTestStringConvertible {
    let testDescription: String
    let gold: [Stance]
    let figures: [String: Double?]

    init(_ name: String, _ gold: [Stance], _ figures: [String: Double?]) {
      (testDescription, self.gold, self.figures) = (name, gold, figures)
    }
  }

  @Test(arguments: [
    Baseline(
      "what gives the commonest label", [.none, .none, .none, .above],
      ["majority": 0.75, "majority.macro-f1": 3.0 / 7, "always-none": nil]),
    Baseline(
      "and what gives none, where that is another one", [.above, .above, .above, .none],
      ["majority": 0.75, "majority.macro-f1": 3.0 / 7, "always-none": 0.25, "always-none.macro-f1": 0.2]),
  ])
  func baselines(_ example: Baseline) throws {
    let items = example.gold.enumerated().map {
      Coding.Item(source: $0.offset * 10..<$0.offset * 10 + 9, stance: $0.element)
    }
    var scorer = Scorer()
    scorer.add(gold: Coding(document: "a", passages: items), found: Coding(document: "a", passages: items))
    let report = scorer.report(Bootstrap(replicates: 10))
    for (key, value) in example.figures {
      let figure = report.figure("stance.passages.\(key)")?.value
      #expect(value == nil ? figure == nil : abs((figure ?? -1) - (value ?? 0)) < 1e-9, "\(key)")
    }
  }

  @Test func scoresAndThresholdsAreThereToBeDrawnAnew() throws {
    func passages(_ score: Double?) -> [Coding.Item] {
      [Stance.above, .below, .none].enumerated().map { index, stance in
        var item = Coding.Item(id: AnnotationID("p\(index)"), source: index * 10..<index * 10 + 9, stance: stance)
        if let score {
          let strongest: Stance = index == 2 ? .above : stance
          item.stance = strongest
          item.scores = [Judgment.Score(strongest, score), Judgment.Score(.none, 1 - score)]
        }
        return item
      }
    }
    var scorer = Scorer()
    for name in ["a", "b"] {
      scorer.add(
        gold: Coding(document: name, passages: passages(nil)), found: Coding(document: name, passages: passages(0.83)))
    }
    let report = scorer.report(Bootstrap(replicates: 10))
    let json = try JSONValue(parsing: report.json())
    let bin = try #require(json["reliability"]?["stance.passages"]?.array?.first)
    #expect(bin["from"]?.double == 0.8)
    #expect(bin["score"]?.double.map { abs($0 - 0.83) < 1e-9 } == true)
    #expect(bin["n"]?.integer == 6)
    #expect(bin["interval"]?["low"]?.double == report.figure("reliability.stance.passages.0.8")?.interval?.low)
    let points = try #require(json["curves"]?["stance.passages"]?.array)
    #expect(points.last?["threshold"]?.double == 0.8)
    #expect(points.last?["precision"]?.double.map { abs($0 - 2.0 / 3) < 0.001 } == true)
    let page = EvaluationPage(report).html()
    #expect(page.contains("<text class=\"tick count\""))
    #expect(page.contains("class=\"band\""))
    #expect(!page.contains("<script"))
  }
}
