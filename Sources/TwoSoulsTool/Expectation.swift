import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// What an example expects, held against a reading.
struct Expectation {
  /// Something that is expected of the whole text, or of one unit in it.
  struct Item {
    let what: String
    let key: String
    /// Nothing for the first unit.
    var unit: (isQuotation: Bool, index: Int)?
    let wanted: String?
    /// The layer whose annotations are counted.
    var layer: LayerName?
  }

  /// Something that was found otherwise than expected.
  struct Difference {
    let what: String
    let wanted: String?
    let found: String?
    /// The layer whose annotations were counted.
    var layer: LayerName?

    var sentence: String { "\(what): expected \(wanted ?? "none"), found \(found ?? "none")" }
  }

  /// What can be expected.
  static let keys = ["quotations", "passages", "kind", "speaker", "stance", "attitude", "strain", "layers"]
  /// What can be expected of one quotation or passage.
  static let quotationKeys = ["text", "kind", "speaker", "stance", "attitude", "strain"]
  static let passageKeys = ["text", "stance", "attitude", "strain"]

  var items: [Item] = []
  var mistakes: [ConfigError] = []

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

  func differences(_ reading: Reading, _ document: Document) -> [Difference] {
    items.compactMap { item in
      let found = found(item, reading, document)
      return found == item.wanted
        ? nil : Difference(what: item.what, wanted: item.wanted, found: found, layer: item.layer)
    }
  }

  private func found(_ item: Item, _ reading: Reading, _ document: Document) -> String? {
    if item.key == "quotations" { return "\(reading.quotations.count)" }
    if item.key == "passages" { return "\(reading.passages.count)" }
    if let layer = item.layer { return "\(document.layers.first { $0.name == layer }?.count ?? 0)" }
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
