public import PluginAPI
import Yams

/// Reads YAML into nodes that know where they stand.
public enum YAML {
  /// - Throws: ``ConfigError`` with the place where the YAML is broken, or for an alias, an own tag or a double key.
  public static func parse(_ text: String, file: String) throws(ConfigError) -> ConfigNode {
    let root: Node?
    do {
      // Editors on Windows set a byte order mark, which YAML takes for a second document.
      root = try Yams.compose(
        yaml: text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text)
    } catch {
      throw broken(error, file: file)
    }
    guard let root else { return ConfigNode(.null, at: ConfigNode.Place(file: file, line: 1, column: 1)) }
    return try convert(root, file: file)
  }

  private static func convert(_ node: Node, file: String) throws(ConfigError) -> ConfigNode {
    let place = ConfigNode.Place(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    switch node {
    case .scalar(let scalar): return ConfigNode(content(of: scalar), at: place)
    case .sequence(let sequence):
      var list: [ConfigNode] = []
      for item in sequence { list.append(try convert(item, file: file)) }
      return ConfigNode(.list(list), at: place)
    case .mapping(let mapping):
      var entries: [ConfigNode.Entry] = []
      for (key, value) in mapping {
        let keyPlace = ConfigNode.Place(file: file, line: key.mark?.line ?? 0, column: key.mark?.column ?? 0)
        guard let name = key.string else { throw ConfigError("a key must be a word", at: keyPlace) }
        entries.append(ConfigNode.Entry(key: name, keyPlace: keyPlace, value: try convert(value, file: file)))
      }
      return ConfigNode(.map(entries), at: place)
    case .alias: throw ConfigError("aliases (*name) are not supported; write the value out", at: place)
    }
  }

  private static func content(of scalar: Node.Scalar) -> ConfigNode.Content {
    guard scalar.style == .plain else { return .string(scalar.string) }
    switch scalar.string {
    case "", "null", "~": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      if let integer = Int(scalar.string) { return .integer(integer) }
      if scalar.string.first.map({ $0.isNumber || $0 == "-" || $0 == "." }) == true, let number = Double(scalar.string)
      {
        return .number(number)
      }
      return .string(scalar.string)
    }
  }

  private static func broken(_ error: any Error, file: String) -> ConfigError {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      let place = ConfigNode.Place(file: file, line: mark.line, column: mark.column)
      return ConfigError("this is no valid YAML: \(problem)", at: place)
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      return ConfigError(
        "the key “\(duplicates.first ?? "")” stands here twice",
        at: ConfigNode.Place(file: file, line: context.mark.line, column: context.mark.column))
    case YamlError.reader(let problem, _, _, _):
      return ConfigError(
        "this is no valid YAML, perhaps no text: \(problem)", at: ConfigNode.Place(file: file, line: 1, column: 1))
    default: return ConfigError("this is no valid YAML: \(error)", at: ConfigNode.Place(file: file, line: 1, column: 1))
    }
  }
}
