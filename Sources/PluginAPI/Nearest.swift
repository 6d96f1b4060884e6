/// The name that somebody who wrote `word` most likely meant, or nothing when none is near.
///
/// Near means: at most a third of the letters differ by insertion, deletion, exchange or transposition of neighbours
/// (Damerau 1964).
public func nearest(_ word: String, among names: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  // A name much longer or shorter is not near, and a word may be a page long.
  return names.filter { abs($0.count - word.count) <= limit }
    .map { (name: $0, distance: distance(Array(word), Array($0))) }
    .filter { $0.distance <= limit }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

private func distance(_ one: [Character], _ other: [Character]) -> Int {
  guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
  var rows = [[Int]](repeating: Array(0...other.count), count: one.count + 1)
  for i in 1...one.count {
    rows[i][0] = i
    for j in 1...other.count {
      let exchange = rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)
      rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, exchange)
      if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
        rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
      }
    }
  }
  return rows[one.count][other.count]
}
