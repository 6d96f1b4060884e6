/// A map from the hashes of words to numbers, by open addressing; a power of two in size. No word has the hash 0.
public struct WordMap: Sendable {
  /// Key and value side by side, so that a look-up touches one line of the cache.
  private var slots: [(key: UInt64, value: UInt64)] = [(0, 0), (0, 0)]
  private var count = 0

  public init() {}

  public subscript(_ key: UInt64) -> UInt64? {
    @inline(__always) get {
      let slot = slots[slot(of: key)]
      return slot.key == key ? slot.value : nil
    }
    set {
      guard let newValue else { return }
      var slot = slot(of: key)
      if slots[slot].key == 0 {
        count += 1
        if count * 2 > slots.count {
          grow()
          slot = self.slot(of: key)
        }
      }
      slots[slot] = (key, newValue)
    }
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
      while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
      return slot
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 4)
    for entry in old where entry.key != 0 { slots[slot(of: entry.key)] = entry }
  }
}
