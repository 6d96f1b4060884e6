import Codebook
public import PluginAPI
public import Standoff
public import StanceLexicon
import TextScanning

/// Judges passages and quotations by a lexicon of constructions, with negation, scope and abstention.
public struct CueStances: Stage {
  public struct Settings: ComponentSettings {
    @Setting("What is judged.")
    public var unit: [JudgedUnit] = [.passage, .quotation]
    @Setting(
      "The weight that a passage's cues must outweigh to be anything but none. Without it, that of the codebook.",
      in: 0...20)
    public var threshold: Double? = nil
    @Setting("The same for a quotation.", in: 0...20)
    public var quotationThreshold: Double? = nil
    @Setting("How much each cue for one stance counts against the others. Without it, that of the codebook.", in: 0...5)
    public var margin: Double? = nil
    @Setting("What is left of the weight of cues in the sentence around a quotation.", in: 0...1)
    public var context = 0.6
    @Setting(
      "Languages of the rules, as BCP 47 codes; documents in others are not judged. Without it, those of the codebook's lexicon."
    )
    public var languages: [String]? = nil
    @Setting(
      "Whether the cues are a layer of their own, with the words that each governs. The evidence names them anyway.")
    public var cues = false
    public init() {}
  }

  public static let name = "stance.cues"
  public static let summary = "Judges stances by a lexicon of constructions, with negation and scope."
  public static let words: [WordFile] = Lexicon.words

  public let requires: Set<LayerName>
  public let provides: Set<LayerName>
  public let uses: Set<LayerName> = [Sentence.layer]
  let settings: Settings
  private let codebook: Codebook
  /// By language.
  private let lexicons: [String: Lexicon]
  let languages: [String]
  let language: LanguageCheck

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Passage.layer])
    provides = settings.cues ? [StanceCue.layer, Judgment.layer] : [Judgment.layer]
    codebook = context.codebook
    lexicons = try Lexicon.all(of: codebook)
    guard !lexicons.isEmpty else {
      throw ConfigError(
        "the codebook “\(codebook.name)” has no “lexicon:”, by whose words stances could be judged; "
          + "write one, or train stance.model", at: .none)
    }
    languages = settings.languages ?? codebook.lexicons.map(\.language)
    language = try LanguageCheck.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    if let trouble = language.trouble(with: document, languages: languages) {
      diagnostics.note(trouble)
      return answer(with: Layer(), [], nil)
    }
    guard let lexicon = lexicon(for: document) else { return answer(with: Layer(), [], nil) }
    let units = try Units(of: document, settings.unit)
    var cues: [FoundCue] = []
    var lengths = WordCounts(of: document.text)
    var words = Words()
    for region in units.regions {
      words.read(document.text.utf8, region.span)
      cues += CueFinder.cues(of: lexicon, in: words, document.text.utf8)
      lengths.add(words)
    }
    let judgments = try judgments(of: units, cues, lengths, Sentences(of: document), lexicon)
    return answer(with: judgments, cues, lexicon)
  }

  /// The words of the document's language; where it has none of its own but may be judged, those of the codebook's first.
  func lexicon(for document: Document) -> Lexicon? {
    let own = codebook.lexicon(for: document.metadata.language ?? "en") ?? codebook.lexicons.first
    return own.flatMap { lexicons[$0.language] }
  }
}

extension CueStances {
  /// What a term or a title must weigh more than speech: it mostly names a thing and says nothing of it.
  private static let reserve = 1.0

  /// How passages, speech, and what is mostly named are scored.
  func scorings(_ lexicon: Lexicon) -> (passage: Scoring, speech: Scoring, naming: Scoring) {
    let thresholds = codebook.thresholds
    let (margin, both) = (settings.margin ?? thresholds.margin, thresholds.both)
    let quotation = settings.quotationThreshold ?? thresholds.quotation
    let labels = Scoring.Labels(codebook, lexicon)
    return (
      Scoring(
        labels, threshold: settings.threshold ?? thresholds.passage, margin: margin, both: both, hasContrasts: true),
      Scoring(labels, threshold: quotation, margin: margin, both: both),
      Scoring(labels, threshold: quotation + Self.reserve, margin: margin, both: both)
    )
  }

  private func judgments(
    of units: Units, _ cues: [FoundCue], _ lengths: WordCounts, _ sentences: Sentences, _ lexicon: Lexicon
  ) -> Layer<Judgment> {
    let (passage, speech, naming) = scorings(lexicon)
    let nothing = Weighing(lexicon, 0)
    let silence = [passage, speech, naming].map { nothing.judgment($0, words: 0, by: Self.name) }
    var judgments = Layer<Judgment>()
    judgments.reserveCapacity(units.passages.count + units.quotations.count)
    if settings.unit.contains(.passage) {
      for one in units.passages {
        let found = cues.inside(one.span)
        judgments.add(
          found.isEmpty ? silence[0] : judgment(found, passage, words: lengths.words(in: one.span), lexicon),
          on: one.id)
      }
    }
    for one in units.quotations {
      let isSpeech = one.label.kind == .speech
      let found = cues.inside(sentences.around(one.span))
      judgments.add(
        found.isEmpty
          ? silence[isSpeech ? 1 : 2]
          : judgment(found, isSpeech ? speech : naming, words: lengths.words(in: one.span), lexicon, inside: one.span),
        on: one.id)
    }
    return judgments
  }

  /// A passage is judged by all its cues; a quotation by its own, and with less weight by those around it.
  private func judgment(
    _ cues: ArraySlice<FoundCue>, _ scoring: Scoring, words: Int, _ lexicon: Lexicon, inside quotation: Span? = nil
  ) -> Judgment {
    var weighing = Weighing(lexicon, cues.count)
    for cue in cues {
      if quotation.map({ $0.encloses(cue.span) }) ?? true {
        weighing.add(cue)
      } else if quotation?.overlap(with: cue.span) == 0 {
        weighing.add(cue, times: settings.context)
      }
    }
    return weighing.judgment(scoring, words: words, by: Self.name)
  }

  private func answer(with judgments: Layer<Judgment>, _ cues: [FoundCue], _ lexicon: Lexicon?) -> Annotations {
    guard settings.cues else { return Annotations(judgments) }
    var layer = Layer<StanceCue>()
    for cue in cues {
      guard let lexicon else { break }
      let entry = lexicon.entries[cue.entry]
      layer.add(
        StanceCue(
          entry.id, toward: lexicon.stances[cue.stance], weight: cue.weight, strain: cue.isNegated ? nil : entry.strain,
          isNegated: cue.isNegated, scope: cue.scope),
        at: cue.span)
    }
    return Annotations(layer, judgments)
  }
}
