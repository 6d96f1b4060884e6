import PluginAPI
import PluginTesting
import Standoff
import Testing

@Suite("Explanations")
struct ExplanationTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let marked: MarkedText
    let left: String

    init(_ name: String, _ text: String, leaves left: String) {
      (testDescription, marked, self.left) = (name, MarkedText(text), left)
    }
  }

  @Test(arguments: [
    Case("one word takes its blank along", "⟨hull:They will ⟨x:not⟩ yield.⟩", leaves: "They will yield."),
    Case("the first word", "⟨hull:⟨x:They⟩ will not.⟩", leaves: "will not."),
    Case("the last word leaves its stop", "⟨hull:They will ⟨x:not⟩.⟩", leaves: "They will ."),
    Case("neighbours", "⟨hull:They ⟨x:will⟩ ⟨x:not⟩ yield.⟩", leaves: "They yield."),
    Case("within marks", "⟨hull:The “⟨x:élite⟩” rules.⟩", leaves: "The “” rules."),
    Case("only the hull is taken", "Before. ⟨hull:We ⟨x:do⟩ it.⟩ Behind.", leaves: "We it."),
    Case("words elsewhere are not missed", "⟨x:Before⟩. ⟨hull:We do it.⟩", leaves: "We do it."),
  ])
  func shortened(_ example: Case) throws {
    let hull = try #require(example.marked.spans("hull").first)
    let utf8 = Array(example.marked.text.utf8)
    let text = ShortenedText(utf8, hull, without: example.marked.spans("x"))
    #expect(String(decoding: text.utf8, as: UTF8.self) == example.left)
    #expect(text.place(of: hull) == 0..<text.utf8.count)
    // Whatever stayed is found again in both directions.
    for place in text.utf8.indices {
      let original = text.original(place..<place + 1)
      #expect(utf8[original.lowerBound] == text.utf8[place])
      #expect(text.place(of: original.lowerBound) == place)
    }
  }

  @Test func the_nearest_come_first_and_what_shares_nothing_is_left_out() {
    let items = ["a", "b", "c", "d"].map { TrainingItem(id: $0, group: $0, unit: "passage", text: $0, labels: [:]) }
    let features: [String: [UInt64: Double]] = ["a": [1: 1], "b": [1: 2, 2: 2], "c": [3: 1], "d": [1: 5]]
    let found = Explanation.nearest(to: [1: 3], among: items, 3) { features[$0.id] ?? [:] }
    #expect(found.map(\.item.id) == ["a", "d", "b"])
    #expect(found.first?.likeness == 1)
    #expect(Explanation.nearest(to: [:], among: items, 3) { features[$0.id] ?? [:] }.isEmpty)
  }
}
