import PluginAPI

/// Words without which a label falls.
///
/// A counterfactual explanation in the sense of Martens and Provost (2014, MIS Quarterly 38:1): a set of words that was part
/// of the reason, found by leaving words out and asking the judge again, never by reading its weights.
struct Counterfactual {
  /// Numbers of words, in text order. No word of them can be spared.
  let words: [Int]
  /// What is said without them.
  let verdict: Explanation.Verdict
  /// Whether every smaller set of words was tried, and none does it.
  let isSmallest: Bool
}

/// Looks for the fewest words without which a label falls.
///
/// Words are left out one after another, each time the one that costs the label most (the best-first search of Martens and
/// Provost); what can be spared of them is put back. Then all smaller sets are tried, where they are few enough.
struct CounterfactualSearch {
  /// More words are no explanation.
  static let mostWords = 20
  private static let mostTrials = 20_000
  /// How many words are read at most, all trials together.
  private static let mostWordsRead = 10_000_000

  private let count: Int
  private let label: String
  private let lead: Double
  private let judge: (_ without: [Int]) -> Explanation.Verdict
  /// How many texts were judged.
  private(set) var trials = 0
  private let mostTrials: Int

  /// - Parameters:
  ///   - count: how many words there are.
  ///   - judge: takes the numbers of words that are left out, in order.
  init(count: Int, judge: @escaping (_ without: [Int]) -> Explanation.Verdict) {
    self.count = count
    self.judge = judge
    mostTrials = min(Self.mostTrials, Self.mostWordsRead / max(1, count))
    let whole = judge([])
    (label, lead) = (whole.label, whole.lead)
  }

  /// A set of words with what is said without it.
  private struct Trial {
    let words: [Int]
    let verdict: Explanation.Verdict
    /// What is left of the label's lead; below 0 another label has one.
    let left: Double
    let hasFallen: Bool
  }

  private mutating func attempt(_ words: [Int]) -> Trial {
    trials += 1
    let words = words.sorted()
    let verdict = judge(words)
    let hasFallen = verdict.label != label
    return Trial(words: words, verdict: verdict, left: hasFallen ? -verdict.lead : verdict.lead, hasFallen: hasFallen)
  }

  /// The set that was found; nothing where none of at most ``mostWords`` words does it, or where the text is too long.
  mutating func find() -> Counterfactual? {
    guard count <= mostTrials else { return nil }
    var single: [Trial] = []
    for word in 0..<count { single.append(attempt([word])) }
    single.sort { $0.left < $1.left }
    guard let best = single.first else { return nil }
    if let fallen = single.first(where: \.hasFallen) { return answer(fallen, isSmallest: true) }
    guard let greedy = greedy(from: best) else { return nil }
    let minimal = pruned(greedy)
    let order = single.compactMap(\.words.first)
    for size in stride(from: 2, to: minimal.words.count, by: 1) {
      guard sets(of: size) <= mostTrials - trials else { return answer(minimal, isSmallest: false) }
      if let smaller = tried(order, size) { return answer(smaller, isSmallest: true) }
    }
    return answer(minimal, isSmallest: true)
  }

  private func answer(_ trial: Trial, isSmallest: Bool) -> Counterfactual {
    Counterfactual(words: trial.words, verdict: trial.verdict, isSmallest: isSmallest)
  }

  private mutating func greedy(from best: Trial) -> Trial? {
    var last = best
    while !last.hasFallen {
      guard last.words.count < Self.mostWords, trials + count <= mostTrials else { return nil }
      var next: Trial?
      for word in 0..<count where !last.words.contains(word) {
        let trial = attempt(last.words + [word])
        if (trial.hasFallen ? 0 : 1, trial.left) < (next.map { $0.hasFallen ? 0 : 1 } ?? 2, next?.left ?? 0) {
          next = trial
        }
      }
      guard let next else { return nil }
      last = next
    }
    return last
  }

  /// The set without the words that can be spared.
  private mutating func pruned(_ trial: Trial) -> Trial {
    var trial = trial
    var place = 0
    while place < trial.words.count, trial.words.count > 1 {
      var words = trial.words
      words.remove(at: place)
      let smaller = attempt(words)
      if smaller.hasFallen {
        (trial, place) = (smaller, 0)
      } else {
        place += 1
      }
    }
    return trial
  }

  /// How many sets of so many words there are.
  private func sets(of size: Int) -> Int {
    var sets = 1
    for number in 0..<size {
      sets = sets * (count - number) / (number + 1)
      if sets > mostTrials { return sets }
    }
    return sets
  }

  /// Tries all sets of so many words, those first that cost the label most one by one.
  private mutating func tried(_ order: [Int], _ size: Int) -> Trial? {
    var places = Array(0..<size)
    while true {
      let trial = attempt(places.map { order[$0] })
      if trial.hasFallen { return trial }
      guard let movable = places.indices.last(where: { places[$0] < count - size + $0 }) else { return nil }
      places[movable] += 1
      for place in places.indices where place > movable { places[place] = places[place - 1] + 1 }
    }
  }
}
