public import PluginAPI
import Standoff

/// The components that a pipeline file can name.
public struct Registry: Sendable {
  /// By name, in alphabetical order.
  public let components: [ComponentDescription]

  /// - Throws: ``RegistryError`` when two components share a name.
  public init(_ modules: [any PluginModule.Type]) throws(RegistryError) {
    try self.init(components: modules.flatMap { $0.components })
  }

  public init(components: [ComponentDescription]) throws(RegistryError) {
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
    let hint =
      nearest(name, among: components.map(\.name)).map { "did you mean “\($0)”?" }
      ?? "“\(ToolName.current) stages” lists what there is"
    throw ConfigError("there is no component “\(name)”; \(hint)", at: place)
  }
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
