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
    @Setting("The weight that a passage's cues must outweigh to be anything but none.", in: 0...20)
    public var threshold = 1.2
    @Setting("The same for a quotation.", in: 0...20)
    public var quotationThreshold = 1.1
    @Setting("How much each cue for one side counts against the other.", in: 0...5)
    public var margin = 0.3
    @Setting("What is left of the weight of cues in the sentence around a quotation.", in: 0...1)
    public var context = 0.6
    @Setting("Languages of the rules, as BCP 47 codes; documents in others are not judged.")
    public var languages = ["en"]
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
  let settings: Settings
  let lexicon: Lexicon
  let language: LanguageCheck

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Passage.layer])
    provides = settings.cues ? [StanceCue.layer, Judgment.layer] : [Judgment.layer]
    lexicon = try Lexicon.builtIn.get()
    language = try LanguageCheck.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    if let trouble = language.trouble(with: document, languages: settings.languages) {
      diagnostics.note(trouble)
      return answer(with: Layer(), [])
    }
    let units = try Units(of: document, settings.unit)
    var cues: [FoundCue] = []
    var lengths = WordCounts(of: document.text)
    for region in units.regions {
      let words = Words(in: document.text.utf8, span: region)
      cues += CueFinder.cues(of: lexicon, in: words, document.text.utf8)
      lengths.add(words)
    }
    let judgments = try judgments(of: units, cues, lengths, Sentences(of: document))
    return answer(with: judgments, cues)
  }
}

extension CueStances {
  /// What both sides must weigh beyond the threshold for `mixed`.
  static let mixture = 0.8
  /// What a term or a title must weigh more than speech: it mostly names a thing and says nothing of it.
  static let reserve = 1.0

  private func judgments(
    of units: Units, _ cues: [FoundCue], _ lengths: WordCounts, _ sentences: Sentences
  ) -> Layer<Judgment> {
    let margin = settings.margin
    let passage = Scoring(threshold: settings.threshold, margin: margin, mixture: Self.mixture)
    let speech = Scoring(threshold: settings.quotationThreshold, margin: margin)
    let naming = Scoring(threshold: settings.quotationThreshold + Self.reserve, margin: margin)
    let nothing = Weighing(lexicon, 0)
    let silence = [passage, speech, naming].map { nothing.judgment($0, words: 0, by: Self.name) }
    var judgments = Layer<Judgment>()
    judgments.reserveCapacity(units.passages.count + units.quotations.count)
    if settings.unit.contains(.passage) {
      for one in units.passages {
        let found = cues.inside(one.span)
        judgments.add(
          found.isEmpty ? silence[0] : judgment(found, passage, words: lengths.words(in: one.span)), on: one.id)
      }
    }
    for one in units.quotations {
      let isSpeech = one.label.kind == .speech
      let found = cues.inside(sentences.around(one.span))
      judgments.add(
        found.isEmpty
          ? silence[isSpeech ? 1 : 2]
          : judgment(found, isSpeech ? speech : naming, words: lengths.words(in: one.span), inside: one.span),
        on: one.id)
    }
    return judgments
  }

  /// A passage is judged by all its cues; a quotation by its own, and with less weight by those around it.
  private func judgment(
    _ cues: ArraySlice<FoundCue>, _ scoring: Scoring, words: Int, inside quotation: Span? = nil
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

  private func answer(with judgments: Layer<Judgment>, _ cues: [FoundCue]) -> Annotations {
    settings.cues ? Annotations(layer(of: cues), judgments) : Annotations(judgments)
  }

  private func layer(of cues: [FoundCue]) -> Layer<StanceCue> {
    var layer = Layer<StanceCue>()
    for cue in cues {
      let entry = lexicon.entries[cue.entry]
      layer.add(
        StanceCue(
          entry.id, toward: cue.toward, weight: cue.weight, strain: cue.isAbove ? entry.strain : nil,
          isNegated: cue.isNegated, scope: cue.scope),
        at: cue.span)
    }
    return layer
  }
}

extension [FoundCue] {
  /// The cues that lie wholly inside a span; cues are in text order and do not overlap.
  fileprivate func inside(_ span: Span) -> ArraySlice<FoundCue> {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].span.lowerBound < span.lowerBound { low = middle + 1 } else { high = middle }
    }
    return self[low...].prefix { $0.span.upperBound <= span.upperBound }
  }
}
