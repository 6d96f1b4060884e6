import Codebook
import Standoff
import Testing

@testable import Evaluation

@Suite struct SampleTests {
  private func readings() throws -> [Reading] {
    try (0..<6).map { number in
      var corpus = Corpus()
      corpus.add(.above, .endorses, times: 2 + number)
      corpus.add(.below, .rejects, times: 4)
      corpus.add(Stance.none, times: 20)
      corpus.add(nil, times: 3)
      corpus.say("Clara Hart", .below, .endorses, times: 3)
      corpus.say("Otto Zell", .above, .endorses, times: number)
      return try corpus.reading("d\(number).txt")
    }
  }

  private func frame(_ unit: SampleDesign.Unit, by: SampleDesign.Stratification? = nil) throws -> SampleFrame {
    var frame = SampleFrame(unit, by: by)
    for reading in try readings() { frame.add(reading) }
    return frame
  }

  @Test func everyItemIsAsLikelyInASimpleSample() throws {
    let sample = try frame(.passage).draw(SampleDesign(.passage, .items(30)))
    #expect(sample.population == 171)
    #expect(sample.strata == [Sample.Stratum(name: "all", population: 171, drawn: 30)])
    #expect(sample.items.count == 30)
    #expect(Set(sample.items.map { "\($0.document) \($0.id)" }).count == 30)
    #expect(sample.items.allSatisfy { sample.probability($0) == 30.0 / 171 })
  }

  @Test func theSeedDecides() throws {
    let frame = try frame(.passage, by: .stance)
    let design = SampleDesign(.passage, .items(20), by: .stance, seed: 3)
    #expect(frame.draw(design) == frame.draw(design))
    var other = design
    other.seed = 4
    #expect(frame.draw(design) != frame.draw(other))
  }

  @Test(
    "Strata by the stance found",
    arguments: [
      (SampleDesign.Allocation.proportional, ["above": 10, "below": 8, "none": 42]),
      (.equal, ["above": 20, "below": 20, "none": 20]),
    ])
  func strata(_ allocation: SampleDesign.Allocation, _ sizes: [String: Int]) throws {
    let sample = try frame(.passage, by: .stance).draw(
      SampleDesign(.passage, .items(60), by: .stance, allocation: allocation))
    #expect(Dictionary(uniqueKeysWithValues: sample.strata.map { ($0.name, $0.drawn) }) == sizes)
    #expect(sample.strata.map(\.population).reduce(0, +) == 171)
    for stratum in sample.strata.indices {
      #expect(sample.items.count { $0.stratum == stratum } == sample.strata[stratum].drawn)
    }
  }

  @Test func eachStratumHasTwoOrAllThereAre() {
    #expect(Allocator.sizes(10, populations: [1, 3, 500], weights: [1, 3, 500]) == [1, 2, 7])
    #expect(Allocator.sizes(100, populations: [4, 5], weights: [4, 5]) == [4, 5])
    // Neyman: twice the spread, twice the draws.
    #expect(Allocator.sizes(30, populations: [100, 100], weights: [20, 10]) == [20, 10])
  }

  @Test func moreStrataThanTheSampleCanHoldAreJoined() throws {
    let sample = try frame(.passage, by: .document).draw(SampleDesign(.passage, .items(8), by: .document))
    #expect(sample.strata.map(\.name) == ["d5.txt", "d4.txt", "d3.txt", "(the rest)"])
    #expect(sample.strata.map(\.drawn) == [2, 2, 2, 2])
    #expect(sample.strata.map(\.population).reduce(0, +) == 171)
  }

  @Test func wholeDocuments() throws {
    let sample = try frame(.quotation).draw(SampleDesign(.quotation, .documents(2)))
    #expect(sample.hasClusters)
    #expect(sample.strata == [Sample.Stratum(name: "documents", population: 6, drawn: 2)])
    let documents = Set(sample.items.map(\.document))
    #expect(documents.count == 2)
    let counts = try readings().filter { documents.contains($0.document.id) }.map(\.quotations.count)
    #expect(sample.items.count == counts.reduce(0, +))
  }

