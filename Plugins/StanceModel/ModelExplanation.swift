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
          let all = 0..<utf8.count
          return ExplainedUnit(model, utf8, ExplainedUnit.Place(span: span, hull: all, region: all)).direction
        }
      })
  }

  /// Where a unit stands, and from which probability on it is given a stance.
  struct Place {
    let unit: JudgedUnit
    let text: ExplainedUnit.Place
    let threshold: Double
  }

  private func place(of id: AnnotationID, in document: Document) throws -> Place? {
    let units = try Units(of: document, settings.unit)
    for region in units.regions {
      for place in units.places[region.places] where settings.unit.contains(place.unit) {
        if place.unit == .passage, units.passages[place.index].id == id {
          let text = ExplainedUnit.Place(
            span: place.span, hull: Self.before(place.span, document.text), region: region.span)
          return Place(unit: .passage, text: text, threshold: threshold("passage"))
        }
        guard place.unit == .quotation, units.quotations[place.index].id == id else { continue }
        let text = ExplainedUnit.Place(
          span: place.span, hull: try Sentences(of: document).around(place.span), region: region.span)
        let speech = threshold("quotation")
        let isSpeech = units.quotations[place.index].label.kind == .speech
        return Place(
          unit: .quotation, text: text, threshold: isSpeech ? speech : max(speech, settings.namingThreshold))
      }
    }
    return nil
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
    whole = ExplainedUnit(model, utf8, place.text)
  }

  func without(_ words: [Span]) -> Decision {
    if words.isEmpty { return Decision(whole, place) }
    let reach = place.text.reach
    let margin = ExplainedUnit.margin
    let short = ShortenedText(
      utf8, max(0, reach.lowerBound - margin)..<min(utf8.count, reach.upperBound + margin), without: words)
    let text = ExplainedUnit.Place(
      span: short.place(of: place.text.span), hull: short.place(of: place.text.hull),
      region: short.place(of: place.text.region))
    return Decision(ExplainedUnit(model, short.utf8, text), place)
  }

  var parts: [Explanation.Part] {
    let decision = Decision(whole, place)
    let stance = Explanation.Part(
      question: "stance", label: decision.label, labels: model.stance.labels,
      contributions: contributions(
        whole.parts[decision.loudest].features, model.stance.table, Array(model.stance.labels.indices)),
      steps: decision.steps, rule: decision.rule)
    guard let strain = model.strain, decision.hasStrain else { return [stance] }
    let (sums, kinds) = (ExplainedUnit.sums(whole.features, strain.table), model.strains[decision.chosen])
    guard let best = kinds.max(by: { sums[$0] < sums[$1] }) else { return [stance] }
    return [
      stance,
      Explanation.Part(
        question: "strain", label: strain.labels[best], labels: kinds.map { strain.labels[$0] },
        contributions: contributions(whole.features, strain.table, kinds),
        steps: [Explanation.Step("sum", kinds.map { sums[$0] })], rule: "The strain with the highest sum is given."),
    ]
  }

  /// Every feature that moves a label, each once, and what speaks for the labels before a word is read.
  ///
  /// - Parameter labels: those that are asked for.
  private func contributions(
    _ features: [ExplainedUnit.Met], _ table: WeightTable, _ labels: [Int]
  ) -> [Explanation.Contribution] {
    let names = FeatureNames(unit: whole)
    var contributions: [Explanation.Contribution] = []
    var known: [[UInt32]: Int] = [:]
    for feature in features {
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
