import Foundation
import PluginAPI
import PluginTesting
import Segmentation
import Standoff
import TestSupport
import Testing

@Suite struct SentenceDivision {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let language: String
    let text: String

    init(_ name: String, _ text: String, language: String = "en") {
      testDescription = name
      self.text = text
      self.language = language
    }
  }

  @Test(arguments: [
    Case("two plain sentences", "⟨s:They met.⟩ ⟨s:They voted.⟩"),
    Case("a title ends nothing", "⟨s:Then Dr. Osgood spoke.⟩ ⟨s:He was brief.⟩"),
    Case("initials end nothing", "⟨s:It was J. B. Carrow who wrote it.⟩"),
    Case("a page number", "⟨s:See p. 14 and vol. iii. of the report.⟩ ⟨s:It is long.⟩"),
    Case("a decimal number", "⟨s:It rose by 3.5 points.⟩"),
    Case("an abbreviation at the end", "⟨s:Bread, beer, etc.⟩ ⟨s:The hall was full.⟩"),
    Case("the closing mark belongs to the sentence", "⟨s:“We govern.”⟩ ⟨s:So they said.⟩"),
    Case("a reporting verb goes on", "⟨s:“Who governs?” Marten asked.⟩"),
    Case("a note number belongs to the sentence", "⟨s:It was read.[12]⟩ ⟨s:Nobody spoke.⟩"),
    Case("a bracket holds its sentence together", "⟨s:The rule (see p. 9. It is short) was kept.⟩"),
    Case("an ellipsis in the middle", "⟨s:We waited ... and nothing came.⟩"),
    Case("spaced dots", "⟨s:He spoke . . . and left.⟩ ⟨s:Then rain.⟩"),
    Case("a line end is white space", "⟨s:They\nmet.⟩\n⟨s:They voted.⟩"),
    Case("German ordinals", "⟨s:Am 3. Oktober tagte der Rat.⟩ ⟨s:Es war kalt.⟩", language: "de"),
    Case("German abbreviations", "⟨s:Hr. Dr. Braun kam z. B. nie.⟩ ⟨s:Er war krank.⟩", language: "de-AT"),
    Case("French titles", "⟨s:M. Roux parla.⟩ ⟨s:« Tout est à nous. »⟩ ⟨s:Il se tut.⟩", language: "fr"),
    Case("Japanese stops need no space", "⟨s:会議は終わった。⟩⟨s:皆が帰った。⟩", language: "ja"),
  ])
  func sentences(_ example: Case) throws {
    let marked = MarkedText(example.text)
    let document = try withBlocks(Document(marked.text, language: example.language))
    let sentences = try document.adding(Sentences().annotate(document, Diagnostics()))[Sentence.self]
    #expect(sentences.map { marked.text.utf8(at: $0.span) } == marked.marks.map(\.words))
  }

  @Test func anUnknownLanguageIsSaid() throws {
    let diagnostics = Diagnostics()
    _ = try Sentences().annotate(try withBlocks(Document("Aa. Bb.", language: "xx")), diagnostics)
    #expect(diagnostics.all.map(\.message.code) == ["sentence.language"])
  }

  /// Measured when written: precision 1.00, recall 0.99; the floor leaves room for new hard cases.
  @Test func measuredOnGold() throws {
    let gold = try paragraphs(of: "sentences.txt")
    var (right, found, wanted) = (0, 0, 0)
    for sentences in gold {
      let document = try withBlocks(Document(sentences.joined(separator: " ")))
      let ends = Set(
        try document.adding(Sentences().annotate(document, Diagnostics()))[Sentence.self].map(\.span.upperBound))
      var position = -1
      let goldEnds = Set(
        sentences.map { sentence in
          position += sentence.utf8.count + 1
          return position
        })
      for missed in goldEnds.symmetricDifference(ends).sorted() {
        let around = max(0, missed - 25)..<min(document.text.count, missed + 15)
        print("  \(ends.contains(missed) ? "too many" : "missed"): \(document.text[around])")
      }
      right += goldEnds.intersection(ends).count
      found += ends.count
      wanted += goldEnds.count
    }
    let precision = Double(right) / Double(found)
    let recall = Double(right) / Double(wanted)
    let f1 = 2 * precision * recall / (precision + recall)
    print("segment.sentences: P \(precision) R \(recall) F1 \(f1), n = \(wanted) sentence ends")
    #expect(wanted >= 150)
    #expect(f1 >= 0.95)
  }

  private func paragraphs(of name: String) throws -> [[String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/gold")
    let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { !$0.hasPrefix("#") }.split(separator: "").map { $0.map(String.init) }
  }
}

extension String {
  fileprivate func utf8(at span: Span) -> String { Text(self)[span] }
}
