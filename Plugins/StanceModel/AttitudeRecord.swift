import Codebook

/// Features as they were met, each once for any stance and once for the one taken.
struct AttitudeRecord: AttitudeSink {
  struct Feature {
    let group: UInt8
    var slot: UInt32
    let value: Float
  }

  /// Two bits beside those of a slot of a text, for the stance.
  static let bits = TextFeatures.bits + 2
  static let kinds = FeatureGroup.kinds + AttitudeGroup.allCases.map(\.kind)

  private(set) var features = ContiguousArray<Feature>()
  private(set) var counts = [Int](repeating: 0, count: kinds.count)
  private var stance: UInt32 = 0

  /// Forgets what was met, and keeps the room.
  mutating func start(_ stance: Stance) {
    features.removeAll(keepingCapacity: true)
    for group in counts.indices { counts[group] = 0 }
    self.stance = Self.bits(of: stance)
  }

  mutating func add(_ group: Int, _ slot: UInt32, _ value: Float, words: Range<Int>, tone: Int) {
    counts[group] += 2
    var feature = Feature(group: UInt8(group), slot: slot, value: value)
    features.append(feature)
    feature.slot |= stance << UInt32(TextFeatures.bits)
    features.append(feature)
  }

  /// What stands in a slot before the bits of a text, where a stance is taken.
  static func bits(of stance: Stance) -> UInt32 { stance == .above ? 1 : 2 }

  /// What one of so many features of a group counts in a text, beside the group's scale.
  static func factor(_ group: Int, of count: Int) -> Double {
    kinds[group].isAveraged ? FeatureGroup.share(of: count) : 1
  }

  /// By group, for training.
  var averaged: FeatureReader.Features {
    var groups = FeatureReader.Features(repeating: [], count: Self.kinds.count)
    for feature in features {
      let group = Int(feature.group)
      groups[group].append((feature.slot, Double(feature.value) * Self.factor(group, of: counts[group])))
    }
    return groups
  }
}
