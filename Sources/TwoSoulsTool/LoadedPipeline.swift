import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// A pipeline that fits together, and the description of the run it makes.
struct LoadedPipeline {
  let file: PipelineFile
  let pipeline: Pipeline
  let description: RunDescription
  let codebook: Codebook
  /// SHA-256 of the codebook's canonical bytes.
  let codebookHash: String

  /// - Parameter settings: those that are put over the file's own.
  /// - Throws: ``PipelineError`` with everything that is wrong with the file.
  init(
    _ file: PipelineFile, _ execution: ExecutionOptions, _ plugins: PluginPath,
    _ settings: OverrideOptions? = nil
  ) throws {
    var mistakes = Mistakes()
    let file = try mistakes.whole(or: file) { try settings?.over(file) ?? file }
    self.file = file
    let registry = try plugins.registry(beside: [file.path] + file.extends.map(\.path))
    if !file.steps.contains(where: { registry[$0.use]?.kind.name == "reader" }),
      file.steps.allSatisfy({ registry[$0.use] != nil })
    {
      mistakes.add(
        ConfigError(
          "the pipeline has no reader; it starts with one, such as “- read.text”", at: file.steps.first?.place ?? .none)
      )
    }
    let codebook = try mistakes.whole { try Codebooks.find(file.codebook, at: file.codebookPlace) }
    if let codebook {
      for example in file.examples { Expectation.tell(of: example.expect, codebook, in: &mistakes) }
    }
    let context = { Self.context($0, codebook, file, execution) }
    // The hash is known only when the settings are, so the chain is made once for it and once with it.
    let draft = try Pipeline(
      file, registry: registry, context: codebook == nil ? nil : context(RunDescription()), mistakes: mistakes,
      examine: file.unknownExpectedLayers)
    // Without a codebook the pipeline has not been made.
    guard let codebook else { throw ConfigError("there is no codebook “\(file.codebook)”", at: file.codebookPlace) }
    try codebook.check(draft)
    self.codebook = codebook
    let bytes = codebook.canonicalBytes
    codebookHash = SHA256Digest.hex(of: bytes)
    description = RunDescription(
      id: try draft.hash(version: Tool.fullVersion, codebook: bytes), version: Tool.fullVersion, pipeline: file.path,
      codebook: codebook.name)
    pipeline = try Pipeline(file, registry: registry, context: context(description))
  }

  /// - Parameter jobs: how many documents of one input are worked on side by side.
  func worker(metadata: MetadataTable? = nil, content: Document.JSONContent = .all, jobs: Int = 1) -> Worker {
    Worker(
      pipeline, run: description.id, content: content, jobs: jobs, check: { [codebook] in try codebook.check($0) },
      prepare: { metadata?.join(&$0, id: $1) })
  }

  private static func context(
    _ description: RunDescription, _ codebook: Codebook?, _ file: PipelineFile, _ execution: ExecutionOptions
  ) -> PipelineContext {
    var context = PipelineContext(
      run: description, folder: file.folder, labels: KnownLabels.all, load: SettingFiles.load,
      read: { try Files.read($0.resolvedPath) }, allow: { try execution.allow($0, in: $1) })
    if let codebook { context.codebook = codebook }
    return context
  }
}

extension Mistakes {
  /// What the body answers, or nothing where it found a mistake in a file.
  fileprivate mutating func whole<T>(_ body: () throws -> T) throws -> T? {
    do {
      return try body()
    } catch let error as ConfigError {
      add(error)
      return nil
    }
  }

  fileprivate mutating func whole<T>(or other: T, _ body: () throws -> T) throws -> T { try whole(body) ?? other }
}

extension PipelineFile {
  /// The folder in which the file stands.
  fileprivate var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
