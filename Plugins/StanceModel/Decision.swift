import LinearModels
import PluginAPI
import StanceLexicon

/// What the model says of a unit, and how it comes to say so.
struct Decision {
  private let model: Model
  private let place: ModelStances.Place
  /// The words of each part, counted from the first of the unit.
  private let parts: [Range<Int>]
  /// By part and label.
  private let sums: [[Double]]
  /// By part and label, each part by itself.
  private let heard: [[Double]]
  private let calibration: Calibration
  private let probabilities: [Double]

  init(_ unit: ExplainedUnit, _ place: ModelStances.Place) {
    model = unit.model
    self.place = place
    let first = unit.own.lowerBound
    parts = unit.parts.map { $0.words.lowerBound - first..<$0.words.upperBound - first }
    let table = model.stance.table
    sums = unit.parts.map { ExplainedUnit.sums($0.features, table) }
    let calibrated = model.stance.calibrations[place.unit.rawValue] ?? model.stance.calibrations.first?.value
    calibration = calibrated?.calibration ?? Calibration(offsets: table.biases.map { _ in 0 })
    heard = sums.map(calibration.probabilities)
    probabilities = Windows.pooled(heard, rest: model.rest)
  }

  private var labels: [String] { model.stance.labels }
  private var isEmpty: Bool { parts.allSatisfy(\.isEmpty) }

  var chosen: Int {
    isEmpty ? model.rest ?? 0 : Trial.label(probabilities, rest: model.rest, threshold: place.threshold)
  }

  var label: String { labels[chosen] }

  /// The number of the part that says most for the label; where that is the rest, of the one that says least for it.
  var loudest: Int {
    let (chosen, sign) = (chosen, chosen == model.rest ? -1.0 : 1)
    return heard.indices.max { sign * heard[$0][chosen] < sign * heard[$1][chosen] } ?? 0
  }

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

  /// From the sums of the loudest part to what all parts say together.
  var steps: [Explanation.Step] {
    let loudest = loudest
    let sums = sums[loudest]
    return [
      Explanation.Step("sum", sums.map { $0 }),
      Explanation.Step("calibration: times", sums.map { _ in calibration.temperature }),
      Explanation.Step("calibration: plus", calibration.offsets.map { $0 }),
      Explanation.Step("calibrated", zip(sums, calibration.offsets).map { calibration.temperature * $0 + $1 }),
      Explanation.Step("probability (softmax)", heard[loudest].map { $0 }),
    ] + (parts.count > 1 ? together(loudest) : [])
  }

  private func together(_ loudest: Int) -> [Explanation.Step] {
    parts.indices.filter { $0 != loudest }.map { number in
      Explanation.Step("\(name(of: number)): probability", heard[number].map { $0 })
    } + [Explanation.Step("all parts together", probabilities.map { $0 })]
  }

  private func name(of part: Int) -> String {
    "part \(part + 1) of \(parts.count), words \(parts[part].lowerBound + 1)–\(parts[part].upperBound)"
  }

  private var most: String { chosen == model.rest ? "least" : "most" }

  var rule: String {
    let parts = parts.count > 1 ? "The rows are of \(name(of: loudest)), which says \(most) for \(label). " : ""
    guard let rest = model.rest else { return parts + "The likeliest label is given." }
    return parts + "The likeliest label but \(labels[rest]) is given from a probability of "
      + "\((place.threshold * 1000).rounded() / 1000) on, else \(labels[rest])."
  }
}
