import Codebook
public import PluginAPI
import StanceLexicon
public import Standoff
import TextScanning

extension CueStances: Explainable {
  public func explain(_ id: AnnotationID, in document: Document) throws -> Explanation? {
    guard language.trouble(with: document, languages: languages) == nil, let lexicon = lexicon(for: document),
      let unit = try unit(id, in: document, lexicon)
    else { return nil }
    let whole = unit.without([])
    return Explanation(
      parts: whole.parts, words: unit.words, verdict: { unit.without($0).verdict },
      nearest: { items, count in
        Explanation.nearest(to: whole.direction, among: items, count) { unit.alone(Array($0.text.utf8)).direction }
      })
  }

  private func unit(_ id: AnnotationID, in document: Document, _ lexicon: Lexicon) throws -> ExplainedCues? {
    let units = try Units(of: document, settings.unit)
    let scorings = scorings(lexicon)
    let (span, hull, scoring): (Span, Span, Scoring)
    var isQuotation = false
    if settings.unit.contains(.passage), let passage = units.passages.first(where: { $0.id == id }) {
      (span, hull, scoring) = (passage.span, passage.span, scorings.passage)
    } else if let quotation = units.quotations.first(where: { $0.id == id }) {
      (span, hull) = (quotation.span, try Sentences(of: document).around(quotation.span))
      scoring = quotation.label.kind == .speech ? scorings.speech : scorings.naming
      isQuotation = true
    } else {
      return nil
    }
    return ExplainedCues(
      lexicon: lexicon, scoring: scoring, context: settings.context, utf8: document.text.utf8,
      regions: units.regions.map(\.span).filter { $0.overlap(with: hull) > 0 }, span: span, hull: hull,
      isQuotation: isQuotation)
  }
}

/// A unit and what the lexicon finds in it, with or without some of its words.
private struct ExplainedCues {
  let lexicon: Lexicon
  let scoring: Scoring
  let context: Double
  let utf8: [UInt8]
  /// Where cues are looked for, in one go each.
  let regions: [Span]
  let span: Span
  let hull: Span
  let isQuotation: Bool

  var words: [Span] {
    let words = Words(in: utf8, span: span)
    return (0..<words.count).map(words.span)
  }

  /// - Parameter left: the words that are not there.
  func without(_ left: [Span]) -> CueFindings {
    var findings = CueFindings(lexicon, scoring)
    for region in regions {
      let text = ShortenedText(utf8, region, without: left)
      let words = Words(in: text.utf8, span: 0..<text.utf8.count)
      let found = (
        text.place(of: max(span.lowerBound, region.lowerBound)),
        text.place(of: min(span.upperBound, region.upperBound))
      )
      findings.length += words.index(at: found.1) - words.index(at: found.0)
      for cue in CueFinder.cues(of: lexicon, in: words, text.utf8) {
        let place = text.original(cue.span)
        guard hull.encloses(place) else { continue }
        let isInside = span.encloses(place)
        guard isInside || span.overlap(with: place) == 0 else { continue }
        findings.add(
          cue, at: place, scope: text.original(cue.scope), in: utf8, times: isInside || !isQuotation ? 1 : context)
      }
    }
    return findings
  }

  /// What is found in another text.
  func alone(_ utf8: [UInt8]) -> CueFindings {
    ExplainedCues(
      lexicon: lexicon, scoring: scoring, context: context, utf8: utf8, regions: [0..<utf8.count], span: 0..<utf8.count,
      hull: 0..<utf8.count, isQuotation: false
    ).without([])
  }
}

/// Cues with what each counts, and the verdict that follows.
private struct CueFindings {
  private let lexicon: Lexicon
  private let scoring: Scoring
  /// How many words the unit has.
  var length = 0
  private var weighing: Weighing
  private var seen: Set<Int> = []
  private var cues: [(cue: FoundCue, place: Span, counted: Double, note: String)] = []

  init(_ lexicon: Lexicon, _ scoring: Scoring) {
    self.lexicon = lexicon
    self.scoring = scoring
    weighing = Weighing(lexicon, 0)
  }

