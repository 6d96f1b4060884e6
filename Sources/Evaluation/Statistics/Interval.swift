/// A 95 % interval: where a figure would lie if other documents, or other items, of the same kind had been looked at.
public struct Interval: Sendable, Equatable {
  /// How an interval was made.
  public enum Method: String, Sendable {
    /// Percentile bootstrap, drawing documents.
    case documents = "bootstrap over documents"
    /// Percentile bootstrap, drawing single passages or quotations.
    case items = "bootstrap over items"
    /// Wilson's interval for a share.
    case wilson = "Wilson"
  }

  public let low: Double
  public let high: Double
  public let method: Method

  public init(_ low: Double, _ high: Double, _ method: Method) {
    self.low = low
    self.high = high
    self.method = method
  }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Wilson's score interval for a share (Wilson 1927), which holds its 95 % for few items and for shares near 0 and 1,
  /// where the textbook interval does not (Brown, Cai and DasGupta 2001). Nothing for a share of nothing.
  public static func wilson(_ count: Int, of n: Int) -> Interval? {
    guard n > 0, count >= 0, count <= n else { return nil }
    let (n, share) = (Double(n), Double(count) / Double(n))
    let square = normalQuantile * normalQuantile
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let half = normalQuantile / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    return Interval(min(max(0, centre - half), share), max(min(1, centre + half), share), .wilson)
  }

  /// The percentile bootstrap of a share of single items.
  ///
  /// Drawing n items with replacement gives `count` out of n as Binomial(n, count / n), so its quantiles are computed
  /// and nothing needs to be drawn. A share of 0 or 1 would get an interval without width, which promises what few items
  /// cannot keep: it gets Wilson's.
  public static func items(_ count: Int, of n: Int) -> Interval? {
    guard n > 0, count > 0, count < n else { return wilson(count, of: n) }
    let (low, high) = binomialBounds(n, Double(count) / Double(n))
    return Interval(Double(low) / Double(n), Double(high) / Double(n), .items)
  }

  /// The 97.5th percentile of the standard normal distribution.
  static let normalQuantile = 1.959963984540054
  /// What lies outside the interval on each side.
  static let tail = 0.025

  /// The least numbers of successes whose distribution function reaches 2.5 % and 97.5 %.
  ///
  /// Weights are built outward from the mode by the ratio of neighbours, so nothing overflows and no logarithm is needed.
  private static func binomialBounds(_ n: Int, _ p: Double) -> (Int, Int) {
    let mode = min(n, Int(Double(n + 1) * p))
    let odds = p / (1 - p)
    var below: [Double] = []
    var weight = 1.0
    var k = mode
    while k > 0, weight > 1e-15 {
      weight *= Double(k) / (Double(n - k + 1) * odds)
      below.append(weight)
      k -= 1
    }
    let first = k
    var weights = Array(below.reversed()) + [1]
    weight = 1
    k = mode
    while k < n, weight > 1e-15 {
      weight *= Double(n - k) / Double(k + 1) * odds
      weights.append(weight)
      k += 1
    }
    let total = weights.reduce(0, +)
    var sum = 0.0
    var (low, high): (Int?, Int?) = (nil, nil)
    for (offset, weight) in weights.enumerated() {
      sum += weight / total
      if low == nil, sum >= tail { low = first + offset }
      if high == nil, sum >= 1 - tail { high = first + offset }
    }
    return (low ?? first, high ?? n)
  }
}
