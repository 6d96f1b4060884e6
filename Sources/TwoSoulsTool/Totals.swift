import Codebook
import Evaluation
import PipelineEngine
import Standoff

/// What the summary on the terminal counts.
struct Totals {
  private var passages = Tally()
  private var speech = Tally()
  private var terms = 0
  private var titles = 0
  private var attributed = 0
  private var speakers: [String: Int] = [:]
  private var isJudged = false
  private let codebook: Codebook

  init(_ codebook: Codebook) { self.codebook = codebook }

  mutating func add(_ document: Document) throws {
    let tally = DocumentTally(try Reading(document))
    isJudged = isJudged || document.has(Judgment.layer)
    passages.add(tally.passages.total)
    speech.add(tally.speech.total)
    terms += tally.terms
    titles += tally.titles
    for (name, counts) in tally.speakers where !name.isEmpty {
      speakers[name, default: 0] += counts.counted
      attributed += counts.counted
    }
  }

  func summary(_ summary: Run.Summary, folder: String, unused: [String]) -> String {
    let progress = summary.progress
    let quotations = speech.judged + speech.unjudged
    var lines = [
      "\(count(progress.documents, "document")) from \(count(progress.inputs, "file")) "
        + "(\(decimal(Double(progress.bytes) / 1e6, 1)) MB)"
        + (progress.failures > 0 ? ", \(progress.failures) failed" : "")
        + (progress.warnings > 0 ? ", \(count(progress.warnings, "warning"))" : "")
    ]
    lines.append("passages    \(row(passages))")
    lines.append(
      "quotations  \(row(speech)); \(attributed) of \(quotations) with a speaker; \(count(terms, "term")), \(count(titles, "title"))"
    )
    let most = speakers.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(5)
    if !most.isEmpty {
      lines.append("speakers    " + most.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))
    }
    if !unused.isEmpty { lines.append("metadata without a document: \(unused.prefix(5).joined(separator: ", "))") }
    let reports = summary.reports.filter { !$0.contains("/") }
    lines.append("results     \(folder)/results.jsonl")
    if !reports.isEmpty { lines.append("reports     " + reports.map { "\(folder)/\($0)" }.joined(separator: ", ")) }
    return lines.joined(separator: "\n")
  }

  private func row(_ tally: Tally) -> String {
    guard isJudged else { return "\(tally.unjudged)" }
    let counts = codebook.stances.map { "\($0.name) \(tally.count($0.name))" }.joined(separator: ", ")
    return "\(tally.judged + tally.unjudged): \(counts)" + (tally.unjudged > 0 ? ", unjudged \(tally.unjudged)" : "")
  }
}

/// `1 file`, `2 files`.
private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
