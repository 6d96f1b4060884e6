import Codebook
import Evaluation
import PipelineEngine

/// A coded table and the record of the sample that it was, where there is one.
struct CodedSheet {
  let corrections: Corrections
  let record: SampleRecord?
  private let codebook: Codebook

  /// - Parameter path: the record's; without it, it is looked for beside the table.
  init(_ table: String, record path: String?, _ codebook: Codebook, _ console: Console) throws {
    self.codebook = codebook
    guard
      case .corrections(let corrections) = try GoldFile(stances: codebook.stanceNames).read(
        Files.read(table), name: table)
    else {
      throw ToolError(.usage, "“\(table)” is no table of corrections; “twosouls sample” writes one to be filled in")
    }
    self.corrections = corrections
    let stem = table.lowercased().hasSuffix(".csv") ? String(table.dropLast(4)) : table
    let folder = table.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let beside = ["\(stem).json", folder.isEmpty ? "sample.json" : "\(folder)/sample.json"]
    let found = path ?? beside.first { Files.kind($0) != nil }
    record = try found.map { try SampleRecord(Files.read($0), name: $0) }
    if found == nil {
      console.warn(
        "there is no \(beside.joined(separator: " or ")): without the sample's record only adjusted counts stand")
    }
  }

  func study(_ groupings: [Grouping], _ seed: UInt64) -> PrevalenceStudy {
    // Without a record, the ids say what was coded.
    PrevalenceStudy(
      by: groupings, corrections, record, unit: corrections.hasQuotations ? .quotation : .passage,
      codebook: codebook, bootstrap: Bootstrap(seed: seed))
  }
}
