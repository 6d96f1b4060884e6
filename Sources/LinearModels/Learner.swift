/// Learns the weights of labels from rows: for each label a logistic regression of that label against the rest.
public struct Learner: Sendable {
  /// How much an error counts against the size of the weights.
  public var cost = 0.25
  /// What a feature's values are multiplied with, by slot; it is folded into the weights. What has no factor is left out.
  private let factors: [UInt32: Double]
  /// The slots that are learned from, in order.
  private let slots: [UInt32]
  /// Where each of them stands in that order.
  private let columns: [UInt32: Int]

  /// - Parameter factors: what a feature's values are multiplied with, by slot; features without one are left out.
  public init(factors: [UInt32: Double]) {
    self.factors = factors
    slots = factors.filter { $0.value > 0 }.keys.sorted()
    columns = Dictionary(uniqueKeysWithValues: slots.enumerated().map { ($0.element, $0.offset) })
  }

  /// - Parameters:
  ///   - rows: the features of all items.
  ///   - labels: the number of each row's label.
  ///   - count: how many labels there are.
  ///   - chosen: the rows to learn from.
  public func learn(
    _ rows: FeatureRows, labels: [Int], count: Int, from chosen: [Int]
  ) throws(LearningError) -> LearnedWeights {
    let library = try LibLinear()
    let compact = chosen.map { row in
      var features: [(column: Int, value: Double)] = []
      rows.forEach(in: row) { slot, value in
        if let column = columns[slot] { features.append((column, value * (factors[slot] ?? 0))) }
      }
      return features
    }
    var weights = LearnedWeights(bits: rows.bits, labels: count, slots: slots)
    for label in 0..<count {
      let learned = try library.weights(
        columns: slots.count, rows: compact, holds: chosen.map { labels[$0] == label }, cost: cost)
      for (place, slot) in slots.enumerated() {
        weights.set(learned[place] * (factors[slot] ?? 0), at: place, label)
      }
      weights.biases[label] = learned[slots.count]
    }
    return weights
  }
}

/// The weight of every slot that was learned from, for every label.
public struct LearnedWeights: Sendable {
  public let bits: Int
  public let labels: Int
  public internal(set) var biases: [Double]
  /// In order.
  let slots: [UInt32]
  /// Of each slot, label by label.
  private var values: [Double]

  init(bits: Int, labels: Int, slots: [UInt32]) {
    self.bits = bits
    self.labels = labels
    self.slots = slots
    biases = Array(repeating: 0, count: labels)
    values = Array(repeating: 0, count: labels * slots.count)
  }

  /// The weight of a slot, by its place among those that were learned from.
  func weight(at place: Int, _ label: Int) -> Double { values[place * labels + label] }

  mutating func set(_ weight: Double, at place: Int, _ label: Int) { values[place * labels + label] = weight }

  /// The most that a slot weighs for a label or against it.
  func size(at place: Int) -> Double {
    var size = 0.0
    for value in values[place * labels..<(place + 1) * labels] { size = max(size, abs(value)) }
    return size
  }
}
