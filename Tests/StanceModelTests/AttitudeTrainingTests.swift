import Codebook
import PluginAPI
import Standoff
import Testing

@testable import StanceModel

@Suite struct AttitudeTrainingTests {
  /// Twelve works of ten items, each toward a stance.
  private static let items: [TrainingItem] = (0..<120).map { number in
    let attitude = ["endorses", "rejects", "reports"][number % 3]
    let words = ["harbour", "ledger", "winter", "market", "bridge", "garden"]
    let other = words[number / 3 % words.count]
    let text =
      switch attitude {
      case "endorses": "We must have it in the \(other), and it is noble and just, number \(number)."
      case "rejects": "This infamous outrage in the \(other) robs and enslaves us, number \(number)."
      default: "According to the report the \(other) was so arranged, number \(number)."
      }
    return TrainingItem(
      id: "\(number)", group: "work \(number / 3 % 12)", source: "items.jsonl",
      unit: number % 4 == 0 ? "quotation" : "passage", text: text,
      labels: ["stance": number % 2 == 0 ? "above" : "below", "attitude": attitude])
  }

  @Test func the_file_says_what_it_is() throws {
    var options = TrainingOptions()
    options.folds = 2
    let model = try ModelFile(ModelAttitudes.train(Self.items, options).bytes)
    #expect(model.component == "attitude.model")
    #expect(model.head("side")?.labels == ["above", "below", "neither"])
    #expect(model.card["items"]?.integer == 120)
    #expect(model.card["cross-validated"]?["attitude"]?["macro-f1"]?.double ?? 0 > 0.9)
    #expect(try ModelFile(model.bytes) == model)
    _ = try AttitudeModel(model)
  }

  @Test func items_without_attitudes_teach_nothing() {
    let bare = Self.items.map { item in
      var item = item
      item.labels["attitude"] = nil
      return item
    }
    #expect(throws: (any Error).self) { try ModelAttitudes.train(bare, .init()) }
  }

  @Test func a_model_of_stances_is_refused() {
    #expect(throws: ModelError.self) { try AttitudeModel(ModelFile(Model.shipped)) }
    #expect(throws: ModelError.self) { try Model(ModelFile(AttitudeModel.shipped), .twoSouls) }
  }

  @Test func the_model_that_ships_fits_the_words_that_ship() throws {
    #expect(try AttitudeModel.builtIn.get().file.component == "attitude.model")
    #expect(AttitudeModel.shipped.count < 250_000)
  }

  @Test(arguments: [
    ("nobody quoted", "They met and went home.", 0.0...0.0),
    ("wholly quoted", "“They met and went home.”", 0.85...1.0),
    ("half of it", "“They met,” he said.", 0.3...0.7),
    ("straight marks", "\"They met and went home\"", 0.85...1.0),
    ("a mark that is not closed", "“They met and went home.", 0.85...1.0),
  ])
  func the_share_of_quoted_words(_ name: String, _ text: String, _ share: ClosedRange<Double>) {
    #expect(share.contains(AttitudeMarks(Array(text.utf8)).quoted), "\(name)")
  }

  @Test func quotations_inside_others_count_once() {
    #expect(QuotedShare([0..<10, 2..<4, 20..<30]).of(5..<25) == 0.5)
    #expect(QuotedShare([]).of(5..<25) == 0)
  }
}
