/// Parts items for cross-validation, never inside a group.
public struct Folds: Sendable, Equatable {
  /// The fold of each item.
  public let numbers: [Int]
  public let count: Int
  /// Whether each item may be learned from.
  private let isKept: [Bool]

  /// Groups go to the fold that has fewest items, the large ones first, equals in an order that the seed shuffles.
  ///
  /// - Parameters:
  ///   - groups: that of each item.
  ///   - count: how many folds there are.
  ///   - seed: the same seed gives the same folds.
  ///   - share: how many of the groups may be learned from, drawn by the seed; all are still judged.
  public init(groups: [String], count: Int, seed: UInt64, share: Double = 1) {
    var sizes: [String: Int] = [:]
    for group in groups { sizes[group, default: 0] += 1 }
    let names = sizes.keys.sorted { one, other in
      sizes[one] != sizes[other]
        ? sizes[one, default: 0] > sizes[other, default: 0]
        : (Self.rank(one, seed), one) < (Self.rank(other, seed), other)
    }
    let most = max(1, min(count, names.count))
    var loads = [Int](repeating: 0, count: most)
    var folds: [String: Int] = [:]
    for name in names {
      let fold = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      folds[name] = fold
      loads[fold] += sizes[name, default: 0]
    }
    numbers = groups.map { folds[$0] ?? 0 }
    self.count = most
    let drawn = sizes.keys.sorted { (Self.rank($0, seed), $0) < (Self.rank($1, seed), $1) }
    let kept = Set(drawn.prefix(max(1, Int((share * Double(drawn.count)).rounded()))))
    isKept = groups.map(kept.contains)
  }

  /// The items outside a fold that may be learned from, and those in it.
  public func split(_ fold: Int) -> (train: [Int], test: [Int]) {
    (numbers.indices.filter { numbers[$0] != fold && isKept[$0] }, numbers.indices.filter { numbers[$0] == fold })
  }

  private static func rank(_ name: String, _ seed: UInt64) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
