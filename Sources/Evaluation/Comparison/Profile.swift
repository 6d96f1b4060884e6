public import Codebook

/// The stances and sides of one group of texts: counts, and shares with their intervals.
public struct Profile: Sendable, Equatable {
  /// What is counted.
  public enum Unit: String, Sendable, CaseIterable {
    /// Passages of five words and more, notes apart.
    case passages
    /// Quotations of the kind `speech`.
    case speech

    public var title: String { self == .passages ? "passages" : "speech quotations" }
  }

  /// The results file, where several are compared.
  public let run: String
  public let grouping: Grouping
  /// Empty where the documents do not say to which group they belong.
  public let name: String
  public let unit: Unit
  /// The documents that have something to count.
  public let documents: Int
  public let tally: Tally
  /// Of the judged items, by stance. Intervals hold for other texts of the same kind: documents were drawn anew where the
  /// group has two or more, single items else.
  public let stances: [Stance: Share]
  /// The items on the side of below, of those that take a side.
  public let below: Share

  /// A name to print.
  public var title: String {
    guard name.isEmpty else { return name }
    return grouping == .speaker ? "(no speaker)" : "(not given)"
  }

  public func share(_ stance: Stance) -> Share {
    stances[stance] ?? Share(0, of: tally.judged, interval: Interval.items(0, of: tally.judged))
  }
}

extension Profile {
  /// - Parameter tallies: one for each document of the group.
  init(
    run: String, grouping: Grouping, name: String, unit: Unit, tallies: [Tally], stances: [Stance], bootstrap: Bootstrap
  ) {
    let tallies = tallies.filter { $0.judged + $0.unjudged > 0 }
    let tally = tallies.reduce(into: Tally()) { $0.add($1) }
    let counts =
      stances.map { (count: tally.count($0), n: tally.judged) } + [(count: tally.count(Side.below), n: tally.sided)]
    let drawn = Self.drawn(tallies, stances, bootstrap)
    let shares = zip(counts, drawn).map { count, interval in
      // An interval without width promises what the items cannot keep.
      let isWide = interval.map { $0.low < $0.high } ?? false
      return Share(
        count.count, of: count.n, interval: isWide ? interval : Interval.items(count.count, of: count.n))
    }
    self.run = run
    self.grouping = grouping
    self.name = name
    self.unit = unit
    self.tally = tally
    documents = tallies.count
    self.stances = Dictionary(zip(stances, shares), uniquingKeysWith: { first, _ in first })
    below = shares[stances.count]
  }

  /// Intervals by drawing documents: of each stance among the judged, and of below among the sided.
  private static func drawn(_ tallies: [Tally], _ stances: [Stance], _ bootstrap: Bootstrap) -> [Interval?] {
    guard tallies.count > 1 else { return [Interval?](repeating: nil, count: stances.count + 1) }
    let (judged, sided) = (stances.count, stances.count + 1)
    let units = tallies.map { tally in
      (stances.map(tally.count) + [tally.judged, tally.sided, tally.count(Side.below)]).enumerated()
        .filter { $0.element > 0 }.map { ColumnCount($0.offset, $0.element) }
    }
    return bootstrap.intervals(units, columns: sided + 2, method: .documents) { sums in
      func share(_ count: Int, _ n: Int) -> Double? { n == 0 ? nil : Double(count) / Double(n) }
      return stances.indices.map { share(sums[$0], sums[judged]) } + [share(sums[sided + 1], sums[sided])]
    }
  }
}
