/// Which words may stand next to which, as rows of bits: one look where a search would follow each of its beginnings.
struct WordPairs: Sendable {
  /// A bit for each of 65,536 hashes, so that most words have no number at once.
  private var known = [UInt64](repeating: 0, count: 1024)
  private var numbers = WordMap()
  private var rows: [UInt64] = []
  private let width: Int

  /// - Parameter automata: of each the first words, with those that may stand next to them.
  /// - Returns: also the row of each first word; in one automaton those with the same targets share one.
  static func make(of automata: [[PatternAutomaton.Start]]) -> (pairs: WordPairs, rows: [Int]) {
    var numbers = WordMap()
    var (count, rowCount) = (0, 0)
    var rows: [Int] = []
    for starts in automata {
      var places: [[UInt32]: Int] = [:]
      for start in starts {
        if let row = places[start.targets] {
          rows.append(row)
          continue
        }
        places[start.targets] = rowCount
        rows.append(rowCount)
        rowCount += 1
        for word in start.next where numbers[word] == nil {
          numbers[word] = UInt64(count)
          count += 1
        }
      }
    }
    var pairs = WordPairs(width: (count + 63) / 64)
    pairs.numbers = numbers
    pairs.rows = Array(repeating: 0, count: rowCount * pairs.width)
    rows = rows.map { $0 * pairs.width }
    for (start, row) in zip(automata.joined(), rows) {
      for word in start.next {
        guard let number = numbers[word] else { continue }
        pairs.known[Int((word & 0xFFFF) >> 6)] |= 1 << (word & 63)
        pairs.rows[row + Int(number >> 6)] |= 1 << (number & 63)
      }
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
