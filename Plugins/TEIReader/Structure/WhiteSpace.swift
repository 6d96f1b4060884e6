/// The white space of XML.
enum WhiteSpace {
  @inline(__always)
  static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  /// Whether there is more than white space and soft hyphens.
  static func hasWords(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
      if isWhite(bytes[at]) {
        at += 1
      } else if bytes[at] == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xAD {
        at += 2
      } else {
        return true
      }
    }
    return false
  }

  /// Where words that need no folding end: before white space other than one space between two words, and before a
  /// soft hyphen.
  static func plainEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(base)
    let (high, low): (UInt64, UInt64) = (0x8080_8080_8080_8080, 0x7F7F_7F7F_7F7F_7F7F)
    var at = start
    while at + 9 <= count {
      let here = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let next = raw.loadUnaligned(fromByteOffset: at + 1, as: UInt64.self)
      // The high bit of each byte below 0x20, at most 0x20 here, and at most 0x20 in the byte behind.
      let control = ~(((here & low) &+ 0x6060_6060_6060_6060) | here)
      let white = ~(((here & low) &+ 0x5F5F_5F5F_5F5F_5F5F) | here)
      let whiteNext = ~(((next & low) &+ 0x5F5F_5F5F_5F5F_5F5F) | next)
      var fold = (control | (white & whiteNext)) & high
      if here & high != 0 {
        let soft = (here ^ 0xC2C2_C2C2_C2C2_C2C2) | (next ^ 0xADAD_ADAD_ADAD_ADAD)
        fold |= ~(((soft & low) &+ low) | soft | low)
      }
      if fold != 0 {
        at += fold.trailingZeroBitCount >> 3
        return max(at, start + 1)
      }
      at += 8
    }
    while at < count {
      let byte = base[at]
      if byte <= 0x20, byte != 0x20 || at + 1 == count || base[at + 1] <= 0x20 { break }
      if byte == 0xC2, at + 1 < count, base[at + 1] == 0xAD { break }
      at += 1
    }
    return max(at, start + 1)
  }
}
