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

/// What an attitude is read of: a unit, the tones in its words and around it, and its marks.
struct AttitudeUnit {
  let place: ModelUnit
  /// All words that are read of it; tones do not reach beyond them.
  let hull: Range<Int>
  let tones: ArraySlice<PatternTable.Match>
  let marks: AttitudeMarks
  let isQuotation: Bool
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

  func find(in unit: AttitudeUnit, _ sink: inout some AttitudeSink) {
    text.find(in: unit.place, &sink)
    for match in unit.tones where match.words.upperBound <= unit.hull.upperBound { take(match, unit.place, &sink) }
    take(unit.marks, unit.place.words, &sink)
    let none = unit.place.words.lowerBound..<unit.place.words.lowerBound
    let stance = AttitudeGroup.stance.number
    sink.add(stance, TextFeatures.slot(37, 0), 1, words: none, tone: -1)
    sink.add(stance, TextFeatures.slot(37, unit.isQuotation ? 1 : 2), 1, words: none, tone: -1)
  }

  private func take(_ match: PatternTable.Match, _ unit: ModelUnit, _ sink: inout some AttitudeSink) {
    let tone = UInt64(match.pattern)
    if unit.before.contains(match.words.lowerBound) || unit.after.contains(match.words.lowerBound) {
      let isBefore = match.words.lowerBound < unit.words.lowerBound
      sink.add(
        AttitudeGroup.around.number, TextFeatures.slot(34, tone, isBefore ? 1 : 2), 1, words: match.words,
        tone: match.pattern)
    }
    guard unit.words.contains(match.words.lowerBound), match.words.upperBound <= unit.words.upperBound else { return }
    let isValue = tones.tones[match.pattern].isValue
    let isDenied: UInt64 = isValue && self.isDenied(match.words.lowerBound, from: unit.words.lowerBound) ? 1 : 0
    sink.add(
      AttitudeGroup.tones.number, TextFeatures.slot(32, tone, isDenied), 1, words: match.words, tone: match.pattern)
    if isValue { toward(match, unit.words, isDenied, &sink) }
  }

  /// Those whom praise or blame is near, within its clause.
  private func toward(
    _ match: PatternTable.Match, _ range: Range<Int>, _ isDenied: UInt64, _ sink: inout some AttitudeSink
  ) {
    var word = match.words.lowerBound
    while word > range.lowerBound, word > match.words.lowerBound - Self.reach, text.text.gaps[word] != .clause {
      word -= 1
      take(word, match, isDenied, side: 0, &sink)
    }
    word = match.words.upperBound
    while word < min(range.upperBound, match.words.upperBound + Self.reach), text.text.gaps[word] != .clause {
      take(word, match, isDenied, side: 2, &sink)
      word += 1
    }
  }

  private func take(
    _ word: Int, _ match: PatternTable.Match, _ isDenied: UInt64, side: UInt64, _ sink: inout some AttitudeSink
  ) {
    var classes = text.text.classes[word]
    let words = min(word, match.words.lowerBound)..<max(word + 1, match.words.upperBound)
    while classes != 0 {
      let number = classes & 0xFF
      if text.vocabulary.kinds[Int(number) - 1] == .thing {
        let pair = UInt64(match.pattern) << 8 | UInt64(number)
        sink.add(
          AttitudeGroup.toward.number, TextFeatures.slot(35, pair, isDenied), 1, words: words, tone: match.pattern)
        sink.add(
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

  private func take(_ marks: AttitudeMarks, _ range: Range<Int>, _ sink: inout some AttitudeSink) {
    let length = max(1, Float(range.count) / Self.baseLength)
    let none = range.lowerBound..<range.lowerBound
    let values = [
      min(Float(marks.exclamations) / length, Self.mostMarks), min(Float(marks.questions) / length, Self.mostMarks),
      Float(marks.quoted), min(length, Self.mostMarks),
    ]
    for (number, value) in values.enumerated() where value > 0 {
      sink.add(AttitudeGroup.marks.number, TextFeatures.slot(33, UInt64(number)), value, words: none, tone: -1)
    }
  }
}
