import LinearModels
import PluginAPI
import StanceLexicon
import Standoff
import TextScanning

/// A unit with every feature that the model met in it.
struct ExplainedUnit {
  /// A feature as it was met: its value counts what it counts in this text.
  struct Met {
    let group: FeatureGroup
    let slot: UInt32
    var value: Double
    /// Words of ``words``.
    let place: Range<Int>
  }

  let model: Model
  let text: ModelText
  /// The words that were judged.
  let own: Range<Int>
  let features: [Met]

  var words: Words { text.words }

  /// - Parameters:
  ///   - utf8: the text, or what is at hand of it.
  ///   - hull: the unit with the words around it that count as context.
  init(_ model: Model, _ utf8: [UInt8], _ span: Span, within hull: Span) {
    self.model = model
    let hull = min(hull.lowerBound, span.lowerBound)..<max(hull.upperBound, span.upperBound)
    let words = Words(in: utf8, span: hull)
    own = words.index(at: span.lowerBound)..<words.index(at: span.upperBound)
    let cues = CueFinder.cues(of: model.lexicon, in: words, utf8).filter { span.encloses($0.span) }
    text = ModelText(words, in: utf8, model.vocabulary)
    let unit = ModelUnit(
      words: own, before: (0..<own.lowerBound).suffix(TextFeatures.contextWords.before),
      after: (own.upperBound..<words.count).prefix(TextFeatures.contextWords.after), cues: cues[...])
    var met = Listing()
    TextFeatures(text: text, vocabulary: model.vocabulary, lexicon: model.lexicon).find(in: unit, &met)
    features = met.weighed(by: model.scales)
  }

  /// The features as a label's table weighs them, added to its biases.
  func sums(_ table: WeightTable) -> [Double] {
    features.reduce(into: table.biases) { sums, feature in
      guard let place = table.place(of: feature.slot) else { return }
      for label in sums.indices { sums[label] += feature.value * table.weight(at: place, label) }
    }
  }

  /// What the unit's own words look like to the model: how much each of their features moves one label against another.
  var direction: [UInt64: Double] {
    let table = model.stance.table
    var direction: [UInt64: Double] = [:]
    for feature in features where feature.group != .context {
      guard let place = table.place(of: feature.slot) else { continue }
      let weights = (0..<table.labels).map { table.weight(at: place, $0) }
      let mean = weights.reduce(0, +) / Double(weights.count)
      let force = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
      direction[UInt64(feature.slot), default: 0] += feature.value * force
    }
    return direction
  }
}

/// Keeps features as they are met.
private struct Listing: FeatureSink {
  private var met: [ExplainedUnit.Met] = []
  private var counts = [Double](repeating: 0, count: FeatureGroup.allCases.count)

  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    counts[group.rawValue] += 1
    met.append(ExplainedUnit.Met(group: group, slot: slot, value: Double(value), place: words))
  }

  /// - Parameter scales: of each group.
  func weighed(by scales: [Double]) -> [ExplainedUnit.Met] {
    let factors = FeatureGroup.allCases.map { group in
      scales[group.rawValue] / (group.isAveraged ? max(1, counts[group.rawValue]).squareRoot() : 1)
    }
    return met.map { one in
      var one = one
      one.value *= factors[one.group.rawValue]
      return one
    }
  }
}
