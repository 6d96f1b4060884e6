public import Codebook

/// The counts of a group of texts, and what in it varies independently, so that each share has its interval.
///
/// One share has one interval, wherever it is printed: documents are drawn anew where five or more hold what is shared out,
/// parts of documents (see ``TextParts``) where only these are enough, else it is Wilson's. Five, since an interval from
/// fewer units says little whatever its method.
public struct GroupTally: Sendable, Equatable {
  /// Fewer units are not drawn.
  static let enough = 5

  public private(set) var total = Tally()
  /// Those that have anything to count.
  public private(set) var documents: [Tally] = []
  /// Of all documents; empty once the documents themselves are enough.
  private var parts: [Tally] = []

  public init() {}

  /// One document.
  init(parts: [Tally]) {
    for part in parts { total.add(part) }
    guard total.judged + total.unjudged > 0 else { return }
    documents = [total]
    self.parts = parts
  }

  public mutating func add(_ other: GroupTally) {
    total.add(other.total)
    documents += other.documents
    parts = documents.count < Self.enough ? parts + other.parts : []
  }

  public var judged: Int { total.judged }
  public var unjudged: Int { total.unjudged }
  public var counted: Int { total.judged + total.unjudged }
  public func count(_ stance: Stance) -> Int { total.count(stance) }
  public func count(_ side: Side) -> Int { total.count(side) }

  /// The share of those on the side of below among those that take a side.
  public var belowSide: Share { shares([.belowSide])[0] }

  /// The shares with their intervals.
  public func shares(_ proportions: [Proportion], _ bootstrap: Bootstrap = Bootstrap()) -> [Share] {
    let (units, method): ([Tally], Interval.Method) =
      documents.count < Self.enough ? (parts, .parts) : (documents, .documents)
    let intervals = bootstrap.shares(proportions, of: units, method: method)
    return zip(proportions, intervals).map { proportion, interval in
      let (count, n) = total.of(proportion)
      return Share(count, of: n, interval: interval ?? Interval.wilson(count, of: n))
    }
  }
}

/// Puts counts into the parts of a document where they belong.
struct PartCounter {
  private var parts: [Int: Tally] = [:]

  mutating func add(_ judgment: Judgment?, _ attitude: Attitude?, part: Int) {
    parts[part, default: Tally()].add(judgment, attitude)
  }

  var group: GroupTally { GroupTally(parts: parts.sorted { $0.key < $1.key }.map(\.value)) }
}

extension Bootstrap {
  /// Intervals of shares by drawing units; nothing for a share of 0 or 1, whose interval would promise what few items cannot
  /// keep, and for one that too few units have anything to say of.
  func shares(_ proportions: [Proportion], of units: [Tally], method: Interval.Method) -> [Interval?] {
    let informative = proportions.map { proportion in units.count { $0.of(proportion).n > 0 } }
    let drawn = proportions.indices.filter { index in
      guard informative[index] >= GroupTally.enough else { return false }
      let (count, n) = units.reduce((0, 0)) { sum, unit in
        let (count, n) = unit.of(proportions[index])
        return (sum.0 + count, sum.1 + n)
      }
      return count > 0 && count < n
    }
    let values = draw(drawn.map { proportions[$0] }, of: units)
    var intervals = [Interval?](repeating: nil, count: proportions.count)
    for (index, values) in zip(drawn, values) where 2 * values.count >= replicates {
      let tail = Quantile.bootstrapTail(units: informative[index])
      let interval = Self.middle(of: values, tail: tail, method)
      if interval.low < interval.high { intervals[index] = interval }
    }
    return intervals
  }

  /// The shares in each replicate. Four of them are summed at once: a profile has a dozen, and a corpus thousands of
  /// profiles.
  private func draw(_ proportions: [Proportion], of units: [Tally]) -> [[Double]] {
    guard !proportions.isEmpty else { return [] }
    let groups = (proportions.count + 3) / 4
    var rows = [SIMD8<Int32>](repeating: SIMD8(), count: groups * units.count)
    for (index, proportion) in proportions.enumerated() {
      for (number, unit) in units.enumerated() {
        let (count, n) = unit.of(proportion)
        rows[index / 4 * units.count + number][index % 4] = Int32(count)
        rows[index / 4 * units.count + number][4 + index % 4] = Int32(n)
      }
    }
    var random = SplitMix64(seed: seed)
    var values = [[Double]](repeating: [], count: proportions.count)
    for index in values.indices { values[index].reserveCapacity(replicates) }
    var sums = [SIMD8<Int32>](repeating: SIMD8(), count: groups)
    for _ in 0..<replicates {
      for group in sums.indices { sums[group] = SIMD8() }
      for _ in units.indices {
        let unit = random.index(below: units.count)
        for group in sums.indices { sums[group] &+= rows[group * units.count + unit] }
      }
      for index in proportions.indices {
        let (count, n) = (sums[index / 4][index % 4], sums[index / 4][4 + index % 4])
        if n > 0 { values[index].append(Double(count) / Double(n)) }
      }
    }
    return values
  }
}
