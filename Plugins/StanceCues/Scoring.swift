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
    var scores = [
      Judgment.Score(.above, above - margin * below), Judgment.Score(.below, below - margin * above),
      Judgment.Score(.none, threshold),
    ]
    if let mixture, sums.standApart { scores.insert(Judgment.Score(.mixed, min(above, below) - mixture), at: 2) }
    return (Self.softmax(&scores, steepness), scores)
  }

  /// Makes weights scores of three decimals that add up to 1, and answers with the stance that has the highest; of equal
  /// ones the last, which is `none`.
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