  @Test func speakersAreStrata() throws {
    let sample = try frame(.quotation, by: .speaker).draw(SampleDesign(.quotation, .items(10), by: .speaker))
    #expect(Set(sample.strata.map(\.name)) == ["Clara Hart", "Otto Zell"])
  }

  @Test("over many draws each item comes as often as its probability says")
  func inclusion() throws {
    let frame = try frame(.passage, by: .stance)
    var counts: [String: Int] = [:]
    var expected: [String: Double] = [:]
    for seed in 0..<400 {
      let sample = frame.draw(
        SampleDesign(.passage, .items(40), by: .stance, allocation: .equal, seed: UInt64(seed)))
      for item in sample.items {
        counts["\(item.document) \(item.id)", default: 0] += 1
        expected["\(item.document) \(item.id)"] = sample.probability(item)
      }
    }
    for (item, probability) in expected {
      let spread = (400 * probability * (1 - probability)).squareRoot()
      #expect(abs(Double(counts[item] ?? 0) - 400 * probability) < 5 * spread, "\(item)")
    }
  }

  @Test func theSheetIsBlindAndTheKeyIsNot() throws {
    let design = SampleDesign(.passage, .items(12), by: .stance, allocation: .equal)
    let sample = try frame(.passage, by: .stance).draw(design)
    var sheet = SampleSheet(sample, .passage, context: 40)
    for reading in try readings() { sheet.add(reading) }
    let blind = try CSVTable(Array(sheet.sheet().utf8), name: "sample.csv")
    #expect(
      blind.header.map(\.text) == [
        "item", "document", "id", "place", "before", "words", "after", "corrected", "corrected_attitude",
        "corrected_strain", "remark",
      ])
    #expect(blind.rows.count == 12)
    #expect(blind.rows[0][5].text == "Nobody in the hall spoke up.")
    #expect(blind.rows.allSatisfy { row in row[7...].allSatisfy { $0.text.isEmpty } })
    for word in ["above", "endorses", "probability"] { #expect(!sheet.sheet().contains(word)) }
    let open = try CSVTable(Array(sheet.sheet(isOpen: true, separator: .semicolon).utf8), name: "sample.csv")
    #expect(open.column("found_stance") == 7)
    let key = try CSVTable(Array(sheet.key().utf8), name: "key.csv")
    let columns = try ["stratum", "probability", "stance"].map { try #require(key.column($0)) }
    for row in key.rows {
      #expect(row[columns[0]].text == row[columns[2]].text)
      #expect(try #require(Double(row[columns[1]].text)) > 0)
    }
    // Not in the order of strata, which would give the stance away.
    #expect(key.rows.map { $0[columns[0]].text } != key.rows.map { $0[columns[0]].text }.sorted())
  }

  @Test func theRecordCanBeReadBack() throws {
    for design in [
      SampleDesign(.passage, .items(12), by: .stance, allocation: .neyman, seed: .max),
      SampleDesign(.quotation, .documents(3)),
    ] {
      let sample = try frame(design.unit, by: design.stratification).draw(design)
      let record = SampleRecord(sample, design, runs: ["abc"], version: "1")
      #expect(try SampleRecord(record.json(), name: "sample.json") == record)
    }
    #expect(throws: GoldError.self) { try SampleRecord(Array("{}".utf8), name: "x.json") }
    #expect(throws: GoldError.self) { try SampleRecord(Array("[".utf8), name: "x.json") }
  }
}

@Suite struct PrevalenceTests {
  @Test(
    "least squares on the simplex",
    arguments: [
      ([[0.8, 0.2], [0.2, 0.8]], [0.5, 0.5], [0.5, 0.5]),
      ([[0.8, 0.2], [0.2, 0.8]], [0.35, 0.65], [0.25, 0.75]),
      // More is found of the first than any truth could give: all of it.
      ([[0.8, 0.2], [0.2, 0.8]], [0.9, 0.1], [1, 0]),
      ([[0.7, 0.1, 0.1], [0.2, 0.8, 0.1], [0.1, 0.1, 0.8]], [0.1, 0.1, 0.8], [0, 0, 1]),
    ])
  func simplex(_ matrix: [[Double]], _ target: [Double], _ expected: [Double]) throws {
    let shares = try #require(Simplex.leastSquares(matrix, target))
    #expect(zip(shares, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(shares)")
  }

