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
    let stance: Stance
    let text: ExplanationCase
    var testDescription: String { text.description }

    init(_ name: String, language: String = "en", _ stance: Stance, _ text: String) {
      (self.stance, self.text) = (stance, ExplanationCase(name, language: language, text))
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
    let judgments = try await ExplanationCase.judgments(of: example.text.document(), by: stage)
    #expect(judgments.map(\.label.stance) == [example.stance])
    #expect(try await example.text.differences(by: stage) == [])
    #expect(try await example.text.differencesWithoutWords(by: stage) == [])
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
    for text in Self.cases.map(\.text) where text.language == "en" {
      #expect(try await text.differences(by: stage) == [], "\(text)")
      #expect(try await text.differencesWithoutWords(by: stage) == [], "\(text)")
    }
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
}
