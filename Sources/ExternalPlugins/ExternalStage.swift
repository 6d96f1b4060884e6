public import PluginAPI
public import Standoff

/// A stage that is a program of its own.
public struct ExternalStage: Stage {
  public static let name = "external"
  public static let summary = "Runs a program of your own, in any language, as a stage."

  public let requires: Set<LayerName>
  public let provides: Set<LayerName>
  public let knownAs: String
  private let pool: PluginPool
  private let unit: OffsetUnit
  private let known: [any Label.Type]

  public init(_ settings: ExternalSettings, _ context: PipelineContext) throws {
    try self.init(ExternalCommand(settings, context), settings.hello(.stage), context)
  }

  /// - Throws: ``ExternalError`` where the program cannot be started or does not introduce itself.
  init(_ command: ExternalCommand, _ hello: Hello, _ context: PipelineContext) throws {
    knownAs = hello.name
    pool = RunningPlugins.pool(command, hello)
    let introduction = try pool.introduction()
    requires = introduction.requires
    provides = introduction.provides
    unit = introduction.offsets
    known = context.labels
  }

  /// How many documents can be on their way to the programs at the same time.
  public var capacity: Int { pool.command.workers * pool.command.inFlight }

  /// Kills the programs as a crash would; the next document starts them anew.
  public func kill() { pool.kill() }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) async throws -> Annotations {
    let offsets = TextOffsets(document.text, unit: unit)
    let request = line(of: document.text.count * 9 / 8 + 1024) {
      $0.key("id")
      $0.string(document.id)
      document.writeMembers(to: &$0, run: "", content: .text, layers: requires, offsets: offsets)
    }
    let answer = try await pool.ask(document.id, request)
    answer.note(in: diagnostics, of: document, offsets)
    return try Annotations(answer, to: document, declared: provides, known: known, offsets: offsets)
  }
}
