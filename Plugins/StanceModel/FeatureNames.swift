import StanceLexicon
import TextScanning

/// What features are, for people. A slot says nothing of what it is for, so the features that its words could make are made
/// again, and the one that leads to the slot is named.
struct FeatureNames {
  let text: ModelText
  let vocabulary: Vocabulary
  let lexicon: Lexicon

  /// What a feature is, without the words that make it.
  func name(of feature: ExplainedUnit.Met) -> String {
    switch feature.group {
    case .words: feature.place.count > 1 ? "pair" : isMarked(feature) ? "in marks of its own" : "word"
    case .context: context(feature)
    case .cues: cue(feature)
    case .classes: className(feature)
    case .order: order(feature)
    }
  }

  private func isMarked(_ feature: ExplainedUnit.Met) -> Bool {
    feature.slot == TextFeatures.slot(3, text.stems[feature.place.lowerBound])
  }

  private func context(_ feature: ExplainedUnit.Met) -> String {
    let word = feature.place.lowerBound
    if feature.slot == TextFeatures.slot(4, text.stems[word]) { return "word" }
    return numbers(word).first { feature.slot == TextFeatures.slot(5, UInt64($0)) }.map(name) ?? "class"
  }

  private func cue(_ feature: ExplainedUnit.Met) -> String {
    for (number, entry) in lexicon.entries.enumerated() {
      if feature.slot == TextFeatures.slot(6, UInt64(number), 2) { return entry.id }
      if feature.slot == TextFeatures.slot(6, UInt64(number), 1) { return "\(entry.id), negated" }
    }
    for (number, stance) in lexicon.stances.enumerated()
    where feature.slot == TextFeatures.slot(7, UInt64(number) + 1) {
      return "weight of cues for \(stance)"
    }
    for (number, strain) in lexicon.strains.enumerated()
    where feature.slot == TextFeatures.slot(8, UInt64(number)) {
      return "weight of cues for \(strain)"
    }
    return "cue"
  }

  private func className(_ feature: ExplainedUnit.Met) -> String {
    for number in numbers(feature.place.lowerBound) {
      if feature.slot == TextFeatures.slot(9, UInt64(number)) { return name(number) }
      if feature.slot == TextFeatures.slot(10, UInt64(number)) { return "\(name(number)), negated" }
    }
    return "class"
  }

  private func order(_ feature: ExplainedUnit.Met) -> String {
    for first in numbers(feature.place.lowerBound) {
      for second in numbers(feature.place.upperBound - 1) {
        let pair = UInt64(first) << 8 | UInt64(second)
        if feature.slot == TextFeatures.slot(11, pair, 0) { return "\(name(first)) … \(name(second))" }
        if feature.slot == TextFeatures.slot(11, pair, 1) { return "\(name(first)) … not \(name(second))" }
      }
    }
    return "classes in their order"
  }

  /// The numbers of a word's classes.
  private func numbers(_ word: Int) -> [UInt8] {
    var numbers: [UInt8] = []
    var classes = text.classes[word]
    while classes != 0 {
      numbers.append(UInt8(truncatingIfNeeded: classes))
      classes >>= 8
    }
    return numbers
  }

  private func name(_ number: UInt8) -> String { vocabulary.names[Int(number) - 1] }
}

extension FeatureNames {
  init(unit: ExplainedUnit) {
    self.init(text: unit.text, vocabulary: unit.model.vocabulary, lexicon: unit.model.lexicon)
  }
}
