/// A 95 % interval: where a figure would lie if other documents, or other items, of the same kind had been looked at.
public struct Interval: Sendable, Equatable {
  /// How an interval was made.
  public enum Method: String, Sendable {
    /// Percentile bootstrap, drawing documents.
    case documents = "bootstrap over documents"
    /// Percentile bootstrap, drawing parts of documents: divisions, or runs of passages.
    case parts = "bootstrap over parts of documents"
    /// Percentile bootstrap, drawing single passages or quotations.
    case items = "bootstrap over items"
    /// Wilson's interval for a share.
    case wilson = "Wilson"
    /// From the probabilities with which a sample was drawn.
    case design = "design-based"
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
    let square = Quantile.normal * Quantile.normal
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let half = Quantile.normal / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    return Interval(min(max(0, centre - half), share), max(min(1, centre + half), share), .wilson)
  }
}
