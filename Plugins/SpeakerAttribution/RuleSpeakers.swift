public import PluginAPI
public import Standoff
import Codebook
import Languages

/// Says who spoke the words of each speech quotation, by ordered rules.
public struct RuleSpeakers: Stage {
  public struct Settings: ComponentSettings {
    @Setting(
      "A list of people (CSV with the columns name, aliases, born, died, sex and ref, or YAML with the same keys): aliases, divided by |, are one person with the name, whose ref stands in the result; a person born after the document's date is not meant."
    )
    public var gazetteer: SettingFile? = nil
    @Setting("Word files of languages of your own, or in place of those that are built in.")
    public var languages: [SettingFile] = []
    @Setting("Names of rules left out, to measure what each brings; those that results name, and pronoun and vocative.")
    public var without: [SpeakerRule] = []
    public init() {}
  }

  public static let name = "speakers.rules"
  public static let summary =
    "Says who spoke each quotation, by markup, cues in the sentence, and the flow of the text."
  public static let words = Languages.files + [.scores]

  public let requires: Set<LayerName> = [Block.layer, Quotation.layer]
  public let provides: Set<LayerName> = [Speaker.layer]
  private let without: Set<SpeakerRule>
  private let languages: LanguageWords<SpeakerWords>
  private let gazetteer: Gazetteer?

  /// With the default settings.
  public init() {
    without = []
    languages = LanguageWords(SpeakerWords.init)
    gazetteer = nil
  }

  /// - Throws: ``PluginAPI/ConfigError`` for a word file or a gazetteer that cannot be read or used.
  public init(_ settings: Settings, _ context: PipelineContext = .bare) throws {
    without = Set(settings.without)
    languages = try LanguageWords(SpeakerWords.init, adding: settings.languages, in: context)
    gazetteer = try settings.gazetteer.map { try Gazetteer(context.words(in: $0)) }
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    let quotations = try document[Quotation.self].annotations
    let language = Languages.tag(of: document)
    guard quotations.contains(where: { $0.label.kind == .speech }) else { return Annotations(Layer<Speaker>()) }
    let stated = try StatedSpeakers(document)
    var findings: [Finding?]
    var book: NameBook?
    let words = try languages[language]
    if let words {
      var gazetteer = gazetteer
      gazetteer?.year = document.metadata.date.flatMap(Gazetteer.year)
      var attribution = try Attribution(document, quotations, stated, words, gazetteer, without: without)
      findings = attribution.findings()
      book = attribution.book
    } else {
      diagnostics.note(.noRules(language))
      findings = quotations.map { stated.speaker(of: $0.span) }
    }
    let scores = try RuleScores.measured
    var speakers = Layer<Speaker>()
    for (quotation, finding) in zip(quotations, findings) where quotation.label.kind == .speech {
      guard let finding, !finding.name.isEmpty else { continue }
      let identity = finding.identity(in: book, document.text)
      speakers.add(
        Speaker(
          name: finding.name, entity: identity?.name, reference: identity?.reference, mention: finding.mention,
          rule: finding.ruleName, score: finding.score ?? scores.score(of: finding)),
        on: quotation.id)
    }
    return Annotations(speakers)
  }
}

extension Finding {
  /// Who it is in the whole document; nothing for one who is only described.
  fileprivate func identity(in book: NameBook?, _ text: Text) -> Identity? {
    if let identity { return identity }
    guard let book, let entity else { return nil }
    let all = [entity, other].compactMap(\.self).map { book.identity(of: $0, in: text) }
    let references = all.compactMap(\.reference)
    return Identity(
      name: all.map(\.name).joined(separator: "; "),
      reference: references.isEmpty ? nil : references.joined(separator: " "))
  }
}

extension Diagnostic.Message {
  fileprivate static func noRules(_ language: String) -> Self {
    Self("speaker.language", "there are no rules for speakers in the language “\(language)”; markup alone is used")
  }
}
