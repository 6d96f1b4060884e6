import LinearModels
import PluginAPI
import StanceLexicon
import TextScanning

/// Reads labelled items as features, group by group.
struct FeatureReader {
  /// The features of an item: of each group the slots with their values, already as shares of a text.
  typealias Features = [[(slot: UInt32, value: Double)]]

  let vocabulary: Vocabulary
  let lexicon: Lexicon

  /// - Parameter left: names of groups that are not looked at.
  func features(of item: TrainingItem, without left: Set<String> = []) -> Features {
    let (text, unit) = read(item)
    var collected = Collected(without: left)
    if !item.isMeasured { collected.markAsOther() }
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
  private let isLeftOut: [Bool]

  init(without left: Set<String>) { isLeftOut = FeatureGroup.allCases.map { left.contains($0.name) } }

  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    if isLeftOut[group.rawValue] { return }
    groups[group.rawValue].append((slot, Double(value)))
  }

  mutating func markAsOther() {
    groups[FeatureGroup.cues.rawValue].append((TextFeatures.slotOfOthers, TextFeatures.weightOfOthers))
  }

  var averaged: FeatureReader.Features {
    FeatureGroup.allCases.map { group in
      let all = groups[group.rawValue]
      guard group.isAveraged, !all.isEmpty else { return all }
      let share = FeatureGroup.share(of: all.count)
      return all.map { ($0.slot, $0.value * share) }
    }
  }
}
