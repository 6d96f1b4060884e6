import Standoff

/// What one voice says in one paragraph of talk.
struct Turn {
  /// What the sentences say of its speaker.
  enum Anchor {
    /// A name, a description or `I`.
    case sure
    /// Somebody described who may be one of those who talk: `said the boy`.
    case described
    case pronoun
    /// What somebody does in the same paragraph.
    case beat
    case none
  }

  var quotations: [Int]
  let block: Int
  var anchor = Anchor.none
  /// Those whom the anchor can mean, the likeliest first.
  var candidates: [Discourse.Entry] = []
  var kind: Nominal.Kind?
  var rule = SpeakerRule.conversation
  var mention: Span?
  /// Those whom the words address.
  var addressed: [Int] = []
  /// Whom the paragraph before shows, where it only tells.
  var shown: Int?
}

/// The turns of a conversation and the likeliest speakers of them all.
///
/// Explicit speakers are fixed, and the others follow from taking turns, forward and backward over the whole conversation
/// (He, Barbosa & Kondrak 2013; the conversational patterns of Muzny et al. 2017), here by one dynamic programme over pairs
/// of speakers.
struct Conversation {
  var turns: [Turn] = []
  private let weights = Weights()

  private static let nobody = -1
  /// How many turns away somebody must speak to be reckoned with.
  private static let reach = 24

  /// The speaker of each turn; nothing where nobody is likely.
  func speakers(_ cast: Cast, usesAddress: Bool) -> [Int?] {
    guard !turns.isEmpty else { return [] }
    let states = turns.indices.map { participants(around: $0) }
    var scores: [[Double]] = []
    var origins: [[Int]] = []
    for turn in turns.indices {
      let here = states[turn]
      let before = turn > 0 ? states[turn - 1] : [Self.nobody]
      let earlier = turn > 1 ? states[turn - 2] : [Self.nobody]
      var row = [Double](repeating: -.infinity, count: here.count * before.count)
      var origin = [Int](repeating: 0, count: here.count * before.count)
      for (i, speaker) in here.enumerated() {
        let emission = emission(turn, speaker, cast, usesAddress) + Double(i) * weights.distance
        for (j, previous) in before.enumerated() {
          for (k, last) in earlier.enumerated() {
            let old = turn == 0 ? 0 : scores[turn - 1][j * earlier.count + k]
            let score = old + emission + transition(turn, last, previous, speaker, usesAddress)
            if score > row[i * before.count + j] {
              row[i * before.count + j] = score
              origin[i * before.count + j] = k
            }
          }
        }
      }
      scores.append(row)
      origins.append(origin)
    }
    return trace(states, scores, origins)
  }

  private func trace(_ states: [[Int]], _ scores: [[Double]], _ origins: [[Int]]) -> [Int?] {
    var speakers = [Int?](repeating: nil, count: turns.count)
    let last = turns.count - 1
    guard var place = scores[last].indices.max(by: { scores[last][$0] < scores[last][$1] }) else { return speakers }
    for turn in turns.indices.reversed() {
      let width = turn > 0 ? states[turn - 1].count : 1
      let (i, j) = (place / width, place % width)
      speakers[turn] = states[turn][i] == Self.nobody ? nil : states[turn][i]
      let width2 = turn > 1 ? states[turn - 2].count : 1
      place = j * width2 + origins[turn][place]
    }
    return speakers
  }

  /// At most eight who speak within twenty-four turns, the nearest first, and nobody.
  private func participants(around turn: Int) -> [Int] {
    var near: [Int] = []
    for distance in 0...Self.reach {
      for other in Set([turn - distance, turn + distance - 1]).sorted() where turns.indices.contains(other) {
        let count = distance == 0 ? 5 : turns[other].anchor == .pronoun ? 1 : 2
        for candidate in turns[other].candidates.prefix(count) where !near.contains(candidate.figure) {
          near.append(candidate.figure)
        }
        if distance == 0 {
          let others = turns[other].addressed + (turns[other].shown.map { [$0] } ?? [])
          for figure in others where !near.contains(figure) && distance > 0 { near.append(figure) }
          if let shown = turns[other].shown, !near.contains(shown) { near.append(shown) }
        }
      }
      if near.count >= 8 { break }
    }
    return Array(near.prefix(8)) + [Self.nobody]
  }

  private func emission(_ turn: Int, _ speaker: Int, _ cast: Cast, _ usesAddress: Bool) -> Double {
    let here = turns[turn]
    var score = 0.0
    let place = here.candidates.firstIndex { $0.figure == speaker }
    switch here.anchor {
    case .sure: score = place == nil ? weights.impossible : 0
    case .described:
      if let place {
        score = place == 0 ? weights.newcomer : weights.known * Double(place)
      } else {
        let canBe = speaker != Self.nobody && cast.canBe(here.candidates.first?.figure, speaker)
        score = canBe ? weights.farKnown : weights.impossible
      }
    case .pronoun:
      if let place {
        score = weights.halving * halvings(here.candidates[place].weight, here.candidates[0].weight)
      } else {
        let fits = speaker != Self.nobody && here.kind.map { cast.fits(speaker, $0) } ?? false
        score = fits ? weights.farPronoun : weights.impossible
      }
    case .beat: score = place.map { Double($0) * weights.beatPlace } ?? weights.noBeat
    case .none: score = speaker == Self.nobody ? weights.nobody : 0
    }
    if here.anchor == .none || here.anchor == .pronoun, here.shown == speaker { score += weights.shown }
    if usesAddress, here.addressed.contains(speaker) { score += weights.addressed }
    return score
  }

  /// How often the best weight must be halved to come to another; at most five times.
  private func halvings(_ weight: Double, _ best: Double) -> Double {
    var (ratio, count) = (weight / max(best, 0.001), 0.0)
    while ratio < 0.75, count < 5 {
      ratio *= 2
      count += 1
    }
    return count
  }

  private func transition(_ turn: Int, _ last: Int, _ previous: Int, _ speaker: Int, _ usesAddress: Bool) -> Double {
    guard turn > 0, speaker != Self.nobody else { return 0 }
    let gap = turns[turn].block - turns[turn - 1].block
    var score = 0.0
    if gap <= 1 {
      if speaker == previous { score += gap == 0 ? weights.sameParagraph : weights.same }
      if speaker == last, speaker != previous { score += weights.back }
    } else if gap <= 3 {
      if speaker == previous { score += weights.sameApart }
      if speaker == last, speaker != previous { score += weights.backApart }
    }
    guard usesAddress, gap <= 2 else { return score }
    if turns[turn - 1].addressed.contains(speaker) { score += weights.answers }
    if turns[turn].addressed.contains(previous) { score += weights.addressesLast }
    return score
  }
}
