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

// MARK: What findings say of attitudes

extension Findings {
  /// What a feature of each group counts in this text; each was met twice, for any stance and for the one taken.
  func factors(_ model: AttitudeModel) -> Factors {
    var factors = Factors()
    for group in 0..<Self.groups {
      factors[group] = model.scales[group] * AttitudeRecord.factor(group, of: 2 * lists[group].met)
    }
    return factors
  }

  /// What the features say for each side, without the biases.
  func sums(_ weights: AttitudeWeights, _ factors: Factors) -> SIMD4<Double> {
    weights.weights.withUnsafeBufferPointer { values in
      var sums = SIMD4<Double>()
      for group in 0..<Self.groups {
        let isPlain = group != FeatureGroup.cues.rawValue && group != AttitudeGroup.marks.number
        sums += (isPlain ? lists[group].sum(values, 1, 0) : lists[group].weighedSum(values, 1, 0)) * factors[group]
      }
      return sums * weights.scales
    }
  }

  /// Adds what every word of a range says; words around it say nothing of it.
  func add(_ weights: AttitudeWeights, _ factors: Factors, of range: Range<Int>, to shares: inout [AttitudeShare]) {
    weights.weights.withUnsafeBufferPointer { values in
      weights.forces.withUnsafeBufferPointer { forces in
        shares.withUnsafeMutableBufferPointer { shares in
          for group in 0..<Self.groups where group != FeatureGroup.context.rawValue {
            let scales = weights.scales * factors[group]
            lists[group].forEach { one in
              let words = one.words.clamped(to: range)
              let factor = Double(one.value) * Self.part(of: one.count)
              let sides = SIMD4<Double>(values[Int(one.place)]) * (scales * factor)
              let size = forces[Int(one.place)] * factors[group] * factor
              let entry = one.tone >= 0 ? Int32(one.tone) : -1 - Int32(group)
              for word in words { shares[word &- range.lowerBound].add(sides, size, entry) }
            }
          }
        }
      }
    }
  }
}

/// What a word says for each side, and what says most of it.
struct AttitudeShare {
  private(set) var sides = SIMD4<Double>()
  private var most = 0.0
  /// The number of a tone, or -1 less that of a group.
  private(set) var entry: Int32 = -1

  /// - Parameter size: how much it says for a side or against it.
  @inline(__always)
  mutating func add(_ sides: SIMD4<Double>, _ size: Double, _ entry: Int32) {
    self.sides += sides
    if size > most { (most, self.entry) = (size, entry) }
  }
}
