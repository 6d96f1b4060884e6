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
  private var own = OwnTally()
  /// The layers that documents have.
  private var layers: Set<LayerName> = []
  private let codebook: Codebook

  init(_ codebook: Codebook) { self.codebook = codebook }

  mutating func add(_ document: Document) throws {
    let tally = DocumentTally(try Reading(document))
    layers.formUnion(document.layers.map(\.name))
    passages.add(tally.passages.total)
    speech.add(tally.speech.total)
    terms += tally.terms
    titles += tally.titles
    for (name, counts) in tally.speakers where !name.isEmpty {
      speakers[name, default: 0] += counts.counted
      attributed += counts.counted
    }
    try own.add(document)
  }

  func summary(_ summary: Run.Summary, folder: String, unused: [String]) -> String {
    let progress = summary.progress
    let quotations = speech.judged + speech.unjudged
    let files =
      "\(count(progress.documents, "document")) from \(count(progress.inputs, "file")) "
      + "(\(decimal(Double(progress.bytes) / 1e6, 1)) MB)"
      + (progress.failures > 0 ? ", \(progress.failures) failed" : "")
      + (progress.warnings > 0 ? ", \(count(progress.warnings, "warning"))" : "")
    var rows: [[String]] = []
    if layers.contains(Passage.layer) { rows.append(["passages", row(passages)]) }
    if layers.contains(Quotation.layer) {
      let spoken = layers.contains(Speaker.layer) ? "; \(attributed) of \(quotations) with a speaker" : ""
      rows.append(["quotations", "\(row(speech))\(spoken); \(count(terms, "term")), \(count(titles, "title"))"])
    }
    let most = speakers.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(5)
    if !most.isEmpty { rows.append(["speakers", most.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")]) }
    rows += own.layers.map { [$0.name.description, row($0)] }
    if !unused.isEmpty { rows.append(["metadata without a document: \(unused.prefix(5).joined(separator: ", "))"]) }
    let reports = summary.reports.filter { !$0.contains("/") }
    rows.append(["results", "\(folder)/results.jsonl"])
    if !reports.isEmpty { rows.append(["reports", reports.map { "\(folder)/\($0)" }.joined(separator: ", ")]) }
    // The usual words have ten letters at most, so the lines of one run stand like those of another.
    return ([files] + columns(rows, atLeast: 10)).joined(separator: "\n")
  }

  private func row(_ tally: Tally) -> String {
    guard layers.contains(Judgment.layer) else { return "\(tally.unjudged)" }
    let counts = codebook.stances.map { "\($0.name) \(tally.count($0.name))" }.joined(separator: ", ")
    return "\(tally.judged + tally.unjudged): \(counts)" + (tally.unjudged > 0 ? ", unjudged \(tally.unjudged)" : "")
  }
}

extension Totals {
  /// `34: year 20, day 12, 2 without a label`
  private func row(_ layer: OwnTally.LayerTally) -> String {
    let head = "\(layer.annotations)"
    let labels = layer.labels
    guard !labels.isEmpty else { return head }
    let shown = labels.prefix(5)
    var parts = shown.map { "\(OwnTally.shortened($0.label)) \($0.count)" }
    if labels.count > shown.count { parts.append("\(count(labels.count - shown.count, "other label"))") }
    if layer.unlabelled > 0 { parts.append("\(layer.unlabelled) without a label") }
    return "\(head): \(parts.joined(separator: ", "))"
  }
}

/// `1 file`, `2 files`.
private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
