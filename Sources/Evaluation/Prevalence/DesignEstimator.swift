/// An estimated share with its interval.
public struct Estimate: Sendable, Equatable {
  /// From 0 to 1.
  public let value: Double
  public let interval: Interval?
}

/// A coded item of a sample: which label was found, which is right, and how it came into the sample.
struct CodedUnit: Sendable, Equatable {
  /// Numbers of labels.
  let found: Int
  let coded: Int
  let stratum: Int
  /// The document, by number.
  let document: Int
  /// 1 / the probability with which it was drawn.
  let weight: Double
}

/// Shares corrected by a sample with known probabilities: the classifier's share plus the weighted mean of its errors in
/// the sample (the difference estimator, Särndal, Swensson and Wretman 1992, chapter 6, with Hájek's weights; since
/// Angelopoulos and others 2023 known as prediction-powered inference). Nothing is assumed of the classifier: a bad one only
/// makes the interval wider.
struct DesignEstimator {
  /// What a stratum holds and how much of it was coded; of items, or of documents where whole ones were drawn.
  struct Stratum: Equatable {
    let population: Int
    let coded: Int
  }

  let strata: [Stratum]
  let hasClusters: Bool

  /// The share of a label in a group.
  ///
  /// - Parameters:
  ///   - label: its number.
  ///   - units: the coded items of the group; others add nothing, but their strata count.
  ///   - share: the classifier's share of the label in the whole group.
  func share(of label: Int, _ units: [CodedUnit], found share: Double) -> Estimate? {
    let errors = units.map { Double($0.coded == label ? 1 : 0) - Double($0.found == label ? 1 : 0) }
    let total = units.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    let mean = zip(units, errors).reduce(0) { $0 + $1.0.weight * $1.1 } / total
    let scores = zip(units, errors).map { $0.weight * ($1 - mean) / total }
    return estimate(share + mean, scores, units, scale: 1, hasErrors: errors.contains { $0 != 0 })
  }

  /// The share of a label among the items that have one of some labels, as of below among the sided.
  ///
  /// - Parameters:
  ///   - labels: their numbers, that of the label among them; all labels make it a share of the group.
  ///   - shares: the classifier's share of each label in the whole group.
  func share(of label: Int, among labels: [Int], _ units: [CodedUnit], found shares: [Double]) -> Estimate? {
    guard labels.count < shares.count else { return share(of: label, units, found: shares[label]) }
    let values = labels.compactMap { share(of: $0, units, found: shares[$0])?.value }
    let whole = values.reduce(0, +)
    guard let place = labels.firstIndex(of: label), values.count == labels.count, whole > 0 else { return nil }
    let ratio = values[place] / whole
    func isIn(_ other: Int) -> Double { (other == label ? 1 : 0) - (labels.contains(other) ? ratio : 0) }
    let errors = units.map { isIn($0.coded) - isIn($0.found) }
    let total = units.reduce(0) { $0 + $1.weight }
    let mean = zip(units, errors).reduce(0) { $0 + $1.0.weight * $1.1 } / total
    let scores = zip(units, errors).map { $0.weight * ($1 - mean) / total / whole }
    let hasErrors = units.contains { ($0.coded == label) != ($0.found == label) }
    return estimate(ratio, scores, units, scale: 1 / whole, hasErrors: hasErrors)
  }

  /// Kish's effective number of items (1965): how many drawn with equal weights tell as much.
  static func effective(_ units: [CodedUnit]) -> Double {
    let (sum, squares) = units.reduce((0.0, 0.0)) { ($0.0 + $1.weight, $0.1 + $1.weight * $1.weight) }
    return squares > 0 ? sum * sum / squares : 0
  }

  // MARK: Variance

  /// - Parameters:
  ///   - scores: what each coded item adds to the error of the estimate.
  ///   - scale: how far the estimate moves when one label more is wrong, as a share of the group.
  ///   - hasErrors: whether the label itself was wrong or missed in any coded item.
  private func estimate(
    _ value: Double, _ scores: [Double], _ units: [CodedUnit], scale: Double, hasErrors: Bool
  ) -> Estimate {
    let variance = hasClusters ? clusterVariance(scores, units) : stratifiedVariance(scores, units)
    let seen = variance > 1e-15 ? Quantile.student(degrees(units)) * variance.squareRoot() : 0
    let half = hasErrors && seen > 0 ? seen : max(seen, scale * unseen(units))
    let bounded = min(1, max(0, value))
    return Estimate(
      value: bounded,
      interval: Interval(min(bounded, max(0, value - half)), max(bounded, min(1, value + half)), .design))
  }

  /// The share of the group that may be wrong though no error was seen where not all was coded: Wilson's highest for none of
  /// so many, of the part of the group that was not coded whole.
  private func unseen(_ units: [CodedUnit]) -> Double {
    let open = units.filter { strata[$0.stratum].coded < strata[$0.stratum].population }
    let (part, whole) = (open.reduce(0) { $0 + $1.weight }, units.reduce(0) { $0 + $1.weight })
    guard part > 0 else { return 0 }
    return part / whole * (Interval.wilson(0, of: max(1, Int(Self.effective(open))))?.high ?? 1)
  }

  /// Items drawn without replacement inside strata; those outside the group have the score 0.
  private func stratifiedVariance(_ scores: [Double], _ units: [CodedUnit]) -> Double {
    var sums = [(sum: Double, squares: Double)](repeating: (0, 0), count: strata.count)
    for (unit, score) in zip(units, scores) {
      sums[unit.stratum].sum += score
      sums[unit.stratum].squares += score * score
    }
    return zip(strata, sums).reduce(0) { total, pair in
      let (stratum, (sum, squares)) = pair
      guard stratum.coded > 0, stratum.population > 0 else { return total }
      let n = Double(stratum.coded)
      let unseen = max(0, 1 - n / Double(stratum.population))
      // A single item has no spread of its own: its distance from 0 stands for it.
      let spread = n > 1 ? n / (n - 1) * max(0, squares - sum * sum / n) : squares
      return total + unseen * spread
    }
  }

  private func clusterVariance(_ scores: [Double], _ units: [CodedUnit]) -> Double {
    var sums: [Int: Double] = [:]
    for (unit, score) in zip(units, scores) { sums[unit.document, default: 0] += score }
    guard let stratum = strata.first, stratum.coded > 1 else { return 1 }
    let n = Double(stratum.coded)
    let (sum, squares) = sums.values.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
    return max(0, 1 - n / Double(stratum.population)) * n / (n - 1) * max(0, squares - sum * sum / n)
  }

  private func degrees(_ units: [CodedUnit]) -> Int {
    if hasClusters { return max(1, Set(units.map(\.document)).count - 1) }
    return max(1, units.count - Set(units.map(\.stratum)).count)
  }
}
