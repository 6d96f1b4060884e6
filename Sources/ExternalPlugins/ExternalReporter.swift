public import PluginAPI
public import Standoff

/// A reporter that is a program of its own: it gets every document, and answers with files.
public struct ExternalReporter: Reporter {
  public static let name = "external.reporter"
  public static let summary = "Runs a program of your own, in any language, as a reporter."

  public let requires: Set<LayerName>
  public let files: [String]
  public let knownAs: String
  private let pool: PluginPool
  private let unit: OffsetUnit
  private let run: String

  public init(_ settings: ExternalSettings, _ context: PipelineContext) throws {
    try self.init(ExternalCommand(settings, context), settings.hello(.reporter), context)
  }

  init(_ command: ExternalCommand, _ hello: Hello, _ context: PipelineContext) throws {
    // A reporter remembers what it was told, so there is one, and nobody can take its place.
    var command = command
    command.workers = 1
    command.restarts = 0
    knownAs = hello.name
    pool = RunningPlugins.pool(command, hello)
    let introduction = try pool.introduction()
    requires = introduction.requires
    files = introduction.files
    unit = introduction.offsets
    run = context.run.id
  }

  public mutating func add(_ document: Document) throws -> [Artifact] {
    try files(document.id) {
      document.writeMembers(
        to: &$0, run: run, content: .text, layers: requires.isEmpty ? nil : requires,
        offsets: TextOffsets(document.text, unit: unit))
    }
  }

  public mutating func finish() throws -> [Artifact] {
    try files("") {
      $0.key("twosouls")
      $0.integer(1)
      $0.key("finish")
      $0.bool(true)
    }
  }

  private func files(_ id: String, _ write: (inout JSONWriter) -> Void) throws -> [Artifact] {
    let answer = try pool.askAndWait(
      id,
      line {
        $0.key("id")
        $0.string(id)
        write(&$0)
      })
    return try (answer["files"]?.array ?? []).map(artifact)
  }

  private func artifact(_ json: JSONValue) throws(ExternalError) -> Artifact {
    guard let path = json["path"]?.string, Artifact.isInside(path) else {
      throw ExternalError("the program answered with a file whose “path” leads out of the folder of the reports")
    }
    let appends = json["append"]?.bool ?? false
    if let text = json["text"]?.string { return Artifact(path, text, appends: appends) }
    guard let bytes = json["base64"]?.string.flatMap(Base64.decode) else {
      throw ExternalError("the file “\(path)” has neither “text” nor valid “base64”")
    }
    return Artifact(path, bytes, appends: appends)
  }
}
