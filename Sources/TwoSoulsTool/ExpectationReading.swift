import Codebook
import ExternalPlugins
import PipelineEngine
import PluginAPI
import Standoff

extension Expectation {
  /// `quotations: 2`, or a list with what is expected of each.
  mutating func units(_ entry: ConfigNode.Entry, _ codebook: Codebook) {
    let isQuotation = entry.key == "quotations"
    if let count = entry.value.integer, count >= 0 {
      items.append(Item(what: entry.key, key: entry.key, wanted: "\(count)"))
      return
    }
    guard let list = entry.value.list else {
      mistakes.append(
        ConfigError(
          "“\(entry.key)” takes how many there are, or a list such as “[{ stance: above }]”, found \(entry.value.summary)",
          at: entry.value.place))
      return
    }
    items.append(Item(what: entry.key, key: entry.key, wanted: "\(list.count)"))
    let keys = isQuotation ? Self.quotationKeys : Self.passageKeys
    for (index, node) in list.enumerated() where !node.isNull {
      guard let entries = node.entries else {
        mistakes.append(
          ConfigError(
            "expected what is to be found of this one, such as “{ stance: above }”, found \(node.summary)",
            at: node.place))
        continue
      }
      for inner in entries {
        guard keys.contains(inner.key) else {
          unknown(inner, keys)
          continue
        }
        label(
          inner, "\(isQuotation ? "quotation" : "passage") \(index + 1) \(inner.key)", (isQuotation, index), codebook)
      }
    }
  }

  mutating func label(
    _ entry: ConfigNode.Entry, _ what: String, _ unit: (isQuotation: Bool, index: Int)?, _ codebook: Codebook
  ) {
    let value = entry.value
    guard let wanted = value.string ?? value.number.map({ value.integer.map { "\($0)" } ?? "\($0)" }) else {
      guard value.isNull else {
        mistakes.append(
          ConfigError("“\(entry.key)” takes a word, or “null” for none, found \(value.summary)", at: value.place))
        return
      }
      items.append(Item(what: what, key: entry.key, unit: unit, wanted: nil))
      return
    }
    let names: [String]? =
      switch entry.key {
      case "stance": codebook.stances.map(\.name.rawValue)
      case "strain": codebook.strains.map(\.name.rawValue)
      case "attitude": codebook.attitudes.map(\.name.rawValue)
      case "kind": Quotation.Kind.allCases.map(\.rawValue)
      default: nil
      }
    if let names, !names.contains(wanted) {
      let hint =
        nearest(wanted, among: names).map { "; did you mean “\($0)”?" } ?? "; it has \(names.joined(separator: ", "))"
      mistakes.append(
        ConfigError(
          entry.key == "kind"
            ? "there is no kind of quotation “\(wanted)”\(hint)"
            : "the codebook “\(codebook.name)” has no \(entry.key) “\(wanted)”\(hint)", at: value.place))
    }
    items.append(Item(what: what, key: entry.key, unit: unit, wanted: wanted))
  }

  mutating func layers(_ node: ConfigNode) {
    guard let entries = node.entries, entries.allSatisfy({ ($0.value.integer ?? -1) >= 0 }) else {
      mistakes.append(
        ConfigError(
          "“layers” takes how many annotations a layer has, such as “{ keyword: 2 }”, found \(node.summary)",
          at: node.place))
      return
    }
    for entry in entries {
      items.append(
        Item(
          what: "layer \(entry.key)", key: "layers", wanted: entry.value.integer.map { "\($0)" },
          layer: LayerName(entry.key)))
    }
  }

  mutating func unknown(_ entry: ConfigNode.Entry, _ keys: [String]) {
    let near = nearest(entry.key, among: keys).map { "did you mean “\($0)”?" }
    let count = keys.contains("layers") ? entry.value.integer : nil
    let hint =
      near ?? count.map { "to count a layer, write “layers: { \(entry.key): \($0) }”" }
      ?? "there is \(keys.joined(separator: ", "))"
    mistakes.append(ConfigError("nothing can be expected of “\(entry.key)”; \(hint)", at: entry.keyPlace))
  }
}

extension PipelineFile {
  /// The examples that count the annotations of layers which nothing gives. A reader of one's own may give any.
  func unknownExpectedLayers(_ readers: [any Reader], _ layers: Set<LayerName>) -> [ConfigError] {
    guard readers.allSatisfy({ !($0 is ExternalReader) }) else { return [] }
    let layers = layers.map(\.description).sorted()
    return examples.flatMap { $0.expect["layers"]?.entries ?? [] }.filter { !layers.contains($0.key) }.map { entry in
      let hint =
        nearest(entry.key, among: layers).map { "did you mean “\($0)”?" }
        ?? "there is \(layers.joined(separator: ", "))"
      return ConfigError(
        "nothing in the pipeline gives the layer “\(entry.key)”; \(hint)", at: entry.keyPlace)
    }
  }
}
