import LinearModels

/// The features of a unit that the model has a weight for, as they were met, and how many of each group there were.
///
/// Most features have none. Those that have are asked again for what they say of the strain and of each word; so they are kept,
/// and the text is read once.
struct Findings: FeatureSink {
  struct Finding {
    /// Where its weights stand.
    let place: UInt32
    let value: Float
    /// The words that make it.
    let start: UInt32
    let count: UInt16
    let group: UInt8

    var words: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  private let places: SlotPlaces
  private(set) var all: ContiguousArray<Finding> = []
  /// By group.
  private var counts = SIMD16<Int32>()

  init(_ model: Model) { places = model.places }

  mutating func removeAll() {
    all.removeAll(keepingCapacity: true)
    counts = SIMD16()
  }

  @inline(__always)
  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    counts[group.rawValue] &+= 1
    guard let place = places.place(of: slot) else { return }
    all.append(
      Finding(
        place: place, value: value, start: UInt32(truncatingIfNeeded: words.lowerBound),
        count: UInt16(truncatingIfNeeded: words.count),
        group: UInt8(truncatingIfNeeded: group.rawValue)))
  }

  /// What a feature of each group counts in this text.
  func factors(_ model: Model) -> [Double] {
    FeatureGroup.allCases.map { group in
      let scale = model.scales[group.rawValue]
      return group.isAveraged ? scale * FeatureGroup.share(of: Int(counts[group.rawValue])) : scale
    }
  }

  /// What the features say for each label.
  func sums(_ model: Model, _ factors: [Double]) -> [Double] {
    let table = model.stance.table
    let blocks = model.blocks
    // By group and label, in units of the label's scale.
    var totals = [SIMD4<Float>](repeating: SIMD4(), count: factors.count * blocks)
    model.weights.withUnsafeBufferPointer { weights in
      totals.withUnsafeMutableBufferPointer { totals in
        for one in all {
          let (start, total) = (Int(one.place) * blocks, Int(one.group) * blocks)
          for block in 0..<blocks { totals[total + block] += SIMD4<Float>(weights[start + block]) * one.value }
        }
      }
    }
    return (0..<table.labels).map { label in
      var sum = table.biases[label]
      for group in factors.indices {
        sum += Double(totals[group * blocks + label / 4][label % 4]) * table.scales[label] * factors[group]
      }
      return sum
    }
  }

  /// Adds what the features say for each strain.
  func addStrains(_ model: Model, _ factors: [Double], to sums: inout [Double]) {
    guard let table = model.strain?.table else { return }
    let labels = table.labels
    table.steps.withUnsafeBufferPointer { steps in
      table.scales.withUnsafeBufferPointer { scales in
        model.hasStrain.withUnsafeBufferPointer { known in
          for one in all where known[Int(one.place >> 6)] & 1 << UInt64(one.place & 63) != 0 {
            let start = Int(model.strainPlaces[Int(one.place)]) * labels
            let factor = Double(one.value) * factors[Int(one.group)]
            for label in 0..<labels {
              sums[label] += factor * (Double(WeightTable.squared(steps[start + label])) * scales[label])
            }
          }
        }
      }
    }
  }

  /// Adds what every word of a range says for each label, word by word, each ``Model/blocks`` times four labels.
  func add(_ model: Model, _ factors: [Double], of range: Range<Int>, to shares: inout [SIMD4<Double>]) {
    let blocks = model.blocks
    var scales = [SIMD4<Double>](repeating: SIMD4(), count: blocks)
    for (label, scale) in model.stance.table.scales.enumerated() { scales[label / 4][label % 4] = scale }
    model.weights.withUnsafeBufferPointer { weights in
      shares.withUnsafeMutableBufferPointer { shares in
        for one in all {
          let words = one.words.clamped(to: range)
          if words.isEmpty { continue }
          let share = Double(one.value) * factors[Int(one.group)] / Double(one.count)
          for block in 0..<blocks {
            let weight = SIMD4<Double>(weights[Int(one.place) * blocks + block]) * scales[block] * share
            for word in words { shares[(word - range.lowerBound) * blocks + block] += weight }
          }
        }
      }
    }
  }
}