  @Test func aLabelThatIsNeverFoundKeepsItsShareOfTheSample() throws {
    func units(_ found: Int, _ coded: Int, _ count: Int) -> [CodedUnit] {
      (0..<count).map { _ in CodedUnit(found: found, coded: coded, stratum: 0, document: 0, weight: 1) }
    }
    // Of the label 2, a tenth of all, half is called 0 and half 1; 0 is called 1 in a quarter of the cases.
    let sample = units(0, 0, 30) + units(1, 0, 10) + units(1, 1, 50) + units(0, 2, 5) + units(1, 2, 5)
    let shares = try #require(AdjustedCount.solve(sample, [0.35, 0.65, 0]))
    #expect(zip(shares, [0.4, 0.5, 0.1]).allSatisfy { abs($0 - $1) < 1e-9 }, "\(shares)")
  }

  @Test func aClassifierThatTellsNothingApartIsNotAdjusted() {
    #expect(Simplex.leastSquares([[0.3, 0.3], [0.7, 0.7]], [0.5, 0.5]) == nil)
  }

  /// Two groups of documents: the classifier calls a third of what is `below` by `none` in both.
  private func study(coded: Int) throws -> (PrevalenceStudy, SampleRecord) {
    var frame = SampleFrame(.passage)
    var readings: [Reading] = []
    for number in 0..<4 {
      var corpus = Corpus()
      corpus.add(.above, .endorses, times: 10)
      corpus.add(.below, .endorses, times: 20)
      corpus.add(Stance.none, times: 30)
      let metadata = Metadata(other: ["party": number < 2 ? "Left" : "Right"])
      readings.append(try corpus.reading("d\(number)", metadata))
      frame.add(readings[number])
    }
    let design = SampleDesign(.passage, .items(coded), seed: 5)
    let record = SampleRecord(frame.draw(design), design, runs: ["r"], version: "1")
    // Passages 31 to 40 of each document are below in truth.
    var csv = CSVWriter(header: ["document", "id", "corrected", "corrected_attitude"])
    for item in record.sample.items {
      let number = Int(item.id.description.dropFirst()) ?? 0
      let truth = number <= 10 ? "above" : number <= 40 ? "below" : "none"
      csv.row([
        .text(item.document), .text(item.id.description), .text(truth), truth == "none" ? .empty : .text("endorses"),
      ])
    }
    let corrections = try Corrections(Array(csv.text.utf8), name: "coded.csv")
    var study = PrevalenceStudy(
      by: [.corpus, .field("party")], .corrections(corrections), record, unit: .passage,
      bootstrap: Bootstrap(replicates: 50))
    for reading in readings { study.add(reading) }
    return (study, record)
  }

  @Test func sharesAreCorrectedGroupByGroup() throws {
    let (study, record) = try study(coded: 120)
    #expect(study.missing == 0)
    let tables = study.tables()
    #expect(tables.map { "\($0.grouping)" } == ["all", "party"])
    let below = try #require(tables[0].rows.first { $0.label == "stance below" })
    #expect(below.found.value == 80.0 / 240)
    #expect(below.coded == 120)
    #expect(abs(below.effective - 120) < 1e-9)
    let corrected = try #require(below.corrected)
    // Classifier's share plus the share of the sample that it missed.
    let missed = record.sample.items.count { (31...40).contains(Int($0.id.description.dropFirst()) ?? 0) }
    #expect(abs(corrected.value - (1.0 / 3 + Double(missed) / 120)) < 1e-12)
    #expect(try #require(corrected.interval).contains(0.5))
    #expect(try #require(corrected.interval).method == .design)
    #expect(tables[1].rows.filter { $0.group == "Left" }.map(\.label).contains("side of below, of the sided"))
    let side = try #require(tables[0].rows.first { $0.label.hasPrefix("side") })
    #expect(side.found.n == 120)
    #expect(try #require(side.corrected?.interval).contains(0.75))
    #expect(tables.text().contains("corrected for the classifier's errors"))
    #expect(tables.csv().split(separator: "\r\n").count == 1 + tables.reduce(0) { $0 + $1.rows.count })
  }

