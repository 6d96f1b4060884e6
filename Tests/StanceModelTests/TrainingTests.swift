import Codebook
import PluginAPI
import Standoff
import TextScanning
import Testing

@testable import StanceModel

@Suite struct TrainingTests {
  /// Twelve works of ten items.
  private static let items: [TrainingItem] = (0..<120).map { number in
    let isPopulist = number % 3 == 0
    let words = ["harbour", "ledger", "winter", "market", "bridge", "garden"]
    let other = words[number % words.count]
    let text =
      isPopulist
      ? "The honest people of the \(other) are betrayed by a corrupt elite, number \(number)."
      : "The \(other) was measured again, and page \(number) of the report gives the figures."
    return TrainingItem(
      id: "\(number)", group: "work \(number % 12)", source: "items.jsonl",
      unit: number % 4 == 0 ? "quotation" : "passage",
      text: text, labels: ["stance": isPopulist ? "above" : "none"])
  }

  @Test func the_same_items_give_the_same_bytes() throws {
    #expect(
      try ModelStances.train(Self.items, .init()).bytes == ModelStances.train(Self.items, .init()).bytes)
  }

  @Test func what_was_learned_says_what_it_is() throws {
    let model = try ModelFile(ModelStances.train(Self.items, .init()).bytes)
    #expect(model.head("stance")?.labels == ["above", "none"])
    #expect(model.head("strain") == nil)
    #expect(model.rest == "none")
    #expect(model.card["items"]?.integer == 120)
    #expect(model.card["sources"]?["items.jsonl"]?["items"]?.integer == 120)
    #expect(model.card["sources"]?["items.jsonl"]?["work 3"]?.integer == 10)
    #expect(model.card["cross-validated"]?["stance.passage"]?["macro-f1"]?.double ?? 0 > 0.95)
    #expect(try ModelFile(model.bytes) == model)
    _ = try Model(model, .twoSouls)
  }

  @Test func a_model_with_labels_that_the_codebook_does_not_declare_is_refused() throws {
    let items = Self.items.map { item in
      var item = item
      if item.labels["stance"] == "above" { item.labels["stance"] = "populist" }
      return item
    }
    let model = try ModelFile(ModelStances.train(items, .init()).bytes)
    #expect(model.head("stance")?.labels == ["populist", "none"])
    #expect(
      throws: ModelError.otherLabels(
        ["populist", "none"], codebook: "two-souls", ["above", "below", "mixed", "none"])
    ) { try Model(model, .twoSouls) }
  }

  @Test func items_with_one_label_teach_nothing() {
    let same = Self.items.filter { $0.labels["stance"] == "none" }
    #expect(throws: (any Error).self) { try ModelStances.train(same, .init()) }
  }

  @Test func items_that_are_not_measured_on_leave_no_figures() throws {
    var items = Self.items
    for index in items.indices where items[index].group == "work 1" { items[index].isMeasured = false }
    let model = try ModelFile(ModelStances.train(items, .init()).bytes)
    let figures = model.card["cross-validated"]
    let units = ["stance.passage", "stance.quotation"].compactMap { figures?[$0]?["n"]?.integer }
    #expect(units.reduce(0, +) == 110)
  }

  @Test(arguments: [0, 1, 100, 4000])
  func a_file_that_is_cut_short_is_refused(_ left: Int) {
    let bytes = Array(Model.shipped.prefix(left))
    #expect(throws: ModelError.self) { try ModelFile(bytes) }
  }

  @Test func a_file_with_bytes_behind_it_is_refused() {
    #expect(throws: ModelError.self) { try ModelFile(Model.shipped + [0]) }
  }

  @Test func the_model_that_ships_fits_the_words_that_ship() throws {
    let model = try Model.builtIn.get()
    #expect(model.stance.labels == ["above", "below", "none"])
    #expect(model.strain?.labels.count == 6)
    #expect(Model.shipped.count < 400_000)
  }

  @Test(arguments: [
    ("publick", "public"), ("Organiſed", "organised"), ("vniuersal", "universal"), ("governments", "government"),
    ("soveraignty", "sovereignty"), ("joyned", "joining"),
  ])
  func a_word_has_one_stem_in_all_centuries(_ old: String, _ new: String) throws {
    func stem(_ word: String) throws -> UInt64? {
      let utf8 = Array(word.utf8)
      return ModelText(Words(in: utf8, span: 0..<utf8.count), in: utf8, try Vocabulary.builtIn.get()).stems.first
    }
    #expect(try stem(old) == stem(new))
  }
}
