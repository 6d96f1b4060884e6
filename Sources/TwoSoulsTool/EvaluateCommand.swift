import ArgumentParser
import Codebook
import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures how well labels agree with gold that people coded.",
    discussion: """
      GOLD is a file of JSON lines with texts and labels of the pipeline's codebook, on whose texts the pipeline is run; or, with --results, labels \
      for the documents of a run: JSON lines, or the CSV tables of that run with the “corrected” columns filled in.
      """)

  @OptionGroup var pipeline: PipelineOptions

  @Option(help: "Scores these results instead of running a pipeline.")
  var results: String?

  @Option(
    defaultAsFlag: ErrorChoice.all,
    help: """
      Lists every error with its place and the words around it; with a kind (missed, spurious, span, kind, speaker, \
      stance, attitude, strain) those only. With --format csv or json, the list takes the place of the figures.
      """)
  var errors: ErrorChoice?

  @Option(help: "text, csv, json, or html for one page with pictures.")
  var format = Format.text

  @Option(
    help: """
      A file with the names that one person goes by: CSV with a person in each row, or with the columns “name” and \
      “aliases” of a gazetteer; or YAML with lists of names.
      """)
  var aliases: String?

  @Option(help: "The seed of the bootstrap.")
  var seed: UInt64 = 1966

  @Option(
    name: .customLong("min"),
    help: "Fails with status 1 where a figure is lower: spans.exact.f1=0.9; may be given several times.")
  var minimum: [String] = []

  @Argument(help: "Gold files.")
  var gold: [String] = []

  enum Format: String, ExpressibleByArgument { case text, csv, json, html }

  /// What `--errors` is followed by. The word behind it may be the gold file already.
  enum ErrorChoice: ExpressibleByArgument, CustomStringConvertible, Equatable {
    case all
    case kind(ScoringError.Kind)
    case gold(String)

    init(argument: String) {
      self = ScoringError.Kind(rawValue: argument).map(Self.kind) ?? .gold(argument)
    }

    var description: String {
      switch self {
      case .all: "all"
      case .kind(let kind): kind.rawValue
      case .gold(let path): path
      }
    }
  }

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Name a gold file.") }
  }

  private var paths: [String] {
    if case .gold(let path) = errors { [path] + gold } else { gold }
  }

  func run() async throws {
    let console = Console()
    if case .gold(let word) = errors, Files.kind(word) == nil {
      let kinds = ScoringError.Kind.allCases.map(\.rawValue)
      let hint =
        nearest(word, among: kinds).map { "did you mean “\($0)”?" } ?? "there is \(kinds.joined(separator: ", "))"
      throw ToolError(.usage, "“\(word)” is no kind of error and no gold file; \(hint)")
    }
    let loaded = try pipeline.load()
    var scorer = Scorer(aliases: try aliases.map(AliasFile.read) ?? [], codebook: loaded.codebook)
    var corrections: Corrections?
    var documents: [GoldDocument] = []
    for path in paths {
      let file = GoldFile(stances: loaded.codebook.stanceNames, places: results == nil ? .text : .source)
      switch try file.read(Files.read(path), name: path) {
      case .documents(let some):
        documents += results == nil && errors != nil ? some.map { $0.placed(beside: path) } : some
      case .corrections(let some):
        if corrections == nil { corrections = some } else { corrections?.merge(some) }
      }
    }
    if let results {
      try score(results: results, documents, corrections, &scorer, console)
    } else {
      guard corrections == nil else {
        throw ToolError(.usage, "a table of corrections belongs to a run; name its results with “--results”")
      }
      let worker = loaded.worker()
      for document in documents {
        scorer.add(gold: document.coding, found: try await coding(of: document, worker, console))
      }
    }
    try show(scorer.report(Bootstrap(seed: seed)), console)
  }

  /// What the pipeline says of a gold text.
  private func coding(of gold: GoldDocument, _ worker: Worker, _ console: Console) async throws -> Coding? {
    let isMarkdown = gold.source.map { $0.hasSuffix(".md") || $0.hasSuffix(".md.gz") } ?? false
    guard let text = gold.text else {
      throw ToolError(
        .usage, "“\(gold.coding.document)” stands in the gold without its text; name results of it with “--results”")
    }
    let file = SourceFile(path: gold.coding.document + (isMarkdown ? ".md" : ".txt"), bytes: text.utf8)
    for result in await worker.documents(of: file) {
      switch result {
      case .success(let document): return Coding(try Reading(document))
      case .failure(let failure): console.warn("\(gold.coding.document): \(failure.stage): \(failure.message)")
      }
    }
    return nil
  }

  private func score(
    results: String, _ documents: [GoldDocument], _ corrections: Corrections?, _ scorer: inout Scorer,
    _ console: Console
  ) throws {
    var waiting = documents
    try ResultsFile(resultsPath(results)).forEach { document, _ in
      var found = Coding(try Reading(document))
      if errors != nil { found.original = Coding.Original(document) }
      let exact = waiting.firstIndex { $0.coding.document == document.id }
      if let index = exact ?? waiting.firstIndex(where: { $0.isDocument(document.id) }) {
        let (gold, missing) = waiting.remove(at: index).coding(in: document)
        for words in missing { console.warn("\(document.id): the words “\(words)” of the gold are not in its text") }
        scorer.add(gold: gold, found: found)
      }
      guard let corrections, corrections.documents.contains(document.id) else { return }
      let (gold, unknown) = corrections.gold(for: found)
      if !unknown.isEmpty {
        let ids = unknown.prefix(5).map(\.description).joined(separator: ", ")
        console.warn("\(document.id): the results have no \(ids); were they made by another run?")
      }
      scorer.add(gold: gold, found: found)
    }
    for gold in waiting { scorer.add(gold: gold.coding, found: nil) }
  }

  private func show(_ whole: EvaluationReport, _ console: Console) throws {
    var report = whole
    if case .kind(let kind) = errors { report.errors.removeAll { $0.kind != kind } }
    switch format {
    case .text:
      console.print(report.text())
      if errors != nil { console.print(report.errorText()) }
    case .csv: console.print(errors != nil ? report.errorCSV() : report.csv())
    case .json: console.print(bytes: errors != nil ? report.errorJSON() : report.json())
    case .html:
      let facts = [("Gold", paths.joined(separator: ", ")), ("Results", results ?? ""), ("Version", Tool.version)]
      console.print(EvaluationPage(report, facts: facts).html())
    }
    var low: [String] = []
    for condition in minimum {
      let parts = condition.split(separator: "=")
      guard parts.count == 2, let bound = Double(parts[1]), let figure = report.figure(String(parts[0])) else {
        let keys = report.sections.flatMap { $0.figures.map(\.key) }
        let hint = parts.first.flatMap { nearest(String($0), among: keys) }.map { "; did you mean “\($0)”?" } ?? ""
        throw ToolError(.usage, "“--min \(condition)” names no figure and bound\(hint)")
      }
      if figure.value ?? 0 < bound {
        low.append("\(figure.key) is \(decimal(figure.value ?? 0, 3)), below \(parts[1])")
      }
    }
    if !low.isEmpty { throw ToolError(.findings, low.joined(separator: "; ")) }
  }
}
