public import PluginAPI
import ArgumentParser
import Evaluation
import ExternalPlugins
import Glibc
public import PipelineEngine
import Standoff
import Synchronization

/// The command-line tool, as a library: a program of one's own adds its stages and has everything else.
///
/// ```swift
/// import TwoSoulsTool
///
/// @main
/// struct MyTool {
///   static func main() async { await Tool.main(adding: [MyPlugin.self], version: "my-tool 1.0") }
/// }
/// ```
public enum Tool {
  /// The version of program and formats; part of every run's hash.
  public static let version = "0.1.0"

  /// What a program of one's own adds, and what it calls itself.
  private static let added = Mutex<(modules: [any PluginModule.Type], version: String?)>(([], nil))

  /// Runs the command line of this process and ends it with the exit code that belongs to what happened.
  ///
  /// Help and messages call the tool by the name of its own file, as its users type it.
  ///
  /// - Parameters:
  ///   - modules: what is added to the components that ship.
  ///   - own: the name and version of a program of one's own. It belongs to the hash of every run, so it changes whenever
  ///     what was added says something else.
  public static func main(adding modules: [any PluginModule.Type] = [], version own: String? = nil) async {
    added.withLock { $0 = (modules, own) }
    if let name = CommandLine.arguments.first?.split(separator: "/").last { ToolName.current = String(name) }
    // A closed pipe and a file that may grow no further are errors of the write, not the end of the process.
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    do {
      defer { RunningPlugins.stop() }
      var command = try TwoSoulsCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try Console.checkOutput()
    } catch {
      end(with: error)
    }
  }

  /// The components that ship and those that were added.
  static var components: [ComponentDescription] {
    (bundledModules + [ExternalPlugins.self] + added.withLock { $0.modules }).flatMap { $0.components }
  }

  /// The version, with that of a program of one's own.
  static var fullVersion: String { added.withLock { $0.version }.map { "\(version), \($0)" } ?? version }

  /// The same by their names.
  ///
  /// - Throws: ``PipelineEngine/RegistryError`` where two have one.
  public static func registry() throws -> Registry { try Registry(components: components) }

  /// Says what went wrong and exits: 0 where it was a request for help, else the code of its kind.
  private static func end(with error: any Error) -> Never {
    guard let code = ExitStatus(of: error) else { TwoSoulsCommand.exit(withError: error) }
    let console = Console()
    if let error = error as? PipelineError {
      console.tell(error)
    } else if !"\(error)".isEmpty {
      console.error("\(error)")
    }
    exit(code.rawValue)
  }
}

/// The exit codes, after `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  /// `check`, `test`, `lint`, `diff`, `evaluate --min` found something.
  case findings = 1
  case usage = 64
  /// Some documents failed; the rest are written.
  case someFailed = 65
  case noInput = 66
  case fault = 70
  case cannotWrite = 73
  /// A program that the pipeline names was not allowed to be started.
  case notAllowed = 77
  case badPipeline = 78
  case interrupted = 130

  /// The code for an error of the program's own; nothing for those of the argument parser, which knows its codes.
  init?(of error: any Error) {
    switch error {
    case let error as ToolError: self = error.status
    case is ConfigError: self = .badPipeline
    case let error as PipelineError: self = error.mistakes.isEmpty ? .notAllowed : .badPipeline
    case is NotAllowed: self = .notAllowed
    case is InputError, is ResultsError: self = .noInput
    case is OutputError: self = .cannotWrite
    case is GoldError: self = .someFailed
    default:
      guard TwoSoulsCommand.exitCode(for: error) == .failure else { return nil }
      self = .fault
    }
  }
}

/// A reason to stop, with its exit code.
struct ToolError: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String = "") {
    self.status = status
    self.description = description
  }
}

struct TwoSoulsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ToolName.current,
    abstract: "Reads political texts: who is quoted, and is change to come from above or from below?",
    discussion:
      "Start with “\(ToolName.current) run FOLDER”. “\(ToolName.current) help COMMAND” explains each command.",
    version: Tool.fullVersion,
    subcommands: [
      RunCommand.self, ReportCommand.self, CompareCommand.self, SampleCommand.self, EvaluateCommand.self,
      AgreementCommand.self, DiffCommand.self, TrainCommand.self, LintCommand.self, CheckCommand.self, TestCommand.self,
      StagesCommand.self, ExplainCommand.self, SchemaCommand.self, NewCommand.self, PluginCommand.self,
    ])
}
