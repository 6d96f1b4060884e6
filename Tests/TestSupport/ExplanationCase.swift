public import Codebook
public import PluginAPI
public import PluginTesting
public import Standoff

/// A text with passages marked `p` and quotations marked `q`, whose judgments are to be explained.
public struct ExplanationCase: CustomStringConvertible, Sendable {
  public let description: String
  public let marked: MarkedText
  public let language: String

  public init(_ name: String, language: String = "en", _ text: String) {
    (description, self.language, marked) = (name, language, MarkedText(text))
  }

  /// What every stage that judges stances and explains itself is held to.
  public static let ofEveryStage = [
    ExplanationCase("below", "⟨p:The weavers must free themselves, for nobody will do it in their place.⟩"),
    ExplanationCase(
      "above, with its strain", "⟨p:Trained engineers should plan it all, and the hands be directed by experts.⟩"),
    ExplanationCase("nothing", "⟨p:Wheat rose by four shillings in the quarter.⟩"),
    ExplanationCase(
      "with words before",
      "The meeting was long.\n\n⟨p:Let the miners take the pits into their own hands, says the paper.⟩"),
    ExplanationCase(
      "a quotation in its sentence",
      "⟨p:It rained. The bishop wrote that “⟨q:the ignorant multitude cannot govern themselves⟩” and dined.⟩"),
    ExplanationCase("no word", "⟨p:…⟩"),
  ]

  /// The text with its passages and quotations.
  ///
  /// - Parameter word: what is left out.
  public func document(without word: Span? = nil) throws -> Document {
    let utf8 = Array(marked.text.utf8)
    let text = ShortenedText(utf8, utf8.indices, without: word.map { [$0] } ?? [])
    var (passages, quotations) = (Layer<Passage>(), Layer<Quotation>())
    for (number, span) in marked.spans("p").enumerated() {
      passages.add(Passage(number: number + 1), at: text.place(of: span))
    }
    for span in marked.spans("q") {
      quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: text.place(of: span))
    }
    return try Document(String(decoding: text.utf8, as: UTF8.self), language: language).adding(passages, quotations)
  }

  /// What the stage says of a document.
  public static func judgments(of document: Document, by stage: any Stage) async throws -> [Annotation<Judgment>] {
    try await document.adding(stage.annotate(document, Diagnostics()))[Judgment.self].annotations
  }
}

// MARK: Holding explanations against judgments

extension ExplanationCase {
  /// Where the numbers do not add up to the scores that the stage gives.
  public func differences(by stage: any Explainable) async throws -> [String] {
    let document = try document()
    let judgments = try await Self.judgments(of: document, by: stage)
    var differences = judgments.isEmpty ? ["nothing is judged"] : []
    for judgment in judgments {
      differences += try Conformance.findings(explaining: judgment.target, in: document, by: stage).map(\.description)
      guard let explanation = try stage.explain(judgment.target, in: document) else { continue }
      differences += Self.differences(explanation.verdict([]), judgment.label, "\(judgment.target)")
      let strain = explanation.parts.first { $0.question == "strain" }?.label
      if strain != judgment.label.strain?.rawValue { differences.append("\(judgment.target): strain \(strain ?? "-")") }
    }
    return differences
  }

  /// Where an explanation says otherwise of the text without a word than the stage says of a text without it.
  public func differencesWithoutWords(by stage: any Explainable) async throws -> [String] {
    let document = try document()
    var differences: [String] = []
    for unit in try await Self.judgments(of: document, by: stage).map(\.target) {
      guard let explanation = try stage.explain(unit, in: document) else { return ["\(unit) is not explained"] }
      for word in explanation.words {
        let without = "\(unit) without \(document.text[word])"
        let shorter = try await Self.judgments(of: self.document(without: word), by: stage)
        guard let judgment = shorter.first(where: { $0.target == unit })?.label else {
          differences.append("\(without) is not judged")
          continue
        }
        differences += Self.differences(explanation.verdict([word]), judgment, without)
      }
    }
    return differences
  }

  private static func differences(_ verdict: Explanation.Verdict, _ judgment: Judgment, _ what: String) -> [String] {
    var differences: [String] = []
    if verdict.label != judgment.stance.rawValue {
      differences.append("\(what): \(verdict.label), judged \(judgment.stance.rawValue)")
    }
    if verdict.scores.map(\.label) != judgment.scores.map(\.stance.rawValue) { differences.append("\(what): labels") }
    // Every score is rounded to three decimals, and one of them takes what the others leave.
    let tolerance = 0.0005 * Double(judgment.scores.count) + 0.0001
    for (said, printed) in zip(verdict.scores, judgment.scores) where abs(said.value - printed.value) >= tolerance {
      differences.append("\(what): \(said.label) \(said.value), printed \(printed.value)")
    }
    return differences
  }
}
