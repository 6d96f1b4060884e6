/// The marks that stand close to the word before them, or to the one behind.
enum Punctuation {
  /// Whether the bytes start with a mark that takes no space before it.
  static func closes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.first {
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D: true
    case 0xE2: bytes.count > 2 && bytes[1] == 0x80 && [0x99, 0x9D, 0xA6].contains(bytes[2])
    case 0xC2: bytes.count > 1 && bytes[1] == 0xBB
    default: false
    }
  }

  /// Whether the bytes end with a mark that takes no space behind it.
  static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.last {
    case 0x28, 0x5B, 0x7B: true
    case 0x98, 0x9C, 0x9E: bytes.dropLast().elementsEqual([0xE2, 0x80])
    case 0xAB: bytes.dropLast().last == 0xC2
    default: false
    }
  }

  /// Whether the bytes end with a mark that a sentence can end with.
  static func ends(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.last {
    case 0x21, 0x22, 0x27, 0x29, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D: true
    case 0x93, 0x94, 0x99, 0x9C, 0x9D, 0xA6: bytes.dropLast().elementsEqual([0xE2, 0x80])
    case 0xBB: bytes.dropLast().last == 0xC2
    default: false
    }
  }
}
