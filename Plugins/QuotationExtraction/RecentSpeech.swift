import TextScanning

/// The words of the speeches so far, asked whether some words stand among them in a row; the last few thousand at
/// least.
struct RecentSpeech {
  private static let most = 4000

  /// As hashes, a 0 between two speeches.
  private var hashes: [UInt64] = []
  /// How many pairs of neighbours fall into each of 16,384 classes, so that most questions need no search.
  private var pairs = [UInt32](repeating: 0, count: 1 << 14)

  mutating func add(_ words: Words) {
    let first = max(0, hashes.count - 1)
    hashes += words.hashes
    hashes.append(0)
    for index in first..<hashes.count - 1 { pairs[pair(hashes[index], hashes[index + 1])] += 1 }
    guard hashes.count > Self.most else { return }
    let dropped = Self.most / 2
    for index in 0..<dropped { pairs[pair(hashes[index], hashes[index + 1])] -= 1 }
    hashes.removeFirst(dropped)
  }

  /// Whether two words or more stand in a row in some speech.
  func holds(_ words: Words) -> Bool {
    let count = words.count
    guard count >= 2, hashes.count > count else { return false }
    let sought = words.hashes
    guard (1..<count).allSatisfy({ pairs[pair(sought[$0 - 1], sought[$0])] > 0 }) else { return false }
    return hashes.withUnsafeBufferPointer { hashes in
      for start in 0...(hashes.count - count) where hashes[start] == sought[0] {
        if (1..<count).allSatisfy({ hashes[start + $0] == sought[$0] }) { return true }
      }
      return false
    }
  }

  private func pair(_ one: UInt64, _ other: UInt64) -> Int {
    Int(truncatingIfNeeded: (one ^ other &* 0x9E37_79B9_7F4A_7C15) >> 40) & (pairs.count - 1)
  }
}
