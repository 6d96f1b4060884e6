import StanceLexicon
import TextScanning

/// Kinds of features; each is weighed by its own scale, and by how many of them a text has.
enum FeatureGroup: Int, CaseIterable {
  /// Stems, and pairs of neighbours.
  case words
  /// Stems and classes of the words around.
  case context
  /// Constructions of the lexicon, with negation.
  case cues
  /// Classes of words, and whether they stand behind a negation.
  case classes
  /// Two classes in their order, near each other in a clause.
  case order

  var name: String { "\(self)" }
  /// What a group counts beside the others.
  var weight: Double {
    switch self {
    case .words: 2
    case .context, .classes: 1
    case .cues: 0.7
    case .order: 1.5
    }
  }
  /// Whether a long text counts for no more than a short one.
  var isAveraged: Bool { self != .cues }

  /// What one of so many features of a text counts: more than its part, less than it would alone.
  static func share(of count: Int) -> Double { 1 / Double(max(1, count)).squareRoot() }
}

/// How a group of features is weighed.
struct FeatureKind {
  let name: String
  let weight: Double
  let isAveraged: Bool
}

extension FeatureGroup {
  static let kinds = allCases.map { FeatureKind(name: $0.name, weight: $0.weight, isAveraged: $0.isAveraged) }
}

/// Takes features as they are met.
protocol FeatureSink {
  /// - Parameters:
  ///   - slot: where the weights of the feature stand.
  ///   - value: how much of it there is; 1 but for cues.
  ///   - words: the words that make it, of the text that is read.
  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>)

  /// Takes the class of a word.
  mutating func takeClass(_ number: Int, isNegated: Bool, word: Int)

  /// Takes two classes in their order, where they are near each other.
  mutating func takePair(_ one: Int, _ other: Int, isTurned: Bool, isNear: Bool, words: Range<Int>)
}

extension FeatureSink {
  mutating func takeClass(_ number: Int, isNegated: Bool, word: Int) {
    take(.classes, TextFeatures.slot(ofClass: number, isNegated ? 1 : 0), 1, words: word..<word + 1)
  }

  mutating func takePair(_ one: Int, _ other: Int, isTurned: Bool, isNear: Bool, words: Range<Int>) {
    if isNear { take(.order, TextFeatures.slot(ofPair: one, other, isTurned ? 1 : 0), 1, words: words) }
  }
}

/// What is judged: ranges of words of a text, and the cues inside it.
struct ModelUnit {
  var words: Range<Int>
  var before: Range<Int>
  var after: Range<Int>
  var cues: ArraySlice<FoundCue>
}

/// Finds the features of a unit in one pass over its words.
struct TextFeatures {
  /// How many bits a slot has.
  static let bits = 20
  /// How far apart two words may stand to count as a pair of classes, and as agent or patient of an act.
  private static let reach = 7
  private static let functionReach = 3
  /// How many words a negation reaches, and how many of these a comma takes away.
  private static let negationReach = 8
  private static let commaCost = 3
  /// How many words around a unit are looked at, before and behind it.
  static let contextWords = (before: 40, after: 20)
  /// A feature of items that are only learned from, and of no text: a part of what sets their mix of labels apart from that
  /// of books is learned as this feature's weight. How large a part, its value says: with a large one all of it, so that
  /// words of today stay as silent as a book's; with none, texts full of stances drown those of books.
  static let slotOfOthers = slot(12, 1)
  static let weightOfOthers = 0.2

  let text: ModelText
  let vocabulary: Vocabulary
  let lexicon: Lexicon

  func find(in unit: ModelUnit, _ sink: inout some FeatureSink) {
    words(unit.words, &sink)
    context(unit.before, &sink)
    context(unit.after, &sink)
    cues(unit.cues, &sink)
    classes(unit.words, &sink)
  }

