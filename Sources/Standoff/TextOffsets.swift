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
  /// What is counted.
  public let unit: OffsetUnit
  /// How many units the text has.
  public let count: Int
  private let utf8: [UInt8]
  /// Units that start before byte `64 * index`; empty when bytes and units are the same.
  private let checkpoints: [UInt32]

  private static let stride = 64

  /// Looks through the text once.
  public init(_ text: Text, unit: OffsetUnit = .scalars) {
    utf8 = text.utf8
    self.unit = unit
    guard unit != .utf8, let first = utf8.firstIndexOfNonASCII else {
      count = utf8.count
      checkpoints = []
      return
    }
    var seen = 0
    checkpoints = Array(unsafeUninitializedCapacity: utf8.count / Self.stride + 1) { [utf8] checkpoints, filled in
      utf8.withUnsafeBytes { bytes in
        var start = 0
        while start <= bytes.count {
          checkpoints[filled] = UInt32(truncatingIfNeeded: seen)
          filled += 1
          let end = min(start + Self.stride, bytes.count)
          seen += end <= first ? end - start : Self.count(unit, in: bytes, from: start, to: end)
          start += Self.stride
        }
      }
    }
    count = seen
  }

  /// How many units stand before a byte offset.
  public func offset(at byte: Int) -> Int {
    guard !checkpoints.isEmpty else { return byte }
    let checkpoint = byte / Self.stride
    return Int(checkpoints[checkpoint])
      + utf8.withUnsafeBytes { Self.count(unit, in: $0, from: checkpoint * Self.stride, to: byte) }
  }

  /// The bytes between two offsets, or nothing where the text has not both or they are in the wrong order.
  public func span(_ start: Int, _ end: Int) -> Span? {
    guard start <= end, let low = byte(at: start), let high = byte(at: end) else { return nil }
    return low..<high
  }

  /// The byte at which a unit starts, or nothing when the text has no such unit or it stands inside a character.
  public func byte(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count else { return nil }
    guard !checkpoints.isEmpty else { return offset }
    let checkpoint = checkpoint(before: offset)
    var byte = checkpoint * Self.stride
    var left = offset - Int(checkpoints[checkpoint])
    let next = checkpoint + 1
    // Where bytes and units are the same, nothing is counted.
    if next < checkpoints.count, Int(checkpoints[next] - checkpoints[checkpoint]) == Self.stride { return byte + left }
    return utf8.withUnsafeBytes { utf8 in
      while left >= 8, byte + 8 <= utf8.count {
        left -= Self.count(unit, eight: utf8.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
        byte += 8
      }
      while byte < utf8.count {
        if utf8[byte] & 0xC0 != 0x80 {
          if left <= 0 { return left == 0 ? byte : nil }
          left -= unit == .utf16 && utf8[byte] >= 0xF0 ? 2 : 1
        }
        byte += 1
      }
      return left == 0 ? byte : nil
    }
  }

  /// The last checkpoint that is not behind an offset. It lies at the offset's own place where the text is ASCII up to
  /// there, and not far behind in most texts.
  private func checkpoint(before offset: Int) -> Int {
    var low = min(offset / Self.stride, checkpoints.count - 1)
    var step = 1
    while low + step < checkpoints.count, Int(checkpoints[low + step]) <= offset {
      low += step
      step *= 2
    }
    var high = min(low + step, checkpoints.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(checkpoints[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// How many units start among the bytes: of the bytes of a scalar, all but the first have the form 10xxxxxx; the first
  /// of those that UTF-16 writes as two units has the form 11110xxx.
  private static func count(_ unit: OffsetUnit, in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var count = 0
    var index = start
    while index + 8 <= end {
      count += Self.count(unit, eight: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    while index < end {
      if bytes[index] & 0xC0 != 0x80 { count += unit == .utf16 && bytes[index] >= 0xF0 ? 2 : 1 }
      index += 1
    }
    return count
  }

  /// How many units start among eight bytes.
  @inline(__always)
  private static func count(_ unit: OffsetUnit, eight: UInt64) -> Int {
    let high = eight & 0x8080_8080_8080_8080
    guard high != 0 else { return 8 }
    // One bit for each byte, which a product adds up in the highest.
    func sum(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: ((bits >> 7) &* 0x0101_0101_0101_0101) >> 56) }
    let scalars = 8 - sum(high & ~(eight << 1))
    return unit == .utf16 ? scalars + sum(high & (eight << 1) & (eight << 2) & (eight << 3)) : scalars
  }
}

extension [UInt8] {
  /// Where the first eight bytes begin of which one is not ASCII.
  fileprivate var firstIndexOfNonASCII: Int? {
    withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= bytes.count {
        if bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return index }
        index += 8
      }
      while index < bytes.count {
        if bytes[index] >= 0x80 { return index }
        index += 1
      }
      return nil
    }
  }
}
