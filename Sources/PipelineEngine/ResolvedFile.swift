public import PluginAPI
public import Standoff

extension PipelineFile {
  /// The chain of an earlier run, with every setting, as its manifest has it under `resolved`.
  ///
  /// - Parameter path: the pipeline file of that run; relative paths start from it as they did then.
  /// - Throws: ``ConfigError`` where it is no such chain.
  public init(resolved: JSONValue, path: String) throws(ConfigError) {
    let place = ConfigNode.Place(file: path, line: 0, column: 0)
    let members = [JSONValue.Member(key: "twosouls", value: .number("1"))] + (resolved.members ?? [])
    try self.init(ConfigNode(json: .object(members)).placed(at: place), path: path)
  }
}

extension ConfigNode {
  fileprivate func placed(at place: Place) -> ConfigNode {
    switch content {
    case .list(let nodes): ConfigNode(.list(nodes.map { $0.placed(at: place) }), at: place)
    case .map(let entries):
      ConfigNode(
        .map(entries.map { Entry(key: $0.key, keyPlace: place, value: $0.value.placed(at: place)) }), at: place)
    default: ConfigNode(content, at: place)
    }
  }
}
