/// How a document writes its words: the statistics that decide what a capital means.
struct WordUsage {
  /// Of a word that stands alone with a capital.
  struct Capitals {
    fileprivate var hash: UInt64 = 0
    /// Inside a sentence.
    var inside: UInt32 = 0
    /// Of those, behind `the` or its like.
    var withArticle: UInt32 = 0
    /// Of those, behind `in` or its like.
    var inPlace: UInt32 = 0
    /// Where it does what people do without an article, at the start of a sentence too.
    var acting: UInt32 = 0
  }

  /// A count-min sketch (Cormode & Muthukrishnan 2005): two rows, of which the smaller count is nearer the truth.
  private var lower = [UInt8](repeating: 0, count: 2 << Self.bits)
  private static let bits = 15
  private var slots = [Capitals](repeating: Capitals(), count: 256)
  private var count = 0

  private func rows(_ hash: UInt64) -> (Int, Int) {
    let mixed = hash &* 0x9E37_79B9_7F4A_7C15
    let mask = 1 << Self.bits - 1
    return (Int(truncatingIfNeeded: mixed >> 48) & mask, Int(truncatingIfNeeded: mixed >> 24) & mask | 1 << Self.bits)
  }

  /// Notes a word in lower case.
  mutating func addLower(_ hash: UInt64) {
    let (one, other) = rows(hash)
    if lower[one] < .max { lower[one] += 1 }
    if lower[other] < .max { lower[other] += 1 }
  }

  /// How often a word was noted in lower case; sometimes too many, never above 255.
  func lower(_ hash: UInt64) -> Int {
    let (one, other) = rows(hash)
    return Int(min(lower[one], lower[other]))
  }

  subscript(_ hash: UInt64) -> Capitals {
    get { slots[slot(of: hash)] }
    set {
      var slot = slot(of: hash)
      if slots[slot].hash == 0 {
        count += 1
        if count * 2 > slots.count {
          grow()
          slot = self.slot(of: hash)
        }
      }
      slots[slot] = newValue
      slots[slot].hash = hash
    }
  }

  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Capitals(), count: old.count * 4)
    for entry in old where entry.hash != 0 { slots[slot(of: entry.hash)] = entry }
  }
}
