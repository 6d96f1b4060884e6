import PluginAPI
import Standoff

/// On which documents a stage works: `if: { language: [en, de], format: tei, party: Green, not: { layer: turn } }`.
///
/// All keys must hold, and none below `not`. `layer` asks for layers that the document must have; every other key names a
/// field of the document, of which one of the values must be the content. `language: en` holds for `en-GB` too.
public struct Condition: Sendable, Equatable {
  struct Requirement: Sendable, Equatable {
    let key: String
    let values: [String]
    let place: ConfigNode.Place
  }

  let required: [Requirement]
  /// Those of which none may hold.
  let excluded: [Requirement]

  init(_ node: ConfigNode) throws(ConfigError) {
    let entries = try Self.entries(node)
    required = try Self.requirements(entries.filter { $0.key != "not" })
    guard let not = entries.first(where: { $0.key == "not" }) else {
      excluded = []
      return
    }
    excluded = try Self.requirements(Self.entries(not.value))
    if let inner = excluded.first(where: { $0.key == "not" }) {
      throw ConfigError("“not” takes fields and their values, and no “not” in turn; write them out", at: inner.place)
    }
  }

  private static func entries(_ node: ConfigNode) throws(ConfigError) -> [ConfigNode.Entry] {
    guard let entries = node.entries, !entries.isEmpty else {
      throw ConfigError(
        "“if” takes fields and their values, such as “{ language: en }”, found \(node.summary)", at: node.place)
    }
    return entries
  }

  private static func requirements(_ entries: [ConfigNode.Entry]) throws(ConfigError) -> [Requirement] {
    var requirements: [Requirement] = []
    for entry in entries {
      let values = (entry.value.list ?? [entry.value]).map(\.word)
      guard !values.isEmpty, !values.contains(nil) else {
        throw ConfigError(
          "“\(entry.key.shortened)” takes a word or a list of words, found \(entry.value.summary)",
          at: entry.value.place)
      }
      requirements.append(
        Requirement(key: entry.key, values: values.compactMap { $0 }, place: entry.value.place))
    }
    return requirements
  }

  func holds(for document: Document) -> Bool {
    required.allSatisfy { $0.holds(for: document) } && !excluded.contains { $0.holds(for: document) }
  }

  /// As the pipeline file would write it.
  var json: JSONValue {
    func members(_ requirements: [Requirement]) -> [JSONValue.Member] {
      requirements.map { JSONValue.Member(key: $0.key, value: .array($0.values.map(JSONValue.string))) }
    }
    let not = excluded.isEmpty ? [] : [JSONValue.Member(key: "not", value: .object(members(excluded)))]
    return .object(members(required) + not)
  }
}

extension Condition: CustomStringConvertible {
  /// `language is en or de, layer is not turn`.
  public var description: String {
    let words =
      required.map { "\($0.key) is \($0.values.joined(separator: $0.key == "layer" ? " and " : " or "))" }
      + excluded.map { "\($0.key) is not \($0.values.joined(separator: " or "))" }
    return words.joined(separator: ", ")
  }
}

extension Condition.Requirement {
  func holds(for document: Document) -> Bool {
    switch key {
    case "layer": return values.allSatisfy { document.has(LayerName($0)) }
    case "format": return values.contains(document.origin.format)
    case "language":
      guard let language = document.metadata.language else { return false }
      return values.contains { Self.language(language, is: $0) }
    default:
      guard let value = document.metadata[key] else { return false }
      return values.contains(value)
    }
  }

  static func language(_ tag: String, is wanted: String) -> Bool { tag == wanted || tag.hasPrefix(wanted + "-") }
}

extension ConfigNode {
  /// A string, or a number as the file would write it: `year: 1905`.
  fileprivate var word: String? { string ?? integer.map { "\($0)" } ?? number.map { "\($0)" } }
}
