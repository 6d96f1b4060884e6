import Codebook
import TextScanning

/// Features of an attitude beside those that tell of a stance.
enum AttitudeGroup: Int, CaseIterable {
  /// Phrases that praise, blame, distance, demand, tell, and whether what they say is denied.
  case tones
  /// Whom praise and blame stand near.
  case toward
  /// Tones of the words around.
  case around
  /// Exclamations, questions, length, and the share of quoted words.
  case marks
  /// The stance toward which the attitude is taken, and whether a passage or a quotation takes it.
  case stance

  var kind: FeatureKind {
    switch self {
    case .tones: FeatureKind(name: "tones", weight: 2, isAveraged: true)
    case .toward: FeatureKind(name: "toward", weight: 1, isAveraged: true)
    case .around: FeatureKind(name: "around", weight: 0.5, isAveraged: true)
    case .marks: FeatureKind(name: "marks", weight: 0.5, isAveraged: false)
    case .stance: FeatureKind(name: "stance", weight: 1, isAveraged: false)
    }
  }

  /// Where it stands among all groups.
  var number: Int { FeatureGroup.allCases.count + rawValue }
}

/// Features as they were met, each once for any stance and once for the one taken.
struct AttitudeRecord: FeatureSink {
  struct Feature {
    let group: UInt8
    /// The number of the tone; -1 where none speaks.
    let tone: Int16
    var slot: UInt32
    let value: Float
    let words: Range<Int>
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
    self.stance = stance == .above ? 1 : 2
  }

  @inline(__always)
  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    add(group.rawValue, slot, value, words: words)
  }

  @inline(__always)
  mutating func add(_ group: Int, _ slot: UInt32, _ value: Float, words: Range<Int>, tone: Int = -1) {
    counts[group] += 2
    var feature = Feature(group: UInt8(group), tone: Int16(tone), slot: slot, value: value, words: words)
    features.append(feature)
    feature.slot |= stance << UInt32(TextFeatures.bits)
    features.append(feature)
  }

  /// What a feature of each group counts in this text, beside the group's scale.
  func factor(_ group: Int) -> Double {
    Self.kinds[group].isAveraged ? 1 / Double(max(1, counts[group])).squareRoot() : 1
  }

  /// By group, for training.
  var averaged: FeatureReader.Features {
    var groups = FeatureReader.Features(repeating: [], count: Self.kinds.count)
    for feature in features {
      let group = Int(feature.group)
      groups[group].append((feature.slot, Double(feature.value) * factor(group)))
    }
    return groups
  }
}

/// Finds the features of an attitude in a unit in one pass over its words and one over its tones.
struct AttitudeFeatures {
  /// How far from a word of praise or blame those are looked for whom it may be said of.
  private static let reach = 6
  /// Up to this length marks count as they are; beyond it they are taken per so many words.
  private static let baseLength: Float = 40
  private static let mostMarks: Float = 3

  let text: TextFeatures
  let tones: AttitudeTones

  func find(in unit: ModelUnit, _ marks: AttitudeMarks, isQuotation: Bool, _ record: inout AttitudeRecord) {
    text.find(in: unit, &record)
    for match in tones.matches(in: text.text.words) { take(match, unit, &record) }
    take(marks, unit.words, &record)
    let none = unit.words.lowerBound..<unit.words.lowerBound
    record.add(AttitudeGroup.stance.number, TextFeatures.slot(37, 0), 1, words: none)
    record.add(AttitudeGroup.stance.number, TextFeatures.slot(37, isQuotation ? 1 : 2), 1, words: none)
  }

  private func take(_ match: PatternTable.Match, _ unit: ModelUnit, _ record: inout AttitudeRecord) {
    let tone = UInt64(match.pattern)
    if unit.before.contains(match.words.lowerBound) || unit.after.contains(match.words.lowerBound) {
      let isBefore = match.words.lowerBound < unit.words.lowerBound
      record.add(
        AttitudeGroup.around.number, TextFeatures.slot(34, tone, isBefore ? 1 : 2), 1, words: match.words,
        tone: match.pattern)
    }
    guard unit.words.contains(match.words.lowerBound), match.words.upperBound <= unit.words.upperBound else { return }
    let isValue = tones.tones[match.pattern].isValue
    let isDenied: UInt64 = isValue && self.isDenied(match.words.lowerBound, from: unit.words.lowerBound) ? 1 : 0
    record.add(
      AttitudeGroup.tones.number, TextFeatures.slot(32, tone, isDenied), 1, words: match.words, tone: match.pattern)
    if isValue { toward(match, unit.words, isDenied, &record) }
  }

  /// Those whom praise or blame is near, within its clause.
  private func toward(
    _ match: PatternTable.Match, _ range: Range<Int>, _ isDenied: UInt64, _ record: inout AttitudeRecord
  ) {
    var word = match.words.lowerBound
    while word > range.lowerBound, word > match.words.lowerBound - Self.reach, text.text.gaps[word] != .clause {
      word -= 1
      take(word, match, isDenied, side: 0, &record)
    }
    word = match.words.upperBound
    while word < min(range.upperBound, match.words.upperBound + Self.reach), text.text.gaps[word] != .clause {
      take(word, match, isDenied, side: 2, &record)
      word += 1
    }
  }

  private func take(
    _ word: Int, _ match: PatternTable.Match, _ isDenied: UInt64, side: UInt64, _ record: inout AttitudeRecord
  ) {
    var classes = text.text.classes[word]
    let words = min(word, match.words.lowerBound)..<max(word + 1, match.words.upperBound)
    while classes != 0 {
      let number = classes & 0xFF
      if text.vocabulary.kinds[Int(number) - 1] == .thing {
        let pair = UInt64(match.pattern) << 8 | UInt64(number)
        record.add(
          AttitudeGroup.toward.number, TextFeatures.slot(35, pair, isDenied), 1, words: words, tone: match.pattern)
        record.add(
          AttitudeGroup.toward.number, TextFeatures.slot(36, pair, isDenied | side), 1, words: words,
          tone: match.pattern)
      }
      classes >>= 8
    }
  }

  /// Whether a negation stands before a word in its clause.
  private func isDenied(_ word: Int, from first: Int) -> Bool {
    var word = word
    let last = word - Self.reach
    while word > first, word > last, text.text.gaps[word] != .clause {
      word -= 1
      if text.holds(text.text.classes[word], text.vocabulary.negation) { return true }
    }
    return false
  }

  private func take(_ marks: AttitudeMarks, _ range: Range<Int>, _ record: inout AttitudeRecord) {
    let length = max(1, Float(range.count) / Self.baseLength)
    let none = range.lowerBound..<range.lowerBound
    let values = [
      min(Float(marks.exclamations) / length, Self.mostMarks), min(Float(marks.questions) / length, Self.mostMarks),
      Float(marks.quoted), min(length, Self.mostMarks),
    ]
    for (number, value) in values.enumerated() where value > 0 {
      record.add(AttitudeGroup.marks.number, TextFeatures.slot(33, UInt64(number)), value, words: none)
    }
  }
}
