public import PluginAPI
import Standoff

/// How a pipeline file names a program: `{ use: external, with: { command: [python3, stage.py] } }`.
public struct ExternalSettings: ComponentSettings {
  @Setting("The program and its arguments. Relative paths start from the folder of the pipeline file.")
  public var command: [String] = []
  @Setting("The layers that it wants to see, where it does not say so itself.")
  public var requires: [String] = []
  @Setting("The layers that it gives, where it does not say so itself.")
  public var provides: [String] = []
  @Setting("Endings that a reader takes, or files that a reporter writes, where it does not say so itself.")
  public var files: [String] = []
  @Setting("Settings that the program gets when it is greeted.")
  public var settings = SettingMap()
  @Setting("How many of it run side by side.", in: 1...256)
  public var workers = 1
  @Setting("How many documents are on their way to one of them at the same time.", in: 1...1024)
  public var inFlight = 32
  @Setting("Seconds that a document may take.", in: 0.01...86_400)
  public var deadline = 60.0
  @Setting("Seconds that the program may take to introduce itself.", in: 0.01...3600)
  public var startUp = 30.0
  @Setting("How often in a row it may fail before it is given up.", in: 0...1000)
  public var restarts = 5
  @Setting("Megabytes that the answer for a document may have.", in: 1...2048)
  public var longestAnswer = 64
  @Setting("Megabytes of address space that the program may have; 0 for any number.", in: 0...1_048_576)
  public var memory = 0
  public init() {}

  /// What the program need not say of itself.
  private var promise: Promise {
    func layers(_ names: [String]) -> Set<LayerName>? { names.isEmpty ? nil : Set(names.map { LayerName($0) }) }
    return Promise(requires: layers(requires), provides: layers(provides), files: files.isEmpty ? nil : files)
  }

  func hello(_ kind: ExternalKind) -> Hello {
    Hello(kind, settings: settings.json, promise: promise, name: kind.componentName)
  }
}

extension ExternalCommand {
  init(_ settings: ExternalSettings, in folder: String) {
    self.init(settings.command, in: folder)
    workers = settings.workers
    inFlight = settings.inFlight
    deadline = settings.deadline
    startUp = settings.startUp
    restarts = settings.restarts
    longestAnswer = settings.longestAnswer << 20
    memory = settings.memory << 20
  }

  /// What to say of a command that was written in one piece, as in a shell.
  static func sentence(in command: [String]) -> String? {
    guard command.count == 1, let words = command.first?.split(separator: " "), words.count > 1 else { return nil }
    return "“command” takes program and arguments one by one: “command: [\(words.joined(separator: ", "))]”"
  }

  /// - Throws: ``ConfigError`` where no program is named, ``NotAllowed`` where none may be started.
  init(_ settings: ExternalSettings, _ context: PipelineContext) throws {
    guard let program = settings.command.first, !program.isEmpty else {
      throw ConfigError("“command” must name a program, such as “command: [python3, stage.py]”", at: .none)
    }
    if let sentence = Self.sentence(in: settings.command) { throw ConfigError(sentence, at: .none) }
    self.init(settings, in: context.folder)
    try context.allowProgram(line, in: folder)
  }
}
