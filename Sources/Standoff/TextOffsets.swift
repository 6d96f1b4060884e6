/// What offsets of a text count.
public enum OffsetUnit: String, Sendable, CaseIterable {
  /// Unicode scalar values, as in Python's `str`, R's `nchar` and the JSON form.
  case scalars
  /// Bytes, as in Swift, Rust, Go and C.
  case utf8
  /// Code units, as in JavaScript, Java and C#.
  case utf16
}

/// Turns byte offsets of a text into counts of another unit and back.
///
/// A checkpoint every 64 bytes keeps both directions short; a text of ASCII alone needs none.
public struct TextOffsets: Sendable {
  private let utf8: [UInt8]
  private let unit: OffsetUnit
  /// Units that start before byte `64 * index`; empty when bytes and units are the same.
  private let checkpoints: [UInt32]
  /// How many units the text has.
  public let count: Int

  private static let stride = 64

  /// Looks through the text once.
  public init(_ text: Text, unit: OffsetUnit = .scalars) {
    utf8 = text.utf8
    self.unit = unit
    let units = unit == .utf8 ? utf8.count : utf8.withUnsafeBufferPointer { Self.count(unit, in: $0[...]) }
    count = units
    guard units != utf8.count else {
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
        seen += Self.count(unit, in: bytes[start..<min(start + Self.stride, bytes.count)])
        start += Self.stride
      }
    }
    self.checkpoints = checkpoints
  }

  /// How many units stand before a byte offset.
  public func offset(at byte: Int) -> Int {
    guard !checkpoints.isEmpty else { return byte }
    let checkpoint = byte / Self.stride
    return Int(checkpoints[checkpoint])
      + utf8.withUnsafeBufferPointer { Self.count(unit, in: $0[checkpoint * Self.stride..<byte]) }
  }

  /// The byte at which a unit starts, or nothing when the text has no such unit or it stands inside a character.
  public func byte(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count else { return nil }
    guard !checkpoints.isEmpty else { return offset }
    var (low, high) = (0, checkpoints.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(checkpoints[middle]) <= offset { low = middle } else { high = middle }
    }
    var byte = low * Self.stride
    var left = offset - Int(checkpoints[low])
    // Where bytes and units are the same, nothing is counted.
    if high < checkpoints.count, Int(checkpoints[high] - checkpoints[low]) == Self.stride { return byte + left }
    while byte < utf8.count {
      if utf8[byte] & 0xC0 != 0x80 {
        if left <= 0 { return left == 0 ? byte : nil }
        left -= unit == .utf16 && utf8[byte] >= 0xF0 ? 2 : 1
      }
      byte += 1
    }
    return left == 0 ? byte : nil
  }

  /// How many units start among the bytes, eight bytes at a time: of the bytes of a scalar, all but the first have the
  /// form 10xxxxxx; the first of those that UTF-16 writes as two units has the form 11110xxx.
  private static func count(_ unit: OffsetUnit, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let raw = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes.base)[bytes.startIndex..<bytes.endIndex])
    let countsPairs = unit == .utf16
    var count = raw.count
    var index = 0
    while index + 8 <= raw.count {
      let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let high = eight & 0x8080_8080_8080_8080
      count &-= (high & ~(eight << 1)).nonzeroBitCount
      if countsPairs { count &+= (high & (eight << 1) & (eight << 2) & (eight << 3)).nonzeroBitCount }
      index += 8
    }
    while index < raw.count {
      if raw[index] & 0xC0 == 0x80 { count &-= 1 }
      if countsPairs, raw[index] >= 0xF0 { count &+= 1 }
      index += 1
    }
    return count
  }
}
