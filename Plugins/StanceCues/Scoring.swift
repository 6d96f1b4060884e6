import Codebook
import Foundation
import StanceLexicon
import Standoff

/// Makes scores and a stance of the weights that speak for each.
///
/// Let *A*, *B* … be the weights of the cues for the codebook's stances, divided by the square root of the length beyond
/// a base (a long passage needs more to speak for a stance). The scores are those of a multinomial logit
/// (softmax of *steepness* times) over
///
/// - each stance: *A* − *margin*·(*B* + …)
/// - the rest: the *threshold*
/// - a stance that sets two opposites against each other, such as mixed: min(*A*, *B*) − *both*, where they stand in
///   different clauses
/// - another stance of two: *A* + *B* − *both*, so that it wins where the weaker of them weighs more than that
///
/// so that the stance is the one with the highest score, and the rest unless one outweighs the others and the threshold.
struct Scoring {
  let labels: Labels
  var threshold: Double
  var margin: Double
  /// What the weaker of two stances must weigh for that of both.
  var both: Double
  /// Whether a stance that sets two against each other can be.
  var hasContrasts: Bool
  /// Words up to which length does not matter.
  var baseLength = 40.0
  var steepness = 1.6

  /// The stances of a codebook as the scoring numbers them.
  struct Labels {
    let stances: [Stance]
    /// A stance of two.
    let pairs: [(stance: Stance, one: Int, other: Int, isContrast: Bool)]
    let rest: Stance

    init(_ codebook: Codebook, _ lexicon: Lexicon) {
      stances = lexicon.stances
      rest = codebook.rest
      pairs = codebook.stances.compactMap { [stances] stance in
        guard stance.both.count == 2, let one = stances.firstIndex(of: stance.both[0]),
          let other = stances.firstIndex(of: stance.both[1])
        else { return nil }
        return (stance.name, one, other, codebook.isContrast(stance))
      }
    }
  }

  init(_ labels: Labels, threshold: Double, margin: Double, both: Double, hasContrasts: Bool = false) {
    self.labels = labels
    self.threshold = threshold
    self.margin = margin
    self.both = both
    self.hasContrasts = hasContrasts
  }

  /// - Parameters:
  ///   - sums: what was found for each stance.
  ///   - standApart: whether some clause speaks for the one stance and another for the other.
  func judge(
    _ sums: [Double], words: Int, standApart: (Int, Int) -> Bool
  ) -> (stance: Stance, scores: [Judgment.Score]) {
    var scores = powers(sums, words: words, standApart: standApart)
    return (Self.softmax(&scores, steepness), scores)
  }

  /// By what sums are divided.
  func root(words: Int) -> Double { max(1, Double(words) / baseLength).squareRoot() }

  /// What the softmax makes scores of; the rest comes last.
  func powers(_ sums: [Double], words: Int, standApart: (Int, Int) -> Bool) -> [Judgment.Score] {
    let length = root(words: words)
    let weights = sums.map { $0 / length }
    let total = weights.reduce(0, +)
    var scores = labels.stances.indices.map { number in
      let others = weights.count == 2 ? weights[1 - number] : total - weights[number]
      return Judgment.Score(labels.stances[number], weights[number] - margin * others)
    }
    for pair in labels.pairs {
      if pair.isContrast {
        guard hasContrasts, sums[pair.one] > 0, sums[pair.other] > 0, standApart(pair.one, pair.other) else { continue }
      }
      let (one, other) = (weights[pair.one], weights[pair.other])
      scores.append(Judgment.Score(pair.stance, (pair.isContrast ? min(one, other) : one + other) - both))
    }
    scores.append(Judgment.Score(labels.rest, threshold))
    return scores
  }

  /// Makes weights scores of three decimals that add up to 1, and answers with the stance that has the highest; of equal
  /// ones the last, which is the rest.
  private static func softmax(_ scores: inout [Judgment.Score], _ steepness: Double) -> Stance {
    let best = scores.indices.reduce(0) { scores[$1].value >= scores[$0].value ? $1 : $0 }
    let highest = scores[best].value
    var total = 0.0
    for index in scores.indices {
      scores[index].value = exp(steepness * (scores[index].value - highest))
      total += scores[index].value
    }
    var rest = 1000.0
    for index in scores.indices where index != best {
      let thousandths = (scores[index].value / total * 1000).rounded()
      scores[index].value = thousandths / 1000
      rest -= thousandths
    }
    scores[best].value = rest / 1000
    return scores[best].stance
  }
}
