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

  /// - Parameters:
  ///   - span: bytes to look at; offsets count from the start of `utf8`, not of the span.
  ///   - elisions: where words are cut.
  public init(in utf8: [UInt8], span: Range<Int>, cutting elisions: Elisions = .none) {
    let guess = span.count / 5
    starts.reserveCapacity(guess)
    ends.reserveCapacity(guess)
    hashes.reserveCapacity(guess)
    shapes.reserveCapacity(guess)
    utf8.withUnsafeBufferPointer { scan($0, span, elisions) }
  }

  /// The hash of one folded word.
  public static func hash(of word: String) -> UInt64 {
    let utf8 = Array(word.utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    return words.count == 1 ? words.hashes[0] : 0
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>, _ elisions: Elisions) {
    var position = span.lowerBound
    let end = span.upperBound
    while position < end {
      let byte = bytes[position]
      if ByteClass.isASCIILetter(byte) || ByteClass.isDigit(byte)
        || (byte >= 0xC2 && !ByteClass.isMark(bytes, at: position))
      {
        position = word(bytes, from: position, to: end, elisions)
      } else {
        position += byte < 0xC2 ? 1 : ByteClass.length(ofScalarAt: byte)
      }
    }
  }

  /// Takes the word that starts here and answers with the byte behind it.
  @inline(__always)
  private mutating func word(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ elisions: Elisions
  ) -> Int {
    let word = Word(reading: bytes, from: start, to: end)
    if let (first, second) = elisions.parts(of: word, in: bytes) {
      append(first)
      append(second)
    } else {
      append(word)
    }
    return word.span.upperBound
  }

  @inline(__always)
  private mutating func append(_ word: Word) {
    starts.append(UInt32(word.span.lowerBound))
    ends.append(UInt32(word.span.upperBound))
    hashes.append(word.hash)
    shapes.append(word.shape)
  }
}

/// Folding of letters, and the hash over folded bytes (FNV-1a, 64 bits).
enum Fold {
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// Mixes a scalar of two to four bytes in lower case.
  static func mix(_ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, length: Int) -> UInt64 {
    let first = bytes[position]
    if length == 2 {
      let second = bytes[position + 1]
      switch (first, second) {
      case (0xC5, 0xBF): return mix(hash, UInt8(ascii: "s"))
      case (0xC3, 0x80...0x9E): return mix(mix(hash, first), second | 0x20)
      case (0xC4, _) where isUpper(bytes, at: position), (0xC5, _) where isUpper(bytes, at: position):
        return mix(mix(hash, first), second + 1)
      case (0xCE, 0x91...0x9F), (0xD0, 0x90...0x9F): return mix(mix(hash, first), second + 0x20)
      case (0xCE, 0xA0...0xA9): return mix(mix(hash, 0xCF), second - 0x20)
      case (0xD0, 0xA0...0xAF): return mix(mix(hash, 0xD1), second - 0x20)
      case (0xD0, 0x80...0x8F): return mix(mix(hash, 0xD1), second + 0x10)
      default: return mix(mix(hash, first), second)
      }
    }
    var hash = hash
    for offset in 0..<length { hash = mix(hash, bytes[position + offset]) }
    return hash
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
