/// Takes the features of an attitude as they are met.
protocol AttitudeSink: FeatureSink {
  /// - Parameters:
  ///   - group: the number of the group among all.
  ///   - tone: the number of the tone; -1 where none speaks.
  mutating func add(_ group: Int, _ slot: UInt32, _ value: Float, words: Range<Int>, tone: Int)
}

extension AttitudeSink {
  @inline(__always)
  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    add(group.rawValue, slot, value, words: words, tone: -1)
  }
}

/// The features of a unit that the model of attitudes has a weight for, each once for any stance and the one taken together.
struct AttitudeFindings: AttitudeSink {
  struct Finding {
    /// Where its weights stand.
    let place: UInt32
    let value: Float
    /// The words that make it.
    let start: UInt32
    let count: UInt16
    /// The number of the tone; -1 where none speaks.
    let tone: Int16
    let group: UInt8

    var words: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  private(set) var weights: AttitudeWeights
  private(set) var all: ContiguousArray<Finding> = []
  /// By group; two for each feature.
  private var counts = SIMD16<Int32>()

  init(_ weights: AttitudeWeights) { self.weights = weights }

  /// Forgets what was met, and keeps the room.
  mutating func start(_ weights: AttitudeWeights) {
    self.weights = weights
    all.removeAll(keepingCapacity: true)
    counts = SIMD16()
  }

  @inline(__always)
  mutating func add(_ group: Int, _ slot: UInt32, _ value: Float, words: Range<Int>, tone: Int) {
    counts[group] &+= 2
    guard let place = weights.places.place(of: slot) else { return }
    all.append(
      Finding(
        place: place, value: value, start: UInt32(truncatingIfNeeded: words.lowerBound),
        count: UInt16(truncatingIfNeeded: words.count), tone: Int16(truncatingIfNeeded: tone),
        group: UInt8(truncatingIfNeeded: group)))
  }

  /// What a feature of each group counts in this text.
  func factors(_ scales: [Double]) -> SIMD16<Double> {
    var factors = SIMD16<Double>()
    for group in scales.indices {
      factors[group] = scales[group] * AttitudeRecord.factor(group, of: Int(counts[group]))
    }
    return factors
  }

  /// What the features say for each side, without the biases.
  func sums(_ factors: SIMD16<Double>) -> SIMD4<Double> {
    // By group, in units of the side's scale.
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: 16) { totals in
      totals.initialize(repeating: SIMD4())
      weights.weights.withUnsafeBufferPointer { weights in
        for one in all { totals[Int(one.group)] += SIMD4<Float>(weights[Int(one.place)]) * one.value }
      }
      var sums = SIMD4<Double>()
      for group in 0..<16 { sums += SIMD4<Double>(totals[group]) * factors[group] }
      return sums * weights.scales
    }
  }

  /// What a word says for each side, and what says most.
  struct Share {
    var sides = SIMD4<Double>()
    var most = 0.0
    /// The number of a tone, or -1 less that of a group.
    var entry: Int32 = -1
  }

  /// Adds what every word of a range says.
  func add(_ factors: SIMD16<Double>, of range: Range<Int>, to shares: inout [Share]) {
    weights.weights.withUnsafeBufferPointer { values in
      weights.forces.withUnsafeBufferPointer { forces in
        shares.withUnsafeMutableBufferPointer { shares in
          for one in all {
            let words = one.words.clamped(to: range)
            if words.isEmpty { continue }
            let factor = Double(one.value) * factors[Int(one.group)]
            let sides = SIMD4<Double>(values[Int(one.place)]) * weights.scales * (factor / Double(one.count))
            let size = forces[Int(one.place)] * factor / Double(one.count)
            let entry = one.tone >= 0 ? Int32(one.tone) : -1 - Int32(one.group)
            for word in words {
              let place = word - range.lowerBound
              shares[place].sides += sides
              if size > shares[place].most { (shares[place].most, shares[place].entry) = (size, entry) }
            }
          }
        }
      }
    }
  }
}
