import Codebook
import LinearModels
public import PluginAPI
import StanceLexicon
public import Standoff
import TextScanning

extension ModelStances: Explainable {
  public func explain(_ id: AnnotationID, in document: Document) throws -> Explanation? {
    guard language.trouble(with: document, languages: languages) == nil,
      let place = try place(of: id, in: document)
    else { return nil }
    let explained = ExplainedPlace(model: model, utf8: document.text.utf8, place: place)
    return Explanation(
      parts: explained.parts, words: explained.whole.own.map { explained.whole.words.span($0) },
      verdict: { explained.without($0).verdict },
      nearest: { items, count in
        Explanation.nearest(to: explained.whole.direction, among: items, count) { item in
          let (utf8, span) = item.joined
          return ExplainedUnit(model, utf8, span, within: 0..<utf8.count).direction
        }
      })
  }

  /// Where a unit stands, what counts as its surroundings, and from which probability on it is given a stance.
  struct Place {
    let unit: String
    let span: Span
    let hull: Span
    let threshold: Double
  }

  private func place(of id: AnnotationID, in document: Document) throws -> Place? {
    let units = try Units(of: document, settings.unit)
    if settings.unit.contains(.passage), let span = units.passages.first(where: { $0.id == id })?.span {
      let start = Self.border(document.text, max(0, span.lowerBound - Self.before))
      return Place(
        unit: "passage", span: span, hull: start..<span.upperBound, threshold: threshold("passage"))
    }
    guard let quotation = units.quotations.first(where: { $0.id == id }) else { return nil }
    let speech = threshold("quotation")
    return Place(
      unit: "quotation", span: quotation.span, hull: try Sentences(of: document).around(quotation.span),
      threshold: quotation.label.kind == .speech ? speech : max(speech, settings.namingThreshold))
  }
}

extension TrainingItem {
  /// Its words with those around them, and where its own stand.
  fileprivate var joined: (utf8: [UInt8], span: Span) {
    let before = Array((self.before.isEmpty ? "" : self.before + " ").utf8)
    let text = Array(self.text.utf8)
    let after = Array((self.after.isEmpty ? "" : " " + self.after).utf8)
    return (before + text + after, before.count..<before.count + text.count)
  }
}

/// A unit in its place, read as the stage reads it.
private struct ExplainedPlace {
  let model: Model
  let utf8: [UInt8]
  let place: ModelStances.Place
  /// The unit with all its words, by the offsets of the text.
  let whole: ExplainedUnit

  init(model: Model, utf8: [UInt8], place: ModelStances.Place) {
    self.model = model
    self.utf8 = utf8
    self.place = place
    whole = ExplainedUnit(model, utf8, place.span, within: place.hull)
  }

  private var hull: Span {
    min(place.hull.lowerBound, place.span.lowerBound)..<max(place.hull.upperBound, place.span.upperBound)
  }

  func without(_ words: [Span]) -> Decision {
    if words.isEmpty { return Decision(whole, place) }
    // Marks right before and behind the hull tell whether a word is held at arm's length.
    let wide = max(0, hull.lowerBound - 3)..<min(utf8.count, hull.upperBound + 3)
    let short = ShortenedText(utf8, wide, without: words)
    return Decision(
      ExplainedUnit(model, short.utf8, short.place(of: place.span), within: short.place(of: hull)), place)
  }

  var parts: [Explanation.Part] {
    let decision = Decision(whole, place)
    let stance = Explanation.Part(
      question: "stance", label: decision.label, labels: model.stance.labels,
      contributions: contributions(model.stance.table, model.stance.labels.indices.map { $0 }), steps: decision.steps,
      rule: decision.rule)
    guard let strain = model.strain, decision.hasStrain else { return [stance] }
    let (sums, kinds) = (whole.sums(strain.table), model.strains[decision.chosen])
    guard let best = kinds.max(by: { sums[$0] < sums[$1] }) else { return [stance] }
    return [
      stance,
      Explanation.Part(
        question: "strain", label: strain.labels[best], labels: kinds.map { strain.labels[$0] },
        contributions: contributions(strain.table, kinds), steps: [Explanation.Step("sum", kinds.map { sums[$0] })],
        rule: "The strain with the highest sum is given."),
    ]
  }

