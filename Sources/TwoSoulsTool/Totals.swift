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
  private var speakers: [String: Tally] = [:]

  mutating func add(_ document: Document) throws {
    let tally = DocumentTally(try Reading(document))
    passages.add(tally.passages)
    speech.add(tally.speech)
    terms += tally.terms
    titles += tally.titles
    for (name, counts) in tally.speakers where !name.isEmpty {
      speakers[name, default: Tally()].add(counts)
      attributed += counts.judged + counts.unjudged
    }
  }

  func summary(_ summary: Run.Summary, folder: String, unused: [String]) -> String {
    let progress = summary.progress
    let quotations = speech.judged + speech.unjudged
    var lines = [
      "\(progress.documents) documents from \(progress.inputs) files (\(decimal(Double(progress.bytes) / 1e6, 1)) MB)"
        + (progress.failures > 0 ? ", \(progress.failures) failed" : "")
        + (progress.warnings > 0 ? ", \(progress.warnings) warnings" : "")
    ]
    lines.append("passages    \(row(passages))")
    lines.append(
      "quotations  \(row(speech)); \(attributed) of \(quotations) with a speaker; \(terms) terms, \(titles) titles")
    let most = speakers.sorted { (-$0.value.judged, $0.key) < (-$1.value.judged, $1.key) }.prefix(5)
    if !most.isEmpty {
      lines.append("speakers    " + most.map { "\($0.key) (\($0.value.judged))" }.joined(separator: ", "))
    }
    if !unused.isEmpty { lines.append("metadata without a document: \(unused.prefix(5).joined(separator: ", "))") }
    let reports = summary.reports.filter { !$0.contains("/") }
    lines.append("results     \(folder)/results.jsonl")
    if !reports.isEmpty { lines.append("reports     " + reports.map { "\(folder)/\($0)" }.joined(separator: ", ")) }
    return lines.joined(separator: "\n")
  }

  private func row(_ tally: Tally) -> String {
    let stances: [Stance] = [.above, .below, .mixed, .none]
    let counts = stances.map { "\($0) \(tally.count($0))" }.joined(separator: ", ")
    return "\(tally.judged + tally.unjudged): \(counts)" + (tally.unjudged > 0 ? ", unjudged \(tally.unjudged)" : "")
  }
}
