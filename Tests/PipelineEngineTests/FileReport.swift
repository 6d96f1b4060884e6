import PluginAPI
import Standoff

/// Writes files of which it says before, or not.
struct FileReport: Reporter {
  struct Settings: ComponentSettings {
    @Setting("The files.") var paths: [String] = []
    @Setting("Whether it says so before.") var says = true
    init() {}
  }

  static let name = "report.files"
  static let summary = "Writes files."
  let requires: Set<LayerName> = []
  let shows: Set<LayerName>? = [.own]
  let files: [String]
  private let written: [String]

  init(_ settings: Settings, _ context: PipelineContext) {
    written = settings.paths
    files = settings.says ? settings.paths : []
  }

  func add(_ document: Document) -> [Artifact] { [] }
  func finish() -> [Artifact] { written.map { Artifact($0, "x") } }
}

enum FileModule: PluginModule {
  static let components: [ComponentDescription] = [.reporter(FileReport.self)]
}