  /// Every feature that moves a label, each once, and what speaks for the labels before a word is read.
  ///
  /// - Parameter labels: those that are asked for.
  private func contributions(_ table: WeightTable, _ labels: [Int]) -> [Explanation.Contribution] {
    let names = FeatureNames(unit: whole)
    var contributions: [Explanation.Contribution] = []
    var known: [[UInt32]: Int] = [:]
    for feature in whole.features {
      guard let place = table.place(of: feature.slot) else { continue }
      let values = labels.map { feature.value * table.weight(at: place, $0) }
      let key = [UInt32(feature.group.rawValue), feature.slot]
      if let index = known[key] {
        contributions[index].times += 1
        for label in values.indices { contributions[index].values[label] += values[label] }
      } else {
        known[key] = contributions.count
        contributions.append(
          Explanation.Contribution(
            group: feature.group.name, feature: names.name(of: feature), span: whole.words.span(feature.place),
            values: values))
      }
    }
    let bias = Explanation.Contribution(
      group: "bias", feature: "before a word is read", values: labels.map { table.biases[$0] })
    return contributions + [bias]
  }
}

/// What the model says of a unit.
private struct Decision {
  private let model: Model
  private let place: ModelStances.Place
  private let isEmpty: Bool
  private let sums: [Double]
  private let calibration: Calibration
  private let probabilities: [Double]

  init(_ unit: ExplainedUnit, _ place: ModelStances.Place) {
    model = unit.model
    self.place = place
    isEmpty = unit.own.isEmpty
    sums = unit.sums(model.stance.table)
    let calibrated = model.stance.calibrations[place.unit] ?? model.stance.calibrations.first?.value
    calibration = calibrated?.calibration ?? Calibration(offsets: sums.map { _ in 0 })
    probabilities = calibration.probabilities(sums)
  }

  private var labels: [String] { model.stance.labels }

  var chosen: Int {
    isEmpty ? model.rest ?? 0 : Trial.label(probabilities, rest: model.rest, threshold: place.threshold)
  }

  var label: String { labels[chosen] }

  /// Whether strains are looked at: where some stance is likely enough.
  var hasStrain: Bool {
    !isEmpty && probabilities.indices.contains { $0 != model.rest && probabilities[$0] >= UnitJudge.leastProbability }
  }

  /// The other labels, the one that would be given next first, with what the chosen one has to lose to it.
  private var leads: [(label: Int, lead: Double)] {
    let chosen = chosen
    return labels.indices.filter { $0 != chosen }.map { other in
      let (one, two) = (probabilities[chosen], probabilities[other])
      if isEmpty { return (other, 1) }
      if other == model.rest { return (other, one - place.threshold) }
      return (other, chosen == model.rest ? place.threshold - two : one - two)
    }.sorted { $0.lead < $1.lead }
  }

  var verdict: Explanation.Verdict {
    let next = leads.first
    return Explanation.Verdict(
      label: label, next: next.map { labels[$0.label] } ?? label, lead: next?.lead ?? 1,
      scores: zip(labels, probabilities).map { Explanation.Score($0, $1) })
  }

  var steps: [Explanation.Step] {
    [
      Explanation.Step("sum", sums.map { $0 }),
      Explanation.Step("calibration: times", sums.map { _ in calibration.temperature }),
      Explanation.Step("calibration: plus", calibration.offsets.map { $0 }),
      Explanation.Step("calibrated", zip(sums, calibration.offsets).map { calibration.temperature * $0 + $1 }),
      Explanation.Step("probability (softmax)", probabilities.map { $0 }),
    ]
  }

  var rule: String {
    guard let rest = model.rest else { return "The likeliest label is given." }
    return "The likeliest label but \(labels[rest]) is given from a probability of "
      + "\((place.threshold * 1000).rounded() / 1000) on, else \(labels[rest])."
  }
}
