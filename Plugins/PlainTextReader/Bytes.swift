#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import TextScanning

/// The bytes of a text, without bounds checks where a pass has made its own.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer where Element == UInt8 {
  /// The first place of a byte in a range, or nothing.
  func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    guard let base = baseAddress, !range.isEmpty, let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  func starts(with prefix: StaticString, at place: Int, before end: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard end - place >= count else { return false }
    for offset in 0..<count where self[place + offset] != prefix.utf8Start[offset] { return false }
    return true
  }

  /// Whether one of some phrases in lower case stands at a place, capitals of ASCII aside.
  func starts(withAny phrases: [[UInt8]], at place: Int, before end: Int) -> Bool {
    phrases.contains { phrase in
      guard end - place >= phrase.count else { return false }
      for (offset, letter) in phrase.enumerated() {
        let byte = self[place + offset]
        if (byte &- 0x41 < 26 ? byte | 0x20 : byte) != letter { return false }
      }
      return true
    }
  }

  /// The scalar that starts at a place of valid UTF-8.
  func scalar(at place: Int) -> Unicode.Scalar {
    let first = self[place]
    if first < 0x80 { return Unicode.Scalar(first) }
    let length = Swift.min(ByteClass.length(ofScalarAt: first), count - place)
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<Swift.max(length, 1) { value = value << 6 | UInt32(self[place + offset] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// The first byte of the scalar that ends before a place.
  func startOfScalar(before place: Int, from start: Int) -> Int {
    var position = place - 1
    while position > start, self[position] & 0xC0 == 0x80 { position -= 1 }
    return position
  }

  func isLetter(at place: Int) -> Bool {
    let byte = self[place]
    return byte < 0x80 ? ByteClass.isASCIILetter(byte) : byte >= 0xC2 && !ByteClass.isMark(self, at: place)
  }

  func isLetterOrDigit(at place: Int) -> Bool { ByteClass.isDigit(self[place]) || isLetter(at: place) }

  /// Whether the letter before a place belongs to a word.
  func isLetter(before place: Int, from start: Int) -> Bool {
    place > start && isLetter(at: startOfScalar(before: place, from: start))
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: self[range]), as: UTF8.self)
  }
}
