import Codebook
import Standoff
import Testing

@testable import Evaluation

/// Attitudes and strains, which only some items have, and codes that are no sheet.
@Suite struct PrevalenceLabelTests {
  /// Every second passage is `above` by the classifier: as many elitism as plannism, all endorsed. In truth a tenth of what it
  /// calls elitism is plannism, every second one is rejected, and a tenth of the rest is `below`.
  private struct Example {
    var readings: [Reading] = []
    let record: SampleRecord
    let count = 240

    init(coded: Int) throws {
      var frame = SampleFrame(.passage)
      for number in 0..<4 {
        var corpus = Corpus()
        for passage in 0..<60 {
          let strain: Strain = passage % 4 == 0 ? "elitism" : "plannism"
          corpus.add(
            passage % 2 == 0 ? .above : Stance.none, passage % 2 == 0 ? .endorses : nil,
            strain: passage % 2 == 0 ? strain : nil)
        }
        let reading = try corpus.reading("d\(number)")
        frame.add(reading)
        readings.append(reading)
      }
      let design = SampleDesign(.passage, .items(coded), seed: 5)
      record = SampleRecord(frame.draw(design), design, runs: ["r"], version: "1")
    }

    static func truth(_ id: AnnotationID) -> (stance: String, attitude: String, strain: String) {
      let number = (Int(id.description.dropFirst()) ?? 1) - 1
      guard number % 2 == 0 else { return number % 20 == 1 ? ("below", "endorses", "") : ("none", "", "") }
      return (
        "above", number % 8 < 4 ? "rejects" : "endorses", number % 4 == 0 && number % 40 != 0 ? "elitism" : "plannism"
      )
    }

    func rows(_ isCoded: (Int) -> (attitude: Bool, strain: Bool) = { _ in (true, true) }) throws -> PrevalenceStudy {
      var csv = CSVWriter(header: ["document", "id", "corrected", "corrected_attitude", "corrected_strain"])
      for (index, item) in record.sample.items.enumerated() {
        let (truth, coded) = (Self.truth(item.id), isCoded(index))
        csv.row(
          [item.document, item.id.description, truth.stance, coded.attitude ? truth.attitude : ""].map { .text($0) }
            + [.text(coded.strain ? truth.strain : "")])
      }
      let corrections = try Corrections(Array(csv.text.utf8), name: "coded.csv")
      var study = PrevalenceStudy(
        by: [.corpus], .corrections(corrections), record, unit: .passage, bootstrap: Bootstrap(replicates: 50))
      for reading in readings { study.add(reading) }
      return study
    }
  }

  @Test("Of what takes a stance so much is rejected, of what is above so much has a strain")
  func shares() throws {
    let example = try Example(coded: 240)
    let rows = try #require(try example.rows().tables().first).rows
    #expect(
      rows.map(\.label) == [
        "stance above", "stance below", "stance none", "side of below, of the sided", "attitude endorses, of stances",
        "attitude rejects, of stances", "strain elitism, of above", "strain plannism, of above",
      ])
    let ids = example.record.sample.items.map { Example.truth($0.id) }
    let (stances, above) = (ids.count { $0.stance != "none" }, ids.count { $0.stance == "above" })
    for (label, share) in [
      ("attitude rejects, of stances", Double(ids.count { $0.attitude == "rejects" }) / Double(stances)),
      ("strain elitism, of above", Double(ids.count { $0.strain == "elitism" }) / Double(above)),
    ] {
      let row = try #require(rows.first { $0.label == label })
      #expect(abs(try #require(row.corrected).value - share) < 1e-9, "\(label)")
    }
    let rejects = try #require(rows.first { $0.label == "attitude rejects, of stances" })
    #expect(rejects.found.n == 120)
    #expect(rejects.coded == stances)
  }

  @Test("A coded stance without its attitude is taken to be like the others, and said")
  func missingAttitudes() throws {
    let example = try Example(coded: 120)
    let whole = try #require(try example.rows().tables().first).rows
    let study = try example.rows { ($0 % 3 != 0, true) }
    let part = try #require(study.tables().first).rows
    #expect(study.unanswered.attitudes > 10)
    #expect(study.unanswered.strains == 0)
    for (one, other) in zip(whole, part) {
      #expect(one.label == other.label)
      #expect(abs(try #require(one.corrected).value - (try #require(other.corrected)).value) < 0.1, "\(one.label)")
    }
  }

  @Test("Labels that nobody coded are not corrected")
  func noStrains() throws {
    let study = try Example(coded: 120).rows { _ in (false, false) }
    let rows = try #require(study.tables().first).rows
    #expect(rows.map(\.label) == ["stance above", "stance below", "stance none"])
    #expect(study.unanswered == (0, 0))
  }

  @Test("Gold in JSON lines lies on the passages of the results by its places")
  func flatGold() throws {
    let text = "A line is here.\\nAll of them must obey.\\nAnother line is here.\\nA last one of five words."
    let gold = """
      {"document":"d","text":"\(text)","passages":[{"start":0,"end":15,"stance":"none"},\
      {"start":17,"end":38,"stance":"above","attitude":"rejects","strain":"elitism"},\
      {"start":39,"end":47,"stance":"below"}]}
      """
    var corpus = Corpus()
    for line in text.split(separator: "\\n") {
      let start = corpus.text.utf8.count
      corpus.text += line + "\n"
      let id = corpus.passages.add(Passage(number: 1), at: start..<start + line.utf8.count)
      corpus.judgments.add(Judgment(.none, scores: [], by: "hand", evidence: []), on: id)
    }
    let content = try GoldFile().read(Array(gold.utf8), name: "gold.jsonl")
    #expect(content.units == [.passage])
    let codes = content.codes(of: .passage, in: try corpus.reading("d.txt"))
    // A part of a passage is not the passage.
    #expect(codes == ["p1": ItemCode(.none, nil, "-"), "p2": ItemCode(.above, .rejects, "elitism")])
    var study = PrevalenceStudy(by: [.corpus], content, nil, unit: .passage, bootstrap: Bootstrap(replicates: 50))
    study.add(try corpus.reading("d.txt"))
    // A passage of four words does not count either.
    #expect(study.unknown == 2)
  }

  @Test("Taking out the least share finds the best edge, or says so")
  func edges() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let size = 2 + random.index(below: 5)
      let matrix = (0..<size).map { _ in (0..<size).map { _ in random.fraction() } }
      let target = (0..<size).map { _ in random.fraction() }
      guard let fast = Simplex.leastSquares(matrix, target), let sure = Simplex.onAnyEdge(matrix, target) else {
        continue
      }
      #expect(zip(fast, sure).allSatisfy { abs($0 - $1) < 1e-6 }, "\(fast) \(sure)")
    }
  }
}
