import LinearModels
import PluginAPI
import StanceLexicon
import TextScanning

/// Reads labelled items as features, group by group.
struct FeatureReader {
  /// The features of an item: of each group the slots with their values, already over the root of their number.
  typealias Features = [[(slot: UInt32, value: Double)]]

  let vocabulary: Vocabulary
  let lexicon: Lexicon

  func features(of item: TrainingItem) -> Features {
    let (text, unit) = read(item)
    var collected = Collected()
    TextFeatures(text: text, vocabulary: vocabulary, lexicon: lexicon).find(in: unit, &collected)
    return collected.averaged
  }

  /// An item as one text, and the place of what is judged in it.
  func read(_ item: TrainingItem) -> (text: ModelText, unit: ModelUnit) {
    var utf8: [UInt8] = []
    func add(_ words: String) -> Range<Int> {
      if !utf8.isEmpty { utf8.append(0x20) }
      let start = utf8.count
      utf8 += Array(words.utf8)
      return start..<utf8.count
    }
    let (before, text, after) = (add(item.before), add(item.text), add(item.after))
    let words = Words(in: utf8, span: 0..<utf8.count)
    let cues = CueFinder.cues(of: lexicon, in: words, utf8)
    func range(_ span: Range<Int>) -> Range<Int> { words.index(at: span.lowerBound)..<words.index(at: span.upperBound) }
    let (near, own, far) = (range(before), range(text), range(after))
    let unit = ModelUnit(
      words: own, before: near.suffix(TextFeatures.contextWords.before),
      after: far.prefix(TextFeatures.contextWords.after),
      cues: cues.filter { $0.span.lowerBound >= text.lowerBound && $0.span.upperBound <= text.upperBound }[...])
    return (ModelText(words, in: utf8, vocabulary), unit)
  }
}

/// Features as they were met, by group.
private struct Collected: FeatureSink {
  private var groups = FeatureReader.Features(repeating: [], count: FeatureGroup.allCases.count)

  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    groups[group.rawValue].append((slot, Double(value)))
  }

  var averaged: FeatureReader.Features {
    FeatureGroup.allCases.map { group in
      let all = groups[group.rawValue]
      guard group.isAveraged, !all.isEmpty else { return all }
      let root = Double(all.count).squareRoot()
      return all.map { ($0.slot, $0.value / root) }
    }
  }
}
