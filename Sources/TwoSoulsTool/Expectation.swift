import Codebook
import ExternalPlugins
import PipelineEngine
import PluginAPI
import Standoff

/// What an example expects, held against a reading.
struct Expectation {
  /// Something that is expected of the whole text, or of one unit in it.
  private struct Item {
    let what: String
    let key: String
    /// Nothing for the first unit.
    var unit: (isQuotation: Bool, index: Int)?
    let wanted: String?
  }

  /// Something that was found otherwise than expected.
  struct Difference {
    let what: String
    let wanted: String?
    let found: String?

    var sentence: String { "\(what): expected \(wanted ?? "none"), found \(found ?? "none")" }
  }

  /// What can be expected.
  static let keys = ["quotations", "passages", "kind", "speaker", "stance", "attitude", "strain", "layers"]
  /// What can be expected of one quotation or passage.
  static let quotationKeys = ["text", "kind", "speaker", "stance", "attitude", "strain"]
  static let passageKeys = ["text", "stance", "attitude", "strain"]

  private var items: [Item] = []
  private var mistakes: [ConfigError] = []

  /// - Throws: ``ConfigError`` for what cannot be expected, or can never be found with this codebook.
  init(_ node: ConfigNode, _ codebook: Codebook) throws(ConfigError) {
    self.init(reading: node, codebook)
    if let first = mistakes.first { throw first }
  }

  /// Adds everything that is wrong with an expectation.
  static func tell(of node: ConfigNode, _ codebook: Codebook, in mistakes: inout Mistakes) {
    for mistake in Expectation(reading: node, codebook).mistakes { mistakes.add(mistake) }
  }

  private init(reading node: ConfigNode, _ codebook: Codebook) {
    for entry in node.entries ?? [] {
      switch entry.key {
      case "quotations", "passages": units(entry, codebook)
      case "layers": layers(entry.value)
      case _ where Self.keys.contains(entry.key): label(entry, entry.key, nil, codebook)
      default: unknown(entry, Self.keys)
      }
    }
  }

  /// `quotations: 2`, or a list with what is expected of each.
  private mutating func units(_ entry: ConfigNode.Entry, _ codebook: Codebook) {
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
            "expected what is to be found of this one, such as “{ stance: above }”, found \(node.summary)", at: node.place))
        continue
      }
      for inner in entries {
        guard keys.contains(inner.key) else {
          unknown(inner, keys)
          continue
        }
        label(inner, "\(isQuotation ? "quotation" : "passage") \(index + 1) \(inner.key)", (isQuotation, index), codebook)
      }
    }
  }

  private mutating func label(
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
      let hint = nearest(wanted, among: names).map { "; did you mean “\($0)”?" } ?? "; it has \(names.joined(separator: ", "))"
      mistakes.append(
        ConfigError(
          entry.key == "kind"
            ? "there is no kind of quotation “\(wanted)”\(hint)"
            : "the codebook “\(codebook.name)” has no \(entry.key) “\(wanted)”\(hint)", at: value.place))
    }
    items.append(Item(what: what, key: entry.key, unit: unit, wanted: wanted))
  }

  private mutating func layers(_ node: ConfigNode) {
    guard let entries = node.entries, entries.allSatisfy({ ($0.value.integer ?? -1) >= 0 }) else {
      mistakes.append(
        ConfigError(
          "“layers” takes how many annotations a layer has, such as “{ keyword: 2 }”, found \(node.summary)", at: node.place))
      return
    }
    for entry in entries {
      items.append(Item(what: "layer \(entry.key)", key: "layers \(entry.key)", wanted: entry.value.integer.map { "\($0)" }))
    }
  }

  private mutating func unknown(_ entry: ConfigNode.Entry, _ keys: [String]) {
    let hint = nearest(entry.key, among: keys).map { "did you mean “\($0)”?" } ?? "there is \(keys.joined(separator: ", "))"
    mistakes.append(ConfigError("nothing can be expected of “\(entry.key)”; \(hint)", at: entry.keyPlace))
  }

  func differences(_ reading: Reading, _ document: Document) -> [Difference] {
    items.compactMap { item in
      let found = found(item, reading, document)
      return found == item.wanted ? nil : Difference(what: item.what, wanted: item.wanted, found: found)
    }
  }

  private func found(_ item: Item, _ reading: Reading, _ document: Document) -> String? {
    if item.key == "quotations" { return "\(reading.quotations.count)" }
    if item.key == "passages" { return "\(reading.passages.count)" }
    if item.key.hasPrefix("layers ") {
      return "\(document.layers.first { "layers \($0.name)" == item.key }?.count ?? 0)"
    }
    let isQuotation = item.unit?.isQuotation ?? !reading.quotations.isEmpty
    let index = item.unit?.index ?? 0
    let quotation = isQuotation && index < reading.quotations.count ? reading.quotations[index] : nil
    let passage = !isQuotation && index < reading.passages.count ? reading.passages[index] : nil
    guard let unit: any Reading.Judged = quotation ?? passage else { return nil }
    switch item.key {
    case "text": return String(document.text[unit.span])
    case "kind": return quotation?.quotation.kind.rawValue
    case "speaker": return quotation?.speaker?.name
    case "stance": return unit.judgment?.stance.rawValue
    case "attitude": return unit.attitude?.attitude.rawValue
    default: return unit.judgment?.strain?.rawValue
    }
  }
}

extension Pipeline {
  /// - Throws: ``PipelineError`` for examples that count the annotations of layers which nothing here gives. A reader of
  ///   one's own may give any.
  func checkExpectedLayers() throws(PipelineError) {
    guard readers.allSatisfy({ !($0 is ExternalReader) }) else { return }
    let layers = stages.reduce(into: Self.readerLayers) { $0.formUnion($1.provides) }.map(\.description).sorted()
    var mistakes = Mistakes()
    for entry in file.examples.flatMap({ $0.expect["layers"]?.entries ?? [] }) where !layers.contains(entry.key) {
      let hint = nearest(entry.key, among: layers).map { "did you mean “\($0)”?" } ?? "there is \(layers.joined(separator: ", "))"
      mistakes.add(ConfigError("nothing in the pipeline gives the layer “\(entry.key)”; \(hint)", at: entry.keyPlace))
    }
    try mistakes.report()
  }
}
