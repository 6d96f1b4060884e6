/// The first letters of a word without its ending, in one number: seven bytes at most, folded.
///
/// Endings of number, tense and making are cut where four letters stay; u and v, i and j are one letter, and the -ck of
/// older texts is -c, so that a word has one stem in all centuries.
struct Stem {
  let value: UInt64

  init(of bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) {
    // The letters, folded, in two numbers: the first eight and the last eight.
    var (head, tail): (UInt64, UInt64) = (0, 0)
    var count = 0
    var position = span.lowerBound
    while position < span.upperBound {
      var byte = bytes[position]
      position += 1
      if byte &- 0x41 < 26 {
        byte |= 0x20
      } else if byte == 0xC5, position < span.upperBound, bytes[position] == 0xBF {
        byte = UInt8(ascii: "s")
        position += 1
      } else if byte == 0xE2 {
        byte = UInt8(ascii: "'")
        position = min(position + 2, span.upperBound)
      }
      if byte == UInt8(ascii: "v") { byte = UInt8(ascii: "u") }
      if byte == UInt8(ascii: "j") { byte = UInt8(ascii: "i") }
      if count < 7 { head |= UInt64(byte) << (8 * UInt64(count)) }
      tail = tail << 8 | UInt64(byte)
      count += 1
    }
    if count > 6, tail & 0xFF_FFFF == Self.old { count -= 1 }
    let last = Self.ending(tail, count)
    // What is left of a plural may have an ending too: governments, government, govern.
    let next = last > 0 && last <= 2 ? Self.ending(tail >> (8 * UInt64(last)), count - last) : 0
    let kept = min(7, count - last - next)
    value = kept >= 7 ? head : head & (1 << (8 * UInt64(kept)) - 1)
  }

  private static let old = packed("ick")
  private static let endings: [(letters: UInt64, count: Int)] = [
    "'s", "ing", "edly", "ed", "es", "s", "ly", "ment", "ations", "ation", "ions", "ion", "eth",
    "ise", "ize",
  ].map { (packed($0), $0.utf8.count) }

  private static func packed(_ letters: String) -> UInt64 {
    letters.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// How many letters the ending has.
  private static func ending(_ tail: UInt64, _ count: Int) -> Int {
    guard count > 4 else { return 0 }
    for ending in endings
    where count - ending.count >= 4
      && tail & (1 << (8 * UInt64(ending.count)) - 1) == ending.letters
    {
      return ending.count
    }
    return 0
  }
}
