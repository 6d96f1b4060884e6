import Codebook
public import PluginAPI
public import Standoff
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
    public init() {}
  }

  public static let name = "stance.cues"
  public static let summary = "Judges stances by a lexicon of constructions, with negation and scope."
  public static let words: [WordFile] = [.lexicon, .scope, .language]

  public let requires: Set<LayerName>
  public let provides: Set<LayerName> = [StanceCue.layer, Judgment.layer]
  private let settings: Settings
  private let lexicon: Lexicon
  private let language: LanguageCheck

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Passage.layer])
    lexicon = try Lexicon.builtIn.get()
    language = try LanguageCheck.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    if let trouble = language.trouble(with: document, languages: settings.languages) {
      diagnostics.note(trouble)
      return Annotations(Layer<StanceCue>(), Layer<Judgment>())
    }
    let units = try Units(of: document, settings.unit)
    let sentences = try Sentences(of: document)
    var cues: [FoundCue] = []
    var lengths = WordCounts()
    for region in units.regions {
      let words = Words(in: document.text.utf8, span: region)
      cues += CueFinder.cues(of: lexicon, in: words, document.text.utf8).filter { $0.weight > 0 }
      lengths.add(words)
    }
    var judgments = Layer<Judgment>()
    if settings.unit.contains(.passage) {
      for passage in units.passages {
        judgments.add(judgment(cues, lengths, passage.span), on: passage.id)
      }
    }
    for quotation in units.quotations {
      let sentence = sentences.around(quotation.span)
      judgments.add(judgment(cues, lengths, quotation.span, of: quotation.label, in: sentence), on: quotation.id)
    }
    return Annotations(layer(of: cues), judgments)
  }
}

extension CueStances {
  /// A passage is judged by all its cues.
  private func judgment(_ cues: [FoundCue], _ lengths: WordCounts, _ span: Span) -> Judgment {
    let scoring = Scoring(threshold: settings.threshold, margin: settings.margin, mixture: Self.mixture)
    return judgment(cues.inside(span).map { Weighed($0) }, scoring, words: lengths.words(in: span))
  }

  /// A quotation is judged by its own cues first, then by those of the sentence around it.
  private func judgment(
    _ cues: [FoundCue], _ lengths: WordCounts, _ span: Span, of quotation: Quotation, in sentence: Span
  ) -> Judgment {
    let own = cues.inside(span).map { Weighed($0) }
    let around = cues.inside(sentence).filter { $0.span.overlap(with: span) == 0 }
      .map { Weighed($0, times: settings.context) }
    let threshold = settings.quotationThreshold + (quotation.kind == .speech ? 0 : Self.reserve)
    let scoring = Scoring(threshold: threshold, margin: settings.margin)
    let all = (own + around).sorted { $0.cue.span.lowerBound < $1.cue.span.lowerBound }
    return judgment(all, scoring, words: lengths.words(in: span))
  }

  private func judgment(_ weighed: [Weighed], _ scoring: Scoring, words: Int) -> Judgment {
    var sums = Scoring.Sums()
    var strains = StrainSums()
    var seen = EntrySet(lexicon.entries.count)
    for one in weighed {
      // What is said again says less.
      let weight = seen.insert(one.cue.entry) ? one.weight : one.weight * Self.repeated
      if one.cue.isAbove { sums.above += weight } else { sums.below += weight }
      if one.cue.isAbove, !one.cue.isNegated { strains.add(lexicon.entries[one.cue.entry].strain, weight) }
    }
    sums.standApart =
      sums.above > 0 && sums.below > 0
      && weighed.contains { one in
        one.cue.isAbove && weighed.contains { !$0.cue.isAbove && $0.cue.scope.overlap(with: one.cue.scope) == 0 }
      }
    let (stance, scores) = scoring.judge(sums, words: words)
    return Judgment(
      stance, scores: scores, strain: stance == .above ? strains.heaviest : nil, by: Self.name,
      evidence: weighed.map(\.evidence))
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

  /// What both sides must weigh beyond the threshold for `mixed`.
  private static let mixture = 0.8
  /// What a term or a title must weigh more than speech: it mostly names a thing and says nothing of it.
  private static let reserve = 1.0
  private static let repeated = 0.5
}

/// Entries of the lexicon by number, a bit for each.
private struct EntrySet {
  private var bits: [UInt64]

  init(_ count: Int) { bits = Array(repeating: 0, count: count / 64 + 1) }

  /// Whether the entry was not in the set.
  mutating func insert(_ entry: Int) -> Bool {
    defer { bits[entry / 64] |= 1 << UInt64(entry % 64) }
    return bits[entry / 64] & 1 << UInt64(entry % 64) == 0
  }
}

/// How much speaks for each strain, in the order in which they first came.
private struct StrainSums {
  private var sums: [(strain: Strain, weight: Double)] = []

  /// A cue that fits no strain says nothing of it.
  mutating func add(_ strain: Strain?, _ weight: Double) {
    guard let strain else { return }
    if let place = sums.firstIndex(where: { $0.strain == strain }) {
      sums[place].weight += weight
    } else {
      sums.append((strain, weight))
    }
  }

  var heaviest: Strain? { sums.max { $0.weight < $1.weight }?.strain }
}

/// A cue with what is left of its weight at this place.
private struct Weighed {
  let cue: FoundCue
  let weight: Double

  init(_ cue: FoundCue, times factor: Double = 1) {
    self.cue = cue
    weight = cue.weight * factor
  }

  var evidence: Evidence {
    Evidence(
      at: cue.span, weight: (weight * 1000).rounded() / 1000, toward: cue.toward, isNegated: cue.isNegated)
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
