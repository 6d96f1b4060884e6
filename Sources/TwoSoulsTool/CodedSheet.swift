import Codebook
import Evaluation
import PipelineEngine

/// What people coded, a table or gold in JSON lines, and the record of the sample that it was, where there is one.
struct CodedSheet {
  let codes: GoldFile.Content
  let record: SampleRecord?
  private let codebook: Codebook

  /// - Parameter path: the record's; without it, it is looked for beside a table.
  init(_ file: String, record path: String?, _ codebook: Codebook, _ console: Console) throws {
    self.codebook = codebook
    codes = try GoldFile(stances: codebook.stanceNames, places: .source).read(Files.read(file), name: file)
    let beside: [String]
    if case .corrections = codes { beside = Self.records(beside: file) } else { beside = [] }
    let found = path ?? beside.first { Files.kind($0) != nil }
    record = try found.map { try SampleRecord(Files.read($0), name: $0) }
    if found == nil, !beside.isEmpty {
      console.warn(
        "there is no \(beside.joined(separator: " or ")): without the sample's record only adjusted counts stand")
    }
  }

  private static func records(beside table: String) -> [String] {
    let stem = table.lowercased().hasSuffix(".csv") ? String(table.dropLast(4)) : table
    let folder = table.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return ["\(stem).json", folder.isEmpty ? "sample.json" : "\(folder)/sample.json"]
  }

  /// One for each unit that has stances.
  func studies(_ groupings: [Grouping], _ seed: UInt64) -> [PrevalenceStudy] {
    let units = record.map { [$0.design.unit] } ?? codes.units
    return units.map {
      PrevalenceStudy(
        by: groupings, codes, record, unit: $0, codebook: codebook, bootstrap: Bootstrap(seed: seed))
    }
  }
}
