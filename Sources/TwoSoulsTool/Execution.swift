import ArgumentParser
import ExternalPlugins
import Glibc
import PipelineEngine
import PluginAPI

/// Whether pipelines may start programs: one from somebody else must not run anything on its own.
struct ExecutionOptions: ParsableArguments {
  @Flag(
    help: "Lets the pipeline start the programs that it names. Without it, only from folders in TWOSOULS_TRUSTED_PATH.")
  var allowExec = false

  init() {}

  init(allowingPrograms: Bool) { allowExec = allowingPrograms }

  /// - Throws: ``NotAllowed``.
  func allow(_ command: String, in folder: String) throws(NotAllowed) {
    if allowExec || Self.trusted.contains(where: { Self.holds($0, folder) }) { return }
    throw NotAllowed(command, in: folder)
  }

  /// Refuses the commands of a pipeline that was read from a `run.json`: anybody can write there that it stood in a folder
  /// that the user trusts. Plugins of such a folder are asked of the disk.
  ///
  /// - Throws: ``NotAllowed``.
  func allowPrograms(ofManifest file: PipelineFile) throws(NotAllowed) {
    let names = Set(ExternalPlugins.components.map(\.name))
    guard !allowExec, let step = file.steps.first(where: { names.contains($0.use) }) else { return }
    let command = step.with["command"]
    throw NotAllowed(command?.strings?.joined(separator: " ") ?? "", in: (command?.place ?? step.place).file)
  }

  /// The folders that the user trusts, as the disk knows them.
  private static let trusted: [String] = {
    guard let path = getenv("TWOSOULS_TRUSTED_PATH") else { return [] }
    return String(cString: path).split(separator: ":").compactMap { Files.resolved(String($0)) }
  }()

  private static func holds(_ trusted: String, _ folder: String) -> Bool {
    guard let folder = Files.resolved(folder) else { return false }
    return folder == trusted || folder.hasPrefix(trusted + "/") || trusted == "/"
  }
}
