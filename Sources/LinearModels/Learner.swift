/// Learns the weights of labels from rows: for each label a logistic regression of that label against the rest.
///
/// A feature weighs in by its rarity (the logarithm of rows by rows that have it), which is folded into its weight.
public struct Learner: Sendable {
  /// How much an error counts against the size of the weights.
  public var cost = 0.5
  /// A feature in fewer rows is left out.
  public var leastRows = 2

  public init() {}

  /// - Parameters:
  ///   - labels: the number of each row's label.
  ///   - chosen: the rows to learn from.
  public func learn(
    _ rows: FeatureRows, labels: [Int], count: Int, from chosen: [Int]
  ) throws(LearningError) -> DenseWeights {
    let library = try LibLinear()
    let frequencies = rows.frequencies(in: chosen)
    var columns = [Int32](repeating: -1, count: frequencies.count)
    var slots: [UInt32] = []
    var rarity: [Double] = []
    for (slot, frequency) in frequencies.enumerated() where Int(frequency) >= leastRows {
      columns[slot] = Int32(slots.count)
      slots.append(UInt32(slot))
      rarity.append(FeatureRows.rarity(of: frequency, among: chosen.count))
    }
    let compact = chosen.map { row in
      var features: [(column: Int, value: Double)] = []
      rows.forEach(in: row) { slot, value in
        let column = Int(columns[Int(slot)])
        if column >= 0, rarity[column] > 0 { features.append((column, value * rarity[column])) }
      }
      return features
    }
    var weights = DenseWeights(bits: rows.bits, labels: count)
    for label in 0..<count {
      let learned = try library.weights(
        columns: slots.count, rows: compact, holds: chosen.map { labels[$0] == label }, cost: cost)
      for (column, slot) in slots.enumerated() { weights[slot, label] = learned[column] * rarity[column] }
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
