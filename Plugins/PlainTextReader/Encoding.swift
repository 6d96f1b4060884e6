public import PluginAPI
import Standoff

/// How the bytes of a file stand for letters, as the setting names it.
public enum TextEncoding: String, SettingChoice {
  case auto
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case latin1 = "iso-8859-1"
  case windows1252 = "windows-1252"
}

/// Why a file is no text.
enum PlainTextError: Error, Equatable, CustomStringConvertible {
  case binary(byte: Int)
  case utf32
  case tooLarge(Int)

  var description: String {
    switch self {
    case .binary(let byte):
      "byte \(byte) is 0, so this is a binary file and not a text; if it is UTF-16 without a byte order mark, set "
        + "“encoding” to utf-16le or utf-16be"
    case .utf32: "this file is in UTF-32, which is not read; convert it to UTF-8"
    case .tooLarge(let bytes): "this file has \(bytes) bytes; a text may have up to 1 GiB, so split it"
    }
  }
}

/// A file's words in UTF-8, with the way back to its bytes.
struct SourceText {
  let utf8: [UInt8]
  /// Where the words start: behind a byte order mark.
  let start: Int
  /// As IANA names it.
  let encoding: String
  /// From `utf8` to the file; nothing where the two are the same.
  let map: OffsetMap?
  /// Bytes that are not what the encoding allows, each now U+FFFD.
  let damaged: Int

  private static let longest = 1 << 30

  init(_ bytes: [UInt8], _ stated: TextEncoding) throws(PlainTextError) {
    guard bytes.count <= Self.longest else { throw .tooLarge(bytes.count) }
    let mark = ByteOrderMark(bytes)
    if mark == .utf32 { throw .utf32 }
    switch (stated, mark) {
    case (.utf16LittleEndian, _), (.auto, .utf16LittleEndian): self.init(utf16: bytes, isBigEndian: false)
    case (.utf16BigEndian, _), (.auto, .utf16BigEndian): self.init(utf16: bytes, isBigEndian: true)
    default:
      let zero = bytes.withUnsafeBufferPointer { $0.first(0, in: 0..<$0.count) }
      if let zero { throw .binary(byte: zero) }
      switch stated {
      case .latin1: self.init(singleBytes: bytes, encoding: "ISO-8859-1")
      case .windows1252: self.init(singleBytes: bytes, encoding: "windows-1252")
      default: self.init(detecting: bytes, isUTF8: stated == .utf8 || mark == .utf8)
      }
    }
  }

  private init(utf8: [UInt8], start: Int, encoding: String, map: OffsetMap?, damaged: Int = 0) {
    self.utf8 = utf8
    self.start = start
    self.encoding = encoding
    self.map = map
    self.damaged = damaged
  }

  /// Takes bytes as UTF-8 where they are, or nearly; else as the ISO-8859-1 or windows-1252 that they must be.
  private init(detecting bytes: [UInt8], isUTF8: Bool) {
    let census = bytes.withUnsafeBufferPointer(UTF8Census.init)
    if census.bad == 0 {
      self.init(utf8: bytes, start: ByteOrderMark(bytes) == .utf8 ? 3 : 0, encoding: "UTF-8", map: nil)
    } else if isUTF8 || census.good > 10 * census.bad {
      self.init(repairing: bytes, damaged: census.bad)
    } else {
      // ISO-8859-1 has only control characters where windows-1252 has its quotation marks and dashes.
      self.init(singleBytes: bytes, encoding: census.hasC1 ? "windows-1252" : "ISO-8859-1")
    }
  }

  private init(repairing bytes: [UInt8], damaged: Int) {
    var decoder = Decoder(capacity: bytes.count + 2 * damaged)
    bytes.withUnsafeBufferPointer { source in
      var position = ByteOrderMark(bytes) == .utf8 ? 3 : 0
      while position < source.count {
        let end = UTF8Census.endOfValid(source, from: position)
        decoder.copy(source, position..<end)
        position = end
        if position < source.count {
          decoder.append("\u{FFFD}", from: position..<position + 1)
          position += 1
        }
      }
    }
    self.init(utf8: decoder.utf8, start: 0, encoding: "UTF-8", map: decoder.map, damaged: damaged)
  }

  private init(singleBytes bytes: [UInt8], encoding: String) {
    let upper = encoding == "windows-1252" ? Windows1252.c1 : []
    var decoder = Decoder(capacity: bytes.count + bytes.count / 16)
    bytes.withUnsafeBufferPointer { source in
      var position = 0
      while position < source.count {
        let end = UTF8Census.endOfASCII(source, from: position)
        decoder.copy(source, position..<end)
        position = end
        while position < source.count, source[position] >= 0x80 {
          let byte = source[position]
          let scalar = byte < 0xA0 && !upper.isEmpty ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
          decoder.append(scalar, from: position..<position + 1)
          position += 1
        }
      }
    }
    self.init(utf8: decoder.utf8, start: 0, encoding: encoding, map: decoder.map)
  }

  private init(utf16 bytes: [UInt8], isBigEndian: Bool) {
    var decoder = Decoder(capacity: bytes.count)
    var damaged = 0
    let high = isBigEndian ? 0 : 1
    func unit(_ place: Int) -> UInt16 { UInt16(bytes[place + high]) << 8 | UInt16(bytes[place + 1 - high]) }
    var position = bytes.count > 1 && unit(0) == 0xFEFF ? 2 : 0
    while position + 1 < bytes.count {
      let first = unit(position)
      if first < 0x80 {
        decoder.appendWide(UInt8(first), from: position)
        position += 2
        continue
      }
      let second = position + 3 < bytes.count ? unit(position + 2) : 0
      let isPair = first & 0xFC00 == 0xD800 && second & 0xFC00 == 0xDC00
      let value = isPair ? 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)) : UInt32(first)
      let scalar = Unicode.Scalar(value)
      if scalar == nil { damaged += 1 }
      decoder.append(scalar ?? "\u{FFFD}", from: position..<position + (isPair ? 4 : 2))
      position += isPair ? 4 : 2
    }
    if position < bytes.count {
      damaged += 1
      decoder.append("\u{FFFD}", from: position..<bytes.count)
    }
    self.init(
      utf8: decoder.utf8, start: 0, encoding: isBigEndian ? "UTF-16BE" : "UTF-16LE", map: decoder.map,
      damaged: damaged)
  }
}

/// Collects UTF-8 and remembers where it came from.
private struct Decoder {
  private(set) var utf8: [UInt8] = []
  private(set) var map = OffsetMap()

  init(capacity: Int) { utf8.reserveCapacity(capacity) }

  mutating func copy(_ source: Bytes, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = utf8.count
    utf8.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
    map.append(OffsetMap.Run(text: start..<utf8.count, source: range, .verbatim))
  }

  mutating func append(_ scalar: Unicode.Scalar, from range: Range<Int>) {
    let start = utf8.count
    utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    map.append(OffsetMap.Run(text: start..<utf8.count, source: range, .replaced))
  }

  mutating func appendWide(_ letter: UInt8, from place: Int) {
    utf8.append(letter)
    map.append(OffsetMap.Run(text: utf8.count - 1..<utf8.count, source: place..<place + 2, .wide))
  }
}
