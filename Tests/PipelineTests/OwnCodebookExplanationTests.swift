import Codebook
import Foundation
import PipelineEngine
import PluginAPI
import PluginTesting
import Standoff
import TestSupport
import Testing

@testable import TwoSoulsTool

/// The stages that ship, asked why, where the labels are those of Pipelines/codebooks/populism.yaml.
@Suite("Explanations by another codebook")
struct OwnCodebookExplanationTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let marked: MarkedText
    let language: String
    let stance: Stance

    init(_ name: String, language: String = "en", _ stance: Stance, _ text: String) {
      testDescription = name
      (marked, self.language, self.stance) = (MarkedText(text), language, stance)
    }
  }

  private static let cases = [
    Case(
      "one half, with its strain", "anti-elitism",
      "⟨p:A corrupt establishment has lined its pockets for thirty years, and calls that order.⟩"),
    Case(
      "the other half", "people-centrism",
      "⟨p:It is for the ordinary people of this valley to say; the will of the people is plain.⟩"),
    Case(
      "both halves", "populism",
      "⟨p:The political class has betrayed the decent, hard-working people of this country; now let the people decide.⟩"
    ),
    Case(
      "the third stance", "pluralism",
      "⟨p:No party speaks for the whole people; we found a compromise, and minorities have their rights.⟩"),
    Case("nothing", "none", "⟨p:The committee met on Tuesday and put the road works off until the spring.⟩"),
    Case("denied, without an opposite", "none", "⟨p:It is not true that the establishment betrayed the people.⟩"),
    Case(
      "a quotation", "populism",
      "It rained. She said: “⟨q:The elites have sold us to the bankers, and we, the people, want our country back.⟩”"),
    Case(
      "in German", language: "de", "populism",
      "⟨p:Die da oben haben die fleißigen Menschen in diesem Land verraten, und darum soll das Volk entscheiden.⟩"),
  ]

  @Test("Of cues the numbers add up, and what is said without a word is judged without it", arguments: cases)
  func cues(_ example: Case) async throws {
    let stage = try stage(of: Repository.text("Pipelines/populism.yaml"), at: "Pipelines/populism.yaml")
    let stances = try await judge(document(example), stage).map(\.label.stance)
    #expect(stances == [example.stance])
    try await check(example, stage)
  }

  @Test("Of a model the numbers add up, and what is said without a word is judged without it")
  func model() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let codebook = Repository.root.appending(path: "Pipelines/codebooks/populism.yaml").path
    try Data(train(try Codebooks.find(codebook, at: .none))).write(to: folder.appending(path: "own.model"))
    let stage = try stage(
      of: """
        twosouls: 1
        codebook: \(codebook)
        stages: [read.text, segment.paragraphs, quotations.marks, stance.model: { model: \(folder.path)/own.model }]

        """, at: "own.yaml")
    for example in Self.cases where example.language == "en" { try await check(example, stage) }
  }

  private func train(_ codebook: Codebook) throws -> [UInt8] {
    let file = TrainingFile(path: "training.jsonl", codebook: codebook)
    let items = try file.items(Array(Repository.text("Fixtures/populism/training.jsonl").utf8)).enumerated().map {
      number, item in
      var item = item
      item.labels["strain"] =
        switch item.labels["stance"] {
        case "anti-elitism": number % 2 == 0 ? "political" : "economic"
        case "people-centrism": "virtue"
        default: nil
        }
      return item
    }
    var options = TrainingOptions()
    (options.rest, options.context.codebook) = (codebook.rest.rawValue, codebook)
    let train = try #require(try Tool.registry()["stance.model"]?.train)
    return try train(items, options).bytes
  }

  private func stage(of pipeline: String, at path: String) throws -> any Explainable {
    let path = Repository.root.appending(path: path).path
    let loaded = try LoadedPipeline(
      PipelineFile(parsing: pipeline, path: path), ExecutionOptions(allowingPrograms: false), PluginPath(folders: []))
    return try #require(loaded.pipeline.stages.lazy.compactMap { $0.stage as? any Explainable }.first)
  }

  private func check(_ example: Case, _ stage: any Explainable) async throws {
    let document = try document(example)
    for judgment in try await judge(document, stage) {
      let findings = try Conformance.findings(explaining: judgment.target, in: document, by: stage)
      #expect(findings.isEmpty, "\(findings)")
      let explanation = try #require(try stage.explain(judgment.target, in: document))
      try compare(explanation.verdict([]), judgment.label, "\(example)")
      let strain = explanation.parts.first { $0.question == "strain" }
      #expect(strain?.label == judgment.label.strain?.rawValue)
      for word in explanation.words {
        let shorter = try await judge(self.document(example, without: word), stage)
        let other = try #require(shorter.first { $0.target == judgment.target }).label
        try compare(explanation.verdict([word]), other, "without \(document.text[word])")
      }
    }
  }

  private func compare(_ verdict: Explanation.Verdict, _ judgment: Judgment, _ comment: String) throws {
    #expect(verdict.label == judgment.stance.rawValue, "\(comment)")
    #expect(verdict.scores.map(\.label) == judgment.scores.map(\.stance.rawValue), "\(comment)")
    // Every score is rounded to three decimals, and one of them takes what the others leave.
    let tolerance = 0.0005 * Double(judgment.scores.count) + 0.0001
    for (said, printed) in zip(verdict.scores, judgment.scores) {
      #expect(abs(said.value - printed.value) < tolerance, "\(comment)")
    }
  }

  private func judge(_ document: Document, _ stage: any Stage) async throws -> [Annotation<Judgment>] {
    try await document.adding(stage.annotate(document, Diagnostics()))[Judgment.self].annotations
  }

  private func document(_ example: Case, without word: Span? = nil) throws -> Document {
    let utf8 = Array(example.marked.text.utf8)
    let text = ShortenedText(utf8, utf8.indices, without: word.map { [$0] } ?? [])
    var (layer, quoted) = (Layer<Passage>(), Layer<Quotation>())
    for (number, span) in example.marked.spans("p").enumerated() {
      layer.add(Passage(number: number + 1), at: text.place(of: span))
    }
    for span in example.marked.spans("q") {
      quoted.add(Quotation(.speech, marks: "“”", rule: "test"), at: text.place(of: span))
    }
    return try Document(String(decoding: text.utf8, as: UTF8.self), language: example.language).adding(layer, quoted)
  }
}
