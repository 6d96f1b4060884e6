import Foundation
import Standoff
import TestSupport
import Testing

/// A language that the user adds with a file of words.
@Suite("A language of the user's own")
struct OwnLanguageTests {
  private static let words = """
    language: xx
    reporting: [brol brola]
    sentences:
      titles: [gr]
      starters: [ta mi]
    quotations:
      naming: [nomba]
    speakers:
      titles: [gr]
      determiners: [ta]
      prepositions: [en]
    """
  private static let pipeline = """
    twosouls: 1
    stages:
      - read.text: { language: xx }
      - segment.paragraphs
      - segment.sentences: { languages: [words/xx.yaml] }
      - quotations.marks: { languages: [words/xx.yaml] }
      - speakers.rules: { languages: [words/xx.yaml] }
    """
  private static let text = "Ta nomba “brik” lu. Nen gr. Ada Venn brol: “Mi tar ena lod en vas.” Ta lod “mes” gar.\n"

  @Test("makes sentences, kinds and speakers, and has its part in the hash of the run")
  func run() throws {
    let workplace = try Workplace()
    try workplace.write(Self.text, to: "text.txt")
    try workplace.write(Self.pipeline, to: "p.yaml")
    try workplace.write(Self.words, to: "words/xx.yaml")
    let (document, first) = try result(of: workplace, into: "one")
    let layers = document["layers"]
    let sentences = layers?["sentence"]?.array ?? []
    #expect(sentences.count == 3, "the title “gr.” ends no sentence")
    let kinds = (layers?["quotation"]?.array ?? []).compactMap { $0["kind"]?.string }
    #expect(kinds == ["term", "speech", "term"])
    #expect((layers?["speaker"]?.array ?? []).compactMap { $0["name"]?.string } == ["Ada Venn"])
    let codes = (document["diagnostics"]?.array ?? []).compactMap { $0["code"]?.string }
    #expect(codes == ["quotation.marks"], "no word is missing")

    try workplace.write(Self.words + "\n  pointers: [tal]\n", to: "words/xx.yaml")
    #expect(try result(of: workplace, into: "two").run != first)
  }

  @Test("has its mistakes shown where they stand")
  func mistake() throws {
    let workplace = try Workplace()
    try workplace.write(Self.pipeline, to: "p.yaml")
    try workplace.write(Self.words.replacing("naming:", with: "namming:"), to: "words/xx.yaml")
    let check = try workplace.run("twosouls check p.yaml")
    #expect(check.status == 1)
    #expect(
      check.errors.contains("words/xx.yaml:7:3: no language has “namming”; did you mean “naming”?"), "\(check.errors)")
  }

  private func result(of workplace: Workplace, into folder: String) throws -> (document: JSONValue, run: String) {
    let run = try workplace.run("twosouls run -p p.yaml text.txt -o \(folder) --quiet")
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONValue(parsing: workplace.text("\(folder)/results.jsonl"))
    return (document, document["run"]?.string ?? "")
  }
}