  @Test func aGroupWithTooFewIsNotCorrected() throws {
    let rows = try study(coded: 16).0.tables()[1].rows
    for row in rows {
      #expect((row.corrected == nil) == (row.coded < PrevalenceStudy.fewest))
      #expect(row.caution != nil)
    }
    #expect(rows.contains { $0.corrected == nil })
  }

  @Test func withoutARecordOnlyCountsAreAdjusted() throws {
    var csv = CSVWriter(header: ["document", "id", "corrected"])
    var corpus = Corpus()
    for number in 1...40 {
      corpus.add(number % 2 == 0 ? .above : Stance.none, .endorses)
      csv.row([.text("d"), .text("p\(number)"), .text(number % 4 == 0 ? "above" : "none")])
    }
    let corrections = try Corrections(Array(csv.text.utf8), name: "c.csv")
    var study = PrevalenceStudy(
      by: [.document], .corrections(corrections), nil, unit: .passage, bootstrap: Bootstrap(replicates: 50))
    study.add(try corpus.reading("d"))
    let above = try #require(study.tables().first?.rows.first { $0.label == "stance above" })
    #expect(above.corrected == nil)
    #expect(above.found.value == 0.5)
    #expect(abs(try #require(above.adjusted).value - 0.25) < 1e-9)
    #expect(study.tables().text().contains("not drawn by"))
  }

  @Test func errorsInACensusAloneLeaveTheRestUnsure() throws {
    // All of the stratum 0 was coded, a tenth of the stratum 1, and only the first has errors.
    let units =
      (0..<20).map { CodedUnit(found: 0, coded: $0 < 5 ? 1 : 0, stratum: 0, document: 0, weight: 1) }
      + (0..<40).map { _ in CodedUnit(found: 2, coded: 2, stratum: 1, document: 0, weight: 10) }
    let estimator = DesignEstimator(
      strata: [
        DesignEstimator.Stratum(population: 20, coded: 20), DesignEstimator.Stratum(population: 400, coded: 40),
      ], hasClusters: false)
    let found = [20.0 / 420, 0, 400.0 / 420]
    let ratio = try #require(estimator.share(of: 1, among: [0, 1], units, found: found))
    #expect(abs(ratio.value - 0.25) < 1e-12)
    #expect(try #require(ratio.interval).high > 0.5)
  }

  @Test func whereNoErrorIsSeenTheIntervalStillHasAWidth() throws {
    let units = (0..<40).map { CodedUnit(found: $0 % 2, coded: $0 % 2, stratum: 0, document: 0, weight: 10) }
    let estimator = DesignEstimator(strata: [DesignEstimator.Stratum(population: 400, coded: 40)], hasClusters: false)
    let estimate = try #require(estimator.share(of: 0, units, found: 0.5))
    #expect(estimate.value == 0.5)
    #expect(try #require(estimate.interval).high > 0.55)
    // A label that is right throughout, while others are mistaken for each other.
    let mixed = (0..<40).map {
      CodedUnit(found: $0 % 3, coded: $0 == 3 ? 2 : $0 % 3, stratum: 0, document: 0, weight: 10)
    }
    let ratio = try #require(estimator.share(of: 1, among: [0, 1], mixed, found: [0.35, 0.325, 0.325]))
    #expect(try #require(ratio.interval).high - ratio.value > 0.08)
    let all = DesignEstimator(strata: [DesignEstimator.Stratum(population: 40, coded: 40)], hasClusters: false)
    #expect(try #require(all.share(of: 0, units, found: 0.5)?.interval).high == 0.5)
  }
}