  /// A slot by what makes the feature.
  @inline(__always)
  static func slot(_ kind: UInt64, _ one: UInt64, _ other: UInt64 = 0) -> UInt32 {
    var mixed = (one &+ kind &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 29) ^ (other &* 0xBF58_476D_1CE4_E5B9)) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: mixed >> UInt64(64 - bits))
  }

  /// - Parameter negated: 1 behind a negation, else 0.
  static func slot(ofClass number: Int, _ negated: UInt64) -> UInt32 { slot(9 + negated, UInt64(number)) }

  /// - Parameter turned: 1 where the second stands behind a negation and the first does not, else 0.
  static func slot(ofPair one: Int, _ other: Int, _ turned: UInt64) -> UInt32 {
    slot(11, UInt64(one) << 8 | UInt64(other), turned)
  }

  private func words(_ range: Range<Int>, _ sink: inout some FeatureSink) {
    var last: UInt64 = 0
    for index in range {
      let stem = text.stems[index]
      sink.take(.words, Self.slot(1, stem), 1, words: index..<index + 1)
      if last != 0 { sink.take(.words, Self.slot(2, stem, last), 1, words: index - 1..<index + 1) }
      if text.isScareQuoted[index] { sink.take(.words, Self.slot(3, stem), 1, words: index..<index + 1) }
      last = stem
    }
  }

  private func context(_ range: Range<Int>, _ sink: inout some FeatureSink) {
    for index in range {
      sink.take(.context, Self.slot(4, text.stems[index]), 1, words: index..<index + 1)
      var classes = text.classes[index]
      while classes != 0 {
        sink.take(.context, Self.slot(5, UInt64(classes & 0xFF)), 1, words: index..<index + 1)
        classes >>= 8
      }
    }
  }

  private func cues(_ cues: ArraySlice<FoundCue>, _ sink: inout some FeatureSink) {
    for cue in cues {
      let start = text.words.index(at: cue.span.lowerBound)
      let words = start..<max(start + 1, text.words.index(at: cue.span.upperBound))
      sink.take(.cues, Self.slot(6, UInt64(cue.entry), cue.isNegated ? 1 : 2), 1, words: words)
      sink.take(.cues, Self.slot(7, UInt64(cue.stance) + 1), Float(cue.weight), words: words)
      if !cue.isNegated, let strain = lexicon.forces[cue.entry].strain {
        sink.take(.cues, Self.slot(8, UInt64(strain)), Float(cue.weight), words: words)
      }
    }
  }

  /// A word with classes, where it stands.
  private struct Sighting {
    let word: Int
    /// Counts words and breaks: what stands in another clause is far away.
    let place: Int
    let classes: Vocabulary.Classes
    let isNegated: Bool
  }

  /// Classes, ordered pairs of them within a clause, and acts with agent and patient.
  private func classes(_ range: Range<Int>, _ sink: inout some FeatureSink) {
    // Places grow from word to word, so that no more than these are near enough; the number of a sighting leads to its place.
    var recent = InlineArray<8, Sighting>(repeating: Sighting(word: 0, place: 0, classes: 0, isNegated: false))
    // How many there were, and the first of them that is near enough.
    var (count, nearest) = (0, 0)
    var (place, negated) = (0, 0)
    for index in range {
      switch text.gaps[index] {
      case .clause:
        negated = 0
        place += 20
      case .comma:
        negated = max(0, negated - Self.commaCost)
        place += 1
      case .none: break
      }
      place += 1
      let classes = text.classes[index]
      guard classes != 0 else {
        if negated > 0 { negated -= 1 }
        continue
      }
      let here = Sighting(word: index, place: place, classes: classes, isNegated: negated > 0)
      alone(here, &sink)
      while nearest < count, place - recent[nearest & 7].place > Self.reach { nearest += 1 }
      for other in nearest..<count { pair(recent[other & 7], here, &sink) }
      recent[count & 7] = here
      count += 1
      if holds(classes, vocabulary.negation) {
        negated = Self.negationReach
      } else if negated > 0 {
        negated -= 1
      }
    }
  }

  private func alone(_ one: Sighting, _ sink: inout some FeatureSink) {
    var classes = one.classes
    while classes != 0 {
      let number = Int(classes & 0xFF)
      sink.takeClass(number, isNegated: false, word: one.word)
      if one.isNegated, !vocabulary.isFunction[number - 1] {
        sink.takeClass(number, isNegated: true, word: one.word)
      }
      classes >>= 8
    }
  }

  private func pair(_ one: Sighting, _ other: Sighting, _ sink: inout some FeatureSink) {
    let distance = other.place - one.place
    let isTurned = other.isNegated && !one.isNegated
    var first = one.classes
    while first != 0 {
      let a = Int(first & 0xFF)
      var second = other.classes
      while second != 0 {
        let b = Int(second & 0xFF)
        let functions = (vocabulary.isFunction[a - 1] ? 1 : 0) + (vocabulary.isFunction[b - 1] ? 1 : 0)
        sink.takePair(
          a, b, isTurned: isTurned, isNear: distance <= Self.reach(amongFunctions: functions),
          words: one.word..<other.word + 1)
        second >>= 8
      }
      first >>= 8
    }
  }

  /// How far apart two words may stand of which so many are functions; a number for each, without a branch.
  @inline(__always)
  private static func reach(amongFunctions functions: Int) -> Int {
    (reach | functionReach << 4 | 1 << 8) >> (functions &* 4) & 0xF
  }

  @inline(__always)
  func holds(_ classes: Vocabulary.Classes, _ number: UInt8) -> Bool {
    var rest = classes
    while rest != 0 {
      if UInt8(truncatingIfNeeded: rest) == number { return true }
      rest >>= 8
    }
    return false
  }
}
