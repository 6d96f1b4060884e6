import ArgumentParser
import PipelineEngine
import PluginAPI
import Standoff

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says whether pipeline files fit together, before any text is opened.")

  @Flag(help: "Prints every setting in force, defaults included.")
  var resolved = false

  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  @Argument(help: "Pipeline files.")
  var files: [String]

  func run() throws {
    let console = Console()
    var broken = 0
    for path in files {
      do {
        let file = try PipelineFile(parsing: String(decoding: Files.read(path), as: UTF8.self), path: path)
        let loaded = try LoadedPipeline(file, execution, plugins)
        console.print("\(path): fits together, run \(loaded.description.id)")
        for line in resolved ? settings(loaded.pipeline) : table(loaded.pipeline) { console.print("  \(line)") }
      } catch let error as ConfigError {
        console.error("\(error)")
        broken += 1
      }
    }
    if broken > 0 { throw ToolError(.findings) }
  }

  /// What each stage needs and gives.
  private func table(_ pipeline: Pipeline) -> [String] {
    let width = pipeline.resolved.map(\.name.count).max() ?? 0
    var stages = pipeline.stages.makeIterator()
    var reporters = pipeline.reporters.makeIterator()
    return pipeline.resolved.map { component in
      let name = component.name + String(repeating: " ", count: width - component.name.count)
      switch component.kind {
      case "stage":
        guard let place = stages.next() else { return name }
        return "\(name)  needs \(list(place.stage.requires)), gives \(list(place.provides))"
      case "reporter": return "\(name)  needs \(list(reporters.next()?.requires ?? []))"
      default: return "\(name)  reads"
      }
    }
  }

  private func settings(_ pipeline: Pipeline) -> [String] {
    pipeline.resolved.flatMap { component in
      [component.name] + component.settings.map { "  \($0.key): \(JSONValue($0.value).text)" }
    }
  }

  private func list(_ layers: Set<LayerName>) -> String {
    layers.isEmpty ? "nothing" : layers.sorted().map(\.description).joined(separator: " ")
  }
}

extension JSONValue {
  /// As JSON on one line.
  var text: String {
    var json = JSONWriter()
    json.value(self)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
