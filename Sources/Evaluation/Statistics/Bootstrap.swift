import Standoff

/// The percentile bootstrap (Efron 1979; Efron and Tibshirani 1993, chapter 13): draw as many units as there are, with
/// replacement, compute the figure again, and take the middle of what came out; somewhat more than its middle 95 %, as few
/// units need (Hesterberg 2015).
///
/// Units are what varies independently: documents, since passages of one work resemble each other. The same units and
/// seed give the same interval.
public struct Bootstrap: Sendable, Equatable {
  /// How often units are drawn anew.
  public var replicates: Int
  public var seed: UInt64

  public init(replicates: Int = 1000, seed: UInt64 = 1966) {
    self.replicates = max(1, replicates)
    self.seed = seed
  }

  /// Intervals of several figures that are computed from sums over the units.
  ///
  /// - Parameters:
  ///   - units: what each unit adds to which column; columns count from 0.
  ///   - columns: how many columns there are.
  ///   - method: what the units are; it stands beside the interval.
  ///   - figures: the figures computed from the sums; nothing where a figure is not defined.
  /// - Returns: an interval for each figure; nothing for a figure that is defined in less than half of the replicates.
  public func intervals(
    _ units: [[ColumnCount]], columns: Int, method: Interval.Method, figures: ([Int]) -> [Double?]
  ) -> [Interval?] {
    guard !units.isEmpty else { return figures([Int](repeating: 0, count: columns)).map { _ in nil } }
    var random = SplitMix64(seed: seed)
    var drawn: [[Double]] = []
    var sums = [Int](repeating: 0, count: columns)
    for _ in 0..<replicates {
      for column in sums.indices { sums[column] = 0 }
      for _ in units.indices {
        for cell in units[random.index(below: units.count)] { sums[cell.column] += cell.count }
      }
      let values = figures(sums)
      if drawn.isEmpty { drawn = values.map { _ in [] } }
      for (index, value) in values.enumerated() {
        if let value { drawn[index].append(value) }
      }
    }
    let tail = Quantile.bootstrapTail(units: units.count)
    return drawn.map { 2 * $0.count < replicates ? nil : Self.middle(of: $0, tail: tail, method) }
  }

  static func middle(of values: [Double], tail: Double, _ method: Interval.Method) -> Interval {
    let outside = Int(Double(values.count) * tail)
    return Interval(values.least(outside + 1, by: <), values.least(outside + 1, by: >), method)
  }
}

/// What a unit adds to one column of the sums.
public struct ColumnCount: Sendable, Equatable {
  public let column: Int
  public let count: Int

  public init(_ column: Int, _ count: Int) {
    self.column = column
    self.count = count
  }
}

extension Bootstrap {
  /// One object: what was drawn, how often, and the seed as a string, since it may be too large for a number of JSON.
  func write(to json: inout JSONWriter, drawing method: Interval.Method) {
    json.openObject()
    json.key("draws")
    json.string(method == .documents ? "documents" : "items")
    json.key("replicates")
    json.integer(replicates)
    json.key("seed")
    json.string("\(seed)")
    json.closeObject()
  }
}
