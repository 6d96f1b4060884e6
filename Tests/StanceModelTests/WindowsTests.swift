import Codebook
import PluginAPI
import PluginTesting
import Standoff
import TextScanning
import Testing

@testable import StanceModel

@Suite struct WindowsTests {
  private func parts(of text: String) throws -> [Int] {
    let utf8 = Array(text.utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    let model = ModelText(words, in: utf8, try Vocabulary.builtIn.get())
    let parts = Windows.parts(of: 0..<words.count, in: model)
    #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == words.count)
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    return parts.map(\.count)
  }

  private func words(_ count: Int) -> String { String(repeating: "word ", count: count) }

  @Test func a_short_passage_is_one_part() throws {
    #expect(try parts(of: words(99)) == [99])
  }

  @Test func a_long_passage_is_cut_at_ends_of_clauses() throws {
    #expect(try parts(of: words(50) + ". " + words(63) + "; " + words(7)) == [50, 70])
  }

  @Test func a_passage_without_clauses_is_cut_all_the_same() throws {
    #expect(try parts(of: words(240)) == [60, 60, 60, 60])
  }

  @Test func a_very_long_passage_has_as_many_parts_as_it_needs() throws {
    #expect(try parts(of: words(60_000)).count == 1000)
  }

  @Test func parts_that_say_nothing_make_a_whole_that_says_nothing() {
    let whole = Windows.pooled([[0.05, 0.05, 0.9], [0.1, 0.1, 0.8]], rest: 2)
    #expect(whole[2] > 0.75)
    #expect(abs(whole.reduce(0, +) - 1) < 1e-9)
  }

  @Test func one_part_that_takes_a_side_is_heard() {
    let whole = Windows.pooled([[0.02, 0.02, 0.96], [0.9, 0.05, 0.05], [0.02, 0.02, 0.96]], rest: 2)
    #expect(whole[0] > 0.7)
  }

  @Test func without_a_label_for_texts_that_say_nothing_the_mean_counts() {
    #expect(Windows.pooled([[0.9, 0.1], [0.5, 0.5]], rest: nil) == [0.7, 0.3])
  }

  @Test func evidence_of_a_long_passage_comes_from_every_part() throws {
    let quiet = String(repeating: "The mill stood near the river, and its wheel was of oak. ", count: 8)
    let text = "The workers must free themselves. \(quiet)They elected their own committee, and nobody led them."
    var document = Document(text)
    document.metadata.language = "en"
    var passages = Layer<Passage>()
    passages.add(Passage(number: 1), at: document.text.all)
    let judged = try document.adding(passages)
    let judgment = try #require(
      try judged.adding(ModelStances(.init(), .bare).annotate(judged, Diagnostics()))[Judgment.self].map(\.label).first)
    #expect(judgment.evidence.contains { $0.span.lowerBound < 34 })
    #expect(judgment.evidence.contains { $0.span.lowerBound > text.utf8.count - 60 })
  }
}
