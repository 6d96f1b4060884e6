public import PluginAPI
import Glibc

/// Components that are programs of their own.
public enum ExternalPlugins: PluginModule {
  /// `external`, `external.reader` and `external.reporter`.
  public static let components = [
    ComponentDescription(
      name: ExternalStage.name, summary: ExternalStage.summary, settings: ExternalSettings.descriptions,
      kind: .stage { node, context in try made(node, context, ExternalStage.init) }),
    ComponentDescription(
      name: ExternalReader.name, summary: ExternalReader.summary, settings: ExternalSettings.descriptions,
      kind: .reader { node, context in try made(node, context, ExternalReader.init) }),
    ComponentDescription(
      name: ExternalReporter.name, summary: ExternalReporter.summary, settings: ExternalSettings.descriptions,
      kind: .reporter { node, context in try made(node, context, ExternalReporter.init) }),
  ]

  private static func made<Part: Sendable>(
    _ node: ConfigNode, _ context: PipelineContext, _ make: (ExternalSettings, PipelineContext) throws -> Part
  ) throws -> ComponentDescription.Made<Part> {
    let settings = try ExternalSettings(from: node)
    return ComponentDescription.Made(
      try make(settings, context), settings: settings.resolved, files: files(of: settings.command, in: context.folder))
  }

  /// The files among program and arguments: the scripts, whose hashes belong to the run.
  static func files(of command: [String], in folder: String) -> [SettingFile] {
    command.enumerated().compactMap { index, word in
      // A program without a slash is looked for on PATH.
      if index == 0, !word.utf8.contains(UInt8(ascii: "/")) { return nil }
      let path = word.hasPrefix("/") ? word : "\(folder)/\(word)"
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return SettingFile(word, base: "\(folder)/")
    }
  }
}
