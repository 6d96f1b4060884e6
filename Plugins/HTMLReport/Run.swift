import Codebook
import Evaluation
import PluginAPI
import Standoff

/// What the index needs of a document once its text is written.
struct DocumentEntry {
  let id: String
  let title: String
  let author: String?
  let date: String?
  let passages: Tally
  /// Of the kind `speech`.
  let quotations: Int
  let warnings: Int
  /// `d1`, which starts the ids of its section and names its page.
  let prefix: String
}

/// What is kept of a run while documents pass: counts, never texts.
struct RunIndex {
  /// A kind of diagnostic: how often, and one example.
  struct DiagnosticEntry {
    let severity: Diagnostic.Severity
    let example: String
    let document: String
    var count = 0
  }

  private(set) var documents: [DocumentEntry] = []
  /// Over all documents, by name; quotations without a speaker stand under the empty one.
  private(set) var speakers: [String: GroupTally] = [:]
  private(set) var diagnostics: [String: DiagnosticEntry] = [:]
  private(set) var passages = GroupTally()
  private(set) var notes = Tally()
  private(set) var speech = GroupTally()
  private(set) var terms = 0
  private(set) var titles = 0
  private(set) var own = OwnTally()

  mutating func add(_ reading: Reading, _ tally: DocumentTally, prefix: String) throws {
    let document = reading.document
    documents.append(
      DocumentEntry(
        id: document.id, title: document.heading, author: document.metadata.author, date: document.metadata.date,
        passages: tally.passages.total, quotations: tally.speech.counted,
        warnings: document.diagnostics.count { $0.severity != .note }, prefix: prefix))
    for (name, counts) in tally.speakers { speakers[name, default: GroupTally()].add(counts) }
    for diagnostic in document.diagnostics {
      let first = DiagnosticEntry(
        severity: diagnostic.severity, example: diagnostic.message.text, document: document.id)
      diagnostics[diagnostic.message.code, default: first].count += 1
    }
    passages.add(tally.passages)
    notes.add(tally.notes)
    speech.add(tally.speech)
    terms += tally.terms
    titles += tally.titles
    try own.add(document)
  }

  /// Those with most quotations first, then by name; quotations without a speaker are not among them.
  var speakersByWeight: [(name: String, tally: GroupTally)] {
    speakers.filter { !$0.key.isEmpty }.map { (name: $0.key, tally: $0.value) }.sorted { one, other in
      (other.tally.counted, one.name) < (one.tally.counted, other.name)
    }
  }
}
