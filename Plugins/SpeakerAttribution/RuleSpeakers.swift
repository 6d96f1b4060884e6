public import PluginAPI
public import Standoff
import Codebook
import Languages

/// Says who spoke the words of each speech quotation, by ordered rules.
public struct RuleSpeakers: Stage {
  public struct Settings: ComponentSettings {
    @Setting("Names of rules left out, to measure what each brings; those that results name, and pronoun and vocative.")
    public var without: [String] = []
    public init() {}
  }

  public static let name = "speakers.rules"
  public static let summary =
    "Says who spoke each quotation, by markup, cues in the sentence, and the flow of the text."
  public static let words = Languages.files

  public let requires: Set<LayerName> = [Block.layer, Quotation.layer]
  public let provides: Set<LayerName> = [Speaker.layer]
  private let without: Set<SpeakerRule>
  private let languages = LanguageWords(SpeakerWords.init)

  public init(_ settings: Settings, _ context: PipelineContext = .bare) throws {
    without = try Set(settings.without.map(SpeakerRule.init(named:)))
  }

  public init() { without = [] }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    let quotations = try document[Quotation.self].annotations
    let language = Languages.tag(of: document)
    guard quotations.contains(where: { $0.label.kind == .speech }) else { return Annotations(Layer<Speaker>()) }
    let stated = try StatedSpeakers(document)
    var findings: [Finding?]
    let words = try languages[language]
    if let words {
      var attribution = try Attribution(document, quotations, stated, words, without: without)
      findings = attribution.findings()
    } else {
      diagnostics.note(.noRules(language))
      findings = quotations.map { stated.speaker(of: $0.span) }
    }
    var speakers = Layer<Speaker>()
    for (quotation, finding) in zip(quotations, findings) where quotation.label.kind == .speech {
      guard let finding, !finding.name.isEmpty else { continue }
      speakers.add(
        Speaker(
          name: finding.name, entity: finding.fullName, mention: finding.mention, rule: finding.ruleName,
          score: finding.score ?? words?.score(ofRule: finding.ruleName) ?? 0.5),
        on: quotation.id)
    }
    return Annotations(speakers)
  }
}

extension Diagnostic.Message {
  fileprivate static func noRules(_ language: String) -> Self {
    Self("speaker.language", "there are no rules for speakers in the language “\(language)”; markup alone is used")
  }
}
