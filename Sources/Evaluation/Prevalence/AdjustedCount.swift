/// Adjusted classify and count (Forman 2008; for several labels by the confusion matrix, as in Hopkins and King 2010, with
/// shares held to the simplex): if the coded items say how often each true label is given which one, the shares found
/// follow from the true ones, and can be solved for them.
///
/// It assumes that the classifier errs in each group as it does in the whole sample, which nobody can see from the group
/// alone; in return the coded items of all groups count for each.
struct AdjustedCount {
  /// The coded items of the whole sample.
  let units: [CodedUnit]
  /// Whether documents are drawn anew, since whole ones were coded; else items, inside their strata.
  let hasClusters: Bool

  /// For each label found, how often it is given to each true one; nothing for true labels that the sample does not have.
  static func matrix(_ units: some Sequence<CodedUnit>, labels: Int) -> (rates: [[Double]], present: [Int]) {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: labels), count: labels)
    for unit in units { sums[unit.found][unit.coded] += unit.weight }
    let totals = (0..<labels).map { label in sums.reduce(0) { $0 + $1[label] } }
    let present = (0..<labels).filter { totals[$0] > 0 }
    return (sums.map { row in present.map { row[$0] / totals[$0] } }, present)
  }

  /// The true shares that give the shares found.
  ///
  /// A label that the classifier never finds, as `mixed`, leaves no trace to solve it by: it keeps its share of the sample.
  static func solve(_ units: some Sequence<CodedUnit>, _ found: [Double]) -> [Double]? {
    let (rates, present) = matrix(units, labels: found.count)
    var weights = [Double](repeating: 0, count: found.count)
    for unit in units { weights[unit.coded] += unit.weight }
    let total = weights.reduce(0, +)
    let columns = present.indices.filter { column in rates[present[column]].contains { $0 > 0 } }
    let silent = present.indices.filter { !columns.contains($0) }
    let rest = 1 - silent.reduce(0) { $0 + weights[present[$1]] / max(total, .leastNormalMagnitude) }
    guard rest > 1e-9 else { return nil }
    let target = found.indices.map { label in
      (found[label] - silent.reduce(0) { $0 + rates[label][$1] * weights[present[$1]] / total }) / rest
    }
    let known = rates.map { row in columns.map { row[$0] } }
    guard let some = Simplex.leastSquares(known, target) else { return nil }
    var shares = [Double](repeating: 0, count: found.count)
    for (column, share) in zip(columns, some) { shares[present[column]] = share * rest }
    for column in silent { shares[present[column]] = weights[present[column]] / total }
    return shares
  }

  /// Figures of a group that follow from its true shares, with intervals for the texts as they are: the coded items are drawn
  /// anew as they were drawn, and the labels found as if the classifier had called them once more.
  ///
  /// - Parameter counts: how often each label was found in the group.
  func estimates(_ counts: [Int], _ bootstrap: Bootstrap, figures: ([Double]) -> [Double?]) -> [Estimate?] {
    let (rates, present) = Self.matrix(units, labels: counts.count)
    guard let shares = Self.solve(units, Self.shares(counts)) else {
      return figures([Double](repeating: 0, count: counts.count)).map { _ in nil }
    }
    let n = counts.reduce(0, +)
    let clusters = Dictionary(grouping: units) { hasClusters ? $0.document : $0.stratum }
      .sorted { $0.key < $1.key }.map(\.value)
    var random = SplitMix64(seed: bootstrap.seed)
    var drawn: [[Double]] = figures(shares).map { _ in [] }
    for _ in 0..<bootstrap.replicates {
      let sample = redrawn(clusters, &random)
      var found = [Int](repeating: 0, count: counts.count)
      for (column, label) in present.enumerated() {
        let called = random.multinomial(Int((shares[label] * Double(n)).rounded()), rates.map { $0[column] })
        for (label, count) in called.enumerated() { found[label] += count }
      }
      guard let shares = Self.solve(sample, Self.shares(found)) else { continue }
      for (index, value) in figures(shares).enumerated() {
        if let value { drawn[index].append(value) }
      }
    }
    let tail = Quantile.bootstrapTail(units: hasClusters ? clusters.count : units.count)
    return zip(figures(shares), drawn).map { value, drawn in
      value.map { value in
        guard 2 * drawn.count >= bootstrap.replicates else { return Estimate(value: value, interval: nil) }
        let middle = Bootstrap.middle(of: drawn, tail: tail, hasClusters ? .documents : .items)
        guard middle.low < middle.high else { return Estimate(value: value, interval: nil) }
        // Drawn shares are held to the simplex, so that the estimate itself can lie beyond their middle.
        return Estimate(
          value: value, interval: Interval(min(value, middle.low), max(value, middle.high), middle.method))
      }
    }
  }

  private func redrawn(_ clusters: [[CodedUnit]], _ random: inout SplitMix64) -> [CodedUnit] {
    if hasClusters { return clusters.indices.flatMap { _ in clusters[random.index(below: clusters.count)] } }
    var drawn: [CodedUnit] = []
    for items in clusters {
      for _ in items { drawn.append(items[random.index(below: items.count)]) }
    }
    return drawn
  }

  private static func shares(_ counts: [Int]) -> [Double] {
    let n = Double(max(1, counts.reduce(0, +)))
    return counts.map { Double($0) / n }
  }
}

extension SplitMix64 {
  /// So many items, each with one of the labels, whose rates add up to 1.
  fileprivate mutating func multinomial(_ n: Int, _ rates: [Double]) -> [Int] {
    var (left, open) = (n, 1.0)
    return rates.map { rate in
      let drawn = open > 1e-12 ? binomial(left, rate / open) : 0
      left -= drawn
      open -= rate
      return drawn
    }
  }

  /// The successes among n trials; of many trials by the normal distribution.
  private mutating func binomial(_ n: Int, _ p: Double) -> Int {
    guard p > 0, n > 0 else { return 0 }
    guard p < 1 else { return n }
    let variance = Double(n) * p * (1 - p)
    guard n > 200, variance > 25 else { return successes(n, p) }
    // The sum of twelve uniform numbers less 6 is normal enough for counts.
    let normal = (0..<12).reduce(-6.0) { sum, _ in sum + fraction() }
    return min(n, max(0, Int((Double(n) * p + normal * variance.squareRoot()).rounded())))
  }

  /// One trial after another; the innermost of all loops here.
  private mutating func successes(_ n: Int, _ p: Double) -> Int {
    var (count, left) = (0, n)
    while left > 0 {
      if fraction() < p { count += 1 }
      left -= 1
    }
    return count
  }

  /// From 0 up to, not including, 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
