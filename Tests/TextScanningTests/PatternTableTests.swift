import TextScanning
import Testing

@Suite struct PatternTableTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let phrase: String
    let text: String
    let found: [String]

    init(_ name: String, _ phrase: String, in text: String, _ found: [String]) {
      testDescription = name
      self.phrase = phrase
      self.text = text
      self.found = found
    }
  }

  static let classes = [
    PatternTable.WordClass("PEOPLE", ["people", "workers", "working class"]),
    PatternTable.WordClass("POWER", ["power", "freedom"]),
  ]

  @Test(arguments: [
    Case("words", "from below", in: "it came From\nBelow.", ["From\nBelow"]),
    Case("a class", "PEOPLE", in: "the workers and the people", ["workers", "people"]),
    Case("a member of two words", "the PEOPLE rose", in: "then the working class rose", ["the working class rose"]),
    Case("two classes", "PEOPLE (win|won) [the] POWER", in: "workers won the power", ["workers won the power"]),
    Case("what may be missing", "PEOPLE (win|won) [the] POWER", in: "people win freedom", ["people win freedom"]),
    Case("any word", "by _ people", in: "by free people", ["by free people"]),
    Case("any word first", "_ people", in: "free people", ["free people"]),
    Case("no word that is barred", "by [_] people", in: "by not people, by free people", ["by free people"]),
    Case("no barred word first", "_ people", in: "not people", []),
    Case("a barred word where it is named", "by not _", in: "by not people", ["by not people"]),
    Case("a choice that may be missing at the end", "strike (now|at [last])", in: "strike at dawn", ["strike at"]),
    Case("a class name in lower case is a word", "people", in: "workers", []),
    Case("no match over too few words", "PEOPLE won", in: "workers", []),
  ])
  func matches(_ example: Case) throws {
    let table = try PatternTable(classes: Self.classes, phrases: [(example.phrase, 7)], barred: ["not"])
    let utf8 = Array(example.text.utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    let matches = table.matches(in: words)
    #expect(matches.allSatisfy { $0.pattern == 7 })
    #expect(matches.map { String(decoding: utf8[words.span($0.words)], as: UTF8.self) } == example.found)
  }

  @Test func many_choices_stay_small() throws {
    let choice = "(" + (0..<40).map { "w\($0)" }.joined(separator: "|") + ")"
    let table = try PatternTable(phrases: [(Array(repeating: choice, count: 8).joined(separator: " "), 0)])
    let utf8 = Array("w1 w2 w3 w4 w5 w6 w7 w39".utf8)
    #expect(table.matches(in: Words(in: utf8, span: 0..<utf8.count)).count == 1)
  }

  @Test(arguments: [[], ["a", "b"], ["c", "people"], ["a", "b", "c", "d", "people", "workers"]])
  func the_same_is_found_whichever_end_a_search_starts_from(_ common: [String]) throws {
    let phrases = ["a b", "b", "c PEOPLE [d] a", "d _ a", "(a|b) c", "PEOPLE [a] POWER", "a [b] (c|d)", "POWER c"]
    let vocabulary = ["a", "b", "c", "d", "people", "workers", "working", "class", "power", "other"]
    var state: UInt64 = 1
    let text = (0..<3000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return vocabulary[Int(state >> 33) % vocabulary.count]
    }
    let utf8 = Array(text.joined(separator: " ").utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    func found(_ phrases: [(phrase: String, number: Int)], _ common: [String]) throws -> Set<[Int]> {
      let table = try PatternTable(classes: Self.classes, phrases: phrases, common: common)
      return Set(table.matches(in: words).map { [$0.pattern, $0.words.lowerBound, $0.words.upperBound] })
    }
    let all = phrases.enumerated().map { (phrase: $0.element, number: $0.offset) }
    let single = try all.reduce(into: Set<[Int]>()) { $0.formUnion(try found([$1], [])) }
    #expect(try found(all, common).subtracting(single).isEmpty && !single.isEmpty)
    #expect(try single.subtracting(found(all, common)).isEmpty)
  }

  @Test(arguments: ["(a|b", "[a", "[a]", "", "[a] [b]", "(|a)"])
  func is_refused(_ phrase: String) {
    #expect(throws: PhraseError.self) { try PatternTable(phrases: [(phrase, 0)]) }
  }

  @Test func more_classes_than_it_holds_are_refused() {
    let classes = (0...PatternTable.maximumClasses).map { PatternTable.WordClass("C\($0)", ["a"]) }
    #expect(throws: PhraseError.self) { try PatternTable(classes: classes, phrases: []) }
  }
}
