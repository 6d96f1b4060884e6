import ArgumentParser
import Codebook
import Evaluation
import Glibc
import PipelineEngine
import PluginAPI
import Standoff

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Sets documents, speakers, fields of the metadata or runs side by side.",
    discussion: """
      Several results are set side by side. For two of them it also says how far they agree.

      The terminal gets a table; --html and --csv write a page with a ranked plot and a table for R, Python or Excel.

      With --gold, a sample that “\(ToolName.current) sample” drew and somebody coded, or gold in JSON lines, shares also stand \
      corrected for the classifier's errors, with intervals that know of them.
      """)

  @Option(
    help: """
      document, speaker (of quotations), turn (who has the floor in a debate or play), all, year, decade, author, title, \
      language or any other field of the metadata; several with commas between them.
      """)
  var by = "document,speaker"

  @Option(help: "A CSV file whose columns become metadata of the documents, joined by the column “id” or “file”.")
  var metadata: String?

  @Option(help: "Writes a page with a ranked plot to this file.")
  var html: String?

  @Option(help: "Writes the table as CSV to this file.")
  var csv: String?

  @Option(
    help: """
      A sheet of “\(ToolName.current) sample” with its columns filled in, another table of corrections, or gold as “\(ToolName.current) evaluate” \
      takes it. The record of the sample is looked for beside the sheet, under its name or as sample.json.
      """)
  var gold: String?

  @Option(help: "The record of the sample, where it does not lie beside the sheet.")
  var design: String?

  @Option(name: .customLong("corrected-csv"), help: "Writes the corrected shares as CSV to this file.")
  var correctedCSV: String?

  @OptionGroup var codebook: CodebookOption

  @Option(help: "The seed of the bootstrap.")
  var seed: UInt64 = 1966

  @Argument(help: "A results.jsonl, or the folder that holds it.")
  var results: [String]

  func validate() throws {
    if gold != nil, results.count > 1 { throw ValidationError("“--gold” belongs to one run; name its results alone.") }
    if gold == nil, design != nil || correctedCSV != nil {
      throw ValidationError("“--design” and “--corrected-csv” go with “--gold”.")
    }
  }

  func run() throws {
    let console = Console()
    let codebook = try codebook.load()
    var studies = try gold.map { try CodedSheet($0, record: design, codebook, console).studies(groupings, seed) } ?? []
    let table = try metadata.map { try MetadataTable(path: $0) }
    let bootstrap = Bootstrap(seed: seed)
    var comparison = Comparison(by: groupings, codebook: codebook, bootstrap: bootstrap)
    var agreement = results.count == 2 ? RunAgreement(results[0], results[1], codebook: codebook) : nil
    var ids: Set<String> = []
    var fields: Set<String> = []
    for (index, path) in results.enumerated() {
      try ResultsFile(resultsPath(path)).forEach { document, run in
        var document = document
        table?.join(&document.metadata, id: document.id)
        ids.insert(run)
        fields.formUnion(document.metadata.other.keys)
        let reading = try Reading(document)
        comparison.add(reading, run: results.count > 1 ? path : "")
        for index in studies.indices { studies[index].add(reading) }
        agreement?.add(Coding(reading), isFirst: index == 0)
      }
    }
    guard comparison.documents > 0 else {
      throw ToolError(.noInput, "there is no document in \(results.joined(separator: ", "))")
    }
    if let table, !table.unused.isEmpty {
      console.warn("metadata without a document: \(table.unused.prefix(5).joined(separator: ", "))")
    }
    warn(of: comparison.groupings, fields, console)
    let tables = comparison.tables()
    let corrected = studies.flatMap { $0.tables() }
    let width = isatty(1) == 1 ? terminalWidth() : .max
    console.print(tables.text(width: width))
    if gold != nil {
      for study in studies { warn(of: study, ids, console) }
      console.print(corrected.isEmpty ? "No coded item belongs to these results.\n" : corrected.text(width: width))
    }
    if let agreement { console.print(agreement.report(bootstrap).text()) }
    let facts = [
      ("Documents", "\(comparison.documents)"), ("Runs", ids.sorted().joined(separator: ", ")),
      ("Version", Tool.version),
    ]
    if let html {
      var page = ComparisonPage(tables, facts: facts)
      page.prevalence = corrected
      try Files.writeWhole(Array(page.html().utf8), to: html)
      console.say("wrote \(html)")
    }
    if let csv {
      try Files.writeWhole(Array(tables.csv().utf8), to: csv)
      console.say("wrote \(csv)")
    }
    if let correctedCSV {
      try Files.writeWhole(Array(corrected.csv().utf8), to: correctedCSV)
      console.say("wrote \(correctedCSV)")
    }
  }

  private var groupings: [Grouping] { by.split(separator: ",").map { Grouping(String($0)) } }

  private func warn(of study: PrevalenceStudy, _ runs: Set<String>, _ console: Console) {
    if let record = study.record, runs.isDisjoint(with: record.runs) {
      console.warn("the sample was drawn from another run; its probabilities do not hold for these results")
    }
    if study.outside > 0 {
      console.warn("\(study.outside) coded items were not drawn by this sample, and are left out")
    }
    let items = "coded \(study.unit.rawValue)s"
    if study.unknown > 0 {
      console.say("\(study.unknown) \(items) are none of the judged ones of the results, and are left out")
    }
    if study.missing > 0 { console.say("\(study.missing) drawn items have no stance in the sheet yet") }
    let (attitudes, strains) = study.unanswered
    if attitudes > 0 { console.say("\(attitudes) \(items) take a stance and have no attitude; others stand for them") }
    if strains > 0 { console.say("\(strains) \(items) are above and have no strain; others stand for them") }
  }
}

extension CompareCommand {
  /// A field that no document has is mostly one misspelt.
  private func warn(of groupings: [Grouping], _ fields: Set<String>, _ console: Console) {
    let known = ["all", "document", "speaker", "turn", "year", "decade", "title", "author", "date", "language"]
    for case .field(let name) in groupings where !known.contains(name) && !fields.contains(name) {
      let names = known + fields.sorted()
      let hint =
        names.first { $0.lowercased() == name.lowercased() }.map { "did you mean “\($0)”?" }
        ?? nearest(name, among: names).map { "did you mean “\($0)”?" }
        ?? (fields.isEmpty
          ? "they have none beside the usual ones; “--metadata” joins some"
          : "there is \(fields.sorted().joined(separator: ", "))")
      console.warn("no document has the field “\(name)”; \(hint)")
    }
  }
}

/// Columns of the terminal on standard output.
func terminalWidth() -> Int {
  var size = winsize()
  return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 100
}
