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
    var folders: [String] = []
    for folder in try places.flatMap(Self.pluginFolders) {
      guard let resolved = Files.resolved(folder), seen.insert(resolved).inserted else { continue }
      plugins.append(try Self.plugin(in: folder))
      folders.append(folder)
    }
    try Self.check(plugins, in: folders)
    let names = zip(folders, plugins).map { ($0.split(separator: "/").last.map(String.init) ?? $0, $1.name) }
    return try Registry(
      components: Tool.components + plugins, folders: Dictionary(names) { first, _ in first })
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

  /// - Parameter workers: how many of its program run, where that is not left to the plugin.
  static func plugin(in folder: String, workers: Int? = nil) throws -> ComponentDescription {
    let path = "\(folder)/\(PluginFolder.fileName)"
    return try PluginFolder(
      YAML.parse(String(decoding: Files.read(path, limit: 1 << 20), as: UTF8.self), file: path), folder: folder,
      workers: workers
    ).component
  }

  /// - Throws: ``ConfigError`` where a plugin has the name of what ships or of another one.
  static func check(_ plugins: [ComponentDescription], in folders: [String]) throws(ConfigError) {
    var owners: [String: String] = [:]
    for component in Tool.components { owners[component.name] = "a \(component.kind.name) that ships" }
    for (plugin, folder) in zip(plugins, folders) {
      if let owner = owners[plugin.name] {
        throw ConfigError(
          "the name “\(plugin.name)” belongs to \(owner) already; give the plugin another name",
          at: ConfigNode.Place(file: "\(folder)/\(PluginFolder.fileName)", line: 0, column: 0))
      }
      owners[plugin.name] = "the plugin in \(folder)"
    }
  }
}
