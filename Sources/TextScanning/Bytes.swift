/// What a byte of UTF-8 can be inside a word, and the few letters that fold.
public enum ByteClass {
  @inlinable
  public static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inlinable
  public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  @inlinable
  public static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  /// How many bytes the scalar that starts with this byte has.
  @inlinable
  public static func length(ofScalarAt byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Whether a scalar outside ASCII is a mark rather than a letter: Latin-1 punctuation, general punctuation (dashes,
  /// quotation marks, ellipsis), CJK punctuation, the byte order mark. `position` is that of its first byte.
  @inlinable
  public static func isMark(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    switch bytes[position] {
    case 0xC2: return next != 0xAA && next != 0xB5 && next != 0xBA
    case 0xC3: return next == 0x97 || next == 0xB7
    case 0xE2: return next == 0x80 || next == 0x81
    case 0xE3: return next == 0x80
    case 0xEF: return next == 0xBB && position + 2 < bytes.count && bytes[position + 2] == 0xBF
    default: return false
    }
  }
}
