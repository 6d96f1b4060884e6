/// Where each of some slots stands among them, found at one look: a bit for each slot, with the number of bits before it.
///
/// Most slots that a text asks for are not there, and cost a bit of a quarter of a megabyte that stays in the cache; a
/// table of all weights by slot would be eight megabytes, each look-up another line of memory. A class, because it owns that
/// memory; nothing changes it once it is made.
final class SlotPlaces: @unchecked Sendable {
  private struct Block {
    var bits: UInt64 = 0
    var before: UInt32 = 0
  }

  private let blocks: UnsafeMutablePointer<Block>

  /// - Parameter slots: in order, each once, below two to the power of `bits`.
  init(_ slots: [UInt32], bits: Int) {
    let count = max(1, (1 << bits) >> 6)
    blocks = .allocate(capacity: count)
    blocks.initialize(repeating: Block(), count: count)
    for slot in slots { blocks[Int(slot &>> 6)].bits |= 1 &<< UInt64(slot & 63) }
    var before: UInt32 = 0
    for index in 0..<count {
      blocks[index].before = before
      before += UInt32(blocks[index].bits.nonzeroBitCount)
    }
  }

  deinit { blocks.deallocate() }

  /// - Parameter slot: below two to the power of the bits of which the table was made.
  @inline(__always)
  func place(of slot: UInt32) -> UInt32? {
    let (place, isKnown) = find(slot)
    return isKnown ? place : nil
  }

  /// The same without a branch: the place of a slot, or, where it is not there, of the next.
  @inline(__always)
  func find(_ slot: UInt32) -> (place: UInt32, isKnown: Bool) {
    let block = blocks[Int(slot >> 6)]
    let bit = UInt64(slot & 63)
    let before = block.bits & ((1 &<< bit) &- 1)
    return (block.before &+ UInt32(truncatingIfNeeded: before.nonzeroBitCount), (block.bits &>> bit) & 1 != 0)
  }
}
