import Codebook
import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

/// Items out of results: the labels that a run found, or those that people wrote beside them.
struct TrainingResults {
  let codebook: Codebook
  /// What people coded; nothing where the labels found are taken.
  let corrected: Corrections?
  let leastScore: Double
  private(set) var items: [TrainingItem] = []
  private(set) var documents = 0
  /// Judged passages and quotations that are no items: not coded by anybody, or with a low score; and those that no
  /// stage judged.
  private(set) var unlabelled = 0
  private var unknown: [String] = []
  private var seen: Set<String> = []

  init(codebook: Codebook, corrected: Corrections?, leastScore: Double) {
    self.codebook = codebook
    self.corrected = corrected
    self.leastScore = leastScore
  }

  /// The corrections of several tables, such as that of the passages and that of the quotations.
  static func corrections(_ paths: [String], _ codebook: Codebook) throws -> Corrections? {
    var all: Corrections?
    for path in paths {
      guard
        case .corrections(let table) = try GoldFile(stances: codebook.stanceNames).read(Files.read(path), name: path)
      else {
        throw ToolError(.usage, "“\(path)” is no table with a column “corrected”; a run writes passages.csv")
      }
      if all == nil { all = table } else { all?.merge(table) }
    }
    return all
  }

  mutating func add(_ path: String) throws {
    try ResultsFile(path).forEach { document, run in
      if document.text.count > 0, document.text.utf8.allSatisfy({ $0 == 0x20 }) {
        throw ToolError(
          .noInput, "“\(document.id)” has no text in the results; a run without “--no-text” can be learned from")
      }
      documents += 1
      seen.insert(document.id)
      let found = Coding(try Reading(document), places: .text)
      let all = found.passages.count + found.quotations.count
      let coding = labelled(found)
      let taken = TrainingFile(path: "run \(run)", codebook: codebook).items(coding, document.text)
      unlabelled += all - taken.count
      items += taken
    }
  }

  /// - Throws: ``ToolError`` where a table speaks of what the results do not have, or nothing is there to learn from.
  func check() throws {
    let strangers = (corrected?.documents ?? []).filter { !seen.contains($0) }
    if let first = strangers.first ?? unknown.first {
      throw ToolError(.noInput, "“\(first)” is coded in a table, but not in the results; was it written from others?")
    }
    if items.isEmpty { throw ToolError(.noInput, "nothing in the results has a label to learn from") }
  }

  private mutating func labelled(_ found: Coding) -> Coding {
    var coding = found
    if let corrected {
      let (gold, missing) = corrected.gold(for: found)
      unknown += missing.map { "\(found.document), \($0)" }
      coding = gold
    }
    coding.passages.removeAll { !isTaken($0) }
    coding.quotations.removeAll { !isTaken($0) }
    return coding
  }

  private func isTaken(_ item: Coding.Item) -> Bool {
    guard let stance = item.stance else { return false }
    guard corrected == nil else { return true }
    return item.scores.first { $0.stance == stance }?.value ?? 1 >= leastScore
  }
}
