import Glibc

/// How the bytes of an XML file spell its characters.
enum XMLEncoding: Equatable {
  case utf8
  case utf16(littleEndian: Bool)
  case utf32(littleEndian: Bool)
  /// Anything else, by the name in the XML declaration.
  case named(String)

  /// What a byte order mark, the first bytes or the XML declaration say; without any of them UTF-8.
  static func detect(_ bytes: [UInt8]) -> (encoding: XMLEncoding, markLength: Int) {
    let head = bytes.prefix(4)
    func starts(_ mark: UInt8...) -> Bool { head.starts(with: mark) }
    if starts(0xEF, 0xBB, 0xBF) { return (.utf8, 3) }
    if starts(0xFF, 0xFE, 0, 0) { return (.utf32(littleEndian: true), 4) }
    if starts(0, 0, 0xFE, 0xFF) { return (.utf32(littleEndian: false), 4) }
    if starts(0xFF, 0xFE) { return (.utf16(littleEndian: true), 2) }
    if starts(0xFE, 0xFF) { return (.utf16(littleEndian: false), 2) }
    if starts(0x3C, 0, 0, 0) { return (.utf32(littleEndian: true), 0) }
    if starts(0, 0, 0, 0x3C) { return (.utf32(littleEndian: false), 0) }
    if starts(0x3C, 0) { return (.utf16(littleEndian: true), 0) }
    if starts(0, 0x3C) { return (.utf16(littleEndian: false), 0) }
    guard let name = declared(bytes) else { return (.utf8, 0) }
    switch name.uppercased() {
    case "UTF-8", "UTF8", "US-ASCII", "ASCII": return (.utf8, 0)
    default: return (.named(name), 0)
    }
  }

  /// The name as IANA has it.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .utf32: "UTF-32"
    case .named(let name): name.uppercased()
    }
  }

  /// The value of `encoding` in the XML declaration of a file whose ASCII letters are ASCII.
  private static func declared(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"),
      let key = head[..<end.lowerBound].firstRange(of: "encoding")
    else { return nil }
    let rest = head[key.upperBound..<end.lowerBound]
    guard let quote = rest.first(where: { $0 == "\"" || $0 == "'" }) else { return nil }
    let parts = rest.split(separator: quote, maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }
}

/// Turns bytes of an encoding that iconv knows into UTF-8, a character at a time and in order: some encodings
/// have states.
struct NamedDecoder {
  private let conversion: iconv_t

  init?(_ name: String) {
    guard let conversion = iconv_open("UTF-8", name), conversion != iconv_t(bitPattern: -1) else { return nil }
    self.conversion = conversion
  }

  /// The UTF-8 of these bytes; nothing where they are no whole character.
  func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var source = Array(bytes)
    var target = [UInt8](repeating: 0, count: 16)
    let (status, left, room) = source.withUnsafeMutableBytes { source in
      target.withUnsafeMutableBytes { target in
        var (from, to) = (
          source.baseAddress?.assumingMemoryBound(to: CChar.self),
          target.baseAddress?.assumingMemoryBound(to: CChar.self)
        )
        var (left, room) = (source.count, target.count)
        let status = iconv(conversion, &from, &left, &to, &room)
        return (status, left, room)
      }
    }
    guard status != UInt.max, left == 0 else {
      return nil
    }
    return Array(target.prefix(16 - room))
  }

  func close() { iconv_close(conversion) }
}
