import Codebook
import Standoff
import Testing

@testable import Evaluation

/// A document of so many passages of each stance and attitude, and speech by named speakers.
struct Corpus {
  var text = ""
  var passages = Layer<Passage>()
  var quotations = Layer<Quotation>()
  var speakers = Layer<Speaker>()
  var judgments = Layer<Judgment>()
  var attitudes = Layer<Attitude>()

  mutating func add(_ stance: Stance?, _ attitude: AttitudeKind? = nil, strain: Strain? = nil, times: Int = 1) {
    for _ in 0..<times {
      let target = passages.add(Passage(number: passages.count + 1), at: words())
      judge(target, stance, attitude, strain)
    }
  }

  mutating func say(_ speaker: String?, _ stance: Stance, _ attitude: AttitudeKind, times: Int = 1) {
    for _ in 0..<times {
      let target = quotations.add(Quotation(.speech, marks: "“”", rule: "hand"), at: words())
      if let speaker { speakers.add(Speaker(name: speaker, rule: "hand", score: 1), on: target) }
      judge(target, stance, attitude)
    }
  }

  private mutating func words() -> Span {
    let start = text.utf8.count
    text += "Nobody in the hall spoke up.\n"
    return start..<text.utf8.count - 1
  }

  private mutating func judge(
    _ target: AnnotationID, _ stance: Stance?, _ attitude: AttitudeKind?, _ strain: Strain? = nil
  ) {
    guard let stance else { return }
    judgments.add(Judgment(stance, scores: [], strain: strain, by: "hand", evidence: []), on: target)
    guard let attitude else { return }
    attitudes.add(Attitude(attitude, side: Side(stance, attitude), score: 1, by: "hand"), on: target)
  }

  func reading(_ id: String, _ metadata: Metadata = Metadata()) throws -> Reading {
    try Reading(
      Document(
        id: id, origin: Document.Origin(path: id, format: "text"), metadata: metadata, text: Text(text),
        map: .identity(count: text.utf8.count)
      ).adding(passages, quotations, speakers, judgments, attitudes))
  }
}

@Suite struct ComparisonTests {
  private func reading(
    _ id: String, below: Int = 0, above: Int = 0, none: Int = 0, _ metadata: Metadata = Metadata()
  ) throws -> Reading {
    var corpus = Corpus()
    corpus.add(.below, .endorses, times: below)
    corpus.add(.above, .endorses, times: above)
    corpus.add(Stance.none, times: none)
    return try corpus.reading(id, metadata)
  }

  @Test func sharesOfOneDocument() throws {
    var corpus = Corpus()
    corpus.add(.above, .rejects, times: 6)
    corpus.add(.above, .endorses, times: 3)
    corpus.add(.below, .reports, times: 1)
    corpus.add(Stance.none, times: 10)
    corpus.add(nil, times: 2)
    var comparison = Comparison(by: [.document])
    comparison.add(try corpus.reading("essay"))
    let profile = try #require(comparison.tables().first?.profiles.first)
    #expect(profile.tally.judged == 20)
    #expect(profile.tally.unjudged == 2)
    #expect(profile.share(.above).value == 0.45)
    #expect(profile.share(.none).value == 0.5)
    #expect(profile.share(.mixed).count == 0)
    // Rejecting above is to be on the side of below.
    #expect(profile.sided.count == 6)
    #expect(profile.sided.n == 9)
    #expect(profile.sided.isFew)
    #expect(profile.sided.interval == Interval.wilson(6, of: 9))
  }

  @Test func ofSeveralDocumentsDocumentsAreDrawn() throws {
    var comparison = Comparison(by: [.corpus])
    for (index, below) in [9, 1, 8, 2, 7].enumerated() {
      comparison.add(try reading("d\(index)", below: below, above: 10 - below))
    }
    let profile = try #require(comparison.tables().first?.profiles.first)
    #expect(profile.documents == 5)
    #expect(profile.sided.value == 27.0 / 50)
    let interval = try #require(profile.sided.interval)
    #expect(interval.method == .documents)
    #expect(interval.contains(27.0 / 50))
    // Works differ more than passages of one work do, so the interval is wider.
    let items = try #require(Interval.wilson(27, of: 50))
    #expect(interval.high - interval.low > items.high - items.low)
  }

  @Test func documentsThatAgreeThroughoutDoNotPromiseCertainty() throws {
    var comparison = Comparison(by: [.corpus])
    for index in 0..<3 { comparison.add(try reading("d\(index)", below: 2)) }
    let profile = try #require(comparison.tables().first?.profiles.first)
    #expect(profile.sided.value == 1)
    #expect(profile.sided.interval == Interval.wilson(6, of: 6))
  }

