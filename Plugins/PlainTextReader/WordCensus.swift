/// Counts words of interest in a text: as one, and with a hyphen inside.
struct WordCensus {
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  private struct Entry {
    var hash: UInt64 = 0
    var whole: UInt32 = 0
    var hyphenated: UInt32 = 0
    /// Words with a hyphen that start with this one.
    var prefixed: UInt32 = 0
  }

  /// Open addressing; a power of two in size, half of it empty.
  private var entries: [Entry]
  /// A bit for each of 65,536 hashes, so that most words are passed by at once.
  private var filter = [UInt64](repeating: 0, count: 1024)

  init(of hashes: [UInt64]) {
    var size = 64
    while size < 2 * hashes.count { size *= 2 }
    entries = [Entry](repeating: Entry(), count: size)
    for hash in hashes {
      let bit = Self.spread(hash) >> 48
      filter[Int(bit >> 6)] |= 1 << (bit & 63)
      entries[slot(of: hash)].hash = hash
    }
  }

  func whole(_ hash: UInt64) -> Int { Int(entries[slot(of: hash)].whole) }
  func hyphenated(_ hash: UInt64) -> Int { Int(entries[slot(of: hash)].hyphenated) }
  func prefixed(_ hash: UInt64) -> Int { Int(entries[slot(of: hash)].prefixed) }

  /// The entry of a hash, or the empty one where it would stand.
  private func slot(of hash: UInt64) -> Int {
    let mask = entries.count - 1
    var slot = Int(truncatingIfNeeded: Self.spread(hash) >> 20) & mask
    while entries[slot].hash != hash, entries[slot].hash != 0 { slot = (slot + 1) & mask }
    return slot
  }

  /// Continues a hash over letters in lower case: five bits for each, turned, so that words up to twelve letters differ.
  static func hash(_ bytes: Bytes, _ range: Range<Int>, from seed: UInt64) -> UInt64 {
    var hash = seed
    for place in range { hash = mix(hash, folded[Int(bytes[place])]) }
    return hash
  }

  /// Counts every word of interest; the pieces that a line end divides count as words of their own.
  mutating func count(_ bytes: Bytes, _ range: Range<Int>) {
    Self.folded.withUnsafeBufferPointer { folded in
      var place = range.lowerBound
      while place < range.upperBound {
        var letter = folded[Int(bytes[place])]
        guard letter != 0 else {
          place += 1
          continue
        }
        var hash = Self.seed
        var hyphens = 0
        while true {
          if letter != 0 {
            hash = Self.mix(hash, letter)
          } else if bytes[place] == UInt8(ascii: "-"), place + 1 < range.upperBound, folded[Int(bytes[place + 1])] != 0
          {
            if hyphens == 0, mayCount(hash) { add(hash) { $0.prefixed &+= 1 } }
            hyphens += 1
          } else {
            break
          }
          place += 1
          guard place < range.upperBound else { break }
          letter = folded[Int(bytes[place])]
        }
        guard mayCount(hash) else { continue }
        add(hash) { if hyphens == 0 { $0.whole &+= 1 } else { $0.hyphenated &+= 1 } }
      }
    }
  }

  private mutating func add(_ hash: UInt64, _ change: (inout Entry) -> Void) {
    let slot = slot(of: hash)
    if entries[slot].hash == hash { change(&entries[slot]) }
  }

  @inline(__always)
  private func mayCount(_ hash: UInt64) -> Bool {
    let bit = Self.spread(hash) >> 48
    return filter[Int(bit >> 6)] & (1 << (bit & 63)) != 0
  }

  @inline(__always)
  private static func spread(_ hash: UInt64) -> UInt64 { hash &* 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash << 5 | hash >> 59) ^ UInt64(byte) }

  /// For each byte its letter in lower case, or 0 where it is no part of a word. Scalars of two bytes and more count as
  /// letters, but for those that start with E2, which general punctuation does.
  private static let folded: [UInt8] = (0...255).map { byte in
    (byte | 0x20) &- 0x61 < 26 ? byte | 0x20 : byte >= 0x80 && byte != 0xE2 ? byte : 0
  }
}
