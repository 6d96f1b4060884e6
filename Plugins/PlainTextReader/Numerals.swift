import TextScanning

/// Numbers as pages, chapters and notes bear them.
enum Numeral {
  /// Digits alone, up to four.
  static func isArabic(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
    (1...4).contains(range.count) && range.allSatisfy { ByteClass.isDigit(bytes[$0]) }
  }

  /// Roman digits alone, in one case, up to nine.
  static func isRoman(_ bytes: Bytes, _ range: Range<Int>, isLower: Bool? = nil) -> Bool {
    guard (1...9).contains(range.count) else { return false }
    let bit = bytes[range.lowerBound] & 0x20
    if let isLower, isLower != (bit != 0) { return false }
    return range.allSatisfy { place in
      let byte = bytes[place]
      guard byte & 0x20 == bit else { return false }
      switch byte | 0x20 {
      case UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"), UInt8(ascii: "l"), UInt8(ascii: "c"),
        UInt8(ascii: "d"), UInt8(ascii: "m"):
        return true
      default: return false
      }
    }
  }

  static func isNumeral(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
    isArabic(bytes, range) || isRoman(bytes, range)
  }
}
