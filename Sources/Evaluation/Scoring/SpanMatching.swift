import Standoff

/// Pairs of items of two codings that mean the same place.
enum SpanMatching {
  /// Two indices that belong together.
  struct Pair: Equatable {
    let gold: Int
    let found: Int
    let isExact: Bool
  }

  /// One-to-one: equal ranges first, then the pairs that overlap most, measured by the bytes they share out of all they
  /// cover (Jaccard), so that of nested quotations each finds its own; of equals the earlier.
  static func oneToOne(_ gold: [Range<Int>], _ found: [Range<Int>]) -> [Pair] {
    var candidates: [(pair: Pair, overlap: Double)] = []
    let index = OverlapIndex(found)
    for (g, range) in gold.enumerated() {
      for f in index.overlapping(range) {
        let shared = range.overlap(with: found[f])
        let covered = range.count + found[f].count - shared
        let pair = Pair(gold: g, found: f, isExact: range == found[f])
        candidates.append((pair, Double(shared) / Double(covered)))
      }
    }
    candidates.sort {
      ($1.overlap, $0.pair.gold, $0.pair.found) < ($0.overlap, $1.pair.gold, $1.pair.found)
    }
    var (takenGold, takenFound): (Set<Int>, Set<Int>) = ([], [])
    var pairs: [Pair] = []
    for (pair, _) in candidates where !takenGold.contains(pair.gold) && !takenFound.contains(pair.found) {
      takenGold.insert(pair.gold)
      takenFound.insert(pair.found)
      pairs.append(pair)
    }
    return pairs.sorted { $0.gold < $1.gold }
  }

  /// For each range the one that shares most bytes with it, of equals the shorter; nothing where none overlaps.
  static func best(_ gold: [Range<Int>], _ found: [Range<Int>]) -> [Int?] {
    let index = OverlapIndex(found)
    return gold.map { range in
      index.overlapping(range).max { one, other in
        let (first, second) = (range.overlap(with: found[one]), range.overlap(with: found[other]))
        return first != second
          ? first < second : (found[other].count, other) < (found[one].count, one)
      }
    }
  }
}

/// Finds the ranges that overlap a given one, without looking at all of them.
private struct OverlapIndex {
  private let order: [Int]
  private let ranges: [Range<Int>]
  /// The greatest end among the ranges up to each place of the order.
  private let reach: [Int]

  init(_ ranges: [Range<Int>]) {
    self.ranges = ranges
    order = ranges.indices.sorted { (ranges[$0].lowerBound, $0) < (ranges[$1].lowerBound, $1) }
    var reach: [Int] = []
    for index in order { reach.append(max(reach.last ?? 0, ranges[index].upperBound)) }
    self.reach = reach
  }

  func overlapping(_ range: Range<Int>) -> [Int] {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[order[middle]].lowerBound < range.upperBound { low = middle + 1 } else { high = middle }
    }
    var result: [Int] = []
    while low > 0, reach[low - 1] > range.lowerBound {
      low -= 1
      if ranges[order[low]].overlap(with: range) > 0 { result.append(order[low]) }
    }
    return result.reversed()
  }
}
