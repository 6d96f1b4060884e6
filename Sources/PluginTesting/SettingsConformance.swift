public import PluginAPI
import Standoff

extension Conformance {
  /// Makes a component with many settings and checks what it takes: its defaults, the same as it says them, and nothing
  /// of a wrong name, type or range.
  ///
  /// - Parameter triesLimits: whether it must also take the ends of each range and each choice, one at a time.
  public static func findings(
    settingsOf component: ComponentDescription, context: PipelineContext, triesLimits: Bool = false
  ) -> [Finding] {
    var findings: [Finding] = []
    func find(_ example: String, _ problem: String, _ remedy: String) {
      findings.append(Finding(component: component.name, example: example, problem: problem, remedy: remedy))
    }
    func made(_ entries: [ConfigNode.Entry]) throws -> [ConfigNode.Entry] {
      try component.make(ConfigNode(.map(entries)), context)
    }
    let defaults: [ConfigNode.Entry]
    do {
      defaults = try made([])
    } catch {
      find("no settings", "it cannot be made: \(error)", "let it work with its defaults")
      return findings
    }
    do {
      var writer = JSONWriter()
      writer.value(JSONValue(ConfigNode(.map(defaults))))
      let json = try JSONValue(parsing: writer.bytes)
      let again = try made(ConfigNode(json: json).entries ?? [])
      if JSONValue(ConfigNode(.map(again))) != json {
        find("its own defaults", "it makes other settings of them", "write each setting as it is read")
      }
    } catch {
      find("its own defaults", "it refuses them: \(error)", "let each default be of its setting's type and range")
    }
    let unknown = "no-such-setting"
    if (try? made([entry(unknown, .bool(true))])) != nil {
      find("a setting “\(unknown)”", "it takes it", "refuse names that it does not know")
    }
    for setting in component.settings {
      for value in setting.wrongValues where (try? made([entry(setting.name, value)])) != nil {
        find(
          "“\(setting.name)”: \(ConfigNode(value).summary)", "it takes what is \(setting.expected)",
          "refuse it with a sentence that says what the setting takes")
      }
      for value in triesLimits ? setting.limits : [] {
        do {
          _ = try made([entry(setting.name, value)])
        } catch {
          find(
            "“\(setting.name)”: \(ConfigNode(value).summary)", "it refuses what the setting takes: \(error)",
            "narrow the setting, or let the program work with it")
        }
      }
    }
    return findings
  }

  private static func entry(_ name: String, _ value: ConfigNode.Content) -> ConfigNode.Entry {
    ConfigNode.Entry(key: name, keyPlace: .none, value: ConfigNode(value))
  }
}

extension ComponentDescription {
  /// Makes the component and lets it go.
  ///
  /// - Returns: the settings it was made with.
  fileprivate func make(_ node: ConfigNode, _ context: PipelineContext) throws -> [ConfigNode.Entry] {
    switch kind {
    case .reader(let make): try make(node, context).settings
    case .stage(let make): try make(node, context).settings
    case .reporter(let make): try make(node, context).settings
    }
  }
}

extension SettingDescription {
  fileprivate var expected: String {
    "not \(type.expected)" + (bounds.count == 2 ? " from \(bounds[0]) to \(bounds[1])" : "")
  }

  /// Values that the setting cannot take.
  fileprivate var wrongValues: [ConfigNode.Content] { type.wrongValues + beyond }

  private var range: (low: Double, high: Double)? {
    guard bounds.count == 2, let low = Double(bounds[0]), let high = Double(bounds[1]) else { return nil }
    return (low, high)
  }

  private var beyond: [ConfigNode.Content] {
    guard let range else { return [] }
    return type.isInteger
      ? [.integer(Int(range.low) - 1), .integer(Int(range.high) + 1)]
      : [.number(range.low - 1), .number(range.high + 1)]
  }

  /// Values at the ends of what the setting takes.
  fileprivate var limits: [ConfigNode.Content] {
    if let range {
      return type.isInteger
        ? [.integer(Int(range.low)), .integer(Int(range.high))] : [.number(range.low), .number(range.high)]
    }
    return type.choices
  }
}

extension SettingType {
  fileprivate var isInteger: Bool {
    switch self {
    case .integer: true
    case .optional(let type): type.isInteger
    default: false
    }
  }

  fileprivate var choices: [ConfigNode.Content] {
    switch self {
    case .bool: [.bool(false), .bool(true)]
    case .choice(let names): names.map { .string($0) }
    case .optional(let type): type.choices + [.null]
    default: []
    }
  }

  fileprivate var wrongValues: [ConfigNode.Content] {
    let map = ConfigNode.Content.map([
      ConfigNode.Entry(key: "a", keyPlace: .none, value: ConfigNode(.integer(1)))
    ])
    switch self {
    case .bool: return [.string("perhaps"), .integer(1), map]
    case .integer: return [.string("many"), .number(0.5), map]
    case .number: return [.string("much"), .bool(true), map]
    case .string, .file: return [map, .list([ConfigNode(.integer(1))])]
    case .choice: return [.string("no-such-choice"), .integer(1), map]
    case .list(let type): return [map] + type.wrongValues.prefix(1).map { .list([ConfigNode($0)]) }
    case .map: return [.string("text"), .integer(1)]
    case .optional(let type): return type.wrongValues
    }
  }
}
