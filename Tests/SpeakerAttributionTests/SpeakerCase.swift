import Codebook
import PluginAPI
import PluginTesting
import SpeakerAttribution
import Standoff
import TestSupport
import Testing

/// A text whose spans `⟨q:…⟩` are speech, and who speaks in it.
struct SpeakerCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let marked: MarkedText
  /// Those expected, in the order of the quotations; `–` where nobody is.
  let speakers: [String]
  let language: String

  init(_ name: String, _ text: String, _ speakers: [String], language: String = "en") {
    testDescription = name
    marked = MarkedText(text)
    self.speakers = speakers
    self.language = language
  }

  /// The speakers that the rules find.
  func found() throws -> [Speaker] { try Document.quoted(marked, language: language).speakers() }
}

extension Document {
  /// A text whose spans marked `q` are quotations; those inside others are nested.
  static func quoted(
    _ marked: MarkedText, kind: Quotation.Kind = .speech, language: String = "en", date: String? = nil
  ) throws -> Document {
    var quotations = Layer<Quotation>()
    var open: [Span] = []
    for span in marked.spans("q") {
      open.removeAll { !$0.encloses(span) }
      quotations.add(Quotation(kind, marks: "“”", level: open.count, rule: "test"), at: span)
      open.append(span)
    }
    var document = Document(marked.text, language: language)
    document.metadata.date = date
    return try withBlocks(document).adding(quotations)
  }

  /// The speakers that a stage finds, in the order of their quotations; one named `–` where there is none.
  func speakers(_ stage: RuleSpeakers = RuleSpeakers()) throws -> [Speaker] {
    let annotated = try adding(stage.annotate(self, Diagnostics()))
    let speakers = try annotated[Speaker.self].byTarget
    return try annotated[Quotation.self].map { speakers[$0.id]?.label ?? Speaker(name: "–", rule: "", score: 0) }
  }
}
