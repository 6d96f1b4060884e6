/// One word of a text, read where it stands, without columns and without a string.
public struct Word: Sendable, Equatable {
  public let span: Range<Int>
  /// As ``Words/hash(of:)`` computes it.
  public let hash: UInt64
  public let shape: Words.Shape

  /// The word that starts at a byte, by the rules of ``Words``; nothing where no word starts there.
  ///
  /// - Parameter end: the byte up to which to look.
  public init?(in bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) {
    guard start < end, Word.canStart(bytes, at: start) else { return nil }
    self.init(reading: bytes, from: start, to: end)
  }

  /// The word that ends just before a byte; nothing where none does.
  ///
  /// - Parameter start: the byte from which to look; words of more than a hundred bytes are cut.
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
  init(reading bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
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
