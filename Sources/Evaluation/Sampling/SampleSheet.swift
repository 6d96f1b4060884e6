public import Codebook
import Standoff

/// The tables of a sample: the sheet that is coded, and the key that stays closed until then.
public struct SampleSheet: Sendable {
  public enum Separator: String, Sendable, CaseIterable {
    case comma, semicolon, tab

    var character: String {
      switch self {
      case .comma: ","
      case .semicolon: ";"
      case .tab: "\t"
      }
    }
  }

  /// What stands in a row, taken while its document was at hand.
  private struct Row {
    let place: String
    let before, words, after: String
    let item: FrameItem
  }

  private let sample: Sample
  private let unit: SampleDesign.Unit
  private let codebook: Codebook
  /// Characters on either side of the words.
  private let context: Int
  private var rows: [Key: Row] = [:]
  private var wanted: Set<Key>

  private struct Key: Hashable {
    let document: String
    let id: String
  }

  /// What a cell of a spreadsheet holds, less some room for marks.
  private static let longest = 30_000

  public init(_ sample: Sample, _ unit: SampleDesign.Unit, context: Int = 300, codebook: Codebook = .twoSouls) {
    self.codebook = codebook
    self.sample = sample
    self.unit = unit
    self.context = context
    wanted = Set(sample.items.map { Key(document: $0.document, id: $0.id.description) })
  }

  /// Takes the words of the items that are in the sample.
  public mutating func add(_ reading: Reading) {
    let document = reading.document
    for item in FrameItem.all(of: unit, in: reading) {
      guard let key = wanted.remove(Key(document: document.id, id: item.id.description)) else { continue }
      let around = document.text.around(item.span, scalars: context)
      rows[key] = Row(
        place: reading.locator(of: item.id, block: item.block), before: around.before,
        words: reading.words(at: item.span, limit: Self.longest), after: around.after, item: item)
    }
  }

  /// The sheet: what to read, and empty columns to fill in. It starts with a byte order mark, without which Excel takes
  /// UTF-8 for something else; `item` stands first, so that a program that keeps the mark keeps it there.
  ///
  /// - Parameters:
  ///   - isOpen: whether the labels found stand beside the empty columns.
  ///   - separator: what stands between cells.
  public func sheet(isOpen: Bool = false, separator: Separator = .comma) -> String {
    let found = isOpen ? ["found_stance", "found_attitude", "found_strain"] : []
    var csv = CSVWriter(
      header: ["item", "document", "id", "place", "before", "words", "after"] + found + [
        "corrected", "corrected_attitude", "corrected_strain", "remark",
      ], separator: separator.character)
    for (number, item) in sample.items.enumerated() {
      let row = rows[Key(document: item.document, id: item.id.description)]
      let labels = isOpen ? Self.labels(row?.item) : []
      csv.row(
        [
          .integer(number + 1), .text(item.document), .text(item.id.description), .text(row?.place ?? ""),
          .text(row?.before ?? ""), .text(row?.words ?? ""), .text(row?.after ?? ""),
        ] + labels + [CSVWriter.Cell](repeating: .empty, count: 4))
    }
    return "\u{FEFF}" + csv.text
  }

  /// The key: for each item its stratum, the probability with which it was drawn, and what was found.
  public func key(separator: Separator = .comma) -> String {
    var csv = CSVWriter(
      header: [
        "item", "document", "id", "stratum", "probability", "weight", "stance", "attitude", "strain", "score", "side",
        "speaker",
      ], separator: separator.character)
    for (number, item) in sample.items.enumerated() {
      let found = rows[Key(document: item.document, id: item.id.description)]?.item
      let probability = sample.probability(item)
      csv.row(
        [
          .integer(number + 1), .text(item.document), .text(item.id.description),
          .text(sample.strata[item.stratum].name), .precise(probability), .precise(1 / probability),
        ] + Self.labels(found) + [
          .number(found?.judgment?.score), found?.side(codebook).map { .text($0.rawValue) } ?? .empty,
          .text(found?.speaker ?? ""),
        ])
    }
    return csv.text
  }

  private static func labels(_ item: FrameItem?) -> [CSVWriter.Cell] {
    [item?.judgment?.stance.rawValue, item?.attitude?.attitude.rawValue, item?.judgment?.strain?.rawValue].map {
      $0.map { .text($0) } ?? .empty
    }
  }
}
