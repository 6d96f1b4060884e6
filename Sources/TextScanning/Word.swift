/// One word of a text, read where it stands, without columns and without a string.
public struct Word: Sendable, Equatable {
  public let span: Range<Int>
  /// As ``Words/hash(of:)`` computes it.
  public let hash: UInt64
  public let shape: Words.Shape

  /// The word that starts at a byte, by the rules of ``Words``; nothing where no word starts there.
  ///
  /// - Parameters:
  ///   - bytes: the text; offsets count from its start.
  ///   - start: the byte at which the word starts.
  ///   - end: the byte up to which to look.
  public init?(in bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) {
    guard start < end, Word.canStart(bytes, at: start) else { return nil }
    self.init(reading: bytes, from: start, to: end)
  }

  /// The word that ends just before a byte; nothing where none does.
  ///
  /// - Parameters:
  ///   - bytes: the text; offsets count from its start.
  ///   - end: the byte before which the word ends.
  ///   - start: the byte from which to look; words of more than a hundred bytes are cut.
  public init?(in bytes: UnsafeBufferPointer<UInt8>, before end: Int, from start: Int) {
    let least = max(start, end - 100)
    var position = end
    var first = end
    while position > least {
      position -= 1
      let byte = bytes[position]
      if byte & 0xC0 == 0x80 { continue }
      if Word.canStart(bytes, at: position) {
        first = position
      } else if let length = Fold.apostrophe(bytes, at: position), position + length == first, first < end,
        Fold.isLetter(bytes, at: first)
      {
        continue
      } else {
        break
      }
    }
    guard first < end else { return nil }
    self.init(reading: bytes, from: first, to: end)
  }

  /// Whether a letter or a digit stands at a byte.
  @inline(__always)
  public static func canStart(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    let byte = bytes[position]
    return ByteClass.isASCIILetter(byte) || ByteClass.isDigit(byte)
      || (byte >= 0xC2 && !ByteClass.isMark(bytes, at: position))
  }

  /// Whether a capital letter stands at a byte.
  public static func isCapital(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    Fold.isUpper(bytes, at: position)
  }

  /// Reads on from a byte at which a word starts.
  @inline(__always)
  init(reading bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    if let word = Word(plain: bytes, from: start, to: end) {
      self = word
    } else {
      self.init(any: bytes, from: start, to: end)
    }
  }

  /// Reads a word of at most sixteen ASCII letters, eight at a time; nothing where it is another, or where the end cuts it.
  ///
  /// It looks at bytes behind the end, but never takes them.
  @inline(__always)
  private init?(plain bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    guard start + 17 <= bytes.count, let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let first = Letters(raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    var hash = first.mixed(into: Fold.seed)
    var (length, isUpper) = (first.count, first.areUpper)
    if length == 8 {
      let second = Letters(raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
      hash = second.mixed(into: hash)
      length += second.count
      isUpper = isUpper && second.areUpper
    }
    let stop = start + length
    guard length > 0, stop <= end, stop == end || !Word.mayGoOn(bytes[stop]) else { return nil }
    span = Range(uncheckedBounds: (start, stop))
    self.hash = hash
    shape = !first.startsUpper ? .lower : isUpper && length > 1 ? .upper : .capitalised
  }

  /// Whether a word that has ended for an ASCII letter may have more: a digit, an apostrophe, a letter outside ASCII.
  @inline(__always)
  private static func mayGoOn(_ byte: UInt8) -> Bool {
    byte >= 0xC2 || byte == UInt8(ascii: "'") || ByteClass.isDigit(byte)
      || ByteClass.isASCIILetter(byte)
  }

  private init(any bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    var hash = Fold.seed
    var position = start
    var (uppers, lowers, digits) = (0, 0, 0)
    let firstIsUpper = Fold.isUpper(bytes, at: start)
    scanning: while position < end {
      let byte = bytes[position]
      if byte &- 0x61 < 26 {
        hash = Fold.mix(hash, byte)
        lowers += 1
        position += 1
      } else if byte &- 0x41 < 26 {
        hash = Fold.mix(hash, byte | 0x20)
        uppers += 1
        position += 1
      } else if ByteClass.isDigit(byte) {
        hash = Fold.mix(hash, byte)
        digits += 1
        position += 1
      } else if let length = Fold.apostrophe(bytes, at: position), position + length < end,
        Fold.isLetter(bytes, at: position + length)
      {
        hash = Fold.mix(hash, UInt8(ascii: "'"))
        position += length
      } else if byte >= 0xC2, !ByteClass.isMark(bytes, at: position) {
        let length = min(ByteClass.length(ofScalarAt: byte), end - position)
        if Fold.isUpper(bytes, at: position) { uppers += 1 } else { lowers += 1 }
        hash = Fold.mix(hash, bytes, at: position, length: length)
        position += length
      } else {
        break scanning
      }
    }
    span = start..<position
    self.hash = hash
    shape =
      uppers + lowers == 0 && digits > 0
      ? .number : !firstIsUpper ? .lower : lowers == 0 && uppers > 1 ? .upper : .capitalised
  }
}

/// The ASCII letters with which eight bytes begin.
private struct Letters {
  /// In lower case, the first in the lowest byte; what follows them is 0.
  let folded: UInt64
  let count: Int
  /// Whether none is a small letter.
  let areUpper: Bool
  let startsUpper: Bool

  @inline(__always)
  init(_ loaded: UInt64) {
    let bytes = UInt64(littleEndian: loaded)
    let lower = bytes | 0x2020_2020_2020_2020
    let low = lower & 0x7F7F_7F7F_7F7F_7F7F
    // The highest bit of each byte: at least `a`, and above `z`.
    let (fromA, aboveZ) = (low &+ 0x1F1F_1F1F_1F1F_1F1F, low &+ 0x0505_0505_0505_0505)
    let others = ~(fromA & ~aboveZ & ~bytes) & 0x8080_8080_8080_8080
    count = others.trailingZeroBitCount >> 3
    // All bytes below the first of the others: its highest bit less one, without the lower bits of the byte itself.
    let mask = others == 0 ? ~0 : ((others & (0 &- others)) >> 7) &- 1
    folded = lower & mask
    areUpper = bytes & mask & 0x2020_2020_2020_2020 == 0
    startsUpper = bytes & 0x20 == 0
  }

  /// The hash of a word, with these letters behind those it has.
  @inline(__always)
  func mixed(into hash: UInt64) -> UInt64 {
    var (hash, rest) = (hash, folded)
    for _ in 0..<count {
      hash = Fold.mix(hash, UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return hash
  }
}
