/// Settings that are known only while the program runs: those that a plugin folder declares.
public struct DeclaredSettings: Sendable, Equatable {
  /// In the order of declaration.
  public let descriptions: [SettingDescription]

  public init(_ descriptions: [SettingDescription]) { self.descriptions = descriptions }

  /// The defaults with what a pipeline file sets.
  ///
  /// - Throws: ``ConfigError`` for an unknown name, a wrong type or a value out of range.
  public func resolve(_ node: ConfigNode) throws(ConfigError) -> [ConfigNode.Entry] {
    if let first = mistakes(in: node).first { throw first }
    return descriptions.map {
      ConfigNode.Entry(key: $0.name, keyPlace: .none, value: node[$0.name] ?? ConfigNode($0.defaultValue))
    }
  }

  /// Everything that is wrong with what a pipeline file sets, in its order.
  public func mistakes(in node: ConfigNode) -> [ConfigError] {
    if node.isNull { return [] }
    guard let entries = node.entries else { return [node.noSettings] }
    return entries.compactMap { entry in
      guard let description = descriptions.first(where: { $0.name == entry.key }) else {
        return entry.unknown(among: descriptions.map(\.name))
      }
      return description.mistake(in: entry.value)
    }
  }
}

extension DeclaredSettings {
  /// The files that are set.
  public func files(among resolved: [ConfigNode.Entry]) -> [SettingFile] {
    resolved.filter { entry in descriptions.contains { $0.name == entry.key && $0.type.isFile } }
      .compactMap { SettingFile($0.value) }
  }
}

extension ConfigNode {
  /// The entries of a map of settings, none where there is nothing.
  ///
  /// - Throws: ``ConfigError`` for something else and for a name that is not known.
  func settings(knowing names: [String]) throws(ConfigError) -> [Entry] {
    if isNull { return [] }
    guard let entries else { throw noSettings }
    for entry in entries where !names.contains(entry.key) { throw entry.unknown(among: names) }
    return entries
  }

  fileprivate var noSettings: ConfigError {
    ConfigError("expected settings as “name: value”, found \(summary)", at: place)
  }
}

extension ConfigNode.Entry {
  fileprivate func unknown(among names: [String]) -> ConfigError {
    let hint =
      !key.isEmpty && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
      ? "if a number is meant, it has a point, as in 0.5"
      : names.isEmpty
        ? "it has none"
        : nearest(key, among: names).map { "did you mean “\($0)”?" } ?? "it has \(names.joined(separator: ", "))"
    return ConfigError("there is no setting “\(key.prefix(60))”; \(hint)", at: keyPlace)
  }
}

extension SettingDescription {
  /// What is wrong with a value that the setting does not take.
  func mistake(in node: ConfigNode) -> ConfigError? {
    guard type.holds(node) else { return type.refusal(of: node, for: name) }
    guard bounds.count == 2, let low = Double(bounds[0]), let high = Double(bounds[1]), let value = node.number,
      !(low...max(low, high)).contains(value)
    else { return nil }
    return outOfRange(node)
  }

  func outOfRange(_ node: ConfigNode) -> ConfigError {
    ConfigError(
      "“\(name)” takes \(type.expected) from \(bounds[0]) to \(bounds[1]), found \(node.summary)", at: node.place)
  }
}

extension SettingType {
  fileprivate var isFile: Bool {
    switch self {
    case .file: true
    case .optional(let type): type.isFile
    default: false
    }
  }

  /// Whether the setting takes what stands here.
  func holds(_ node: ConfigNode) -> Bool {
    switch self {
    case .bool: node.bool != nil
    case .integer: node.integer != nil
    case .number: node.number != nil
    case .string, .file: node.string != nil
    case .map: node.entries != nil || node.isNull
    case .choice(let names): node.string.map(names.contains) ?? false
    case .list(let type): (node.list ?? [node]).allSatisfy(type.holds)
    case .optional(let type): node.isNull || type.holds(node)
    }
  }

  /// What to say of a value that it does not take.
  func refusal(of node: ConfigNode, for name: String) -> ConfigError {
    if let unknown = unknown(in: node) {
      return ConfigError("“\(name)” knows no \(unknown.summary)\(unknown.hint)", at: unknown.place)
    }
    return ConfigError("“\(name)” takes \(expected), found \(node.summary)", at: node.place)
  }

  /// The first word that is none of those that the setting knows, with the nearest of them.
  private func unknown(in node: ConfigNode) -> (summary: String, place: ConfigNode.Place, hint: String)? {
    switch self {
    case .choice(let names):
      guard let word = node.string, !names.contains(word) else { return nil }
      let hint = nearest(word, among: names).map { "; did you mean “\($0)”?" } ?? "; it takes \(expected)"
      return (node.summary, node.place, hint)
    case .list(let type): return (node.list ?? [node]).lazy.compactMap { type.unknown(in: $0) }.first
    case .optional(let type): return type.unknown(in: node)
    case .bool, .integer, .number, .string, .file, .map: return nil
    }
  }
}
