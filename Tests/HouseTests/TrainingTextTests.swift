import Foundation
import TestSupport
import Testing

/// The project's own training text: one form, legal labels, nothing twice.
@Suite("The training text")
struct TrainingTextTests {
  private struct Item: Decodable {
    let id, unit, before, text, after, stance, attitude, strain, register, period, pair: String
  }

  private static let files = Repository.files(in: "Fixtures/training", endings: [".jsonl"])

  private static func items(_ file: String) throws -> [Item] {
    try Repository.text(file).split(separator: "\n").map { try JSONDecoder().decode(Item.self, from: Data($0.utf8)) }
  }

  @Test("Every item has the labels that the codebook allows together", arguments: files)
  func labels(_ file: String) throws {
    let strains = ["-", "philanthropism", "elitism", "plannism", "communionism", "permeationism", "outside"]
    let periods = ["", "17c", "18c", "19c-early", "19c-late", "20c-early", "20c-late", "21c"]
    for item in try Self.items(file) {
      #expect(["passage", "quotation"].contains(item.unit), "\(item.id)")
      #expect(["above", "below", "mixed", "none"].contains(item.stance), "\(item.id)")
      #expect(["endorses", "rejects", "reports", "-", ""].contains(item.attitude), "\(item.id)")
      #expect((item.attitude == "-") == (item.stance == "none"), "\(item.id): the attitude is to a stance")
      #expect(strains.contains(item.strain), "\(item.id)")
      #expect(item.strain == "-" || item.stance == "above", "\(item.id): strains are kinds of above")
      #expect(item.unit == "passage" || item.stance != "mixed", "\(item.id): a quotation is never mixed")
      #expect(periods.contains(item.period), "\(item.id)")
      #expect(!item.text.trimmingCharacters(in: .whitespaces).isEmpty, "\(item.id)")
    }
  }

  @Test("No item stands there twice, and no pair is one item alone")
  func once() throws {
    let items = try Self.files.flatMap(Self.items)
    #expect(Set(items.map(\.id)).count == items.count)
    #expect(Set(items.map(\.text)).count == items.count)
    let pairs = Dictionary(grouping: items.filter { !$0.pair.isEmpty }, by: \.pair)
    for (pair, members) in pairs { #expect(members.count > 1, "\(pair)") }
  }

  @Test("All of it travels inside the binary")
  func embedded() throws {
    let source = try Repository.text("Sources/CTrainingText/training_text.c")
    for file in Self.files { #expect(source.contains("#embed \"../../\(file)\""), "\(file) is not in it") }
  }

  @Test("The counts are those of the README")
  func counts() throws {
    let items = try Self.files.flatMap(Self.items)
    func count(_ stance: String) -> Int { items.count { $0.stance == stance } }
    #expect(items.count == 2446)
    #expect(items.count { $0.unit == "quotation" } == 405)
    for (stance, n) in [("above", 877), ("below", 645), ("mixed", 98), ("none", 826)] { #expect(count(stance) == n) }
    let text = try Repository.text("Fixtures/training/README.md")
    for figure in ["2,446", "877", "645", "826"] { #expect(text.contains(figure)) }
  }
}
