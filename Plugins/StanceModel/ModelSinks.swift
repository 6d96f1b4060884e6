import LinearModels

/// Adds up what features say for each label, and keeps nothing else.
struct Sums: FeatureSink {
  private let weights: UnsafePointer<Int16>
  private let stride: Int
  private let labels: Int
  /// By group and label.
  private var totals: [Float]
  private var counts: [Int]

  init(_ weights: UnsafePointer<Int16>, stride: Int, labels: Int) {
    self.weights = weights
    self.stride = stride
    self.labels = labels
    totals = Array(repeating: 0, count: FeatureGroup.allCases.count * stride)
    counts = Array(repeating: 0, count: FeatureGroup.allCases.count)
  }

  @inline(__always)
  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    counts[group.rawValue] += 1
    let start = Int(slot) * stride
    let total = group.rawValue * stride
    for label in 0..<labels { totals[total + label] += Float(weights[start + label]) * value }
  }

  /// What a feature of each group counts in this text.
  func factors(_ model: Model) -> [Double] {
    FeatureGroup.allCases.map { group in
      let scale = model.scales[group.rawValue]
      return group.isAveraged ? scale * FeatureGroup.share(of: counts[group.rawValue]) : scale
    }
  }

  func sums(_ model: Model) -> [Double] {
    let factors = factors(model)
    let table = model.stance.table
    return (0..<labels).map { label in
      var sum = table.biases[label]
      for group in FeatureGroup.allCases {
        let steps = Double(totals[group.rawValue * stride + label])
        sum += steps * table.scales[label] * factors[group.rawValue]
      }
      return sum
    }
  }
}

/// What every word of a unit says for each label, and what the whole says of the strain.
struct Shares: FeatureSink {
  private let model: Model
  /// What a feature of each group counts in the part that is read.
  var factors: [Double] = []
  private let first: Int
  /// By word, counted from the first, and label.
  private(set) var words: [[Double]]
  private(set) var strains: [Double]

  /// - Parameter range: the words for which shares are kept.
  init(_ model: Model, range: Range<Int>) {
    self.model = model
    first = range.lowerBound
    words = Array(repeating: Array(repeating: 0, count: model.stance.labels.count), count: range.count)
    strains = model.strain?.table.biases ?? []
  }

  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words range: Range<Int>) {
    let factor = Double(value) * factors[group.rawValue]
    let share = factor / Double(range.count)
    let table = model.stance.table
    for label in 0..<table.labels {
      let weight = Double(model.weights[Int(slot) * model.stride + label]) * table.scales[label] * share
      if weight == 0 { continue }
      for word in range where words.indices.contains(word - first) { words[word - first][label] += weight }
    }
    guard let strain = model.strain?.table, let place = strain.place(of: slot) else { return }
    for label in 0..<strain.labels {
      strains[label] += factor * strain.weight(at: place, label)
    }
  }
}
