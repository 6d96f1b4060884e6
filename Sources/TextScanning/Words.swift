/// The words of a stretch of UTF-8, found in one pass and held in columns, without a string a word.
///
/// A word is a run of letters and digits; an apostrophe between two of them belongs to it, a hyphen does not. For
/// comparison a word is folded: lower case (Latin, Greek and Cyrillic), the typographic apostrophe as `'`, the long s
/// as `s`.
public struct Words: Sendable {
  /// How a word is written.
  public enum Shape: UInt8, Sendable {
    case lower, capitalised, upper, number
  }

  /// First byte of each word.
  public private(set) var starts: ContiguousArray<UInt32> = []
  /// The byte behind each word.
  public private(set) var ends: ContiguousArray<UInt32> = []
  /// The hash of each folded word, as ``hash(of:)`` computes it.
  public private(set) var hashes: ContiguousArray<UInt64> = []
  public private(set) var shapes: ContiguousArray<Shape> = []

  public var count: Int { starts.count }

  public func span(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(ends[index]) }

  /// From the first byte of one word to the last of another.
  public func span(_ indices: Range<Int>) -> Range<Int> {
    Int(starts[indices.lowerBound])..<Int(ends[indices.upperBound - 1])
  }

  /// The first word that starts at or behind a byte.
  public func index(at byte: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// - Parameter span: bytes to look at; offsets count from the start of `utf8`, not of the span.
  public init(in utf8: [UInt8], span: Range<Int>) {
    let guess = span.count / 5
    starts.reserveCapacity(guess)
    ends.reserveCapacity(guess)
    hashes.reserveCapacity(guess)
    shapes.reserveCapacity(guess)
    utf8.withUnsafeBufferPointer { bytes in
      Self.forEach(in: bytes, span) { word in
        starts.append(UInt32(word.span.lowerBound))
        ends.append(UInt32(word.span.upperBound))
        hashes.append(word.hash)
        shapes.append(word.shape)
      }
    }
  }

  /// The hash of one folded word; 0 where there is none, or more than one.
  public static func hash(of word: String) -> UInt64 {
    var found: (count: Int, hash: UInt64) = (0, 0)
    var word = word
    word.withUTF8 { bytes in
      forEach(in: bytes, 0..<bytes.count) { found = (found.count + 1, $0.hash) }
    }
    return found.count == 1 ? found.hash : 0
  }

  /// Calls the body with each word of a stretch, in order.
  @inline(__always)
  static func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>, _ body: (Word) -> Void) {
    var position = span.lowerBound
    while position < span.upperBound {
      if Word.canStart(bytes, at: position) {
        let word = Word(reading: bytes, from: position, to: span.upperBound)
        body(word)
        position = word.span.upperBound
      } else {
        position += bytes[position] < 0xC2 ? 1 : ByteClass.length(ofScalarAt: bytes[position])
      }
    }
  }
}

/// The hash over the folded bytes of a word, eight of them at a time; equal words have equal hashes.
struct WordHash {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var mixed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// The bytes since the last eight.
  private var pending: UInt64 = 0
  private var pendingBits: UInt64 = 0

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    pending |= UInt64(byte) &<< pendingBits
    pendingBits &+= 8
    if pendingBits == 64 {
      mixed = Self.mix(mixed ^ pending)
      (pending, pendingBits) = (0, 0)
    }
  }

  mutating func add(_ first: UInt8, _ second: UInt8) {
    add(first)
    add(second)
  }

  @inline(__always)
  var value: UInt64 { Self.mix(Self.mix(mixed ^ pending)) }

  @inline(__always)
  private static func mix(_ bits: UInt64) -> UInt64 {
    let product = bits &* factor
    return product ^ product >> 32
  }
}

/// Folding of letters.
enum Fold {
  /// Adds a scalar of two to four bytes in lower case.
  static func add(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, length: Int, to hash: inout WordHash
  ) {
    let first = bytes[position]
    guard length == 2 else {
      for offset in 0..<length { hash.add(bytes[position + offset]) }
      return
    }
    let second = bytes[position + 1]
    switch (first, second) {
    case (0xC5, 0xBF): hash.add(UInt8(ascii: "s"))
    case (0xC3, 0x80...0x9E): hash.add(first, second | 0x20)
    case (0xC4, _) where isUpper(bytes, at: position), (0xC5, _) where isUpper(bytes, at: position):
      hash.add(first, second + 1)
    case (0xCE, 0x91...0x9F), (0xD0, 0x90...0x9F): hash.add(first, second + 0x20)
    case (0xCE, 0xA0...0xA9): hash.add(0xCF, second - 0x20)
    case (0xD0, 0xA0...0xAF): hash.add(0xD1, second - 0x20)
    case (0xD0, 0x80...0x8F): hash.add(0xD1, second + 0x10)
    default: hash.add(first, second)
    }
  }

  static func isUpper(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    let first = bytes[position]
    if first < 0x80 { return first &- 0x41 < 26 }
    guard position + 1 < bytes.count else { return false }
    let second = bytes[position + 1]
    switch first {
    case 0xC3: return second <= 0x9E
    case 0xC4: return second <= 0xB7 ? second & 1 == 0 : second >= 0xB9 && second & 1 == 1 && second < 0xBF
    case 0xC5:
      return second <= 0x88
        ? second & 1 == 1
        : second <= 0xB7 ? second >= 0x8A && second & 1 == 0 : second >= 0xB9 && second < 0xBE && second & 1 == 1
    case 0xCE: return second >= 0x91 && second <= 0xA9
    case 0xD0: return second >= 0x80 && second <= 0xAF
    default: return false
    }
  }

  static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    let byte = bytes[position]
    return byte < 0x80 ? ByteClass.isASCIILetter(byte) : byte >= 0xC2 && !ByteClass.isMark(bytes, at: position)
  }

  /// The length of the apostrophe at a place, where there is one.
  @inline(__always)
  static func apostrophe(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int? {
    if bytes[position] == UInt8(ascii: "'") { return 1 }
    guard bytes[position] == 0xE2, position + 2 < bytes.count, bytes[position + 1] == 0x80, bytes[position + 2] == 0x99
    else { return nil }
    return 3
  }
}
