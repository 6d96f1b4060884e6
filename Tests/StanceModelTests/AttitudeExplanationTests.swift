import Codebook
import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import StanceModel

@Suite("Explanations of attitude.model")
struct AttitudeExplanationTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let stance: Stance
    let marked: MarkedText

    init(_ name: String, _ stance: Stance, _ text: String) {
      (testDescription, self.stance, marked) = (name, stance, MarkedText(text))
    }
  }

  private static let cases = [
    Case("a demand", .below, "⟨p:We must take our own affairs into our own hands!⟩"),
    Case(
      "praise that is denied, and a class near it", .above,
      "⟨p:The king is not wise, and his officers are tyrants.⟩"
    ),
    Case("told of", .below, "⟨p:The congress met at Lyons in October and elected a committee of the federation.⟩"),
    Case("both stances", .mixed, "⟨p:The wise must rule; no, the people will free themselves.⟩"),
    Case("no word", .below, "⟨p:…⟩"),
    Case(
      "words before, cut by the border of the context", .above,
      "\(String(repeating: "The noble multitude was long in the great hall. ", count: 6))\n\n⟨p:The wise must rule.⟩"),
    Case(
      "a quotation in its sentence", .above,
      "⟨p:It rained. The bishop wrote that “⟨q:the ignorant multitude cannot govern themselves⟩” and dined.⟩"),
    Case(
      "a passage that is mostly quoted", .below,
      "⟨p:He said: “⟨q:We must free ourselves, comrades, and will do it!⟩”⟩"
    ),
    Case(
      "an author of several passages", .above,
      "⟨p:These tyrants rob and enslave us.⟩\n\n⟨p:Their oppression is an outrage.⟩\n\n⟨p:They appoint the officials.⟩"),
  ]

  @Test("The numbers add up to the score that the stage gives", arguments: cases, [true, false])
  func sums(_ example: Case, _ author: Bool) throws {
    let document = try document(example)
    let stage = try stage(author: author)
    let attitudes = try said(document, stage)
    #expect(attitudes.count == example.marked.spans("p").count + example.marked.spans("q").count)
    for attitude in attitudes {
      let findings = try Conformance.findings(explaining: attitude.target, in: document, by: stage)
      #expect(findings.isEmpty, "\(findings)")
      let explanation = try #require(try stage.explain(attitude.target, in: document))
      let verdict = explanation.verdict([])
      #expect(verdict.label == attitude.label.attitude.rawValue)
      #expect(verdict.scores.map(\.label) == ["endorses", "rejects", "reports"])
      let score = try #require(verdict.scores.first { $0.label == verdict.label }?.value)
      #expect(abs(score - attitude.label.score) < 0.00051)
    }
  }

  @Test("What is said without words is what is said of a text without them", arguments: cases.dropLast())
  func counterfactual(_ example: Case) throws {
    let document = try document(example)
    let stage = try stage(author: false)
    for unit in try said(document, stage).map(\.target) {
      let explanation = try #require(try stage.explain(unit, in: document))
      for word in explanation.words {
        let shorter = try self.document(example, without: word)
        let attitude = try #require(try said(shorter, stage).first { $0.target == unit }).label
        let verdict = explanation.verdict([word])
        #expect(verdict.label == attitude.attitude.rawValue, "without \(document.text[word])")
        let score = try #require(verdict.scores.first { $0.label == verdict.label }?.value)
        #expect(abs(score - attitude.score) < 0.00051)
      }
    }
  }

  @Test("Features have names that people can read")
  func names() throws {
    let document = try document(Self.cases[1])
    let part = try #require(try stage(author: false).explain("p1", in: document)?.parts.first)
    let found = Set(part.contributions.map { "\($0.group): \($0.feature)" })
    for name in ["words: word", "classes: RULER", "tones: oppression, denied", "stance: above", "marks: length"] {
      #expect(found.contains(name), "\(name) is not in \(found.sorted())")
    }
    #expect(found.contains { $0.hasPrefix("toward: ") && $0.contains(" near ") }, "\(found.sorted())")
    let unknown = found.filter { $0.hasSuffix(": class") || $0.hasSuffix("their order") || $0.hasSuffix(": mark") }
    #expect(unknown.isEmpty)
  }

  @Test("It says where the author's other passages count, and where others speak")
  func rules() throws {
    let own = try document(Self.cases[8])
    let part = try #require(try stage(author: true).explain("p3", in: own)?.parts.first)
    #expect(part.steps.contains { $0.title == "the author's other passages lean" })
    let quoted = try document(Self.cases[7])
    let other = try #require(try stage(author: true).explain("p1", in: quoted)?.parts.first)
    #expect(other.label == "reports")
    #expect(other.rule.hasSuffix("of the passage are quoted, more than 50 %, so that its author reports."))
  }

  @Test("The likest item is the text itself")
  func nearest() throws {
    let document = try document(Self.cases[0])
    let texts = ["Wheat rose by four shillings.", document.text[document.text.all], "We met at noon."]
    let items = texts.enumerated().map {
      TrainingItem(
        id: "\($0.offset)", group: "", unit: "passage", text: $0.element,
        labels: ["stance": "below", "attitude": "endorses"])
    }
    let found = try #require(try stage(author: false).explain("p1", in: document)?.nearest?(items, 1))
    #expect(found.map(\.item.id) == ["1"])
    #expect(found[0].likeness > 0.999)
  }

  @Test("What has no attitude is not explained")
  func nothing() throws {
    let document = try document(Case("", .none, Self.cases[0].marked.text), spans: Self.cases[0].marked.spans("p"))
    let stage = try stage(author: true)
    #expect(try stage.explain("p1", in: document) == nil)
    #expect(try stage.explain("p9", in: document) == nil)
  }

  private func stage(author: Bool) throws -> ModelAttitudes {
    var settings = ModelAttitudes.Settings()
    settings.author = author
    return try ModelAttitudes(settings, .bare)
  }

  private func said(_ document: Document, _ stage: ModelAttitudes) throws -> [Annotation<Attitude>] {
    try document.adding(stage.annotate(document, Diagnostics()))[Attitude.self].annotations
  }

  private func document(_ example: Case, without word: Span? = nil) throws -> Document {
    let utf8 = Array(example.marked.text.utf8)
    let text = ShortenedText(utf8, utf8.indices, without: word.map { [$0] } ?? [])
    return try document(
      Case("", example.stance, String(decoding: text.utf8, as: UTF8.self)),
      spans: example.marked.spans("p").map { text.place(of: $0) },
      quotations: example.marked.spans("q").map { text.place(of: $0) })
  }

  private func document(_ example: Case, spans: [Span], quotations: [Span] = []) throws -> Document {
    var (passages, quoted, judgments) = (Layer<Passage>(), Layer<Quotation>(), Layer<Judgment>())
    func judge(_ id: AnnotationID) {
      judgments.add(Judgment(example.stance, scores: [], by: "test", evidence: []), on: id)
    }
    for (number, span) in spans.enumerated() { judge(passages.add(Passage(number: number + 1), at: span)) }
    for span in quotations { judge(quoted.add(Quotation(.speech, marks: "“”", rule: "test"), at: span)) }
    var document = Document(example.marked.text)
    document.metadata.language = "en"
    return try document.adding(passages, quoted, judgments)
  }
}
