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
    return try LoadedPipeline(try file.overriding(overrides))
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

  init(_ file: PipelineFile) throws {
    self.file = file
    codebook = try Codebooks.find(file.codebook, at: file.codebookPlace)
    let bytes = codebook.canonicalBytes
    codebookHash = SHA256Digest.hex(of: bytes)
    for example in file.examples { _ = try Expectation(example.expect, codebook) }
    let registry = try Tool.registry()
    // The hash is known only when the settings are, so the chain is made once for it and once with it.
    let draft = try Pipeline(file, registry: registry, context: Self.context(RunDescription(), codebook))
    guard !draft.readers.isEmpty else {
      throw ConfigError(
        "the pipeline has no reader; it starts with one, such as “- read.text”",
        at: file.steps.first?.place ?? .none)
    }
    try codebook.check(draft)
    description = RunDescription(
      id: try draft.hash(version: Tool.version, codebook: bytes), version: Tool.version, pipeline: file.path,
      codebook: codebook.name)
    pipeline = try Pipeline(file, registry: registry, context: Self.context(description, codebook))
  }

  func worker(metadata: MetadataTable? = nil, content: Document.JSONContent = .all) -> Worker {
    Worker(
      pipeline, run: description.id, content: content, check: { [codebook] in try codebook.check($0) },
      prepare: { metadata?.join(&$0, id: $1) })
  }

  private static func context(_ description: RunDescription, _ codebook: Codebook) -> PipelineContext {
    var context = PipelineContext(
      run: description, load: SettingFiles.load, read: { try Files.read($0.resolvedPath) })
    context.codebook = codebook
    return context
  }
}
