import LinearModels
import StanceLexicon
import TextScanning

/// Parts of a long passage that are judged each by itself, and what they say together.
///
/// A model learns from stretches of some sixty words. A paragraph of three hundred has more of everything, and its words
/// blur each other: the part that takes a side must be heard alone.
enum Windows {
  /// A passage of fewer words is judged as a whole.
  static let long = 100
  /// About how many words a part has.
  static let usual = 60
  /// How far from its place a border may move to the end of a clause, in words.
  private static let reach = 20

  /// Cuts words into parts of about one size, at ends of clauses where there are any.
  static func parts(of words: Range<Int>, in text: ModelText) -> [Range<Int>] {
    guard words.count >= long else { return [words] }
    let count = Int((Double(words.count) / Double(usual)).rounded())
    var parts: [Range<Int>] = []
    var start = words.lowerBound
    for number in 1..<count {
      let ideal = words.lowerBound + number * words.count / count
      let end = border(near: ideal, in: text)
      parts.append(start..<end)
      start = end
    }
    return parts + [start..<words.upperBound]
  }

  private static func border(near word: Int, in text: ModelText) -> Int {
    for distance in 0...reach {
      for place in [word - distance, word + distance] where text.gaps[place] == .clause { return place }
    }
    return word
  }

  /// The parts of a unit; words of the unit itself stand before all but the first, and nothing counts behind all but the last.
  static func units(of unit: ModelUnit, in text: ModelText) -> [ModelUnit] {
    let parts = parts(of: unit.words, in: text)
    guard parts.count > 1 else { return [unit] }
    return parts.map { part in
      ModelUnit(
        words: part,
        before: (unit.before.lowerBound..<part.lowerBound).suffix(TextFeatures.contextWords.before),
        after: part.upperBound == unit.words.upperBound ? unit.after : part.upperBound..<part.upperBound,
        cues: cues(of: part, among: unit.cues, text.words))
    }
  }

  /// The cues that start in a part, of all in text order.
  private static func cues(
    of part: Range<Int>, among cues: ArraySlice<FoundCue>, _ words: Words
  ) -> ArraySlice<FoundCue> {
    guard !part.isEmpty else { return [] }
    let span = words.span(part)
    let first = cues.firstIndex { $0.span.lowerBound >= span.lowerBound } ?? cues.endIndex
    let end = cues[first...].firstIndex { $0.span.lowerBound >= span.upperBound } ?? cues.endIndex
    return cues[first..<end]
  }

  /// What the whole says, by what its parts say.
  ///
  /// The whole says nothing where all parts do, and its sides are shared as the parts share them. Parts of one passage are
  /// no independent witnesses: their word counts by the square root of their number.
  static func pooled(_ parts: [[Double]], rest: Int?) -> [Double] {
    guard parts.count > 1, let first = parts.first else { return parts.first ?? [] }
    var sums = first.indices.map { label in parts.reduce(0) { $0 + $1[label] } }
    let all = sums.indices.reduce(0) { $1 == rest ? $0 : $0 + sums[$1] }
    guard let rest, all > 0 else { return sums.map { $0 / Double(parts.count) } }
    let silent = parts.reduce(0) { $0 + logarithm(max($1[rest], 1e-9)) }
    let none = exponential(silent / Double(parts.count).squareRoot())
    for label in sums.indices { sums[label] = label == rest ? none : sums[label] / all * (1 - none) }
    return sums
  }
}
