/// How a sample for coding is drawn.
public struct SampleDesign: Sendable, Equatable {
  /// What is coded.
  public enum Unit: String, Sendable, CaseIterable {
    /// Judged passages of five words and more, notes apart.
    case passage
    /// Judged quotations of the kind `speech`.
    case quotation
  }

  /// By what the items are divided, so that each kind has its share in the sample.
  public enum Stratification: String, Sendable, CaseIterable {
    /// The stance that was found.
    case stance
    /// The score of that stance, in bands.
    case score
    case document
    /// Who is quoted, or has the floor.
    case speaker
  }

  /// How many of a stratum are drawn.
  public enum Allocation: String, Sendable, CaseIterable {
    /// As many as the stratum is large, so that each item is as likely as any other.
    case proportional
    /// From each stratum as many.
    case equal
    /// More from strata that are large and whose scores are unsure (Neyman 1934).
    case neyman
  }

  /// How many are drawn.
  public enum Size: Sendable, Equatable {
    case items(Int)
    /// Whole documents, with all their items.
    case documents(Int)
  }

  public var unit: Unit
  public var size: Size
  public var stratification: Stratification?
  public var allocation: Allocation
  public var seed: UInt64

  public init(
    _ unit: Unit, _ size: Size, by stratification: Stratification? = nil, allocation: Allocation = .proportional,
    seed: UInt64 = 1966
  ) {
    self.unit = unit
    self.size = size
    self.stratification = stratification
    self.allocation = allocation
    self.seed = seed
  }
}

/// Divides so many draws over strata.
enum Allocator {
  /// So many of each stratum: all of it, or at least two, without which its spread could not be estimated.
  ///
  /// Draws go one by one to the stratum with the greatest weight ÷ √(n (n + 1)), which gives the whole numbers that keep the
  /// variance least (Wright 2012).
  static func sizes(_ n: Int, populations: [Int], weights: [Double]) -> [Int] {
    var sizes = populations.map { min($0, 2) }
    var left = n - sizes.reduce(0, +)
    while left > 0 {
      let open = sizes.indices.filter { sizes[$0] < populations[$0] }
      func claim(_ index: Int) -> Double {
        weights[index] / (Double(sizes[index]) * Double(sizes[index] + 1)).squareRoot()
      }
      guard let next = open.max(by: { claim($0) < claim($1) }) else { break }
      sizes[next] += 1
      left -= 1
    }
    return sizes
  }
}
