/// What the first bytes say of the encoding.
enum ByteOrderMark {
  case none, utf8, utf16LittleEndian, utf16BigEndian, utf32

  init(_ bytes: [UInt8]) {
    switch bytes.prefix(4) {
    case [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]: self = .utf32
    case let first where first.starts(with: [0xEF, 0xBB, 0xBF]): self = .utf8
    case let first where first.starts(with: [0xFF, 0xFE]): self = .utf16LittleEndian
    case let first where first.starts(with: [0xFE, 0xFF]): self = .utf16BigEndian
    default: self = .none
    }
  }
}

/// How far bytes are UTF-8: the letters outside ASCII that are well formed, and the bytes that are not.
struct UTF8Census {
  private(set) var good = 0
  private(set) var bad = 0
  /// Whether a byte outside well-formed letters lies from 0x80 to 0x9F.
  private(set) var hasC1 = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    while true {
      position = Self.endOfASCII(bytes, from: position)
      guard position < bytes.count else { return }
      if let length = Self.length(bytes, at: position) {
        good += 1
        position += length
      } else {
        bad += 1
        if bytes[position] < 0xA0 { hasC1 = true }
        position += 1
      }
    }
  }

  /// The first byte at or behind a place that is not ASCII.
  static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    if let base = UnsafeRawPointer(bytes.baseAddress) {
      while position + 32 <= bytes.count {
        let word = base.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
        let or = (word[0] | word[1]) | (word[2] | word[3])
        if or & 0x8080_8080_8080_8080 != 0 { break }
        position += 32
      }
    }
    while position < bytes.count, bytes[position] < 0x80 { position += 1 }
    return position
  }

  /// The first byte at or behind a place that is no part of a well-formed letter.
  static func endOfValid(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while true {
      position = endOfASCII(bytes, from: position)
      guard position < bytes.count, let length = length(bytes, at: position) else { return position }
      position += length
    }
  }

  /// The length of the well-formed letter of two to four bytes at a place (RFC 3629), or nothing.
  private static func length(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    let first = bytes[place]
    let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 0, place + length <= bytes.count else { return nil }
    for offset in 1..<length where bytes[place + offset] & 0xC0 != 0x80 { return nil }
    let second = bytes[place + 1]
    switch first {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F:
      return nil
    default: return length
    }
  }
}

/// The letters of windows-1252 from 0x80 to 0x9F, as the WHATWG Encoding Standard gives them.
enum Windows1252 {
  static let c1: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]
}
