public import PluginAPI

/// A setting given outside the file: `quotations.marks.minimum-words=4`.
public struct SettingOverride: Sendable, Equatable {
  let component: String
  let setting: String
  let value: ConfigNode

  /// The environment variable that holds settings, as `--set` takes them, one behind the other with “;” between.
  public static let variable = "TWOSOULS_SET"

  /// - Parameters:
  ///   - argument: `component.setting=value`.
  ///   - flag: what the user gave it by, for messages.
  /// - Throws: ``PluginAPI/ConfigError`` where there is no `component.setting=value`.
  public init(parsing argument: String, flag: String = "--set") throws(ConfigError) {
    try self.init(argument, at: ConfigNode.Place(file: "\(flag) \(argument.shortened)", line: 0, column: 0))
  }

  private init(_ argument: String, at place: ConfigNode.Place) throws(ConfigError) {
    guard let equals = argument.firstIndex(of: "="), let dot = argument[..<equals].lastIndex(of: "."),
      dot > argument.startIndex
    else { throw ConfigError("expected component.setting=value, such as quotations.marks.minimum-words=4", at: place) }
    component = String(argument[..<dot])
    setting = String(argument[argument.index(after: dot)..<equals])
    let value: ConfigNode
    do {
      value = try YAML.parse(String(argument[argument.index(after: equals)...]), file: "--set")
    } catch {
      throw ConfigError(error.message, at: place)
    }
    self.value = value.moved(to: place)
  }

  /// The settings that the environment holds.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where one is no `component.setting=value`.
  public static func environment(_ text: String) throws(ConfigError) -> [SettingOverride] {
    var overrides: [SettingOverride] = []
    for part in parts(of: text) {
      // A path in it starts from the working folder, as one of the command line does.
      let place = ConfigNode.Place(file: "--set \(part.shortened) (of \(variable))", line: 0, column: 0)
      overrides.append(try SettingOverride(part, at: place))
    }
    return overrides
  }

  /// The parts between “;” and line ends that stand in no quotes.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == ";" || character.isNewline {
        parts.append(part)
        part = ""
        continue
      }
      part.append(character)
    }
    return (parts + [part]).map { String($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
  }
}

extension PipelineFile {
  /// The same file with settings from outside in place of its own; of two of one name the last one counts.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where the chain has no such component.
  public func overriding(_ overrides: [SettingOverride]) throws(ConfigError) -> PipelineFile {
    var file = self
    for override in overrides {
      let places = steps.indices.filter { steps[$0].use == override.component }
      guard !places.isEmpty else {
        let names = steps.map(\.use)
        let hint = nearest(override.component, among: names).map { "did you mean “\($0)”?" } ?? "it has \(list(names))"
        throw ConfigError("the pipeline has no component “\(override.component)”; \(hint)", at: override.value.place)
      }
      for index in places { file.steps[index].with = file.steps[index].with.setting(override) }
    }
    return file
  }
}

extension ConfigNode {
  fileprivate func setting(_ override: SettingOverride) -> ConfigNode {
    var entries = (entries ?? []).filter { $0.key != override.setting }
    entries.append(Entry(key: override.setting, keyPlace: override.value.place, value: override.value))
    return ConfigNode(.map(entries), at: place)
  }

  /// The same value, as if all of it stood at one place.
  func moved(to place: Place) -> ConfigNode {
    switch content {
    case .list(let nodes): ConfigNode(.list(nodes.map { $0.moved(to: place) }), at: place)
    case .map(let entries):
      ConfigNode(
        .map(entries.map { Entry(key: $0.key, keyPlace: place, value: $0.value.moved(to: place)) }), at: place)
    default: ConfigNode(content, at: place)
    }
  }
}
