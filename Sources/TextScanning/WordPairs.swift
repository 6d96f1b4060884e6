/// Which words may stand next to which, as rows of bits: one look where a search would follow each of its beginnings.
struct WordPairs: Sendable {
  /// A bit for each of 65,536 hashes, so that most words have no number at once.
  private var known = [UInt64](repeating: 0, count: 1024)
  private var numbers = WordMap()
  private var rows: [UInt64] = []
  private let width: Int

  /// - Parameter sets: what may stand next to each word.
  /// - Returns: also the row of each set; equal sets share one.
  static func make(of sets: [Set<UInt64>]) -> (pairs: WordPairs, rows: [Int]) {
    let words = Set(sets.joined()).sorted()
    var pairs = WordPairs(width: (words.count + 63) / 64)
    for (number, word) in words.enumerated() {
      pairs.known[Int((word & 0xFFFF) >> 6)] |= 1 << (word & 63)
      pairs.numbers[word] = UInt64(number)
    }
    var places: [Set<UInt64>: Int] = [:]
    let rows = sets.map { set in
      if let place = places[set] { return place }
      let place = pairs.rows.count
      pairs.rows.append(contentsOf: repeatElement(0, count: pairs.width))
      for word in set {
        guard let number = pairs.numbers[word] else { continue }
        pairs.rows[place + Int(number >> 6)] |= 1 << (number & 63)
      }
      places[set] = place
      return place
    }
    return (pairs, rows)
  }

  private init(width: Int) { self.width = width }

  @inline(__always)
  func contains(_ word: UInt64, inRow row: Int) -> Bool {
    guard known[Int((word & 0xFFFF) >> 6)] & 1 << (word & 63) != 0, let number = numbers[word] else { return false }
    return rows[row + Int(number >> 6)] & 1 << (number & 63) != 0
  }
}
