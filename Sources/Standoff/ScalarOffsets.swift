/// Turns byte offsets of a text into counts of Unicode scalars and back.
///
/// Other languages count scalars (Python's `str`, R's `nchar`), so the JSON form does too. A checkpoint every 64 bytes
/// keeps both directions short; a text of ASCII alone needs none.
public struct ScalarOffsets: Sendable {
  private let utf8: [UInt8]
  /// Scalars that start before byte `64 * index`; empty when bytes and scalars are the same.
  private let checkpoints: [UInt32]
  /// How many scalars the text has.
  public let count: Int

  private static let stride = 64

  public init(_ text: Text) {
    utf8 = text.utf8
    let scalars = utf8.withUnsafeBufferPointer { Self.scalars(in: $0[...]) }
    count = scalars
    guard scalars != utf8.count else {
      checkpoints = []
      return
    }
    var checkpoints: [UInt32] = []
    checkpoints.reserveCapacity(utf8.count / Self.stride + 1)
    utf8.withUnsafeBufferPointer { bytes in
      var seen = 0
      var start = 0
      while start <= bytes.count {
        checkpoints.append(UInt32(seen))
        seen += Self.scalars(in: bytes[start..<min(start + Self.stride, bytes.count)])
        start += Self.stride
      }
    }
    self.checkpoints = checkpoints
  }

  /// How many scalars stand before a byte offset.
  public func scalar(at byte: Int) -> Int {
    guard !checkpoints.isEmpty else { return byte }
    let checkpoint = byte / Self.stride
    return Int(checkpoints[checkpoint])
      + utf8.withUnsafeBufferPointer { Self.scalars(in: $0[checkpoint * Self.stride..<byte]) }
  }

  /// The byte at which a scalar starts, or nothing when the text has no such scalar.
  public func byte(at scalar: Int) -> Int? {
    guard scalar >= 0, scalar <= count else { return nil }
    guard !checkpoints.isEmpty else { return scalar }
    var (low, high) = (0, checkpoints.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(checkpoints[middle]) <= scalar { low = middle } else { high = middle }
    }
    var byte = low * Self.stride
    var left = scalar - Int(checkpoints[low])
    while byte < utf8.count {
      if utf8[byte] & 0xC0 != 0x80 {
        if left == 0 { return byte }
        left -= 1
      }
      byte += 1
    }
    return byte
  }

  /// Eight bytes at a time: of the bytes of a scalar, all but the first have the form 10xxxxxx.
  private static func scalars(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let raw = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes.base)[bytes.startIndex..<bytes.endIndex])
    var count = raw.count
    var index = 0
    while index + 8 <= raw.count {
      let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      count &-= (eight & ~(eight << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      index += 8
    }
    while index < raw.count {
      if raw[index] & 0xC0 == 0x80 { count &-= 1 }
      index += 1
    }
    return count
  }
}
