import ArgumentParser
import ExternalPlugins
import Glibc
import PipelineEngine
import PluginAPI

/// Where plugin folders are looked for.
struct PluginPath: ParsableArguments {
  @Option(
    name: .customLong("plugin-path"),
    help: ArgumentHelp(
      "A plugin folder, or a folder of plugin folders. May be given several times; those in TWOSOULS_PLUGIN_PATH and those beside the pipeline file count too.",
      valueName: "folder"))
  var folders: [String] = []

  init() {}

  init(folders: [String]) { self.folders = folders }

  /// What ships, what was added, and what stands in plugin folders.
  ///
  /// - Parameter pipelines: the paths of pipeline files, whose folders are looked into, and the folders `plugins` there.
  /// - Throws: ``ConfigError`` for a plugin that cannot be used, `RegistryError` for two of one name.
  func registry(beside pipelines: [String] = []) throws -> Registry {
    var places = folders + Self.environment
    for folder in places where try Self.pluginFolders(in: folder).isEmpty {
      throw ToolError(.noInput, "there is no \(PluginFolder.fileName) in “\(folder)” or in a folder in it")
    }
    for pipeline in pipelines {
      let folder = pipeline.lastIndex(of: "/").map { String(pipeline[..<$0]) } ?? "."
      places += [folder, "\(folder)/plugins"]
    }
    var seen: Set<String> = []
    var plugins: [ComponentDescription] = []
    for folder in try places.flatMap(Self.pluginFolders) {
      guard let resolved = Files.resolved(folder), seen.insert(resolved).inserted else { continue }
      plugins.append(try Self.plugin(in: folder))
    }
    return try Registry(components: Tool.components + plugins)
  }

  private static let environment: [String] = {
    guard let path = getenv("TWOSOULS_PLUGIN_PATH") else { return [] }
    return String(cString: path).split(separator: ":").map(String.init)
  }()

  /// The folder itself, or those in it.
  private static func pluginFolders(in folder: String) throws -> [String] {
    if isPlugin(folder) { return [folder] }
    guard Files.kind(folder) == .folder else { return [] }
    return try Files.names(in: folder).filter(\.isExact).map { "\(folder)/\($0.text)" }.filter(isPlugin)
  }

  private static func isPlugin(_ folder: String) -> Bool {
    Files.kind("\(folder)/\(PluginFolder.fileName)") == .file
  }

  static func plugin(in folder: String) throws -> ComponentDescription {
    let path = "\(folder)/\(PluginFolder.fileName)"
    return try PluginFolder(
      YAML.parse(String(decoding: Files.read(path, limit: 1 << 20), as: UTF8.self), file: path), folder: folder
    ).component
  }
}
