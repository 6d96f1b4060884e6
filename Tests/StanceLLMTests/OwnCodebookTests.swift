import Codebook
import PipelineEngine
import PluginAPI
import StanceLexicon
import Standoff
import TestSupport
import Testing

@testable import StanceLLM

/// Asking by another codebook than the built-in one.
@Suite struct OwnCodebookTests {
  private static let populism = Result {
    func load(_ name: String) throws -> ConfigNode {
      let path = "Pipelines/codebooks/\(name)"
      return try YAML.parse(Repository.text(path), file: path)
    }
    return try Codebook(file: load("populism.yaml")) { try load($0.path) }
  }

  /// Labels in capitals, the rest before the others, sides with names of their own.
  private static let weather = Result {
    try Codebook(
      file: YAML.parse(
        """
        codebook: 1
        name: weather
        question: What is said of the weather?
        stances:
          nothing: Nothing of it.
          Fair: { meaning: It is fair., opposite: Foul, side: sun }
          Foul: { meaning: It is foul., opposite: Fair, side: rain }
          change: { meaning: It is both., both: [Fair, Foul] }
        rest: nothing
        strains: { Storm: { of: Foul, meaning: It storms. } }
        attitudes: { endorses: Liked., rejects: Not liked., reports: Told. }
        sides: { names: [sun, rain], meaning: Who likes it is for it. }
        """, file: "weather.yaml")
    ) { throw ConfigError("there is no file “\($0.path)”", at: .none) }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let content: String
    /// `stance strain evidence`, or nothing where it cannot be used.
    let reads: String?
    var unit = JudgedUnit.passage
    var says: [String] = []
  }

  @Test(arguments: [
    Case(
      testDescription: "a label and its strain",
      content: #"{"stance":"anti-elitism","strain":"economic","evidence":["The banks"]}"#,
      reads: "anti-elitism economic The banks"),
    Case(
      testDescription: "another label with strains",
      content: #"{"stance":"people-centrism","strain":"sovereignty","evidence":[]}"#,
      reads: "people-centrism sovereignty "),
    Case(
      testDescription: "a strain of another label",
      content: #"{"stance":"people-centrism","strain":"economic","evidence":[]}"#, reads: "people-centrism - "),
    Case(
      testDescription: "both halves in a quotation",
      content: #"{"stance":"populism","strain":"economic","evidence":["let the people decide"]}"#,
      reads: "populism - let the people decide", unit: .quotation),
    Case(
      testDescription: "the rest", content: #"{"stance":"none","strain":"none","evidence":["The banks"]}"#,
      reads: "none - "),
    Case(
      testDescription: "a label of the built-in codebook", content: #"{"stance":"below"}"#, reads: nil,
      says: [
        "p1 is not judged: the model's answer cannot be used, “below” is none of anti-elitism, people-centrism, "
          + "populism, pluralism, none"
      ]),
  ])
  func populism(_ example: Case) async throws {
    let text = "The banks own the parties. He said: let the people decide."
    let heard = try await ask(
      Self.populism.get(), example.content, Asking.document(text, quotations: ["let the people decide"]), example.unit)
    let read = heard.judgments.first.map { judgment in
      let evidence = judgment.evidence.map { String(decoding: Array(text.utf8)[$0.span], as: UTF8.self) }
      return "\(judgment.stance) \(judgment.strain?.rawValue ?? "-") \(evidence.joined(separator: " | "))"
    }
    #expect(read == example.reads)
    #expect(heard.diagnostics == example.says)
  }

  @Test func the_model_is_told_the_codebook_and_nothing_of_another() throws {
    let codebook = try Self.populism.get()
    for unit in [JudgedUnit.passage, .quotation] {
      let told = try told(codebook, unit)
      #expect(told.contains(codebook.question))
      for stance in codebook.stances {
        #expect(told.contains("- \(stance.name): \(stance.meaning)"))
        if let signs = stance.signs { #expect(told.contains("Signs: \(signs)")) }
      }
      for strain in codebook.strains { #expect(told.contains("- \(strain.name): \(strain.meaning)")) }
      for rule in codebook.rules { #expect(told.contains("- \(rule)")) }
      for stance in ["anti-elitism", "people-centrism"] {
        #expect(told.contains("Where the stance is \(stance), strain is"))
      }
      for word in ["above", "below", "mixed", "{"] { #expect(!told.contains(word), "\(word)") }
    }
    #expect(try told(.twoSouls, .passage).contains("- mixed: "))
    #expect(try !told(.twoSouls, .quotation).contains("- mixed: "))
  }

  @Test func capitals_a_rest_that_stands_first_and_sides_of_its_own() async throws {
    let codebook = try Self.weather.get()
    let text = "It will storm, and she is glad of it."
    for (content, stance, strain, side) in [
      (#"{"stance":"foul","strain":"storm","attitude":"Endorses"}"#, "Foul", "Storm", "rain"),
      (#"{"stance":"Fair","strain":"Storm","attitude":"rejects"}"#, "Fair", nil, "rain"),
      (#"{"stance":"fair","attitude":"endorses"}"#, "Fair", nil, "sun"),
      (#"{"stance":"nothing","attitude":"endorses","evidence":["storm"]}"#, "nothing", nil, nil),
    ] {
      let heard = try await ask(codebook, content, Asking.document(text), .passage, attitude: true)
      #expect(heard.judgments.first?.stance.rawValue == stance)
      #expect(heard.judgments.first?.strain?.rawValue == strain)
      #expect(heard.attitudes.first?.side.rawValue == side)
      #expect(heard.judgments.first?.evidence.isEmpty == true)
    }
    let told = try told(codebook, .quotation, attitude: true)
    #expect(told.contains("- endorses: Liked."))
    #expect(told.contains("empty where the stance is nothing"))
    #expect(!told.contains("- change: "))
  }

  private func ask(
    _ codebook: Codebook, _ content: String, _ document: Document, _ unit: JudgedUnit, attitude: Bool = false
  ) async throws -> Asking.Heard {
    let server = try LoopbackServer(.bytes(HTTP.says(content)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    (settings.unit, settings.attitude) = ([unit], attitude)
    var context = PipelineContext.bare
    context.codebook = codebook
    return try await Asking.ask(LanguageModelStances(settings, context), document)
  }

  /// The first message to the model.
  private func told(_ codebook: Codebook, _ unit: JudgedUnit, attitude: Bool = false) throws -> String {
    let question = Question(unit: unit, id: "p1", span: 0..<4, before: "", text: "Rain", after: "")
    let messages = try Prompt(codebook, asksAttitude: attitude).messages(question)
    return try #require(messages.first?["content"]?.string)
  }
}
