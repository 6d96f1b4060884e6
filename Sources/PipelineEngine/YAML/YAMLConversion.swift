import PluginAPI
import Yams

/// From the parser's nodes to ours.
struct YAMLConversion {
  let file: String
  let masked: MaskedText
  let variables: Variables?
  private(set) var mistakes: [ConfigError] = []

  /// Pipeline files, codebooks and word files need a handful.
  private static let mostLevels = 100

  init(file: String, masked: MaskedText, variables: Variables?) {
    self.file = file
    self.masked = masked
    self.variables = variables
  }

  mutating func node(_ node: Node, level: Int = 0, isFixed: Bool = false) -> ConfigNode {
    let place = place(node)
    guard level < Self.mostLevels else {
      return refuse("this is nested more than \(Self.mostLevels) deep; write it flatter", at: place)
    }
    if let tag = tag(of: node) {
      return refuse("tags (\(tag)) are not supported; write the value without, or in quotes", at: place)
    }
    switch node {
    case .scalar(let scalar):
      if scalar.style == .plain, masked.startsAnchor(scalar.string) {
        return refuse(YAMLTrouble.anchors, at: place)
      }
      return ConfigNode(content(of: scalar, at: place, isFixed: isFixed), at: place)
    case .sequence(let sequence):
      var list: [ConfigNode] = []
      for item in sequence { list.append(self.node(item, level: level + 1, isFixed: isFixed)) }
      return ConfigNode(.list(list), at: place)
    case .mapping(let mapping): return ConfigNode(.map(entries(of: mapping, level, isFixed)), at: place)
    case .alias: return refuse(YAMLTrouble.aliases, at: place)
    }
  }

  private mutating func entries(of mapping: Node.Mapping, _ level: Int, _ isFixed: Bool) -> [ConfigNode.Entry] {
    var entries: [ConfigNode.Entry] = []
    for (key, value) in mapping {
      let keyPlace = place(key)
      guard let scalar = key.scalar else {
        mistakes.append(ConfigError("a key must be a word, such as “stages”; this is a list or a map", at: keyPlace))
        continue
      }
      if scalar.style == .plain, scalar.string == "<<" {
        mistakes.append(
          ConfigError(
            "merge keys (<<) are not supported; write the settings out, or start from another file with “extends:”",
            at: keyPlace))
        continue
      }
      if scalar.style == .plain, masked.startsAnchor(scalar.string) {
        mistakes.append(ConfigError(YAMLTrouble.anchors, at: keyPlace))
        continue
      }
      let name = masked.original(scalar.string)
      let stays = isFixed || level == 0 && (variables?.leaves(name) ?? false)
      entries.append(
        ConfigNode.Entry(
          key: name, keyPlace: keyPlace, value: node(value, level: level + 1, isFixed: stays)))
    }
    return entries
  }

  private mutating func content(
    of scalar: Node.Scalar, at place: ConfigNode.Place, isFixed: Bool
  ) -> ConfigNode.Content {
    var text = masked.original(scalar.string)
    if let variables, !isFixed, text.utf8.contains(UInt8(ascii: "$")) {
      do {
        text = try variables.filled(text, at: place)
      } catch {
        mistakes.append(error)
      }
    }
    return scalar.style == .plain ? Self.plain(text) : .string(text)
  }

  /// What words without quotes mean.
  private static func plain(_ text: String) -> ConfigNode.Content {
    switch text {
    case "", "null", "~": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      if let integer = Int(text) { return .integer(integer) }
      guard let first = text.first, first.isNumber || first == "-" || first == "." || first == "+",
        let number = Double(text), number.isFinite
      else { return .string(text) }
      return .number(number)
    }
  }

  /// A tag that somebody wrote; the parser gives quoted words one by itself.
  private func tag(of node: Node) -> String? {
    switch node {
    case .scalar(let scalar):
      let tag = scalar.tag.rawValue
      return tag.isEmpty || scalar.style != .plain && tag == Tag.Name.str.rawValue ? nil : tag
    case .sequence(let sequence): return sequence.tag.rawValue.isEmpty ? nil : sequence.tag.rawValue
    case .mapping(let mapping): return mapping.tag.rawValue.isEmpty ? nil : mapping.tag.rawValue
    case .alias: return nil
    }
  }

  private mutating func refuse(_ message: String, at place: ConfigNode.Place) -> ConfigNode {
    mistakes.append(ConfigError(message, at: place))
    return ConfigNode(.null, at: place)
  }

  private func place(_ node: Node) -> ConfigNode.Place {
    ConfigNode.Place(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
  }
}
