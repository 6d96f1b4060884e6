import Glibc

/// What a feature counts that this many rows have: the logarithm of all rows by these.
public func rarity(of frequency: Int, among rows: Int) -> Double { log(Double(rows) / Double(frequency)) }

public func logarithm(_ value: Double) -> Double { log(value) }
public func exponential(_ value: Double) -> Double { exp(value) }

/// Makes sums probabilities: each the exponential of its sum, over all of them.
public func softmax(_ sums: [Double]) -> [Double] {
  let highest = sums.max() ?? 0
  let powers = sums.map { exponential($0 - highest) }
  let total = powers.reduce(0, +)
  return powers.map { $0 / total }
}
