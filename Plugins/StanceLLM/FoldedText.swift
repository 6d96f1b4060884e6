import Standoff

/// A text in which phrases are found that a model copied with small changes: other marks and dashes, other white space,
/// other case of ASCII letters.
struct FoldedText {
  private var bytes: [UInt8] = []
  /// Where each byte comes from.
  private var places: [Int] = []
  private let count: Int

  init(_ text: String) {
    let utf8 = Array(text.utf8)
    count = utf8.count
    var index = 0
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      for byte in Self.folded(scalar) where !(byte == 0x20 && bytes.last == 0x20) {
        bytes.append(byte)
        places.append(index)
      }
      index += length
    }
  }

  /// The first place where the phrase stands, in bytes of the text.
  func span(of phrase: String) -> Span? {
    let wanted = FoldedText(phrase).trimmedBytes
    guard !wanted.isEmpty, wanted.count <= bytes.count, let found = bytes.firstRange(of: wanted) else { return nil }
    return places[found.lowerBound]..<(found.upperBound < places.count ? places[found.upperBound] : count)
  }

  private var trimmedBytes: [UInt8] {
    var part = bytes[...]
    while part.first == 0x20 { part = part.dropFirst() }
    while part.last == 0x20 { part = part.dropLast() }
    return Array(part)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar {
    case "A"..."Z": [UInt8(scalar.value) | 0x20]
    case "\u{2018}", "\u{2019}", "\u{201A}", "\u{2032}": [UInt8(ascii: "'")]
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": [UInt8(ascii: "\"")]
    case "\u{2010}"..."\u{2015}": [UInt8(ascii: "-")]
    case _ where scalar.properties.isWhitespace: [0x20]
    default: Array(String(Character(scalar)).utf8)
    }
  }
}
