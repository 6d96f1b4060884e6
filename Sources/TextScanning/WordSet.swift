/// A set of folded words, asked by hash.
public struct WordSet: Sendable {
  /// Open addressing; a power of two in size, 0 where empty.
  @usableFromInline var slots: ContiguousArray<UInt64>

  /// - Parameter words: single words; one that ``Words`` would divide is left out.
  public init(_ words: some Sequence<String> = []) {
    let hashes = words.map { Words.hash(of: $0) }
    var size = 8
    while size < hashes.count * 3 { size *= 2 }
    slots = ContiguousArray(repeating: 0, count: size)
    for hash in hashes where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
      while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash
    }
  }

  @inlinable
  public func contains(_ hash: UInt64) -> Bool {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
      while slots[slot] != 0 {
        if slots[slot] == hash { return true }
        slot = (slot + 1) & mask
      }
      return false
    }
  }
}
