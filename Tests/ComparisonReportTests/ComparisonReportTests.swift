import Codebook
import ComparisonReport
import PluginAPI
import PluginTesting
import Standoff
import Testing

@Suite struct ComparisonReportTests {
  @Test("keeps the contract")
  func conformance() {
    #expect(Conformance.findings(reporter: { RunComparison(.init(), .bare) }).isEmpty)
  }

  /// A document of ten passages, of which so many are on the side of below and so many on that of above.
  static func document(_ id: String, below: Int, above: Int, party: String? = nil) throws -> Document {
    let passage = "The members met on Monday."
    var passages = Layer<Passage>()
    var judgments = Layer<Judgment>()
    var attitudes = Layer<Attitude>()
    for index in 0..<10 {
      let start = index * (passage.utf8.count + 2)
      let target = passages.add(Passage(number: index + 1), at: start..<start + passage.utf8.count)
      let stance: Stance = index < below ? .below : index < below + above ? .above : .none
      judgments.add(Judgment(stance, scores: [], by: "hand", evidence: []), on: target)
      guard stance != .none else { continue }
      let side = Side(stance, .endorses)
      attitudes.add(Attitude(.endorses, side: side, score: 1, by: "hand"), on: target)
    }
    let text = [String](repeating: passage, count: 10).joined(separator: "\n\n")
    let metadata = Metadata(date: "1910", language: "en", other: party.map { ["party": $0] } ?? [:])
    return try Document(
      id: id, origin: Document.Origin(path: id, format: "text"), metadata: metadata, text: Text(text),
      map: .identity(count: text.utf8.count)
    ).adding(passages, judgments, attitudes)
  }

  private func artifacts(_ documents: [Document], by: [String]) throws -> [String: String] {
    var settings = RunComparison.Settings()
    settings.by = by
    var report = RunComparison(settings, .bare)
    for document in documents { #expect(try report.add(document).isEmpty) }
    let artifacts = report.finish()
    return Dictionary(
      uniqueKeysWithValues: artifacts.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test func writesAPageAndATable() throws {
    let artifacts = try artifacts(
      [
        Self.document("a<b>.txt", below: 6, above: 2, party: "Left"),
        Self.document("b.txt", below: 1, above: 3, party: "Left"), Self.document("c.txt", below: 0, above: 0),
      ], by: ["document", "party"])
    #expect(artifacts.keys.sorted() == ["comparison.csv", "comparison.html"])
    let rows = try #require(artifacts["comparison.csv"]).split(separator: "\r\n")
    #expect(rows.count == 6)
    #expect(rows[1].hasPrefix(",document,a<b>.txt,passages,1,10,0,2,0.2000,"))
    #expect(rows[1].hasSuffix("2,6,0,8,0.7500,0.4093,0.9285,Wilson,fewer than 10 sided"))
    #expect(rows[4].hasPrefix(",party,Left,passages,2,20,0,5,0.2500,"))
    #expect(rows[5].hasPrefix(",party,,passages,1,10,0,0,0.0000,"))
    let page = try #require(artifacts["comparison.html"])
    #expect(page.contains("a&lt;b&gt;.txt"))
    #expect(!page.contains("a<b>"))
    #expect(page.contains("(not given)"))
  }

  @Test func theSameDocumentsGiveTheSameBytes() throws {
    let documents = try (0..<12).map { try Self.document("d\($0)", below: $0 % 5, above: 3, party: "P\($0 % 3)") }
    let by = ["all", "document", "party", "decade", "speaker"]
    #expect(try artifacts(documents, by: by) == artifacts(documents, by: by))
  }

  @Test func anEmptyRunStillHasItsPage() throws {
    let artifacts = try artifacts([], by: ["document"])
    #expect(artifacts["comparison.html"]?.contains("Nothing to compare") == true)
  }

  @Test func isOfferedUnderItsName() throws {
    let description = try #require(ComparisonReportPlugin.components.first)
    #expect(description.name == "report.comparison")
    #expect(description.settings.map(\.name) == ["by"])
    let settings = try RunComparison.Settings(
      from: ConfigNode(.map([.init(key: "by", keyPlace: .none, value: ConfigNode(.string("party")))])))
    #expect(settings.by == ["party"])
  }
}
