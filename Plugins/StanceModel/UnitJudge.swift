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
  private let utf8: [UInt8]

  init(_ model: Model, _ utf8: [UInt8]) {
    self.model = model
    self.utf8 = utf8
  }

  /// - Parameter hull: the span with the words around it that count as context.
  func judgment(_ unit: String, _ span: Span, within hull: Span, threshold: Double) -> Judgment {
    let hull = min(hull.lowerBound, span.lowerBound)..<max(hull.upperBound, span.upperBound)
    let words = Words(in: utf8, span: hull)
    let own = words.index(at: span.lowerBound)..<words.index(at: span.upperBound)
    let cues = CueFinder.cues(of: model.lexicon, in: words, utf8)
      .filter { $0.span.lowerBound >= span.lowerBound && $0.span.upperBound <= span.upperBound }
    let features = TextFeatures(
      text: ModelText(words, in: utf8, model.vocabulary), vocabulary: model.vocabulary, lexicon: model.lexicon)
    let place = ModelUnit(
      words: own, before: (0..<own.lowerBound).suffix(TextFeatures.contextWords.before),
      after: (own.upperBound..<words.count).prefix(TextFeatures.contextWords.after), cues: cues[...])
    let labels = model.stance.labels
    var factors: [Double] = []
    let sums = model.weights.withUnsafeBufferPointer { weights -> [Double] in
      guard let start = weights.baseAddress else { return [] }
      var found = Sums(start, stride: model.stride, labels: labels.count)
      features.find(in: place, &found)
      factors = found.factors(model)
      return found.sums(model)
    }
    let calibration = model.stance.calibrations[unit] ?? model.stance.calibrations.first?.value
    let probabilities = calibration?.calibration.probabilities(sums) ?? softmax(sums)
    let chosen =
      own.isEmpty ? model.rest ?? 0 : Trial.label(probabilities, rest: model.rest, threshold: threshold)
    let isClear = probabilities.indices.contains { $0 != model.rest && probabilities[$0] >= Self.leastProbability }
    guard isClear, !own.isEmpty else { return answer(chosen, probabilities, nil, []) }
    var shares = Shares(model, factors: factors, range: own)
    features.find(in: place, &shares)
    return answer(chosen, probabilities, strain(shares, chosen), evidence(shares, words, own))
  }

  private func answer(_ chosen: Int, _ probabilities: [Double], _ strain: Strain?, _ evidence: [Evidence]) -> Judgment {
    var scores = zip(model.stance.labels, probabilities).map {
      Judgment.Score(Stance(rawValue: $0), ($1 * 1000).rounded() / 1000)
    }
    let rest =
      1000 - scores.enumerated().reduce(0.0) { $1.offset == chosen ? $0 : $0 + ($1.element.value * 1000).rounded() }
    scores[chosen].value = max(0, rest) / 1000
    return Judgment(
      Stance(rawValue: model.stance.labels[chosen]), scores: scores, strain: strain, by: ModelStances.name,
      evidence: evidence)
  }

  private func strain(_ shares: Shares, _ stance: Int) -> Strain? {
    guard let strain = model.strain,
      let best = model.strains[stance].max(by: { shares.strains[$0] < shares.strains[$1] })
    else { return nil }
    return Strain(rawValue: strain.labels[best])
  }

  /// Runs of words that speak for a side, the strongest first in choice, in text order.
  private func evidence(_ shares: Shares, _ words: Words, _ own: Range<Int>) -> [Evidence] {
    var runs: [(words: Range<Int>, label: Int, weight: Double)] = []
    for (index, share) in shares.words.enumerated() {
      let mean = share.reduce(0, +) / Double(share.count)
      let best = share.indices.filter { $0 != model.rest }.max { share[$0] < share[$1] } ?? 0
      let weight = share[best] - mean
      guard weight >= Self.leastShare else { continue }
      let word = own.lowerBound + index
      if let last = runs.last, last.label == best, last.words.upperBound == word {
        runs[runs.count - 1] = (last.words.lowerBound..<word + 1, best, last.weight + weight)
      } else {
        runs.append((word..<word + 1, best, weight))
      }
    }
    return runs.sorted { $0.weight > $1.weight }.prefix(Self.mostEvidence)
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
      .map {
        Evidence(
          at: words.span($0.words), weight: ($0.weight * 1000).rounded() / 1000,
          toward: Stance(rawValue: model.stance.labels[$0.label]))
      }
  }
}
