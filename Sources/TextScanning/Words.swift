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
    starts.withUnsafeBufferPointer { starts in
      var (first, count) = (0, starts.count)
      // Both halves are as likely, so that the step is made without a branch.
      while count > 0 {
        let half = count &>> 1
        let isBefore = Int(starts[first &+ half]) < byte
        first = isBefore ? first &+ half &+ 1 : first
        count = isBefore ? count &- half &- 1 : half
      }
      return first
    }
  }

  /// No words, until some are read.
  public init() {}

  /// - Parameters:
  ///   - utf8: the whole text.
  ///   - span: bytes to look at; offsets count from the start of `utf8`, not of the span.
  ///   - elisions: where words are cut.
  public init(in utf8: [UInt8], span: Range<Int>, cutting elisions: Elisions = .none) {
    let guess = span.count / 5
    starts.reserveCapacity(guess)
    ends.reserveCapacity(guess)
    hashes.reserveCapacity(guess)
    shapes.reserveCapacity(guess)
    read(utf8, span, cutting: elisions)
  }

  /// Holds the words of a span in place of those it held; the columns keep their room for the next.
  public mutating func read(_ utf8: [UInt8], _ span: Range<Int>, cutting elisions: Elisions = .none) {
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    shapes.removeAll(keepingCapacity: true)
    utf8.withUnsafeBufferPointer { scan($0, span, elisions) }
  }

  /// The hash of one folded word.
  public static func hash(of word: String) -> UInt64 {
    let utf8 = Array(word.utf8)
    let words = Words(in: utf8, span: 0..<utf8.count)
    return words.count == 1 ? words.hashes[0] : 0
  }

  private mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>, _ elisions: Elisions
  ) {
    withUnsafeTemporaryAllocation(byteCount: Batch.size, alignment: 16) { memory in
      guard var batch = Batch(memory) else { return }
      var position = span.lowerBound
      while position < span.upperBound {
        guard Word.canStart(bytes, at: position) else {
          position += bytes[position] < 0xC2 ? 1 : ByteClass.length(ofScalarAt: bytes[position])
          continue
        }
        let word = Word(reading: bytes, from: position, to: span.upperBound)
        position = word.span.upperBound
        if let (first, second) = elisions.parts(of: word, in: bytes) {
          batch.add(first)
          batch.add(second)
        } else {
          batch.add(word)
        }
        if batch.isFull { empty(&batch) }
      }
      empty(&batch)
    }
  }

  private mutating func empty(_ batch: inout Batch) {
    starts.append(contentsOf: UnsafeBufferPointer(start: batch.starts, count: batch.count))
    ends.append(contentsOf: UnsafeBufferPointer(start: batch.ends, count: batch.count))
    hashes.append(contentsOf: UnsafeBufferPointer(start: batch.hashes, count: batch.count))
    shapes.append(contentsOf: UnsafeBufferPointer(start: batch.shapes, count: batch.count))
    batch.count = 0
  }

  /// Words on their way into the columns, which take many at once faster than one after the other.
  private struct Batch {
    private static let room = 256
    static let size = room * 17

    let hashes: UnsafeMutablePointer<UInt64>
    let starts: UnsafeMutablePointer<UInt32>
    let ends: UnsafeMutablePointer<UInt32>
    let shapes: UnsafeMutablePointer<Shape>
    var count = 0

    /// - Parameter memory: as many bytes as ``size`` says.
    init?(_ memory: UnsafeMutableRawBufferPointer) {
      guard let base = memory.baseAddress, memory.count >= Self.size else { return nil }
      hashes = base.bindMemory(to: UInt64.self, capacity: Self.room)
      starts = (base + 8 * Self.room).bindMemory(to: UInt32.self, capacity: Self.room)
      ends = (base + 12 * Self.room).bindMemory(to: UInt32.self, capacity: Self.room)
      shapes = (base + 16 * Self.room).bindMemory(to: Shape.self, capacity: Self.room)
    }

    /// Whether there may be no room for the two words that one can be.
    var isFull: Bool { count > Self.room - 2 }

    @inline(__always)
    mutating func add(_ word: Word) {
      hashes[count] = word.hash
      starts[count] = UInt32(truncatingIfNeeded: word.span.lowerBound)
      ends[count] = UInt32(truncatingIfNeeded: word.span.upperBound)
      shapes[count] = word.shape
      count &+= 1
    }
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
