import Codebook
import PluginAPI
import Standoff
import StanceLexicon

@testable import StanceLLM

/// A document of one passage, and a stage that asks a server on this machine about it.
enum Asking {
  static let text = "The workers must free themselves by their own hands, and no saviour will do it for them."
  static let below =
    #"{"reason":"They act themselves.","stance":"below","strain":"-","evidence":["free themselves"],"confidence":0.9}"#

  static func settings(_ address: String) -> LanguageModelStances.Settings {
    var settings = LanguageModelStances.Settings()
    settings.endpoint = address
    settings.model = "tiny"
    settings.firstWait = 0.001
    settings.timeout = 60
    settings.attempts = 2
    return settings
  }

  static func document(_ texts: String..., quotations: [String] = []) throws -> Document {
    var document = Document(texts.joined(separator: "\n"))
    document.metadata.language = "en"
    var (passages, quoted) = (Layer<Passage>(), Layer<Quotation>())
    var start = 0
    for (index, text) in texts.enumerated() {
      passages.add(Passage(number: index + 1), at: start..<start + text.utf8.count)
      start += text.utf8.count + 1
    }
    let utf8 = document.text.utf8
    for words in quotations {
      if let place = utf8.firstRange(of: Array(words.utf8)) {
        quoted.add(Quotation(.speech, marks: "“”", rule: "test"), at: place)
      }
    }
    return try document.adding(passages, quoted)
  }

  struct Heard {
    var judgments: [Judgment]
    var attitudes: [Attitude]
    var diagnostics: [String]
  }

  static func ask(_ stage: LanguageModelStances, _ document: Document) async throws -> Heard {
    let diagnostics = Diagnostics(map: document.map)
    let answered = try document.adding(try await stage.annotate(document, diagnostics))
    return Heard(
      judgments: try answered[Judgment.self].map(\.label), attitudes: try answered[Attitude.self].map(\.label),
      diagnostics: diagnostics.all.map(\.message.text))
  }

  static func stage(_ settings: LanguageModelStances.Settings) throws -> LanguageModelStances {
    try LanguageModelStances(settings, .bare)
  }
}
