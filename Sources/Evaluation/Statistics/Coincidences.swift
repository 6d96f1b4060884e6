/// How often labels were given to the same unit, by any number of coders, each of whom may have left units out.
///
/// Every pair of labels of a unit counts as 1 / (number of its labels - 1), as Krippendorff has it (2004, chapter 11).
struct Coincidences: Sendable {
  private struct Pair: Hashable {
    let one: String
    let other: String
  }

  private var sums: [Pair: Double] = [:]

  /// - Parameter labels: those that coders gave to one unit; fewer than two say nothing of agreement.
  mutating func add(_ labels: [String], times: Int = 1) {
    guard labels.count > 1, times > 0 else { return }
    let weight = Double(times) / Double(labels.count - 1)
    for one in labels.indices {
      for other in labels.indices where one != other {
        sums[Pair(one: labels[one], other: labels[other]), default: 0] += weight
      }
    }
  }

  /// Labels that have another one to be held against.
  var n: Double { sums.values.reduce(0, +) }

  /// 1 - observed ÷ expected disagreement; nothing where one label stands throughout.
  var alpha: Double? {
    var totals: [String: Double] = [:]
    for (pair, sum) in sums { totals[pair.one, default: 0] += sum }
    let n = n
    let squares = totals.values.reduce(0) { $0 + $1 * $1 }
    let expected = n * n - squares
    guard n > 1, expected > 1e-9 else { return nil }
    let observed = sums.reduce(0) { $0 + ($1.key.one == $1.key.other ? 0 : $1.value) }
    return 1 - (n - 1) * observed / expected
  }
}
