import Codebook
import Synchronization

extension Bootstrap {
  /// Intervals of shares by drawing units; nothing for a share of 0 or 1, whose interval would promise what few items cannot
  /// keep, and for one that too few units have anything to say of.
  func shares(_ proportions: [Proportion], of units: [Tally], method: Interval.Method) -> [Interval?] {
    var intervals = [Interval?](repeating: nil, count: proportions.count)
    var drawn: [(index: Int, counts: [Float], ns: [Float], informative: Int)] = []
    for (index, proportion) in proportions.enumerated() {
      let cells = units.map { $0.of(proportion) }
      let informative = cells.count { $0.n > 0 }
      let (count, n) = cells.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.n) }
      guard informative >= GroupTally.enough, count > 0, count < n else { continue }
      drawn.append((index, cells.map { Float($0.count) }, cells.map { Float($0.n) }, informative))
    }
    guard !drawn.isEmpty else { return intervals }
    var values = [[Double]](repeating: [], count: drawn.count)
    forEachBlock(of: units.count) { resamples in
      var known: (ns: [Float], sums: [Float]) = ([], [])
      for (place, row) in drawn.enumerated() {
        // Shares of the same items stand together.
        if row.ns != known.ns { known = (row.ns, resamples.sums(row.ns)) }
        for (count, n) in zip(resamples.sums(row.counts), known.sums) where n > 0 {
          values[place].append(Double(count / n))
        }
      }
    }
    for (row, values) in zip(drawn, values) where 2 * values.count >= replicates {
      let tail = Quantile.bootstrapTail(units: row.informative)
      let interval = Self.middle(of: values, tail: tail, method)
      if interval.low < interval.high { intervals[row.index] = interval }
    }
    return intervals
  }

  /// Hands over the replicates, as many at a time as fit in a few megabytes, however many units there are.
  private func forEachBlock(of units: Int, _ body: (Resamples) -> Void) {
    if units <= Resamples.mostKept { return body(Resamples.kept(units: units, self)) }
    var random = SplitMix64(seed: seed)
    var left = replicates
    while left > 0 {
      let count = min(left, max(1, 1_000_000 / units))
      body(Resamples(units: units, replicates: count, &random))
      left -= count
    }
  }
}

/// How often each unit is drawn in each replicate.
private struct Resamples: Sendable {
  /// Those of so few units are kept: a corpus has thousands of documents with a dozen or two parts each.
  static let mostKept = 64

  private struct Key: Hashable {
    let units: Int
    let replicates: Int
    let seed: UInt64
  }

  private static let cache = Mutex<[Key: Resamples]>([:])

  private let replicates: Int
  /// All replicates of the first unit, then of the second, and so on.
  private let weights: [Float]

  init(units: Int, replicates: Int, _ random: inout SplitMix64) {
    var weights = [Float](repeating: 0, count: units * replicates)
    for replicate in 0..<replicates {
      for _ in 0..<units { weights[random.index(below: units) * replicates + replicate] += 1 }
    }
    self.replicates = replicates
    self.weights = weights
  }

  static func kept(units: Int, _ bootstrap: Bootstrap) -> Resamples {
    let key = Key(units: units, replicates: bootstrap.replicates, seed: bootstrap.seed)
    if let known = cache.withLock({ $0[key] }) { return known }
    var random = SplitMix64(seed: bootstrap.seed)
    let resamples = Resamples(units: units, replicates: bootstrap.replicates, &random)
    cache.withLock { $0[key] = resamples }
    return resamples
  }

  /// The sum of what the units drawn have, for each replicate.
  func sums(_ values: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: replicates)
    sums.withUnsafeMutableBufferPointer { sums in
      weights.withUnsafeBufferPointer { weights in
        for (unit, value) in values.enumerated() where value != 0 {
          let start = unit * sums.count
          for replicate in 0..<sums.count { sums[replicate] += weights[start + replicate] * value }
        }
      }
    }
    return sums
  }
}
