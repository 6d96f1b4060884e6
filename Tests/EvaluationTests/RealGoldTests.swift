import Evaluation
import Foundation
import Testing

private let data = ProcessInfo.processInfo.environment["TWOSOULS_DATA"]

@Suite(.enabled(if: data != nil, "set TWOSOULS_DATA to the folder of development data"))
struct RealGoldTests {
  private func gold() throws -> [GoldDocument] {
    let path = try #require(data) + "/gold/dev.jsonl"
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    guard case .documents(let documents) = try GoldFile().read(bytes, name: path) else { return [] }
    return documents
  }

  @Test func goldAgreesWithItself() throws {
    var scorer = Scorer()
    for document in try gold() { scorer.add(gold: document.coding, found: document.coding) }
    let report = scorer.report(Bootstrap(replicates: 20))
    #expect(report.errors.isEmpty)
    for key in [
      "spans.exact.f1", "kind.speech.f1", "speaker.accuracy", "stance.passages.macro-f1", "stance.quotations.kappa",
      "attitude.passages.accuracy", "strain.passages.accuracy", "side.passages.accuracy",
    ] {
      #expect(report.figure(key)?.value == 1, "\(key)")
    }
  }

  @Test func nothingFoundIsNoneThroughout() throws {
    var scorer = Scorer()
    for document in try gold() { scorer.add(gold: document.coding, found: nil) }
    let report = scorer.report(Bootstrap(replicates: 20))
    #expect(report.figure("spans.exact.recall")?.value == 0)
    #expect(report.figure("stance.passages.accuracy")?.value == report.figure("stance.passages.majority")?.value)
  }
}