  @Test func ranksByShareThenThoseWithoutSides() throws {
    var comparison = Comparison(by: [.document])
    comparison.add(try reading("low", below: 1, above: 3))
    comparison.add(try reading("silent", none: 4))
    comparison.add(try reading("high", below: 3, above: 1))
    comparison.add(try reading("half, of many", below: 4, above: 4))
    comparison.add(try reading("half", below: 1, above: 1))
    #expect(
      comparison.tables().first?.profiles.map(\.name) == ["high", "half, of many", "half", "low", "silent"])
  }

  @Test func yearsKeepTheirOrder() throws {
    var comparison = Comparison(by: [.year, .decade])
    for (date, below) in [("March 1917", 1), ("1848-02-21", 9), ("19110304", 5), ("undated", 3)] {
      comparison.add(try reading(date, below: below, above: 10 - below, Metadata(date: date)))
    }
    let tables = comparison.tables()
    #expect(tables.map { $0.profiles.map(\.name) } == [["1848", "1911", "1917", ""], ["1840s", "1910s", ""]])
    #expect(tables[1].profiles[1].documents == 2)
    #expect(tables[0].profiles[3].title == "(not given)")
  }

  @Test func aDocumentBelongsToEachOfItsAuthors() throws {
    var comparison = Comparison(by: [.field("author"), .field("party"), .field("title")])
    let metadata = Metadata(
      title: "Bread; and peace", author: "Hart, Clara; Zell, Otto", other: ["party": "Left; Left"])
    comparison.add(try reading("d", below: 1, metadata))
    let tables = comparison.tables()
    #expect(tables[0].profiles.map(\.name) == ["Hart, Clara", "Zell, Otto"])
    #expect(tables[1].profiles.map(\.name) == ["Left"])
    #expect(tables[2].profiles.map(\.name) == ["Bread; and peace"])
  }

  @Test func speakersOverDocuments() throws {
    var comparison = Comparison(by: [.speaker])
    for id in ["one", "two"] {
      var corpus = Corpus()
      corpus.say("Clara Hart", .below, .endorses, times: 3)
      corpus.say("Otto Zell", .above, .endorses, times: 2)
      corpus.say(nil, .above, .reports)
      comparison.add(try corpus.reading(id))
    }
    let table = try #require(comparison.tables().first)
    #expect(table.unit == .speech)
    #expect(table.profiles.map(\.title) == ["Clara Hart", "Otto Zell", "(no speaker)"])
    #expect(table.profiles.map(\.documents) == [2, 2, 2])
    #expect(table.profiles.map(\.sided.count) == [6, 0, 0])
  }

  @Test func runsStandSideBySide() throws {
    var comparison = Comparison(by: [.document])
    comparison.add(try reading("a", below: 8, above: 4), run: "rules")
    comparison.add(try reading("b", below: 2, above: 10), run: "rules")
    comparison.add(try reading("a", below: 6, above: 6), run: "model")
    let table = try #require(comparison.tables().first)
    #expect(table.runs == ["rules", "model"])
    #expect(table.groups.map { $0.map(\.run) } == [["rules", "model"], ["rules"]])
    let text = table.text()
    #expect(text.contains("document  run"))
    #expect(ComparisonPage([table]).html().contains("class=\"legend\""))
  }

  @Test func theTextTable() throws {
    var comparison = Comparison(by: [.document])
    comparison.add(try reading("essay.txt", below: 9, above: 3, none: 8))
    comparison.add(try reading("小冊子.txt", below: 1, above: 2))
    let text = comparison.tables().text()
    #expect(
      text == """
        Passages by document

        document    judged       above     below    mixed      none  sided    on below's side  95 % interval
        ──────────  ────────  ────────  ────────  ───────  ────────  ───────  ───────────────  ─────────────
        essay.txt       20    3 (15 %)  9 (45 %)  0 (0 %)  8 (40 %)     12           9 (75 %)        47–91 %
        小冊子.txt       3 !  2 (67 %)  1 (33 %)  0 (0 %)   0 (0 %)      3 !         1 (33 %)         6–79 %

        Last share: of the sided, those on the side of below, who endorse below or reject above.
        Intervals draw documents anew, parts of documents where there are fewer than five, else they are Wilson's.
        ! fewer than 10 items: read with caution

        """)
    let narrow = comparison.tables().text(width: 90).split(separator: "\n").prefix(5)
    #expect(narrow.allSatisfy { screenWidth(String($0)) <= 90 })
    #expect(narrow.last == "小冊子.txt       3 !      2      1      0     0      3 !  1 (33 %)         6–79 %")
  }

  @Test func aUsersOwnStancesGetTheirColumns() throws {
    var corpus = Corpus()
    corpus.add("populist", times: 3)
    var comparison = Comparison(by: [.document])
    comparison.add(try corpus.reading("d"))
    let tables = comparison.tables()
    #expect(tables[0].stances == [.above, .below, .mixed, .none, "populist"])
    #expect(tables.csv().contains("populist_share"))
  }

  @Test func thePageEscapesFetchesNothingAndNamesWhatItShows() throws {
    var comparison = Comparison(by: [.document, .speaker])
    comparison.add(try reading("<script>alert('x')</script>&\"\u{1}", below: 4, above: 1))
    var page = ComparisonPage(comparison.tables(), title: "A & B", facts: [("Run", "<run>")])
    page.facts.append(("Empty", ""))
    let html = page.html()
    #expect(!html.contains("<script"))
    #expect(!html.contains("\u{1}"))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;\u{FFFD}"))
    #expect(html.contains("<title>A &amp; B</title>"))
    #expect(html.contains("<dd>&lt;run&gt;</dd>"))
    #expect(!html.contains("Empty"))
    #expect(html.contains("default-src 'none'"))
    let withoutNamespace = html.replacing("http://www.w3.org/2000/svg", with: "")
    #expect(!withoutNamespace.contains("http:") && !withoutNamespace.contains("https:"))
    #expect(html.contains("<desc id=\"t1-d\">"))
  }

  @Test func everyRowOfThePageHasACellForEachColumn() throws {
    for runs in [[""], ["rules", "model"]] {
      var comparison = Comparison(by: [.corpus, .document, .speaker])
      for run in runs {
        var corpus = Corpus()
        corpus.add(.below, .endorses, times: 2)
        corpus.add(nil)
        corpus.say("Clara Hart", .above, .rejects)
        comparison.add(try corpus.reading("essay"), run: run)
      }
      for table in ComparisonPage(comparison.tables()).html().split(separator: "<table>").dropFirst() {
        let columns = table.split(separator: "<th scope=\"col\"").count - 1
        for row in table.split(separator: "<tr><th scope=\"row\">").dropFirst() {
          #expect(row.split(separator: "<td>").count == columns)
        }
      }
    }
  }

  @Test func aPictureOfTooManyGroupsKeepsThoseWithMost() throws {
    var comparison = Comparison(by: [.document], bootstrap: Bootstrap(replicates: 10))
    for index in 0..<70 { comparison.add(try reading("d\(index)", below: 1 + index % 7, above: 2)) }
    let table = try #require(comparison.tables().first)
    let plot = RankedPlot(table: table, id: "p")
    #expect(plot.groups.count == RankedPlot.most)
    #expect(plot.omitted == 10)
    #expect(plot.groups.allSatisfy { $0[0].sided.n > 3 || $0[0].sided.count == 1 })
    #expect(ComparisonPage([table]).html().contains("10 more groups stand in the table only"))
  }
}

