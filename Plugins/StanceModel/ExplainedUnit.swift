import LinearModels
import PluginAPI
import StanceLexicon
import Standoff
import TextScanning

/// A unit with every feature that the model met in it, part by part.
struct ExplainedUnit {
  /// A feature as it was met: its value counts what it counts in this text.
  struct Met {
    let group: FeatureGroup
    let slot: UInt32
    var value: Double
    /// Words of ``words``.
    let place: Range<Int>
  }

  /// What is judged by itself: a long unit has several.
  struct Part {
    let words: Range<Int>
    let features: [Met]
  }

  /// Where a unit stands in a text.
  struct Place {
    let span: Span
    /// The unit with the words around it that count as context.
    let hull: Span
    /// Where its cues are looked for, in one go.
    let region: Span

    /// All that is read for it.
    var reach: Span {
      min(
        span.lowerBound, hull.lowerBound, region.lowerBound)..<max(
          span.upperBound, hull.upperBound, region.upperBound)
    }
  }

  /// What is read beyond the reach, so that no word of it is cut.
  static let margin = 100

  let model: Model
  let text: ModelText
  /// The words that were judged.
  let own: Range<Int>
  let parts: [Part]

  var words: Words { text.words }
  var features: [Met] { parts.flatMap(\.features) }

  /// - Parameter utf8: the text, or what is at hand of it.
  init(_ model: Model, _ utf8: [UInt8], _ place: Place) {
    self.model = model
    let reach = place.reach
    let words = Words(
      in: utf8, span: max(0, reach.lowerBound - Self.margin)..<min(utf8.count, reach.upperBound + Self.margin))
    let cues = CueFinder.cues(of: model.lexicon, in: words, at: place.region, utf8)
    let unit = UnitJudge.place(of: place.span, within: place.hull, in: words, cues.inside(place.span))
    let text = ModelText(words, in: utf8, model.vocabulary)
    let finder = TextFeatures(text: text, vocabulary: model.vocabulary, lexicon: model.lexicon)
    (self.text, own) = (text, unit.words)
    parts = Windows.units(of: unit, in: text).map { part in
      var met = Listing()
      finder.find(in: part, &met)
      return Part(words: part.words, features: met.weighed(by: model.scales))
    }
  }

  /// Features as a table of labels weighs them, added to its biases.
  static func sums(_ features: [Met], _ table: WeightTable) -> [Double] {
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
  private var counts = [Int](repeating: 0, count: FeatureGroup.allCases.count)

  mutating func take(_ group: FeatureGroup, _ slot: UInt32, _ value: Float, words: Range<Int>) {
    counts[group.rawValue] += 1
    met.append(ExplainedUnit.Met(group: group, slot: slot, value: Double(value), place: words))
  }

  /// - Parameter scales: of each group.
  func weighed(by scales: [Double]) -> [ExplainedUnit.Met] {
    let factors = FeatureGroup.allCases.map { group in
      scales[group.rawValue] * (group.isAveraged ? FeatureGroup.share(of: counts[group.rawValue]) : 1)
    }
    return met.map { one in
      var one = one
      one.value *= factors[one.group.rawValue]
      return one
    }
  }
}
