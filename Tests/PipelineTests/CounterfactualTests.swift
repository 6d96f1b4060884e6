import PluginAPI
import Testing

@testable import TwoSoulsTool

/// The search alone, with judges that are simple enough to see the answer.
@Suite("Counterfactuals")
struct CounterfactualTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let weights: [Double]
    let words: [Int]?

    /// - Parameter weights: of each word for “yes”; it falls where they add up to 0 or less.
    init(_ name: String, _ weights: [Double], falls words: [Int]?) {
      (testDescription, self.weights, self.words) = (name, weights, words)
    }
  }

  @Test(arguments: [
    Case("one word carries it", [0.1, 3, -1], falls: [1]),
    Case("two together", [1, 1, 1, -1.5, 0], falls: [0, 1]),
    Case("what holds back stays", [-5, 6, 0], falls: [1]),
    Case("no word is against it, so all must go", [1, 1, 1], falls: [0, 1, 2]),
    Case("nothing can be done", [], falls: nil),
  ])
  func additive(_ example: Case) {
    let found = search(example.weights.count) { left in
      let sum = example.weights.indices.filter { !left.contains($0) }.reduce(0) { $0 + example.weights[$1] }
      return verdict(sum > 0, lead: abs(sum))
    }
    #expect(found?.words == example.words)
    if example.words != nil { #expect(found?.isSmallest == true) }
  }

  @Test func a_smaller_set_that_greed_does_not_see_is_found() {
    // Word 0 costs most alone, but 1 and 2 together turn it.
    let found = search(5) { left in
      if left.contains(1), left.contains(2) { return verdict(false, lead: 1) }
      if Set(left).isSuperset(of: [0, 3, 4]) { return verdict(false, lead: 1) }
      return verdict(true, lead: 10 - Double((left.contains(0) ? 3 : 0) + left.filter { $0 > 2 }.count * 2))
    }
    #expect(found?.words == [1, 2])
    #expect(found?.isSmallest == true)
  }

  @Test func a_label_that_no_words_carry_stays() {
    var search = CounterfactualSearch(count: 30) { _ in verdict(true, lead: 1) }
    #expect(search.find() == nil)
    #expect(search.trials < 1000)
  }

  @Test func a_text_of_endless_words_is_not_tried() {
    var search = CounterfactualSearch(count: 1_000_000) { _ in verdict(true, lead: 1) }
    #expect(search.find() == nil)
    #expect(search.trials == 0)
  }

  private func search(_ count: Int, _ judge: @escaping ([Int]) -> Explanation.Verdict) -> Counterfactual? {
    var search = CounterfactualSearch(count: count, judge: judge)
    return search.find()
  }

  private func verdict(_ isYes: Bool, lead: Double) -> Explanation.Verdict {
    Explanation.Verdict(label: isYes ? "yes" : "no", next: isYes ? "no" : "yes", lead: lead, scores: [])
  }
}
