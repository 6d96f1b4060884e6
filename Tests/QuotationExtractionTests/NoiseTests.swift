import Codebook
import Foundation
import PluginAPI
import QuotationExtraction
import Standoff
import TestSupport
import Testing

/// How well spans hold where marks are lost, turned or read wrongly.
@Suite struct Noises {
  @Test func spansHold() throws {
    let texts = try NoisyText.gold(fixtures: true)
    print("exact spans under noise, \(texts.count) documents")
    for noise in Noise.allCases {
      var counts = Counts()
      for (index, text) in texts.enumerated() {
        let noisy = noise.applied(to: text.text, seed: 1966 &+ UInt64(index))
        let document = try document(noisy.string)
        let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
        let found = Set(
          quotations.filter { $0.label.rule != "announced" }.map { NoisyText.trimmed($0.span, document.text) })
        let wanted = Set(noisy.spans(in: document.text))
        counts.found += found.count
        counts.wanted += wanted.count
        counts.right += found.intersection(wanted).count
      }
      print("  \(noise.rawValue.padding(toLength: 32, withPad: " ", startingAt: 0))\(counts)")
      #expect(counts.f1 >= noise.least, "\(noise.rawValue)")
    }
  }
}

extension Noise {
  /// What a text of clean gold must keep.
  fileprivate var least: Double {
    switch self {
    case .droppedMore: 0.88
    case .dropped, .droppedCurly: 0.95
    default: 0.96
    }
  }
}

extension NoisyText {
  /// The gold of real texts where they are there; block quotations have no marks to change.
  ///
  /// - Parameter fixtures: whether to start with that of the fixtures.
  static func gold(fixtures: Bool) throws -> [(name: String, text: NoisyText)] {
    var files = fixtures ? [Repository.root.appending(path: "Fixtures/gold/plain.jsonl")] : []
    if let data = Repository.data { files.append(data.appending(path: "gold/dev.jsonl")) }
    let more = ProcessInfo.processInfo.environment["TWOSOULS_GOLD"] ?? ""
    files += more.split(separator: ":").map { URL(filePath: String($0)) }
    return try files.flatMap { file in
      try Data(contentsOf: file).split(separator: 0x0A).map { line in
        let row = try JSONDecoder().decode(Row.self, from: Data(line))
        let items = row.quotations.filter { ["double", "single"].contains($0.marks) }.map {
          Item(span: $0.start..<$0.end, kind: Quotation.Kind(rawValue: $0.kind))
        }
        return (row.document, NoisyText(Array(row.text.unicodeScalars), items))
      }
    }
  }

  private struct Row: Decodable {
    struct Quotation: Decodable {
      let start, end: Int
      let kind, marks: String
    }
    let document: String
    let text: String
    let quotations: [Quotation]
  }
}
