/// A feature that a model has a weight for, as it was met.
struct Finding {
  /// Where its weights stand.
  let place: UInt32
  /// The words that make it.
  let start: UInt32
  let count: UInt16
  /// The number of the tone that it is of; -1 where it is of none.
  let tone: Int16
  let value: Float

  var words: Range<Int> { Int(start)..<Int(start) + Int(count) }

  @inline(__always)
  init(_ place: UInt32, _ words: Range<Int>, _ value: Float, tone: Int) {
    self.place = place
    start = UInt32(truncatingIfNeeded: words.lowerBound)
    count = UInt16(truncatingIfNeeded: words.count)
    self.tone = Int16(truncatingIfNeeded: tone)
    self.value = value
  }
}

/// The findings of one group of features, and how many features of it there were.
///
/// Whether a feature is known is a toss, so that a branch on it costs more than to write every one behind the last and to
/// count only those that are known. A copy shares the room of the list of which it was made, so none is kept.
struct FindingList {
  /// A class, because it owns the memory.
  private final class Room {
    let base: UnsafeMutablePointer<Finding>

    init(_ capacity: Int) { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }
  }

  /// The sum of so many weights of two bytes has room in four.
  private static let mostAtOnce = 1 << 16

  private var room: Room
  private var base: UnsafeMutablePointer<Finding>
  private var capacity = 64
  private var count = 0
  /// How many were met, known or not.
  private(set) var met = 0

  init() {
    room = Room(capacity)
    base = room.base
  }

  mutating func removeAll() { (count, met) = (0, 0) }

  /// - Parameters:
  ///   - isMet: whether there is a feature at all.
  ///   - isKnown: whether it has weights, too.
  @inline(__always)
  mutating func add(_ finding: Finding, isMet: Bool = true, isKnown: Bool) {
    if count == capacity { grow() }
    base[count] = finding
    count &+= isKnown ? 1 : 0
    met &+= isMet ? 1 : 0
  }

  @inline(never)
  private mutating func grow() {
    let larger = Room(capacity * 2)
    larger.base.update(from: base, count: count)
    (room, base, capacity) = (larger, larger.base, capacity * 2)
  }

  /// Calls the body with what was found, in order.
  @inline(__always)
  func forEach(_ body: (Finding) -> Void) {
    withExtendedLifetime(room) { for index in 0..<count { body(base[index]) } }
  }

  /// Gathers in a buffer what holds, in order, without a branch for each.
  ///
  /// - Parameter body: takes as many findings as there are that hold.
  @inline(__always)
  func gather(where holds: (Finding) -> Bool, _ body: (UnsafeBufferPointer<Finding>) -> Void) {
    withUnsafeTemporaryAllocation(of: Finding.self, capacity: count + 1) { chosen in
      guard let start = chosen.baseAddress else { return }
      var held = 0
      forEach {
        start[held] = $0
        held &+= holds($0) ? 1 : 0
      }
      body(UnsafeBufferPointer(start: start, count: held))
    }
  }

  /// The weights of what was found, summed, where every feature counts 1.
  ///
  /// - Parameters:
  ///   - blocks: how many fours of labels a place has.
  ///   - block: which of them.
  @inline(__always)
  func sum(_ weights: UnsafeBufferPointer<SIMD4<Int16>>, _ blocks: Int, _ block: Int) -> SIMD4<Double> {
    withExtendedLifetime(room) {
      var total = SIMD4<Double>()
      var first = 0
      while first < count {
        let end = min(count, first &+ Self.mostAtOnce)
        var sum = SIMD4<Int32>()
        for index in first..<end {
          sum &+= SIMD4<Int32>(truncatingIfNeeded: weights[Int(base[index].place) &* blocks &+ block])
        }
        total += SIMD4<Double>(sum)
        first = end
      }
      return total
    }
  }

  /// The same where each counts its value.
  @inline(__always)
  func weighedSum(_ weights: UnsafeBufferPointer<SIMD4<Int16>>, _ blocks: Int, _ block: Int) -> SIMD4<Double> {
    var sum = SIMD4<Float>()
    forEach { sum += SIMD4<Float>(weights[Int($0.place) &* blocks &+ block]) * $0.value }
    return SIMD4<Double>(sum)
  }
}