  mutating func add(_ cue: FoundCue, at place: Span, scope: Span, in utf8: [UInt8], times factor: Double) {
    weighing.add(cue, times: factor)
    guard cue.weight * factor > 0 else { return }
    let isNew = seen.insert(cue.entry).inserted
    var notes: [String] = []
    let force = lexicon.forces[cue.entry].weight
    if cue.isNegated {
      notes.append("turned by a negation: \(shown(force)) in the lexicon")
    } else if cue.weight != force {
      notes.append("weakened: \(shown(force)) in the lexicon")
    }
    if factor != 1 { notes.append("around the quotation: × \(shown(factor))") }
    if !isNew { notes.append("found before: × \(shown(Weighing.repeated))") }
    notes.append("speaks over “\(String(decoding: utf8[scope], as: UTF8.self))”")
    cues.append((cue, place, cue.weight * factor * (isNew ? 1 : Weighing.repeated), notes.joined(separator: "; ")))
  }

  var direction: [UInt64: Double] {
    cues.reduce(into: [:]) { $0[UInt64($1.cue.entry) << 1 | ($1.cue.isNegated ? 1 : 0), default: 0] += $1.counted }
  }

  private var judgment: Judgment { weighing.judgment(scoring, words: length, by: CueStances.name) }

  var verdict: Explanation.Verdict {
    let judgment = judgment
    let others = judgment.scores.filter { $0.stance != judgment.stance }
    let next = others.max { $0.value < $1.value }
    return Explanation.Verdict(
      label: judgment.stance.rawValue, next: next?.stance.rawValue ?? judgment.stance.rawValue,
      lead: judgment.score - (next?.value ?? 0),
      scores: judgment.scores.map { Explanation.Score($0.stance.rawValue, $0.value) })
  }

  var parts: [Explanation.Part] {
    let judgment = judgment
    let labels = judgment.scores.map(\.stance)
    let contributions = cues.map { cue, place, counted, note in
      Explanation.Contribution(
        group: "cues", feature: lexicon.entries[cue.entry].id, span: place,
        values: labels.map { $0 == lexicon.stances[cue.stance] ? counted : 0 }, note: note)
    }
    let stance = Explanation.Part(
      question: "stance", label: judgment.stance.rawValue, labels: labels.map(\.rawValue),
      contributions: contributions, steps: steps(judgment), rule: "The stance with the highest score is given.")
    guard let strain = judgment.strain else { return [stance] }
    return [stance, self.strain(strain, of: judgment.stance)]
  }

  private func steps(_ judgment: Judgment) -> [Explanation.Step] {
    let root = scoring.root(words: length)
    let sums = judgment.scores.map { score in lexicon.stances.firstIndex(of: score.stance).map { weighing.sums[$0] } }
    return [
      Explanation.Step("sum", sums),
      Explanation.Step("divided by the root of the length: \(shown(root))", sums.map { $0.map { $0 / root } }),
      Explanation.Step(
        balance(judgment.scores.map(\.stance)), weighing.powers(scoring, words: length).map { $0.value }),
      Explanation.Step("score (softmax of \(shown(scoring.steepness)) times)", judgment.scores.map { $0.value }),
    ]
  }

  /// What becomes of the weights of these stances before the softmax.
  private func balance(_ stances: [Stance]) -> String {
    let rivals = lexicon.stances.count == 2 ? "the other side" : "the others"
    let others = scoring.margin == 0 ? [] : ["minus \(shown(scoring.margin)) of \(rivals)"]
    let pairs = scoring.labels.pairs.filter { stances.contains($0.stance) }.map { pair in
      "\(pair.stance): \(pair.isContrast ? "the lesser" : "both") minus \(shown(scoring.both))"
    }
    return (others + pairs + ["\(scoring.labels.rest): its threshold"]).joined(separator: "; ")
  }

  /// The kinds of the stance, by the cues that are not turned.
  private func strain(_ strain: Strain, of stance: Stance) -> Explanation.Part {
    let kinds = lexicon.strains.indices.filter { lexicon.strainStances[$0] == stance }
    let contributions = cues.compactMap { cue, place, counted, _ -> Explanation.Contribution? in
      let kind = cue.isNegated ? nil : lexicon.forces[cue.entry].strain
      guard let kind, kinds.contains(kind) else { return nil }
      return Explanation.Contribution(
        group: "cues", feature: lexicon.entries[cue.entry].id, span: place,
        values: kinds.map { $0 == kind ? counted : 0 })
    }
    var part = Explanation.Part(
      question: "strain", label: strain.rawValue, labels: kinds.map { lexicon.strains[$0].rawValue },
      contributions: contributions, steps: [], rule: "The strain with the highest sum is given.")
    part.steps = [Explanation.Step("sum", part.sums.map { $0 })]
    return part
  }

  /// Three decimals at most.
  private func shown(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }
}
