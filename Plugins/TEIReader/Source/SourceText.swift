import Standoff
import TextScanning

/// The bytes of a file as UTF-8, and the way back from them to the file.
///
/// A UTF-8 file is its own text. Any other is transcoded once; a sparse table of checkpoints leads back.
struct SourceText {
  let encoding: String
  let utf8: [UInt8]
  /// Where the text starts: behind a byte order mark that is part of `utf8`.
  let start: Int
  private let way: Way

  private enum Way {
    case same
    /// Every scalar has so many bytes in the file as its first UTF-8 byte says.
    case stepped(Width, checkpoints: [UInt32])
    /// The byte of the file at which each scalar starts, with its offset in UTF-8.
    case listed([(utf8: UInt32, file: UInt32)], end: Int)
  }

  private enum Width {
    case one, utf16, four
    func bytes(ofScalarAt lead: UInt8) -> Int {
      switch self {
      case .one: 1
      case .utf16: lead < 0xF0 ? 2 : 4
      case .four: 4
      }
    }
  }

  private static let stride = 256

  /// - Throws: ``TEIError/unknownEncoding(path:name:)``
  init(_ bytes: [UInt8], path: String) throws(TEIError) {
    let (encoding, mark) = XMLEncoding.detect(bytes)
    self.encoding = encoding.name
    switch encoding {
    case .utf8:
      (utf8, start, way) = (bytes, mark, .same)
    case .utf16(let littleEndian):
      let text = Self.decode16(bytes, from: mark, littleEndian)
      (utf8, start, way) = (text, 0, .stepped(.utf16, checkpoints: Self.checkpoints(text, .utf16, from: mark)))
    case .utf32(let littleEndian):
      let text = Self.decode32(bytes, from: mark, littleEndian)
      (utf8, start, way) = (text, 0, .stepped(.four, checkpoints: Self.checkpoints(text, .four, from: mark)))
    case .named(let name):
      // Those of two and four bytes are known by their first bytes; a name alone does not make them so.
      let isWide = ["UTF-16", "UTF-32", "UCS", "ISO-10646"].contains { name.uppercased().hasPrefix($0) }
      guard !isWide, let decoder = NamedDecoder(name) else { throw TEIError.unknownEncoding(path: path, name: name) }
      defer { decoder.close() }
      start = 0
      if let table = Self.singleBytes(decoder) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        let keepsASCII = (UInt8(0)..<128).allSatisfy { table[Int($0)] == [$0] }
        for byte in bytes {
          if keepsASCII, byte < 128 { text.append(byte) } else { text += table[Int(byte)] }
        }
        (utf8, way) = (text, .stepped(.one, checkpoints: Self.checkpoints(text, .one, from: 0)))
      } else {
        let hasStates = name.uppercased().hasPrefix("ISO-2022")
        let (text, list) = Self.decode(bytes, decoder, hasStates: hasStates)
        (utf8, way) = (text, .listed(list, end: bytes.count))
      }
    }
  }

  /// The byte of the file at which the scalar at an offset of `utf8` starts.
  func file(_ offset: Int) -> Int {
    switch way {
    case .same: return offset
    case .stepped(let width, let checkpoints):
      let checkpoint = min(offset / Self.stride, checkpoints.count - 1)
      var file = Int(checkpoints[checkpoint])
      for byte in utf8[checkpoint * Self.stride..<min(offset, utf8.count)] where byte & 0xC0 != 0x80 {
        file += width.bytes(ofScalarAt: byte)
      }
      return file
    case .listed(let list, let end):
      var (low, high) = (0, list.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(list[middle].utf8) < offset { low = middle + 1 } else { high = middle }
      }
      return low < list.count ? Int(list[low].file) : end
    }
  }

  func file(_ range: Range<Int>) -> Range<Int> { file(range.lowerBound)..<file(range.upperBound) }

  /// The map to the file, from runs that lead to `utf8`.
  func map(_ runs: [OffsetMap.Run]) -> OffsetMap {
    if case .same = way { return OffsetMap(runs) }
    var map = OffsetMap()
    for run in runs {
      guard run.manner == .verbatim else {
        map.append(OffsetMap.Run(text: run.text, source: file(run.source), .replaced))
        continue
      }
      var (text, at, file) = (run.text.lowerBound, run.source.lowerBound, file(run.source.lowerBound))
      while at < run.source.upperBound {
        let count = Swift.max(1, min(ByteClass.length(ofScalarAt: utf8[at]), run.source.upperBound - at))
        let next = self.next(file, behind: at, count)
        let manner: OffsetMap.Manner =
          count > 1 ? .replaced : next - file == 1 ? .verbatim : next - file == 2 ? .wide : .replaced
        map.append(OffsetMap.Run(text: text..<text + count, source: file..<next, manner))
        (text, at, file) = (text + count, at + count, next)
      }
    }
    return map
  }

  private func next(_ file: Int, behind at: Int, _ count: Int) -> Int {
    if case .stepped(let width, _) = way { return file + width.bytes(ofScalarAt: utf8[at]) }
    return self.file(at + count)
  }

  // MARK: Transcoding

  private static func checkpoints(_ text: [UInt8], _ width: Width, from mark: Int) -> [UInt32] {
    var (checkpoints, file) = ([UInt32](), mark)
    for (index, byte) in text.enumerated() {
      if index % stride == 0 { checkpoints.append(UInt32(truncatingIfNeeded: file)) }
      if byte & 0xC0 != 0x80 { file += width.bytes(ofScalarAt: byte) }
    }
    return checkpoints.isEmpty ? [UInt32(mark)] : checkpoints
  }

  /// Surrogates without a partner are written as they are, so that the parser refuses them.
  private static func decode16(_ bytes: [UInt8], from mark: Int, _ littleEndian: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    func unit(_ at: Int) -> UInt32 {
      littleEndian ? UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 : UInt32(bytes[at]) << 8 | UInt32(bytes[at + 1])
    }
    var at = mark
    while at + 1 < bytes.count {
      var scalar = unit(at)
      at += 2
      if scalar & 0xFC00 == 0xD800, at + 1 < bytes.count, unit(at) & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(at) & 0x3FF)
        at += 2
      }
      append(scalar, to: &text)
    }
    return text
  }

  private static func decode32(_ bytes: [UInt8], from mark: Int, _ littleEndian: Bool) -> [UInt8] {
    var text: [UInt8] = []
    for at in Swift.stride(from: mark, to: bytes.count - 3, by: 4) {
      let four = bytes[at..<at + 4].map(UInt32.init)
      let ordered = littleEndian ? Array(four.reversed()) : four
      append(ordered.reduce(0) { $0 << 8 | $1 }, to: &text)
    }
    return text
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800: text += [0xC0 | UInt8(scalar >> 6), 0x80 | UInt8(scalar & 0x3F)]
    case ..<0x10000:
      text += [0xE0 | UInt8(scalar >> 12), 0x80 | UInt8(scalar >> 6 & 0x3F), 0x80 | UInt8(scalar & 0x3F)]
    default:
      text += [
        0xF0 | UInt8(scalar >> 18 & 7), 0x80 | UInt8(scalar >> 12 & 0x3F), 0x80 | UInt8(scalar >> 6 & 0x3F),
        0x80 | UInt8(scalar & 0x3F),
      ]
    }
  }

  /// The UTF-8 of each byte, where the encoding has one byte for each character.
  private static func singleBytes(_ decoder: NamedDecoder) -> [[UInt8]]? {
    let table = (UInt8.min...UInt8.max).map { decoder.decode([$0]) }
    let known = table.count { $0?.isEmpty == false }
    guard known >= 200, table[0x41] == [0x41] else { return nil }
    return table.map { $0 ?? [0xFF] }
  }

  /// Decodes an encoding of one or more bytes a character; a byte that fits nowhere becomes one the parser refuses.
  private static func decode(_ bytes: [UInt8], _ decoder: NamedDecoder, hasStates: Bool) -> (
    [UInt8], [(utf8: UInt32, file: UInt32)]
  ) {
    var text: [UInt8] = []
    var list: [(utf8: UInt32, file: UInt32)] = []
    var at = 0
    while at < bytes.count {
      list.append((UInt32(truncatingIfNeeded: text.count), UInt32(truncatingIfNeeded: at)))
      var length = 1
      var scalar = bytes[at] < 0x80 && !hasStates ? [bytes[at]] : decoder.decode(bytes[at..<at + 1])
      while scalar?.isEmpty != false, length < 8, at + length < bytes.count {
        length += 1
        scalar = decoder.decode(bytes[at..<at + length])
      }
      if let scalar, !scalar.isEmpty {
        text += scalar
        at += length
      } else {
        text.append(0xFF)
        at += 1
      }
    }
    return (text, list)
  }
}
