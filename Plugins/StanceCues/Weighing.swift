import Codebook
import Standoff
import StanceLexicon

/// Weighs the cues of one passage or quotation.
struct Weighing {
  /// What is left of an entry's weight when it is found again: what is said twice says little more.
  static let repeated = 0.5

  private let lexicon: Lexicon
  /// By the number of a stance.
  private(set) var sums: [Double]
  private var evidence: [Evidence] = []
  private var cues: [FoundCue] = []
  /// By the number of a strain.
  private var strains: [Double]
  /// The entries found so far, a bit for each.
  private var seen: [UInt64]

  /// - Parameter count: how many cues there are at most.
  init(_ lexicon: Lexicon, _ count: Int) {
    self.lexicon = lexicon
    evidence.reserveCapacity(count)
    cues.reserveCapacity(count)
    sums = Array(repeating: 0, count: lexicon.stances.count)
    strains = Array(repeating: 0, count: lexicon.strains.count)
    seen = Array(repeating: 0, count: lexicon.entries.count / 64 + 1)
  }

  /// - Parameter factor: what is left of the cue's weight at this place.
  mutating func add(_ cue: FoundCue, times factor: Double = 1) {
    let told = cue.weight * factor
    guard told > 0 else { return }
    evidence.append(
      Evidence(
        at: cue.span, weight: max(0.001, (told * 1000).rounded() / 1000), toward: lexicon.stances[cue.stance],
        entry: lexicon.entries[cue.entry].id, isNegated: cue.isNegated))
    cues.append(cue)
    let weight = isNew(cue.entry) ? told : told * Self.repeated
    sums[cue.stance] += weight
    if !cue.isNegated, let strain = lexicon.forces[cue.entry].strain { strains[strain] += weight }
  }

  /// - Parameter words: how many words the passage or quotation has.
  func judgment(_ scoring: Scoring, words: Int, by component: String) -> Judgment {
    let (stance, scores) = scoring.judge(sums, words: words, standApart: standApart)
    let strain = strains.indices.filter { strains[$0] > 0 && lexicon.strainStances[$0] == stance }
      .max { strains[$0] < strains[$1] }
    return Judgment(
      stance, scores: scores, strain: strain.map { lexicon.strains[$0] }, by: component, evidence: evidence)
  }

  /// What the scores of the judgment are made of.
  func powers(_ scoring: Scoring, words: Int) -> [Judgment.Score] {
    scoring.powers(sums, words: words, standApart: standApart)
  }

  private mutating func isNew(_ entry: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(entry % 64)
    defer { seen[entry / 64] |= bit }
    return seen[entry / 64] & bit == 0
  }

  /// Whether some clause speaks for the one stance and another for the other.
  private func standApart(_ one: Int, _ other: Int) -> Bool {
    cues.contains { cue in
      cue.stance == one && cues.contains { $0.stance == other && $0.scope.overlap(with: cue.scope) == 0 }
    }
  }
}
