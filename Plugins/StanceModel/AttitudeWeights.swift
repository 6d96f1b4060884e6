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
    // Slots are in order, so those of any stance stand first, and those of one together.
    func end(_ start: Int, _ stance: UInt32) -> Int {
      var end = start
      while end < table.slots.count, table.slots[end] &>> bits == stance { end += 1 }
      return end
    }
    func slot(_ place: Int, _ end: Int) -> UInt32 { place < end ? table.slots[place] & (1 &<< bits - 1) : .max }
    var (next, other) = (0, 0)
    while other < table.slots.count, table.slots[other] &>> bits < stance { other += 1 }
    let (nextEnd, otherEnd) = (end(next, 0), end(other, stance))
    var slots: [UInt32] = []
    var weights: [Int16] = []
    var forces: [Double] = []
    while next < nextEnd || other < otherEnd {
      let (one, two) = (slot(next, nextEnd), slot(other, otherEnd))
      let first = min(one, two)
      var force = 0.0
      var side = 0
      while side < 4 {
        let isSide = side < table.labels
        let any = isSide && first == one ? WeightTable.squared(table.steps[next * table.labels + side]) : 0
        let own = isSide && first == two ? WeightTable.squared(table.steps[other * table.labels + side]) : 0
        weights.append(any &+ own)
        if isSide {
          force = max(force, Double(any.magnitude) * table.scales[side], Double(own.magnitude) * table.scales[side])
        }
        side += 1
      }
      slots.append(first)
      forces.append(force)
      if first == one { next += 1 }
      if first == two { other += 1 }
    }
    places = FeaturePlaces(slots)
    (self.weights, self.forces, self.scales) = (.fours(weights), forces, scales)
  }
}
