import PluginAPI

/// A map of a codebook file, and how to ask it for what it must hold.
struct Form {
  let node: ConfigNode
  /// What it is, for messages: `the stance “above”`.
  let title: String
  let keys: [String]

  init(_ node: ConfigNode, _ title: String, keys: [String]) {
    self.node = node
    self.title = title
    self.keys = keys
  }

  func refuseUnknown() throws(ConfigError) {
    guard let entries = node.entries else {
      throw ConfigError("\(title) takes \(Self.list(keys)), found \(node.summary)", at: node.place)
    }
    for entry in entries where !keys.contains(entry.key) {
      let hint = nearest(entry.key, among: keys).map { "did you mean “\($0)”?" } ?? "it takes \(Self.list(keys))"
      throw ConfigError("there is no key “\(entry.key)” in \(title); \(hint)", at: entry.keyPlace)
    }
  }

  func string(_ key: String) throws(ConfigError) -> String? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let string = value.string, !string.isEmpty else {
      throw ConfigError("“\(key)” takes words, found \(value.summary)", at: value.place)
    }
    return string
  }

  func needed(_ key: String) throws(ConfigError) -> String {
    guard let string = try string(key) else { throw ConfigError("\(title) needs “\(key):”", at: node.place) }
    return string
  }

  func strings(_ key: String) throws(ConfigError) -> [String] {
    guard let value = node[key], !value.isNull else { return [] }
    guard let strings = value.strings else {
      throw ConfigError("“\(key)” takes a list of words, found \(value.summary)", at: value.place)
    }
    return strings
  }

  /// A number that is not below 0.
  func number(_ key: String) throws(ConfigError) -> Double? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let number = value.number, number >= 0, number.isFinite else {
      throw ConfigError("“\(key)” takes a number from 0 up, found \(value.summary)", at: value.place)
    }
    return number
  }

  func name(_ key: String) throws(ConfigError) -> String {
    let name = try needed(key)
    try Self.checkName(name, at: node[key]?.place ?? node.place)
    return name
  }

  /// A label that is declared.
  func label(
    _ key: String, among names: [String], of kind: String, missing: () -> String
  ) throws(ConfigError) -> String {
    guard let name = try string(key) else { throw ConfigError(missing(), at: node.place) }
    guard names.contains(name) else {
      throw ConfigError(
        "“\(key)” is “\(name)”, \(Self.hint(name, among: names, of: kind))", at: node[key]?.place ?? node.place)
    }
    return name
  }

  /// Labels stand in columns, in JSON and on the command line, so they are plain words.
  static func checkName(_ name: String, at place: ConfigNode.Place) throws(ConfigError) {
    let isPlain = name.utf8.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x5F
        || byte >= 0x80
    }
    guard isPlain, !name.isEmpty, name != "-" else {
      throw ConfigError("a name is a word of letters, digits, “-” and “_”, found “\(name)”", at: place)
    }
  }

  /// What to do about a label that is not declared.
  static func hint(_ name: String, among names: [String], of kind: String = "stance for cues") -> String {
    let hint = nearest(name, among: names).map { "; did you mean “\($0)”?" } ?? "; there is \(list(names))"
    return "which is no \(kind) of this codebook\(names.isEmpty ? "" : hint)"
  }

  private static func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: ", ") }
}
