import ArgumentParser
import Codebook
import Evaluation
import PipelineEngine
import Standoff

struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "Measures how far two or more sets of labels agree, none of them being gold.",
    discussion: """
      A set is a results folder or results.jsonl, a gold file of JSON lines, or a table of corrections such as two people's \
      sheets of one sample. Tables name items by id: where results are among the sets, these say what stands there.

      For stance, side, attitude, strain and kind: Krippendorff's alpha over all sets, and for each pair the share of equal \
      labels and Cohen's kappa.
      """)

  @Option(help: "text, csv, json or html.")
  var format = EvaluateCommand.Format.text

  @OptionGroup var codebook: CodebookOption

  @Option(help: "The seed of the bootstrap.")
  var seed: UInt64 = 1966

  @Argument(help: "Two or more sets of labels.")
  var sets: [String]

  func validate() throws {
    if sets.count < 2 { throw ValidationError("Name two or more sets of labels.") }
  }

  func run() throws {
    let console = Console()
    let codebook = try codebook.load()
    let loaded = try sets.map { try load($0, codebook) }
    var study = AgreementStudy(sets, codebook: codebook)
    var documents = 0
    func add(_ document: String, _ codings: [Coding?]) {
      guard codings.count(where: { $0 != nil }) > 1 else { return }
      study.add(document, codings)
      documents += 1
    }
    if let results = zip(sets, loaded).first(where: { $0.1.isResults })?.0 {
      try ResultsFile(resultsPath(results)).forEach { document, _ in
        let found = Coding(try Reading(document)).withoutWords
        add(document.id, loaded.map { $0.coding(of: document, found: found) })
      }
    } else {
      let tables = loaded.count { $0.isTable }
      guard tables == 0 || tables == loaded.count else {
        throw ToolError(.usage, "a table names its items by id; add the results that it was made from to the sets")
      }
      for document in loaded[0].documents { add(document, loaded.map { $0.coding(of: document) }) }
    }
    guard documents > 0 else { throw ToolError(.noInput, "no document is in two of the sets") }
    let report = study.report(Bootstrap(seed: seed))
    switch format {
    case .text: console.print(report.text())
    case .csv: console.print(report.csv())
    case .json: console.print(bytes: report.json())
    case .html:
      console.print(EvaluationPage(report, title: "Agreement", facts: [("Version", Tool.version)]).html())
    }
  }

  private func load(_ path: String, _ codebook: Codebook) throws -> LabelSet {
    if Files.kind(path) == .folder || path.hasSuffix("results.jsonl") {
      var codings: [String: Coding] = [:]
      try ResultsFile(resultsPath(path)).forEach { document, _ in
        codings[document.id] = Coding(try Reading(document)).withoutWords
      }
      return LabelSet(name: path, .results(codings))
    }
    switch try GoldFile(stances: codebook.stanceNames, places: .source).read(Files.read(path), name: path) {
    case .documents(let documents): return LabelSet(name: path, .gold(documents))
    case .corrections(let corrections): return LabelSet(name: path, .corrections(corrections))
    }
  }
}

extension LabelSet {
  fileprivate var isResults: Bool { if case .results = content { true } else { false } }
  fileprivate var isTable: Bool { if case .corrections = content { true } else { false } }
}
