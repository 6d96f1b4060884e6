import PluginAPI
import Standoff

/// What a `plugin.yaml` says.
struct PluginManifest {
  let name: String
  let summary: String
  let kind: ExternalKind
  let promise: Promise
  let settings: DeclaredSettings
  /// The program; its folder is set by whoever knows it.
  var command: ExternalCommand

  private static let own = [
    "name", "summary", "version", "kind", "command", "requires", "provides", "files", "settings",
  ]
  /// Settings of ``ExternalSettings`` that the author of a plugin knows better than its user.
  private static let costs = [
    "workers", "in-flight", "deadline", "start-up", "restarts", "longest-answer", "memory",
  ]
  private static let settingKeys = ["description", "type", "default", "choices", "minimum", "maximum"]

  /// - Throws: ``ConfigError`` with the place of what cannot be used.
  init(_ node: ConfigNode, folder: String) throws(ConfigError) {
    guard let entries = node.entries else {
      throw ConfigError("a plugin file is a map with “name:”, “kind:” and “command:”", at: node.place)
    }
    try Self.refuseUnknown(entries, Self.own + Self.costs, "a plugin file")
    name = try Self.word("name", node, such: "as “name: keywords.list”")
    guard name.utf8.allSatisfy(Self.isNameByte) else {
      throw ConfigError(
        "a plugin's name is made of letters, digits, “-” and “.”, found “\(name)”",
        at: node["name"]?.place ?? node.place)
    }
    summary = try Self.string("summary", node) ?? "A plugin in \(folder)."
    let kindName = try Self.string("kind", node) ?? "stage"
    guard let kind = ExternalKind(rawValue: kindName) else {
      throw ConfigError(
        "“kind” is one of reader, stage, reporter, found “\(kindName)”", at: node["kind"]?.place ?? node.place)
    }
    self.kind = kind
    promise = Promise(
      requires: try Self.names("requires", node).map { Set($0.map { LayerName($0) }) },
      provides: try Self.names("provides", node).map { Set($0.map { LayerName($0) }) },
      files: try Self.names("files", node))
    if kind == .stage, promise.provides?.isEmpty ?? true {
      throw ConfigError("a stage says which layers it gives, such as “provides: [keyword]”", at: node.place)
    }
    settings = DeclaredSettings(try Self.settings(node["settings"]))
    var costs = entries.filter { Self.costs.contains($0.key) }
    guard let line = try Self.names("command", node), !line.isEmpty else {
      throw ConfigError("“command” must name a program, such as “command: [python3, stage.py]”", at: node.place)
    }
    if let sentence = ExternalCommand.sentence(in: line) {
      throw ConfigError(sentence, at: node["command"]?.place ?? node.place)
    }
    costs.append(
      ConfigNode.Entry(key: "command", keyPlace: .none, value: ConfigNode(.list(line.map { ConfigNode(.string($0)) }))))
    command = ExternalCommand(try ExternalSettings(from: ConfigNode(.map(costs), at: node.place)), in: folder)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E
  }

  private static func refuseUnknown(
    _ entries: [ConfigNode.Entry], _ keys: [String], _ what: String
  ) throws(ConfigError) {
    for entry in entries where !keys.contains(entry.key) {
      let hint =
        nearest(entry.key, among: keys).map { "; did you mean “\($0)”?" } ?? "; it has \(keys.joined(separator: ", "))"
      throw ConfigError("there is no key “\(entry.key)” in \(what)\(hint)", at: entry.keyPlace)
    }
  }

  private static func string(_ key: String, _ node: ConfigNode) throws(ConfigError) -> String? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let string = value.string else {
      throw ConfigError("“\(key)” takes a string, found \(value.summary)", at: value.place)
    }
    return string
  }

  private static func word(_ key: String, _ node: ConfigNode, such example: String) throws(ConfigError) -> String {
    guard let word = try string(key, node), !word.isEmpty else {
      throw ConfigError("the file has no “\(key)”, such \(example)", at: node.place)
    }
    return word
  }

  private static func names(_ key: String, _ node: ConfigNode) throws(ConfigError) -> [String]? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let names = value.strings, !names.contains("") else {
      throw ConfigError("“\(key)” takes a list of words, found \(value.summary)", at: value.place)
    }
    return names
  }
}

// MARK: Settings

extension PluginManifest {
  private static func settings(_ node: ConfigNode?) throws(ConfigError) -> [SettingDescription] {
    guard let node, !node.isNull else { return [] }
    guard let entries = node.entries else {
      throw ConfigError("“settings” takes names, each with “type” and “default”", at: node.place)
    }
    var descriptions: [SettingDescription] = []
    for entry in entries { descriptions.append(try setting(entry)) }
    return descriptions
  }

  /// `words: { description: …, type: list, default: [people] }`; a bare value is a default that says the type.
  private static func setting(_ entry: ConfigNode.Entry) throws(ConfigError) -> SettingDescription {
    guard let fields = entry.value.entries else {
      return SettingDescription(
        name: entry.key, description: "", type: type(of: entry.value), defaultValue: entry.value.content)
    }
    try refuseUnknown(fields, settingKeys, "a setting")
    let standard = entry.value["default"] ?? ConfigNode(.null, at: entry.value.place)
    let named = try type(entry.value) ?? type(of: standard)
    let bounds = [entry.value["minimum"]?.number, entry.value["maximum"]?.number].compactMap { $0 }
    guard bounds.isEmpty || bounds.count == 2 && bounds[0] <= bounds[1] else {
      throw ConfigError("a setting has both “minimum” and “maximum”, or neither", at: entry.value.place)
    }
    let description = SettingDescription(
      name: entry.key, description: try string("description", entry.value) ?? "",
      type: standard.isNull ? .optional(named) : named, defaultValue: standard.content,
      bounds: bounds.map { bound in Int(exactly: bound).map { "\($0)" } ?? "\(bound)" })
    _ = try DeclaredSettings([description]).resolve(
      ConfigNode(.map([ConfigNode.Entry(key: entry.key, keyPlace: entry.keyPlace, value: standard)])))
    return description
  }

  private static func type(_ node: ConfigNode) throws(ConfigError) -> SettingType? {
    if let choices = try names("choices", node) { return .choice(choices) }
    guard let name = try string("type", node) else { return nil }
    let types: [(String, SettingType)] = [
      ("boolean", .bool), ("integer", .integer), ("number", .number), ("string", .string), ("file", .file),
      ("list", .list(of: .string)), ("map", .map),
    ]
    if let type = types.first(where: { $0.0 == name })?.1 { return type }
    throw ConfigError(
      "there is no type “\(name)”; it is one of \(types.map(\.0).joined(separator: ", "))",
      at: node["type"]?.place ?? node.place)
  }

  private static func type(of value: ConfigNode) -> SettingType {
    switch value.content {
    case .bool: .bool
    case .integer: .integer
    case .number: .number
    case .list(let items): .list(of: items.first.map { type(of: $0) } ?? .string)
    case .map: .map
    case .string, .null: .string
    }
  }
}
