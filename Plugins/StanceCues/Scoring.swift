import Codebook
import Foundation
import Standoff

/// Makes scores and a stance of the weights that speak for either side.
///
/// Let *A* and *B* be the weights of the cues for above and below, divided by the square root of the length beyond a
/// base (a long passage needs more to speak for a side). The scores are those of a multinomial logit
/// (softmax of *steepness* times) over
///
/// - above: *A* − *margin*·*B*; below: *B* − *margin*·*A*
/// - none: the *threshold*
/// - mixed, where the two sides stand in different clauses: min(*A*, *B*) − *mixture*
///
/// so that the stance is the one with the highest score, and `none` unless a side outweighs the other and the threshold.
struct Scoring {
  var threshold: Double
  var margin: Double
  /// What both sides must weigh beyond the threshold; nothing where `mixed` cannot be.
  var mixture: Double?
  /// Words up to which length does not matter.
  var baseLength = 40.0
  var steepness = 1.6

  /// What was found for either side.
  struct Sums {
    var above = 0.0
    var below = 0.0
    /// Whether some clause speaks for above and another for below.
    var standApart = false
  }

  func judge(_ sums: Sums, words: Int) -> (stance: Stance, scores: [Judgment.Score]) {
    let length = max(1, Double(words) / baseLength).squareRoot()
    let (above, below) = (sums.above / length, sums.below / length)
    var logits: [(stance: Stance, value: Double)] = [
      (.above, above - margin * below), (.below, below - margin * above),
    ]
    if let mixture, sums.standApart { logits.append((.mixed, min(above, below) - mixture)) }
    logits.append((.none, threshold))
    return Self.softmax(logits.map { ($0.stance, $0.value * steepness) })
  }

  /// Scores of three decimals that add up to 1.
  private static func softmax(_ logits: [(stance: Stance, value: Double)]) -> (Stance, [Judgment.Score]) {
    let best = logits.reduce(logits[0]) { $1.value >= $0.value ? $1 : $0 }
    let powers = logits.map { exp($0.value - best.value) }
    let total = powers.reduce(0, +)
    let thousandths = powers.map { Int(($0 / total * 1000).rounded()) }
    let rest = 1000 - thousandths.reduce(0, +)
    let scores = zip(logits, thousandths).map { logit, value in
      Judgment.Score(logit.stance, Double(logit.stance == best.stance ? value + rest : value) / 1000)
    }
    return (best.stance, scores)
  }
}