@Suite struct RunAgreementTests {
  private func coding(_ id: String, _ stances: [Stance?], speaker: String = "Hart") -> Coding {
    Coding(
      document: id,
      passages: stances.enumerated().map { Coding.Item(source: $0 * 10..<$0 * 10 + 9, stance: $1) },
      quotations: [Coding.Item(source: 3..<6, kind: .speech, speaker: speaker)])
  }

  @Test func agreementAndDifferences() throws {
    var agreement = RunAgreement("rules", "model")
    agreement.add(coding("a", [.above, .above, .below, Stance.none]), isFirst: true)
    agreement.add(coding("b", [.above]), isFirst: true)
    agreement.add(coding("c", [.above]), isFirst: false)
    agreement.add(coding("a", [.above, .below, .below], speaker: "Zell"), isFirst: false)
    let report = agreement.report(Bootstrap(replicates: 50))
    #expect(report.documents == 1)
    #expect(report.onlyOne == ["b"])
    #expect(report.onlyOther == ["c"])
    #expect(report.matched == 4)
    #expect(report.onlyInOne == 1)
    #expect(report.onlyInOther == 0)
    let stance = try #require(report.sections.first { $0.title == "Stance of passages" })
    // Observed 2/3; by chance (2·1 + 1·2) / 9 = 4/9; (6 - 4) / (9 - 4).
    #expect(abs(try #require(stance.figures.first { $0.key == "stance.passages.kappa" }?.value) - 0.4) < 1e-12)
    #expect(report.differences.map(\.label) == ["stance", "speaker"])
    #expect(report.text().contains("rules beside model: 1 document"))
    #expect(report.csv().contains("stance,passage,a,10,19,above,below"))
  }

