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
  let codebook: Codebook
  /// SHA-256 of the codebook's canonical bytes.
  let codebookHash: String

  init(_ file: PipelineFile, _ execution: ExecutionOptions, _ plugins: PluginPath) throws {
    self.file = file
    let codebook = try Codebooks.find(file.codebook, at: file.codebookPlace)
    self.codebook = codebook
    let bytes = codebook.canonicalBytes
    codebookHash = SHA256Digest.hex(of: bytes)
    for example in file.examples { _ = try Expectation(example.expect, codebook) }
    let context = { Self.context($0, codebook, file, execution) }
    let registry = try plugins.registry(beside: file.path)
    // The hash is known only when the settings are, so the chain is made once for it and once with it.
    let draft = try Pipeline(file, registry: registry, context: context(RunDescription()))
    guard !draft.readers.isEmpty else {
      throw ConfigError(
        "the pipeline has no reader; it starts with one, such as “- read.text”",
        at: file.steps.first?.place ?? .none)
    }
    try codebook.check(draft)
    description = RunDescription(
      id: try draft.hash(version: Tool.fullVersion, codebook: bytes), version: Tool.fullVersion, pipeline: file.path,
      codebook: codebook.name)
    pipeline = try Pipeline(file, registry: registry, context: context(description))
  }

  func worker(metadata: MetadataTable? = nil, content: Document.JSONContent = .all) -> Worker {
    Worker(
      pipeline, run: description.id, content: content, check: { [codebook] in try codebook.check($0) },
      prepare: { metadata?.join(&$0, id: $1) })
  }

  private static func context(
    _ description: RunDescription, _ codebook: Codebook, _ file: PipelineFile, _ execution: ExecutionOptions
  ) -> PipelineContext {
    var context = PipelineContext(
      run: description, folder: file.folder, labels: knownLabels, load: SettingFiles.load,
      read: { try Files.read($0.resolvedPath) }, allow: { try execution.allow($0, in: $1) })
    context.codebook = codebook
    return context
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
