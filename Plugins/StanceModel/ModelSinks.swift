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
      let count = Double(max(1, counts[group.rawValue]))
      return group.isAveraged ? model.scales[group.rawValue] / count.squareRoot() : model.scales[group.rawValue]
    }
  }

  /// What the features say for each label.
  func sums(_ model: Model, _ factors: [Double]) -> [Double] {
    let table = model.stance.table
    let labels = table.labels
    // By group and label, in units of the label's scale.
    var totals = [Float](repeating: 0, count: factors.count * labels)
    model.weights.withUnsafeBufferPointer { weights in
      totals.withUnsafeMutableBufferPointer { totals in
        for one in all {
          let (start, total) = (Int(one.place) * labels, Int(one.group) * labels)
          for label in 0..<labels {
            totals[total + label] += Float(weights[start + label]) * one.value
          }
        }
      }
    }
    return (0..<labels).map { label in
      var sum = table.biases[label]
      for group in factors.indices {
        sum += Double(totals[group * labels + label]) * table.scales[label] * factors[group]
      }
      return sum
    }
  }

  /// What the features say for each strain.
  func strains(_ model: Model, _ factors: [Double]) -> [Double] {
    guard let table = model.strain?.table else { return [] }
    var sums = table.biases
    for one in all {
      let place = Int(model.strainPlaces[Int(one.place)])
      guard place >= 0 else { continue }
      let factor = Double(one.value) * factors[Int(one.group)]
      for label in 0..<table.labels { sums[label] += factor * table.weight(at: place, label) }
    }
    return sums
  }

  /// What every word of a range says for each label, word by word.
  func shares(
    _ model: Model, _ factors: [Double], of range: Range<Int>, into shares: inout [Double]
  ) {
    let table = model.stance.table
    let labels = table.labels
    let scales = table.scales
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: repeatElement(0, count: range.count * labels))
    model.weights.withUnsafeBufferPointer { weights in
      shares.withUnsafeMutableBufferPointer { shares in
        for one in all {
          let words = one.words.clamped(to: range)
          if words.isEmpty { continue }
          let share = Double(one.value) * factors[Int(one.group)] / Double(one.count)
          for label in 0..<labels {
            let weight = Double(weights[Int(one.place) * labels + label]) * scales[label] * share
            if weight == 0 { continue }
            for word in words { shares[(word - range.lowerBound) * labels + label] += weight }
          }
        }
      }
    }
  }
}
