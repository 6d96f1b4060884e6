import ArgumentParser
import PipelineEngine
import PluginAPI

/// Settings from the command line and the environment, over those of pipeline files.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Overrides a setting: quotations.marks.minimum-words=4. May be given several times. TWOSOULS_SET holds such settings too, with “;” between them.",
      valueName: "component.setting=value"),
    transform: { try SettingOverride(parsing: $0) })
  var flags: [SettingOverride] = []

  init() {}

  init(flags: [SettingOverride]) { self.flags = flags }

  /// The file with both; the command line counts more than the environment, and both more than the file.
  ///
  /// - Throws: ``ConfigError`` for a setting or a component that is not there.
  func over(_ file: PipelineFile) throws(ConfigError) -> PipelineFile {
    let environment = try SettingOverride.environment(Files.environment(SettingOverride.variable) ?? "")
    return try file.overriding(environment).overriding(flags)
  }
}

/// The options by which commands choose a pipeline.
struct PipelineOptions: ParsableArguments {
  @Option(name: [.short, .customLong("pipeline")], help: "The pipeline file. Without it, the built-in one.")
  var pipeline: String?

  @OptionGroup var settings: OverrideOptions
  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  var overrides: [SettingOverride] { settings.flags }

  /// The pipeline, checked, with the description of the run it makes.
  ///
  /// - Parameter builtIn: the one that is taken where the command line names none.
  func load(builtIn: String = defaultPipeline, name: String = "default") throws -> LoadedPipeline {
    let file =
      if let pipeline {
        try PipelineFile(reading: pipeline, sources: .tool)
      } else {
        try PipelineFile(parsing: builtIn, path: name, sources: .tool)
      }
    return try LoadedPipeline(file, execution, plugins, settings)
  }
}

extension PipelineSources {
  /// Files from the disk, variables from the environment, and the pipelines that are built in.
  static let tool = PipelineSources(builtIn: ["default": defaultPipeline])
}
