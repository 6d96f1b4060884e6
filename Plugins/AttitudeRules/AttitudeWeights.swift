import Codebook
import PluginAPI

/// What speaks for each attitude, as a number each.
struct AttitudeWeights: Sendable, Equatable {
  var endorses = 0.0
  var rejects = 0.0
  var reports = 0.0

  init() {}

  /// - Parameter node: three numbers, for endorses, rejects and reports.
  init(_ node: ConfigNode?) throws {
    let numbers = (node?.list ?? []).compactMap(\.number)
    guard numbers.count == 3 else {
      throw ConfigError("expected three weights, for endorses, rejects and reports", at: node?.place ?? .none)
    }
    (endorses, rejects, reports) = (numbers[0], numbers[1], numbers[2])
  }

  static func + (one: Self, other: Self) -> Self {
    var sum = one
    sum.endorses += other.endorses
    sum.rejects += other.rejects
    sum.reports += other.reports
    return sum
  }

  static func * (weights: Self, factor: Double) -> Self {
    var product = weights
    product.endorses *= factor
    product.rejects *= factor
    product.reports *= factor
    return product
  }

  /// The attitude that most speaks for, and how much.
  var strongest: (attitude: AttitudeKind, weight: Double) {
    let kinds = AttitudeKind.allCases
    let best = kinds.dropFirst().reduce(kinds[0]) { self[$1] > self[$0] ? $1 : $0 }
    return (best, self[best])
  }

  subscript(_ attitude: AttitudeKind) -> Double {
    switch attitude {
    case .endorses: endorses
    case .rejects: rejects
    case .reports: reports
    }
  }
}

/// Weights where the stance is above and where it is below.
struct StanceWeights: Sendable {
  let above: AttitudeWeights
  let below: AttitudeWeights

  init(_ node: ConfigNode?) throws {
    above = try AttitudeWeights(node?["above"])
    below = try AttitudeWeights(node?["below"])
  }

  /// The attitude to a mixed passage is read toward its half from below.
  subscript(_ stance: Stance) -> AttitudeWeights { stance == .above ? above : below }
}
