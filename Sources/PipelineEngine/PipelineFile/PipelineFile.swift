public import PluginAPI

/// What a pipeline file says, with those it extends, before anything is made of it.
public struct PipelineFile: Sendable, Equatable {
  /// One line of the chain.
  public struct Step: Sendable, Equatable {
    /// The component's name.
    public let use: String
    /// Where the line stands.
    public let place: ConfigNode.Place
    /// Its settings.
    public internal(set) var with: ConfigNode
    /// Another name for the layer that the stage provides.
    public let asName: String?
    /// Which documents it works on; nothing for all.
    public internal(set) var condition: Condition?
    /// Whether it was added to a file that another extends, and so goes behind those of its kind.
    var isAppended = false
  }

  /// A text with what the pipeline is expected to say of it.
  public struct Example: Sendable, Equatable {
    /// The text that is read.
    public let text: String
    /// What is to be found in it.
    public let expect: ConfigNode
    /// Where the example stands.
    public let place: ConfigNode.Place
  }

  /// A file of the chain of `extends`.
  public struct Source: Sendable, Equatable {
    /// As it was named.
    public let path: String
    /// SHA-256 of its bytes, in hexadecimal digits.
    public let sha256: String
  }

  /// As it was named.
  public let path: String
  /// The name of a built-in codebook, or a path.
  public let codebook: String
  /// Where the codebook is named.
  public let codebookPlace: ConfigNode.Place
  /// The chain, top to bottom.
  public internal(set) var steps: [Step]
  /// The tests that the file carries.
  public let examples: [Example]
  /// The files it extends, the nearest first.
  public internal(set) var extends: [Source]
  /// What is wrong in it, although the rest can be read; ``Pipeline`` tells it with what it finds itself.
  public internal(set) var mistakes: Mistakes

  /// - Parameters:
  ///   - text: the file, as YAML.
  ///   - path: stands in messages, and relative paths in the file start from it.
  ///   - sources: where the files come from that it extends, and what its variables hold.
  /// - Throws: ``PipelineError`` where no chain can be read at all.
  public init(
    parsing text: String, path: String, sources: PipelineSources = PipelineSources()
  ) throws(PipelineError) {
    try self.init(bytes: Array(text.utf8), path: path, sources: sources)
  }

  /// - Throws: ``InputError`` for a file that cannot be read, ``PipelineError`` where no chain can be read in it.
  public init(reading path: String, sources: PipelineSources = PipelineSources()) throws {
    let bytes: [UInt8]
    do {
      bytes = try sources.read(path)
    } catch InputError.large(_) {
      throw PipelineError(mistakes: [sources.tooLarge(path)], programs: [])
    }
    try self.init(bytes: bytes, path: path, sources: sources)
  }

  private init(bytes: [UInt8], path: String, sources: PipelineSources) throws(PipelineError) {
    var chain = ExtendsChain(sources: sources)
    let draft = chain.draft(of: bytes, path: path)
    guard let draft else { throw chain.mistakes.error }
    self.init(draft, path: path, chain)
    if steps.isEmpty { throw mistakes.error }
  }

  init(_ draft: PipelineDraft, path: String, _ chain: ExtendsChain) {
    self.path = path
    codebook = draft.codebook?.name ?? "two-souls"
    codebookPlace = draft.codebook?.place ?? draft.place
    steps = draft.steps
    examples = draft.examples
    extends = Array(chain.files.dropFirst())
    mistakes = chain.mistakes
    if steps.isEmpty, mistakes.isEmpty {
      mistakes.add("nothing is left of the chain; “stages:” must name a component", at: draft.place)
    }
  }
}

/// Where pipeline files come from, and what their variables hold.
public struct PipelineSources: Sendable {
  /// The pipelines that “extends” can name without a path.
  public var builtIn: [String: String]
  /// What a variable holds, nothing where it is not set.
  public var variable: @Sendable (String) -> String?
  /// The content of a file.
  public var read: @Sendable (_ path: String) throws -> [UInt8]

  /// A pipeline file has no more bytes than this.
  public static let mostBytes = 1 << 20

  public init(
    builtIn: [String: String] = [:],
    variable: @escaping @Sendable (String) -> String? = { Files.environment($0) },
    read: @escaping @Sendable (_ path: String) throws -> [UInt8] = { try Files.read($0, limit: mostBytes) }
  ) {
    self.builtIn = builtIn
    self.variable = variable
    self.read = read
  }

  func tooLarge(_ path: String) -> ConfigError {
    ConfigError(
      "this file has more than \(Self.mostBytes / 1_048_576) MB, so it is no pipeline file; texts to be read are named "
        + "behind the options", at: ConfigNode.Place(file: path, line: 1, column: 1))
  }
}
