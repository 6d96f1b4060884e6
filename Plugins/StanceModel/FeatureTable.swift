import LinearModels

/// The features of all items, by group, and what they count.
struct FeatureTable {
  /// Of each item.
  let features: [FeatureReader.Features]
  let kinds: [FeatureKind]
  let bits: Int

  init(_ features: [FeatureReader.Features], kinds: [FeatureKind], bits: Int) {
    self.features = features
    self.kinds = kinds
    self.bits = bits
  }

  /// What features count: by group, so that its rows have a mean square of its weight, and by slot, for their rarity.
  struct Measure {
    var scales: [String: Double] = [:]
    var factors: [UInt32: Double] = [:]
  }

  var measure: Measure {
    var measure = Measure()
    for (group, kind) in kinds.enumerated() {
      var frequencies: [UInt32: Int] = [:]
      for row in features {
        for slot in Set(row[group].map(\.slot)) { frequencies[slot, default: 0] += 1 }
      }
      var factors: [UInt32: Double] = [:]
      for (slot, frequency) in frequencies where frequency > 1 {
        factors[slot] = kind.isAveraged ? rarity(of: frequency, among: features.count) : 1
      }
      for (slot, factor) in factors { measure.factors[slot] = max(measure.factors[slot] ?? 0, factor) }
      measure.scales[kind.name] = kind.isAveraged ? kind.weight / meanSize(group, factors) : kind.weight
    }
    return measure
  }

  /// The root of the mean square of a group's rows.
  private func meanSize(_ group: Int, _ factors: [UInt32: Double]) -> Double {
    var total = 0.0
    for row in features {
      var values: [UInt32: Double] = [:]
      for (slot, value) in row[group] { values[slot, default: 0] += value * (factors[slot] ?? 0) }
      total += values.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
    }
    return total > 0 ? (total / Double(features.count)).squareRoot() : 1
  }

  /// The items as rows of one table.
  func rows(_ scales: [String: Double]) -> FeatureRows {
    var rows = FeatureRows(bits: bits)
    for groups in features {
      var row: [(slot: UInt32, value: Double)] = []
      for (kind, found) in zip(kinds, groups) {
        let scale = scales[kind.name] ?? 0
        for (slot, value) in found { row.append((slot, value * scale)) }
      }
      rows.add(row)
    }
    return rows
  }
}
