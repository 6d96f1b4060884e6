import Codebook
import LinearModels
import PluginAPI

/// What the model of attitudes says of a unit, and how it comes to say so. Labels stand in the order of ``AttitudeKind``.
struct AttitudeDecision {
  private let settings: ModelAttitudes.Settings
  private let scale: AttitudeScale
  private let sums: [Double]
  private let lean: [Double]?
  private let isQuotation: Bool
  /// The share of a passage that is quoted.
  private let quoted: Double
  /// By attitude the number of the side that follows.
  let order: [Int]
  private let probabilities: [Double]
  private let side: Side
  private let kind: AttitudeKind

  /// - Parameter lean: of the author's other passages; nothing where they are not known or not asked.
  init(_ unit: ExplainedAttitude, _ settings: ModelAttitudes.Settings, lean: [Double]?, order: [Int]) {
    (self.settings, self.lean, self.order) = (settings, lean, order)
    isQuotation = unit.unit.isQuotation
    quoted = unit.unit.marks.quoted
    scale = unit.model.scale(isQuotation: isQuotation)
    sums = unit.sums
    probabilities = scale.probabilities(sums, lean: lean)
    side = AttitudeModel.side(
      probabilities, threshold: settings.threshold, isQuoted: !isQuotation && settings.isQuoted(quoted))
    kind = AttitudeKind(unit.stance, on: side)
  }

  static let labels = AttitudeKind.allCases.map(\.rawValue)
  var label: String { kind.rawValue }

  private func inOrder(_ values: [Double]) -> [Double] { order.map { values[$0] } }

  private var isQuoted: Bool { !isQuotation && settings.isQuoted(quoted) }

  /// The other labels, with what the one that is given has to lose to them.
  private var leads: [(label: String, lead: Double)] {
    let scores = inOrder(probabilities)
    return AttitudeKind.allCases.indices.compactMap { number in
      let other = AttitudeKind.allCases[number]
      if other == kind { return nil }
      if other == .reports { return (other.rawValue, (scores.dropLast().max() ?? 0) - settings.threshold) }
      if kind != .reports { return (other.rawValue, (scores.dropLast().max() ?? 0) - scores[number]) }
      return (other.rawValue, isQuoted ? quoted - settings.quoted : settings.threshold - scores[number])
    }.sorted { $0.lead < $1.lead }
  }

  var verdict: Explanation.Verdict {
    let next = leads.first
    return Explanation.Verdict(
      label: label, next: next?.label ?? label, lead: next?.lead ?? 1,
      scores: zip(Self.labels, inOrder(probabilities)).map { Explanation.Score($0, $1) })
  }

  /// From the sums to the probabilities.
  var steps: [Explanation.Step] {
    let calibration = lean == nil ? scale.alone : scale.withAuthor
    var total = sums
    var steps = [Explanation.Step("sum", inOrder(sums))]
    if let lean {
      total = AttitudeScale.joined(sums, lean, scale.weight)
      steps += [
        Explanation.Step("the author's other passages lean", inOrder(lean)),
        Explanation.Step("plus \(scale.weight) times that", inOrder(total)),
      ]
    }
    return steps + [
      Explanation.Step("calibration: times", total.map { _ in calibration.temperature }),
      Explanation.Step("calibration: plus", inOrder(calibration.offsets)),
      Explanation.Step(
        "calibrated", inOrder(zip(total, calibration.offsets).map { calibration.temperature * $0 + $1 })),
      Explanation.Step("probability (softmax)", inOrder(probabilities)),
    ]
  }

  var rule: String {
    if isQuoted {
      return "\(percent(quoted)) of the passage are quoted, more than \(percent(settings.quoted)), "
        + "so that its author reports."
    }
    return "The likelier of endorses and rejects is given from a probability of "
      + "\((settings.threshold * 1000).rounded() / 1000) on, else reports."
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
