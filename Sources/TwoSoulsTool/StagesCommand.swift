import ArgumentParser
import PipelineEngine
import PluginAPI
import Standoff

struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Lists the components a pipeline can name, or explains one.")

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var plugins: PluginPath

  @Argument(help: "The name of a component.")
  var name: String?

  func run() throws {
    let console = Console()
    let registry = try plugins.registry()
    var components = registry.components
    if let name {
      guard let component = registry[name] else {
        throw ToolError(.usage, "there is no component “\(name)”; \(registry.hint(for: name))")
      }
      components = [component]
    }
    if json {
      console.print(JSONValue.array(components.map(\.json)).text)
    } else if name != nil {
      for component in components { for line in component.explanation { console.print(line) } }
    } else {
      let width = components.map(\.name.count).max() ?? 0
      for kind in ["reader", "stage", "reporter"] {
        console.print("\(kind)s")
        for component in components where component.kind.name == kind {
          let name = component.name + String(repeating: " ", count: width - component.name.count)
          console.print("  \(name)  \(component.summary)")
        }
      }
    }
  }
}

extension ComponentDescription {
  fileprivate var explanation: [String] {
    var lines = ["\(name) (\(kind.name))", "  \(summary)"]
    for setting in settings {
      lines.append("  \(setting.name): \(JSONValue(ConfigNode(setting.defaultValue)).text)")
      lines.append("      \(setting.description) Takes \(setting.type.expected)\(bounds(setting)).")
    }
    return lines
  }

  private func bounds(_ setting: SettingDescription) -> String {
    setting.bounds.count == 2 ? ", from \(setting.bounds[0]) to \(setting.bounds[1])" : ""
  }

  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member(key: "name", value: .string(name)),
      JSONValue.Member(key: "kind", value: .string(kind.name)),
      JSONValue.Member(key: "summary", value: .string(summary)),
      JSONValue.Member(
        key: "settings",
        value: .array(
          settings.map { setting in
            .object([
              JSONValue.Member(key: "name", value: .string(setting.name)),
              JSONValue.Member(key: "description", value: .string(setting.description)),
              JSONValue.Member(key: "takes", value: .string(setting.type.expected)),
              JSONValue.Member(key: "default", value: JSONValue(ConfigNode(setting.defaultValue))),
            ])
          })),
    ])
  }
}
