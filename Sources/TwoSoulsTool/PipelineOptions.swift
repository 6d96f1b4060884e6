import ArgumentParser
import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// The options by which commands choose a pipeline.
struct PipelineOptions: ParsableArguments {
  @Option(name: [.short, .customLong("pipeline")], help: "The pipeline file. Without it, the built-in one.")
  var pipeline: String?

  @Option(
    name: .customLong("set"),
    help: "Overrides a setting: quotations.marks.minimum-words=4. May be given several times.",
    transform: { try SettingOverride(parsing: $0) })
  var overrides: [SettingOverride] = []

  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  /// The pipeline, checked, with the description of the run it makes.
  ///
  /// - Parameter builtIn: the one that is taken where the command line names none.
  func load(builtIn: String = defaultPipeline, name: String = "default") throws -> LoadedPipeline {
    let file: PipelineFile
    if let pipeline {
      file = try PipelineFile(parsing: String(decoding: Files.read(pipeline), as: UTF8.self), path: pipeline)
    } else {
      file = try PipelineFile(parsing: builtIn, path: name)
    }
    return try LoadedPipeline(try file.overriding(overrides), execution, plugins)
  }
}

/// A pipeline that fits together, and the description of the run it makes.
struct LoadedPipeline {
  let file: PipelineFile
  let pipeline: Pipeline
  let description: RunDescription
  /// SHA-256 of the codebook's canonical bytes.
  var codebookHash: String { SHA256Digest.hex(of: Codebook.twoSouls.canonicalBytes) }

  init(_ file: PipelineFile, _ execution: ExecutionOptions, _ plugins: PluginPath) throws {
    self.file = file
    let context = { Self.context($0, file, execution) }
    guard file.codebook == Codebook.twoSouls.name else {
      throw ConfigError(
        "there is no codebook “\(file.codebook)”; the built-in one is “two-souls”", at: file.codebookPlace)
    }
    for example in file.examples { _ = try Expectation(example.expect) }
    let registry = try plugins.registry(beside: file.path)
    // The hash is known only when the settings are, so the chain is made once for it and once with it.
    let draft = try Pipeline(file, registry: registry, context: context(RunDescription()))
    guard !draft.readers.isEmpty else {
      throw ConfigError(
        "the pipeline has no reader; it starts with one, such as “- read.text”",
        at: file.steps.first?.place ?? .none)
    }
    description = RunDescription(
      id: try draft.hash(version: Tool.version, codebook: Codebook.twoSouls.canonicalBytes), version: Tool.version,
      pipeline: file.path, codebook: file.codebook)
    pipeline = try Pipeline(file, registry: registry, context: context(description))
  }

  func worker(metadata: MetadataTable? = nil, content: Document.JSONContent = .all) -> Worker {
    guard let metadata else { return Worker(pipeline, run: description.id, content: content) }
    return Worker(pipeline, run: description.id, content: content) { metadata.join(&$0, id: $1) }
  }

  private static func context(
    _ description: RunDescription, _ file: PipelineFile, _ execution: ExecutionOptions
  ) -> PipelineContext {
    PipelineContext(
      run: description, folder: file.folder, labels: knownLabels, load: SettingFiles.load,
      read: { try Files.read($0.resolvedPath) }, allow: { try execution.allow($0, in: $1) })
  }
}

/// The labels whose fields are checked when another program answers with them.
let knownLabels: [any Label.Type] = [
  Block.self, Division.self, Milestone.self, Turn.self, StatedQuotation.self, Person.self, Category.self, Passage.self,
  Sentence.self, Quotation.self, Speaker.self, StanceCue.self, Judgment.self, Attitude.self,
]

extension PipelineFile {
  /// The folder in which the file stands.
  fileprivate var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
