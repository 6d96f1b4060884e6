import Glibc

/// Bytes that grow by doubling, written without a check for each.
///
/// A class, because it owns the memory; whoever holds one writes alone. The memory is C's, whose `realloc` moves the
/// pages of a large block instead of copying them.
final class ByteBuffer: @unchecked Sendable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = Self.memory(nil, self.capacity)
  }

  deinit { free(base) }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Room for more bytes behind the last one; what is written there counts once ``advance(by:)`` says so.
  @inline(__always)
  func room(for more: Int) -> UnsafeMutablePointer<UInt8> {
    if count + more > capacity { grow(by: more) }
    return base + count
  }

  @inline(__always)
  func advance(by more: Int) { count += more }

  @inline(__always)
  func append(_ byte: UInt8) {
    room(for: 1).pointee = byte
    count += 1
  }

  @inline(__always)
  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    room(for: bytes.count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  func append(_ string: StaticString) {
    append(UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
  }

  @inline(never)
  private func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    base = Self.memory(base, capacity)
  }

  private static func memory(_ old: UnsafeMutablePointer<UInt8>?, _ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = realloc(old, capacity) else { fatalError("no memory for \(capacity) bytes of JSON") }
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}
