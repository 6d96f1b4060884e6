import LinearModels

/// What features say for each side where one stance is taken: the weights of a slot for any stance and for that one, summed.
///
/// A feature is met twice, once for any stance and once for the one taken, always together; so both are looked up at once.
/// A class, so that every copy of the stage shares the table.
final class AttitudeWeights: Sendable {
  /// By slot of a text, without the bits of the stance.
  let places: FeaturePlaces
  /// In units of their side's scale, place by place.
  let weights: [SIMD4<Int16>]
  /// The most that one of both features says for a side or against it, place by place.
  let forces: [Double]
  /// Of each side what a unit of its weights is worth.
  let scales: SIMD4<Double>

  /// - Parameter stance: the bits of the stance in a slot.
  init(_ table: WeightTable, stance: UInt32) {
    var scales = SIMD4<Double>()
    for (side, scale) in table.scales.enumerated() { scales[side] = scale }
    let bits = UInt32(TextFeatures.bits)
    // Slots are in order, so those of any stance stand first.
    let both = [0, stance].map { stance in table.slots.indices.filter { table.slots[$0] >> bits == stance } }
    var (next, other) = (0, 0)
    var slots: [UInt32] = []
    var weights: [SIMD4<Int16>] = []
    var forces: [Double] = []
    func slot(_ list: [Int], _ place: Int) -> UInt32 {
      place < list.count ? table.slots[list[place]] & (1 << bits - 1) : .max
    }
    func steps(_ place: Int) -> SIMD4<Int16> {
      var steps = SIMD4<Int16>()
      for side in 0..<table.labels { steps[side] = WeightTable.squared(table.steps[place * table.labels + side]) }
      return steps
    }
    func force(_ steps: SIMD4<Int16>) -> Double {
      let values = SIMD4<Double>(steps) * scales
      return pointwiseMax(values, -values).max()
    }
    while next < both[0].count || other < both[1].count {
      let first = min(slot(both[0], next), slot(both[1], other))
      var (one, two) = (SIMD4<Int16>(), SIMD4<Int16>())
      if first == slot(both[0], next) {
        one = steps(both[0][next])
        next += 1
      }
      if first == slot(both[1], other) {
        two = steps(both[1][other])
        other += 1
      }
      slots.append(first)
      weights.append(one &+ two)
      forces.append(max(force(one), force(two)))
    }
    places = FeaturePlaces(slots)
    (self.weights, self.forces, self.scales) = (weights, forces, scales)
  }
}
