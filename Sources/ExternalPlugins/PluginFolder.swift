public import PluginAPI
import Standoff

/// A folder with a `plugin.yaml`, whose program is used by its name like any other component.
///
/// ```yaml
/// name: keywords.list
/// summary: Finds the words of a list.
/// kind: stage
/// command: [python3, stage.py]
/// provides: [keyword]
/// settings:
///   words: { description: The words to find., type: list, default: [people] }
/// ```
public struct PluginFolder: Sendable {
  /// The file that makes a folder a plugin.
  public static let fileName = "plugin.yaml"

  /// What a pipeline file can name.
  public let component: ComponentDescription

  /// - Parameters:
  ///   - node: the file's content.
  ///   - folder: where it stands.
  ///   - workers: how many of its program run, where that is not left to the file.
  /// - Throws: ``PluginAPI/ConfigError`` with the place of what cannot be used.
  public init(_ node: ConfigNode, folder: String, workers: Int? = nil) throws(ConfigError) {
    var plugin = try PluginManifest(node, folder: folder)
    if let workers { plugin.command.workers = workers }
    let files =
      [SettingFile(Self.fileName, base: "\(folder)/")]
      + ExternalPlugins.files(of: plugin.command.arguments, in: folder)
    let (name, command, promise, settings) = (plugin.name, plugin.command, plugin.promise, plugin.settings)
    @Sendable func made<Part>(
      _ node: ConfigNode, _ context: PipelineContext, _ kind: ExternalKind,
      _ make: (ExternalCommand, Hello, PipelineContext) throws -> Part
    ) throws -> ComponentDescription.Made<Part> {
      let resolved = try settings.resolve(node)
      try context.allowProgram(command.line, in: folder)
      let hello = Hello(kind, settings: JSONValue(ConfigNode(.map(resolved))), promise: promise, name: name)
      return ComponentDescription.Made(
        try make(command, hello, context), settings: resolved, files: files + settings.files(among: resolved))
    }
    let kind: ComponentDescription.Kind =
      switch plugin.kind {
      case .stage: .stage { try made($0, $1, .stage, ExternalStage.init) }
      case .reader: .reader { try made($0, $1, .reader, ExternalReader.init) }
      case .reporter: .reporter { try made($0, $1, .reporter, ExternalReporter.init) }
      }
    component = ComponentDescription(
      name: plugin.name, summary: plugin.summary, settings: settings.descriptions, kind: kind)
  }
}
