/// Where the features of a text stand among the weights of a model: by slot, and for those of classes by the classes alone.
///
/// A class, because it owns the memory; nothing changes it once it is made.
final class FeaturePlaces: @unchecked Sendable {
  static let unknown = UInt32.max
  /// How many numbers there may be of classes, 0 among them.
  private static let classes = 128

  private let slots: SlotPlaces
  private let alone: UnsafeMutablePointer<UInt32>
  private let pairs: UnsafeMutablePointer<UInt32>

  /// - Parameter slots: in order, each once.
  init(_ slots: [UInt32]) {
    let places = SlotPlaces(slots, bits: TextFeatures.bits)
    let count = Self.classes
    self.slots = places
    alone = .allocate(capacity: 2 * count)
    pairs = .allocate(capacity: 2 * count * count)
    for negated in 0..<2 {
      for one in 0..<count {
        alone[Self.index(one, negated)] =
          places.place(of: TextFeatures.slot(ofClass: one, UInt64(negated))) ?? Self.unknown
        for other in 0..<count {
          pairs[Self.index(one, other, negated)] =
            places.place(of: TextFeatures.slot(ofPair: one, other, UInt64(negated))) ?? Self.unknown
        }
      }
    }
  }

  deinit {
    alone.deallocate()
    pairs.deallocate()
  }

  @inline(__always)
  func find(_ slot: UInt32) -> (place: UInt32, isKnown: Bool) { slots.find(slot) }

  @inline(__always)
  func place(ofClass number: Int, _ negated: Int) -> UInt32 { alone[Self.index(number, negated)] }

  @inline(__always)
  func place(ofPair one: Int, _ other: Int, _ turned: Int) -> UInt32 { pairs[Self.index(one, other, turned)] }

  @inline(__always)
  private static func index(_ one: Int, _ negated: Int) -> Int { negated &* classes &+ one }

  @inline(__always)
  private static func index(_ one: Int, _ other: Int, _ turned: Int) -> Int {
    (turned &* classes &+ one) &* classes &+ other
  }
}
