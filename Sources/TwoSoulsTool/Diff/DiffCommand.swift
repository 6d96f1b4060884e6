import ArgumentParser
import Evaluation
import Glibc
import PipelineEngine
import PluginAPI
import Standoff

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says what two pipelines label differently.",
    discussion: """
      Takes INPUT through both pipelines and prints every label that changes: passages and quotations that come, go or \
      move, their kind, speaker, stance, strain, attitude and side, and annotations of other layers; each with its place, \
      its words, what it was and what it is, and what both rest on. Then, for each kind of label, how many there are, how \
      many changed, and how far the two agree.

      “default” is the built-in pipeline. To try a setting, name one pipeline twice: \
      \(ToolName.current) diff default default --second-set stance.model.threshold=0.7 INPUT

      In place of two pipelines and INPUT, two results can be named: \(ToolName.current) diff yesterday/ today/

      The status is 0 where nothing changes, 1 where something does, and 65 where a document could be read under neither \
      pipeline. One that fails under one of them is a change.
      """)

  @Option(
    name: .customLong("first-set"),
    help: "Overrides a setting in the first pipeline: stance.model.threshold=0.7. May be given several times.")
  var firstSettings: [String] = []

  @Option(name: .customLong("second-set"), help: "The same in the second pipeline.")
  var secondSettings: [String] = []

  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  @Option(
    help:
      "A CSV file whose columns become metadata of the documents, as for “run”; a pipeline may ask for them by “if”.")
  var metadata: String?

  @Option(
    name: .customLong("label"),
    help: ArgumentHelp(
      "Compares this only: \(Change.Aspect.allCases.map(\.rawValue).joined(separator: ", ")). May be given several times.",
      valueName: "label"),
    transform: { try Self.aspect($0) })
  var labels: [Change.Aspect] = []

  @Option(help: "text, csv or json.")
  var format = DiffPrinter.Format.text

  @Flag(help: "Prints the figures without the changes.")
  var summary = false

  @Option(
    name: [.short, .customLong("jobs")],
    help: "How many files, or documents of one file, are in work at once. Without it, as many as there are cores.")
  var jobs: Int?

  @OptionGroup var codebook: CodebookOption

  @Option(help: "The seed of the bootstrap.")
  var seed: UInt64 = 1966

  @Argument(help: "A pipeline file or “default”; or a results.jsonl or the folder that holds it.")
  var first: String

  @Argument(help: "What it is compared with: another one.")
  var second: String

  @Argument(help: "Files, folders, “-” or “@LIST”, as for “run”; none where results are compared.")
  var input: [String] = []

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("“--jobs” takes a number from 1 to 256.") }
  }

  func run() async throws {
    let console = Console()
    var printer = DiffPrinter(format, listsChanges: !summary, console)
    let hasFailures =
      switch (isResults(first), isResults(second)) {
      case (false, false): try await comparePipelines(&printer, console)
      case (true, true): try compareResults(&printer, console)
      default:
        throw ToolError(.usage, "results are compared with results, and a pipeline with a pipeline and INPUT")
      }
    if hasFailures { throw ToolError(.someFailed) }
    if printer.hasChanges { throw ToolError(.findings) }
  }

  private func isResults(_ path: String) -> Bool { Files.kind(path) == .folder || path.hasSuffix(".jsonl") }

  private var aspects: Set<Change.Aspect> { Set(labels.isEmpty ? Change.Aspect.allCases : labels) }

  // MARK: Pipelines

  /// - Returns: whether a document failed under both.
  private func comparePipelines(_ printer: inout DiffPrinter, _ console: Console) async throws -> Bool {
    guard !input.isEmpty else { throw ToolError(.usage, "name what the two pipelines are to read") }
    let loaded = (try load(first, firstSettings, "--first-set"), try load(second, secondSettings, "--second-set"))
    let inputs = loaded.1.pipeline.nestingIncluded(
      loaded.0.pipeline.nestingIncluded(
        try Inputs.find(input, endings: loaded.0.pipeline.endings + loaded.1.pipeline.endings)))
    guard !inputs.isEmpty else {
      throw ToolError(
        .noInput,
        "no file to read in \(input.joined(separator: ", ")): looked for \(Inputs.endings.joined(separator: " "))")
    }
    for line in loaded.0.pipeline.sending + loaded.1.pipeline.sending { console.say(line) }
    if loaded.0.description.id == loaded.1.description.id {
      console.say("both are one pipeline, run \(loaded.0.description.id); nothing should change")
    }
    var study = ChangeStudy(
      name(loaded.0, firstSettings), name(loaded.1, secondSettings), codebooks: (loaded.0.codebook, loaded.1.codebook),
      aspects: aspects)
    let table = try metadata.map { try MetadataTable(path: $0) }
    let jobs = jobs ?? cores()
    let run = PairedRun(
      loaded.0.worker(metadata: table, jobs: jobs), loaded.1.worker(metadata: table, jobs: jobs), jobs: jobs)
    var failures = 0
    var done = 0
    try await run.execute(inputs) { first, second in
      var pair = OutcomePair(first, second)
      let changes = try pair.changes(&study)
      console.clearStatus()
      printer.print(changes)
      for failure in pair.failures { console.error(failure.sentence) }
      failures += pair.failures.count
      done += 1
      console.status("\(done)/\(inputs.count) files")
    }
    console.clearStatus()
    printer.finish(study.summary(Bootstrap(seed: seed)))
    return failures > 0
  }

  private func load(_ path: String, _ settings: [String], _ flag: String) throws -> LoadedPipeline {
    let isBuiltIn = path == "default" && Files.kind(path) == nil
    let file =
      isBuiltIn
      ? try PipelineFile(parsing: defaultPipeline, path: path, sources: .tool)
      : try PipelineFile(reading: path, sources: .tool)
    let overrides = OverrideOptions(flags: try settings.map { try SettingOverride(parsing: $0, flag: flag) })
    return try LoadedPipeline(file, execution, plugins, overrides)
  }

  private func name(_ loaded: LoadedPipeline, _ settings: [String]) -> String {
    let changed = settings.isEmpty ? "" : " with \(settings.joined(separator: ", "))"
    return "\(loaded.file.path)\(changed), run \(loaded.description.id)"
  }

  private static func aspect(_ name: String) throws -> Change.Aspect {
    if let aspect = Change.Aspect(rawValue: name) { return aspect }
    let names = Change.Aspect.allCases.map(\.rawValue)
    let hint =
      nearest(name, among: names).map { "did you mean “\($0)”?" } ?? "there is \(names.joined(separator: ", "))"
    throw ValidationError("“\(name)” is nothing that is compared; \(hint)")
  }

  // MARK: Results

  private func compareResults(_ printer: inout DiffPrinter, _ console: Console) throws -> Bool {
    guard input.isEmpty else { throw ToolError(.usage, "results have been read already; leave INPUT out") }
    guard firstSettings.isEmpty, secondSettings.isEmpty, metadata == nil else {
      throw ToolError(
        .usage, "results were made already; “--first-set”, “--second-set” and “--metadata” are for pipelines")
    }
    let codebook = try codebook.load()
    var pairs = try ResultsPairs(try resultsPath(first), try resultsPath(second))
    var study = ChangeStudy(first, second, codebooks: (codebook, codebook), aspects: aspects)
    while let (one, other) = try pairs.next() {
      printer.print(try study.add(one, other) { Coding.Original(one) })
    }
    printer.print(pairs.alone(&study))
    guard pairs.documents > 0 else { throw ToolError(.noInput, "there is no document in \(first) and \(second)") }
    if let remark = pairs.codebookRemark { console.warn(remark) }
    printer.finish(study.summary(Bootstrap(seed: seed)))
    return false
  }
}
