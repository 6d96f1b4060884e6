/// The weights of a model as they travel: those that matter, a byte each.
///
/// Of all slots those with the largest weights stay. A weight is the square of a step from -127 to 127, with its sign, times
/// the scale of its label: fine where weights are small and many, coarse where they are large and few.
public struct WeightTable: Sendable, Equatable {
  public let bits: Int
  public let labels: Int
  public let biases: [Double]
  /// What the first step of a label's weights is worth.
  public let scales: [Double]
  /// The slots that stayed, in order.
  public let slots: [UInt32]
  /// The steps of each slot, label by label.
  public let steps: [Int8]

  public init(bits: Int, labels: Int, biases: [Double], scales: [Double], slots: [UInt32], steps: [Int8]) {
    self.bits = bits
    self.labels = labels
    self.biases = biases
    self.scales = scales
    self.slots = slots
    self.steps = steps
  }

  /// - Parameters:
  ///   - weights: what was learned.
  ///   - most: how many slots may stay.
  public init(_ weights: LearnedWeights, most: Int) {
    let labels = weights.labels
    var sizes: [(place: Int, size: Double)] = []
    for place in weights.slots.indices {
      let size = weights.size(at: place)
      if size > 0 { sizes.append((place, size)) }
    }
    sizes.sort { $0.size != $1.size ? $0.size > $1.size : $0.place < $1.place }
    let places = sizes.prefix(most).map(\.place).sorted()
    let scales = (0..<labels).map { label in
      let highest = places.reduce(0) { max($0, abs(weights.weight(at: $1, label))) }
      return highest > 0 ? highest / Double(127 * 127) : 1
    }
    var steps: [Int8] = []
    for place in places {
      for label in 0..<labels {
        let weight = weights.weight(at: place, label)
        let step = (abs(weight) / scales[label]).squareRoot().rounded()
        steps.append(Int8(weight < 0 ? -step : step))
      }
    }
    self.init(
      bits: weights.bits, labels: labels, biases: weights.biases, scales: scales,
      slots: places.map { weights.slots[$0] }, steps: steps)
  }

  /// What a row's features say for each label.
  public func sums(_ rows: FeatureRows, row: Int) -> [Double] {
    var sums = biases
    rows.forEach(in: row) { slot, value in
      guard let place = place(of: slot) else { return }
      for label in 0..<labels { sums[label] += value * weight(at: place, label) }
    }
    return sums
  }

  /// Where a slot stands among those that stayed.
  public func place(of slot: UInt32) -> Int? {
    var (low, high) = (0, slots.count)
    while low < high {
      let middle = (low + high) / 2
      if slots[middle] < slot { low = middle + 1 } else { high = middle }
    }
    return low < slots.count && slots[low] == slot ? low : nil
  }

  /// The weight of a slot for a label; 0 where it did not stay.
  public func weight(_ slot: UInt32, _ label: Int) -> Double {
    place(of: slot).map { weight(at: $0, label) } ?? 0
  }

  /// The weight of a slot that stayed, by its place.
  public func weight(at place: Int, _ label: Int) -> Double {
    Double(Self.squared(steps[place * labels + label])) * scales[label]
  }

  /// A weight in units of its label's scale.
  public static func squared(_ step: Int8) -> Int16 {
    let step = Int16(step)
    return step < 0 ? -(step * step) : step * step
  }
}

// MARK: As bytes

extension WeightTable {
  /// Slots as differences in seven bits a byte, then the steps.
  public func write(to bytes: inout [UInt8]) {
    var last: UInt32 = 0
    for slot in slots {
      var difference = slot - last
      last = slot
      while difference >= 0x80 {
        bytes.append(UInt8(difference & 0x7F) | 0x80)
        difference >>= 7
      }
      bytes.append(UInt8(difference))
    }
    for step in steps { bytes.append(UInt8(bitPattern: step)) }
  }

  /// Reads what ``write(to:)`` wrote, from a place in the bytes that it moves on; nothing where they are no such table.
  public init?(
    reading bytes: [UInt8], from place: inout Int, bits: Int, biases: [Double], scales: [Double], count: Int
  ) {
    guard count >= 0, count <= 1 << bits, biases.count == scales.count else { return nil }
    var slots: [UInt32] = []
    slots.reserveCapacity(count)
    var last: UInt64 = 0
    for number in 0..<count {
      var (difference, shift): (UInt64, UInt64) = (0, 0)
      while true {
        guard place < bytes.count, shift < 35 else { return nil }
        let byte = bytes[place]
        place += 1
        difference |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      guard number == 0 || difference > 0 else { return nil }
      last += difference
      guard last < 1 << UInt64(bits) else { return nil }
      slots.append(UInt32(last))
    }
    let end = place + count * biases.count
    guard end <= bytes.count else { return nil }
    let steps = bytes[place..<end].map { Int8(bitPattern: $0) }
    place = end
    self.init(bits: bits, labels: biases.count, biases: biases, scales: scales, slots: slots, steps: steps)
  }
}
