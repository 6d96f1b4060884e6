/// Learns the weights of labels from rows: for each label a logistic regression of that label against the rest.
public struct Learner: Sendable {
  /// How much an error counts against the size of the weights.
  public var cost = 0.25
  /// What a feature's values are multiplied with, by slot; it is folded into the weights. With 0 it is left out.
  public var factors: [Double]

  public init(factors: [Double]) { self.factors = factors }

  /// - Parameters:
  ///   - labels: the number of each row's label.
  ///   - chosen: the rows to learn from.
  public func learn(
    _ rows: FeatureRows, labels: [Int], count: Int, from chosen: [Int]
  ) throws(LearningError) -> DenseWeights {
    let library = try LibLinear()
    let slots = factors.indices.filter { factors[$0] > 0 }
    var columns = [Int](repeating: -1, count: factors.count)
    for (column, slot) in slots.enumerated() { columns[slot] = column }
    let compact = chosen.map { row in
      var features: [(column: Int, value: Double)] = []
      rows.forEach(in: row) { slot, value in
        let slot = Int(slot)
        if columns[slot] >= 0 { features.append((columns[slot], value * factors[slot])) }
      }
      return features
    }
    var weights = DenseWeights(bits: rows.bits, labels: count)
    for label in 0..<count {
      let learned = try library.weights(
        columns: slots.count, rows: compact, holds: chosen.map { labels[$0] == label }, cost: cost)
      for (column, slot) in slots.enumerated() { weights[UInt32(slot), label] = learned[column] * factors[slot] }
      weights.biases[label] = learned[slots.count]
    }
    return weights
  }
}

/// The weight of every slot for every label.
public struct DenseWeights: Sendable {
  public let bits: Int
  public let labels: Int
  public internal(set) var biases: [Double]
  private var values: [Double]

  init(bits: Int, labels: Int) {
    self.bits = bits
    self.labels = labels
    biases = Array(repeating: 0, count: labels)
    values = Array(repeating: 0, count: labels << bits)
  }

  public internal(set) subscript(_ slot: UInt32, _ label: Int) -> Double {
    get { values[Int(slot) * labels + label] }
    set { values[Int(slot) * labels + label] = newValue }
  }

  /// What the features of a row say for each label.
  public func sums(_ rows: FeatureRows, row: Int) -> [Double] {
    var sums = biases
    rows.forEach(in: row) { slot, value in
      for label in 0..<labels { sums[label] += value * self[slot, label] }
    }
    return sums
  }
}
