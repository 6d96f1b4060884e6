import PluginAPI
import Standoff

/// On which documents a stage works: `if: { language: [en, de], format: tei, party: Green, layer: turn }`.
///
/// All keys must hold. `layer` asks for layers that the document must have; every other key names a field of the
/// document, of which one of the values must be the content. `language: en` holds for `en-GB` too.
public struct Condition: Sendable, Equatable {
  private struct Requirement: Sendable, Equatable {
    let key: String
    let values: [String]
  }

  private let requirements: [Requirement]

  init(_ node: ConfigNode) throws(ConfigError) {
    guard let entries = node.entries, !entries.isEmpty else {
      throw ConfigError("“if:” takes fields and their values, such as “{ language: en }”", at: node.place)
    }
    var requirements: [Requirement] = []
    for entry in entries {
      let values = (entry.value.list ?? [entry.value]).map(\.word)
      guard !values.isEmpty, !values.contains(nil) else {
        throw ConfigError("“\(entry.key)” takes a word or a list of words", at: entry.value.place)
      }
      requirements.append(Requirement(key: entry.key, values: values.compactMap { $0 }))
    }
    self.requirements = requirements
  }

  func holds(for document: Document) -> Bool {
    requirements.allSatisfy { requirement in
      switch requirement.key {
      case "layer": return requirement.values.allSatisfy { document.has(LayerName($0)) }
      case "format": return requirement.values.contains(document.origin.format)
      case "language":
        guard let language = document.metadata.language else { return false }
        return requirement.values.contains { language == $0 || language.hasPrefix($0 + "-") }
      default:
        guard let value = document.metadata[requirement.key] else { return false }
        return requirement.values.contains(value)
      }
    }
  }

  /// As the pipeline file would write it.
  var json: JSONValue {
    .object(
      requirements.map { JSONValue.Member(key: $0.key, value: .array($0.values.map(JSONValue.string))) })
  }
}

extension ConfigNode {
  /// A string, or a number as the file would write it: `year: 1905`.
  fileprivate var word: String? { string ?? integer.map { "\($0)" } ?? number.map { "\($0)" } }
}
