import Codebook
import LinearModels
import StanceLexicon
import Standoff
import TextScanning

/// A unit with every feature that the model of attitudes met in it.
struct ExplainedAttitude {
  /// A feature as it was met: its value counts what it counts in this text.
  struct Met {
    /// The number of the group among all.
    let group: Int
    let slot: UInt32
    var value: Double
    /// Words of the text; none for what has no place in it.
    let place: Range<Int>
    /// The number of the tone; -1 where none speaks.
    let tone: Int
  }

  let model: AttitudeModel
  let stance: Stance
  let text: ModelText
  let unit: AttitudeUnit
  let features: [Met]

  init(_ model: AttitudeModel, _ stance: Stance, _ text: ModelText, _ unit: AttitudeUnit) {
    (self.model, self.stance, self.text, self.unit) = (model, stance, text, unit)
    var listing = Listing()
    AttitudeFeatures(
      text: TextFeatures(text: text, vocabulary: model.vocabulary, lexicon: model.lexicon), tones: model.tones
    ).find(in: unit, &listing)
    features = listing.weighed(by: model.scales)
  }

  /// What a feature says for each side: its weights for any stance and for the one taken, together.
  func values(of feature: Met) -> [Double] {
    let table = model.head.table
    let own = AttitudeRecord.bits(of: stance) << UInt32(TextFeatures.bits)
    return AttitudeModel.sides.indices.map { side in
      [feature.slot, feature.slot | own].reduce(0) { sum, slot in
        sum + (table.place(of: slot).map { table.weight(at: $0, side) } ?? 0) * feature.value
      }
    }
  }

  var sums: [Double] {
    features.reduce(into: model.head.table.biases) { sums, feature in
      for (side, value) in values(of: feature).enumerated() { sums[side] += value }
    }
  }

  /// What the unit's own words look like to the model: how much each of their features moves one side against another.
  var direction: [UInt64: Double] {
    let around = [FeatureGroup.context.rawValue, AttitudeGroup.around.number, AttitudeGroup.stance.number]
    return features.reduce(into: [:]) { direction, feature in
      if around.contains(feature.group) { return }
      let values = values(of: feature)
      let mean = values.reduce(0, +) / Double(values.count)
      let force = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
      if force > 0 { direction[UInt64(feature.slot), default: 0] += force }
    }
  }

  /// What a feature is, for people, without the words that make it.
  func name(of feature: Met) -> String {
    if let group = FeatureGroup(rawValue: feature.group) {
      let met = ExplainedUnit.Met(group: group, slot: feature.slot, value: feature.value, place: feature.place)
      return FeatureNames(text: text, vocabulary: model.vocabulary, lexicon: model.lexicon).name(of: met)
    }
    switch AttitudeGroup(rawValue: feature.group - FeatureGroup.allCases.count) {
    case .tones: return tone(feature) + (feature.slot == slot(32, feature, 1) ? ", denied" : "")
    case .around: return "\(tone(feature)), \(feature.slot == slot(34, feature, 1) ? "before" : "behind")"
    case .toward: return toward(feature)
    case .marks:
      let names = ["exclamations", "questions", "words in quotations", "length"]
      return names.enumerated().first { feature.slot == TextFeatures.slot(33, UInt64($0.offset)) }?.element ?? "mark"
    case .stance, nil:
      if feature.slot == TextFeatures.slot(37, 0) { return "\(stance)" }
      return unit.isQuotation ? "\(stance) in a quotation" : "\(stance) in a passage"
    }
  }

  private func tone(_ feature: Met) -> String { model.tones.tones[feature.tone].name }

  private func slot(_ kind: UInt64, _ feature: Met, _ other: UInt64) -> UInt32 {
    TextFeatures.slot(kind, UInt64(feature.tone), other)
  }

  /// Whom praise or blame stands near: one of the classes of the words from the tone to them.
  private func toward(_ feature: Met) -> String {
    for word in feature.place {
      var classes = text.classes[word]
      while classes != 0 {
        let pair = UInt64(feature.tone) << 8 | UInt64(classes & 0xFF)
        let name = "\(tone(feature)) near \(model.vocabulary.names[Int(classes & 0xFF) - 1])"
        for denied in [0, 1] as [UInt64] {
          let end = denied == 1 ? ", denied" : ""
          if feature.slot == TextFeatures.slot(35, pair, denied) { return name + end }
          if feature.slot == TextFeatures.slot(36, pair, denied) { return name + " before it" + end }
          if feature.slot == TextFeatures.slot(36, pair, denied | 2) { return name + " behind it" + end }
        }
        classes >>= 8
      }
    }
    return tone(feature)
  }
}

/// Keeps features as they are met.
private struct Listing: AttitudeSink {
  private var met: [ExplainedAttitude.Met] = []
  private var counts = [Int](repeating: 0, count: AttitudeRecord.kinds.count)

  mutating func add(_ group: Int, _ slot: UInt32, _ value: Float, words: Range<Int>, tone: Int) {
    counts[group] += 2
    met.append(ExplainedAttitude.Met(group: group, slot: slot, value: Double(value), place: words, tone: tone))
  }

  /// - Parameter scales: of each group.
  func weighed(by scales: [Double]) -> [ExplainedAttitude.Met] {
    let factors = counts.indices.map { scales[$0] * AttitudeRecord.factor($0, of: counts[$0]) }
    return met.map { one in
      var one = one
      one.value *= factors[one.group]
      return one
    }
  }
}