  @Test func theOrderOfTheRunsDoesNotMatter() {
    let (one, other) = (coding("a", [.above, .below]), coding("a", [.above, .above]))
    var forth = RunAgreement("x", "y")
    forth.add(one, isFirst: true)
    forth.add(other, isFirst: false)
    var back = RunAgreement("x", "y")
    back.add(other, isFirst: false)
    back.add(one, isFirst: true)
    #expect(forth.report().sections == back.report().sections)
  }
}

@Suite struct GroupTallyTests {
  /// A document of chapters, each with its number of passages on the side of below and of above.
  private func reading(_ chapters: [(below: Int, above: Int)], divided: Bool) throws -> Reading {
    var corpus = Corpus()
    var divisions = Layer<Division>()
    for (number, chapter) in chapters.enumerated() {
      let start = corpus.text.utf8.count
      corpus.add(.below, .endorses, times: chapter.below)
      corpus.add(.above, .endorses, times: chapter.above)
      divisions.add(Division(n: "\(number + 1)", level: 2), at: start..<corpus.text.utf8.count)
    }
    var whole = Layer<Division>()
    whole.add(Division(level: 1), at: 0..<corpus.text.utf8.count)
    for division in divisions.annotations { whole.add(division.label, at: division.span) }
    let reading = try corpus.reading("d")
    return divided ? try Reading(reading.document.adding(whole)) : reading
  }

  private static let chapters = [(10, 0), (0, 10), (9, 1), (1, 9), (10, 0), (0, 10), (8, 2), (2, 8)]

  @Test func chaptersAreDrawnWhereThereAreEnough() throws {
    let divided = DocumentTally(try reading(Self.chapters, divided: true)).passages.share(of: .below)
    #expect(divided.value == 0.5)
    #expect(divided.interval?.method == .parts)
    // Chapters differ more than passages would by chance.
    let wilson = try #require(Interval.wilson(40, of: 80))
    let interval = try #require(divided.interval)
    #expect(interval.high - interval.low > 1.5 * (wilson.high - wilson.low))
  }

  @Test func withoutChaptersRunsOfPassagesAreDrawn() throws {
    let share = DocumentTally(try reading(Self.chapters, divided: false)).passages.share(of: .below)
    #expect(share.interval?.method == .parts)
    #expect(TextParts.runLength(80) == 4)
    #expect(TextParts.runLength(1) == 1)
    #expect(TextParts.runLength(1000) == 10)
  }

  @Test func fewPassagesAndOneSideGetWilson() throws {
    #expect(
      DocumentTally(try reading([(1, 1), (1, 1)], divided: true)).passages.share(of: .below).interval?.method == .wilson
    )
    #expect(
      DocumentTally(try reading(Array(repeating: (3, 0), count: 9), divided: true)).passages.share(of: .below).interval
        == Interval.wilson(27, of: 27))
  }

  @Test func oneShareHasOneIntervalWhereverItStands() throws {
    let reading = try reading(Self.chapters, divided: true)
    var comparison = Comparison(by: [.document, .corpus])
    comparison.add(reading)
    let intervals = comparison.tables().map { $0.profiles[0].sided.interval }
    #expect(intervals == [intervals[0], DocumentTally(reading).passages.share(of: .below).interval])
  }

  @Test func attitudesAndStrainsHaveShares() throws {
    var corpus = Corpus()
    corpus.add(.above, .rejects, times: 6)
    corpus.add(.above, .reports, times: 2)
    var judgments = Layer<Judgment>()
    for judgment in corpus.judgments.annotations.prefix(3) {
      judgments.add(Judgment(.above, scores: [], strain: "elitism", by: "hand", evidence: []), on: judgment.target)
    }
    for judgment in corpus.judgments.annotations.dropFirst(3) { judgments.add(judgment.label, on: judgment.target) }
    corpus.judgments = judgments
    var comparison = Comparison(by: [.document])
    comparison.add(try corpus.reading("d"))
    let profile = try #require(comparison.tables().first?.profiles.first)
    #expect(profile.share(.attitude(.rejects)) == Share(6, of: 8))
    #expect(profile.share(.strain("elitism", of: .above)) == Share(3, of: 8))
    #expect(comparison.tables().csv().contains("elitism_share"))
    #expect(ComparisonPage(comparison.tables()).html().contains("Attitudes and strains"))
  }
}
