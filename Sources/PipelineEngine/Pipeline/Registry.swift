public import PluginAPI
import Standoff

/// The components that a pipeline file can name.
public struct Registry: Sendable {
  /// By name, in alphabetical order.
  public let components: [ComponentDescription]
  /// The names of plugins by those of their folders.
  private var folders: [String: String] = [:]

  /// - Throws: ``RegistryError`` when two components share a name.
  public init(_ modules: [any PluginModule.Type]) throws(RegistryError) {
    try self.init(components: modules.flatMap { $0.components })
  }

  /// - Parameters:
  ///   - components: all that a pipeline may name.
  ///   - folders: the names of plugins by those of their folders, for messages.
  public init(components: [ComponentDescription], folders: [String: String] = [:]) throws(RegistryError) {
    self.folders = folders
    self.components = components.sorted { $0.name < $1.name }
    for (one, other) in zip(self.components, self.components.dropFirst()) where one.name == other.name {
      throw RegistryError.duplicate(one.name)
    }
  }

  /// The component of a name, where there is one.
  public subscript(_ name: String) -> ComponentDescription? { components.first { $0.name == name } }

  /// The description of a component, or an error that names the nearest one.
  func find(_ name: String, at place: ConfigNode.Place) throws(ConfigError) -> ComponentDescription {
    if let component = self[name] { return component }
    throw ConfigError("there is no component “\(name.shortened)”; \(hint(for: name))", at: place)
  }

  /// What to write in the place of a name that is not there.
  package func hint(for name: String) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." && $0 != "plugin.yaml" }
    let word = parts.last.map(String.init) ?? name
    if let plugin = folders[word] { return "the plugin in the folder “\(word)” goes by the name “\(plugin)”" }
    let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count > 1, words.allSatisfy({ self[$0] != nil }) {
      return "put \(list(words)) on a line each behind “- ”"
    }
    if name.utf8.contains(UInt8(ascii: ":")) { return "YAML wants a space behind a “:”" }
    if let near = nearest(name, among: components.map(\.name)) { return "did you mean “\(near)”?" }
    let family = components.map(\.name).filter { $0.hasPrefix("\(word).") || $0.hasSuffix(".\(word)") }
    if !family.isEmpty { return "there is \(list(family.prefix(6)))" }
    if parts.count > 1 || Self.endings.contains(where: name.hasSuffix) {
      return "a program is run by “{ use: external, with: { command: [python3, stage.py], provides: [NAME] } }”"
    }
    return "“\(ToolName.current) stages” lists what there is"
  }

  /// Of names of programs that somebody may take for components.
  private static let endings = [".py", ".R", ".r", ".sh", ".js", ".pl", ".rb", ".swift"]
}

/// Why components cannot stand side by side.
public enum RegistryError: Error, CustomStringConvertible {
  case duplicate(String)

  public var description: String {
    switch self {
    case .duplicate(let name): "two components go by the name “\(name)”"
    }
  }
}
