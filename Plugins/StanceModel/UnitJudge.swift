import Codebook
import LinearModels
import StanceLexicon
import Standoff
import TextScanning

/// Judges stretches of one text.
struct UnitJudge {
  /// How many pieces of evidence a judgment names.
  private static let mostEvidence = 8
  /// A word that says less for a side is no evidence.
  private static let leastShare = 0.05
  /// Evidence is looked for where a side has at least this probability.
  static let leastProbability = 0.1

  private let model: Model
  private let stances: [Stance]
  /// Of each part of a unit.
  private var findings: [Findings] = []
  /// What every word of a unit says for each label, word by word.
  private var shares: [SIMD4<Double>] = []
  private var runs: [Run] = []

  init(_ model: Model) {
    self.model = model
    stances = model.stance.labels.map { Stance(rawValue: $0) }
  }

  /// - Parameters:
  ///   - text: holds the words of the hull.
  ///   - hull: the span with the words around it that count as context; a word that its borders cut is left out.
  ///   - cues: those inside the span.
  mutating func judgment(
    _ unit: String, _ span: Span, within hull: Span, of text: ModelText, _ cues: ArraySlice<FoundCue>,
    threshold: Double
  ) -> Judgment {
    let place = Self.place(of: span, within: hull, in: text.words, cues)
    let features = TextFeatures(text: text, vocabulary: model.vocabulary, lexicon: model.lexicon)
    let parts = Windows.units(of: place, in: text)
    while findings.count < parts.count { findings.append(Findings(model.places)) }
    var factors: [Factors] = []
    var sums: [[Double]] = []
    for (index, part) in parts.enumerated() {
      findings[index].removeAll()
      features.find(in: part, &findings[index])
      factors.append(findings[index].factors(model))
      sums.append(findings[index].sums(model, factors[index]))
    }
    let calibration = model.stance.calibrations[unit] ?? model.stance.calibrations.first?.value
    let probabilities = Windows.pooled(
      sums.map { calibration?.calibration.probabilities($0) ?? softmax($0) }, rest: model.rest)
    let chosen =
      place.words.isEmpty ? model.rest ?? 0 : Trial.label(probabilities, rest: model.rest, threshold: threshold)
    let isClear = probabilities.indices.contains { $0 != model.rest && probabilities[$0] >= Self.leastProbability }
    guard isClear, !place.words.isEmpty else { return answer(chosen, probabilities, nil, []) }
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: repeatElement(SIMD4(), count: place.words.count * model.blocks))
    for part in parts.indices {
      findings[part].add(model, factors[part], of: place.words, isWhole: parts.count == 1, to: &shares)
    }
    return answer(chosen, probabilities, strain(of: chosen, factors), evidence(text.words, place.words))
  }

  /// A unit with its context, as ranges of words.
  static func place(
    of span: Span, within hull: Span, in words: Words, _ cues: ArraySlice<FoundCue>
  ) -> ModelUnit {
    let (own, all) = self.words(of: span, within: hull, in: words)
    return ModelUnit(
      words: own, before: (all.lowerBound..<own.lowerBound).suffix(TextFeatures.contextWords.before),
      after: (own.upperBound..<all.upperBound).prefix(TextFeatures.contextWords.after), cues: cues)
  }

  /// The words of a unit, and those with the words around it; a word that the hull cuts is left out.
  static func words(of span: Span, within hull: Span, in words: Words) -> (own: Range<Int>, hull: Range<Int>) {
    let own = words.index(at: span.lowerBound)..<words.index(at: span.upperBound)
    let first = min(own.lowerBound, words.index(at: hull.lowerBound))
    var last = max(own.upperBound, words.index(at: hull.upperBound))
    if last > own.upperBound, words.span(last - 1).upperBound > hull.upperBound { last -= 1 }
    return (own, first..<last)
  }

  private func answer(
    _ chosen: Int, _ probabilities: [Double], _ strain: Strain?, _ evidence: [Evidence]
  ) -> Judgment {
    var rest = 1000.0
    var scores: [Judgment.Score] = []
    scores.reserveCapacity(stances.count)
    for (label, stance) in stances.enumerated() {
      let thousandths = (probabilities[label] * 1000).rounded()
      if label != chosen { rest -= thousandths }
      scores.append(Judgment.Score(stance, thousandths / 1000))
    }
    scores[chosen].value = max(0, rest) / 1000
    return Judgment(
      stances[chosen], scores: scores, strain: strain, by: ModelStances.name, evidence: evidence)
  }

  private func strain(of chosen: Int, _ factors: [Factors]) -> Strain? {
    guard let strain = model.strain, !model.strains[chosen].isEmpty else { return nil }
    var sums = strain.table.biases
    for part in factors.indices { findings[part].addStrains(model, factors[part], to: &sums) }
    return model.strains[chosen].max { sums[$0] < sums[$1] }.map { Strain(rawValue: strain.labels[$0]) }
  }

  /// Words that speak for one side.
  private struct Run {
    var words: Range<Int>
    let label: Int
    var weight: Double
  }

  /// Runs of words that speak for a side, the strongest in text order.
  private mutating func evidence(_ words: Words, _ own: Range<Int>) -> [Evidence] {
    runs.removeAll(keepingCapacity: true)
    for word in own {
      guard let (best, weight) = lead((word - own.lowerBound) * model.blocks) else { continue }
      if let last = runs.last, last.label == best, last.words.upperBound == word {
        runs[runs.count - 1].words = last.words.lowerBound..<word + 1
        runs[runs.count - 1].weight += weight
      } else {
        runs.append(Run(words: word..<word + 1, label: best, weight: weight))
      }
    }
    return runs.strongest(Self.mostEvidence, by: \.weight).map {
      Evidence(
        at: words.span($0.words), weight: ($0.weight * 1000).rounded() / 1000,
        toward: stances[$0.label])
    }
  }

  /// The side for which a word says most, and how far that is from what it says on average; nothing where that is little.
  private func lead(_ start: Int) -> (label: Int, weight: Double)? {
    var (sum, most) = (0.0, -Double.infinity)
    for block in 0..<model.blocks {
      let share = shares[start + block]
      let sides = share + model.noSide[block]
      sum += share.x + share.y + share.z + share.w
      most = max(most, max(max(sides.x, sides.y), max(sides.z, sides.w)))
    }
    let weight = most - sum / Double(stances.count)
    guard weight >= Self.leastShare else { return nil }
    let label = stances.indices.first { $0 != model.rest && shares[start + $0 / 4][$0 % 4] == most }
    return label.map { ($0, weight) }
  }
}
