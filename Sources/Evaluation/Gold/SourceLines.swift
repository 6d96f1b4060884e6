/// Finds the line and column of a byte, as an editor shows them.
///
/// Lines end with LF or CRLF; a CR alone ends one only in a file that has no LF. Columns count Unicode code points from 1.
public struct SourceLines: Sendable, Equatable {
  public struct Place: Sendable, Equatable, Comparable {
    /// From 1.
    public let line: Int
    /// In Unicode code points, from 1.
    public let column: Int

    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    public static func < (one: Place, other: Place) -> Bool {
      (one.line, one.column) < (other.line, other.column)
    }
  }

  /// How many bytes of the file a code point takes.
  private enum Width: Equatable {
    case utf8, one
    case two(littleEndian: Bool)
    case four(littleEndian: Bool)
  }

  private let bytes: [UInt8]
  private let width: Width
  /// Where each line starts.
  private let starts: [Int]
  /// Code points that start before byte `stride * index`, so that long lines cost no more than short ones.
  private let checkpoints: [UInt32]

  private static let stride = 1024

  /// - Parameters:
  ///   - bytes: the whole file, with its byte order mark.
  ///   - encoding: as IANA names it; the byte order of UTF-16 and UTF-32 is that of the mark or of the first `<`.
  public init(_ bytes: [UInt8], encoding: String = "UTF-8") {
    self.bytes = bytes
    width = Self.width(encoding, bytes)
    starts = Self.starts(bytes, width)
    var checkpoints: [UInt32] = [0]
    for start in Swift.stride(from: 0, to: bytes.count - Self.stride + 1, by: Self.stride) {
      let count = Self.codePoints(bytes, start..<start + Self.stride, width)
      checkpoints.append((checkpoints.last ?? 0) + UInt32(count))
    }
    self.checkpoints = checkpoints
  }

  /// The place of a byte; what lies behind the end of the file stands at its end.
  public func place(of byte: Int) -> Place {
    let byte = max(0, min(byte, bytes.count))
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= byte { low = middle } else { high = middle }
    }
    let inside = codePoints(before: max(starts[low], byte)) - codePoints(before: starts[low])
    return Place(line: low + 1, column: 1 + inside)
  }

  /// The code points that start before a byte.
  private func codePoints(before byte: Int) -> Int {
    let checkpoint = byte / Self.stride
    return Int(checkpoints[checkpoint]) + Self.codePoints(bytes, checkpoint * Self.stride..<byte, width)
  }

  private static func codePoints(_ bytes: [UInt8], _ range: Range<Int>, _ width: Width) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      switch width {
      case .one: range.count
      case .four: range.count / 4
      case .utf8:
        range.reduce(0) { bytes[$1] & 0xC0 == 0x80 ? $0 : $0 + 1 }
      case .two(let littleEndian):
        Swift.stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).reduce(0) {
          bytes[littleEndian ? $1 + 1 : $1] & 0xFC == 0xDC ? $0 : $0 + 1
        }
      }
    }
  }

  private static func width(_ encoding: String, _ bytes: [UInt8]) -> Width {
    switch encoding.uppercased() {
    case "UTF-8", "US-ASCII", "ASCII": .utf8
    case "UTF-16", "UTF-16LE", "UTF-16BE": .two(littleEndian: bytes.first == 0xFF || bytes.first == 0x3C)
    case "UTF-32", "UTF-32LE", "UTF-32BE": .four(littleEndian: bytes.first == 0xFF || bytes.first == 0x3C)
    default: .one
    }
  }

  private static func starts(_ bytes: [UInt8], _ width: Width) -> [Int] {
    let mark: Int
    let step: Int
    let place: Int
    switch width {
    case .utf8: (mark, step, place) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, 1, 0)
    case .one: (mark, step, place) = (0, 1, 0)
    case .two(let little):
      (mark, step, place) = (bytes.starts(with: little ? [0xFF, 0xFE] : [0xFE, 0xFF]) ? 2 : 0, 2, little ? 0 : 1)
    case .four(let little):
      (mark, step, place) = (
        bytes.starts(with: little ? [0xFF, 0xFE, 0, 0] : [0, 0, 0xFE, 0xFF]) ? 4 : 0, 4, little ? 0 : 3
      )
    }
    func ends(_ end: UInt8) -> [Int] {
      var found: [Int] = []
      bytes.withUnsafeBufferPointer { bytes in
        for start in Swift.stride(from: mark, to: bytes.count - step + 1, by: step) where bytes[start + place] == end {
          let isAlone = (start..<start + step).allSatisfy { $0 == start + place || bytes[$0] == 0 }
          if isAlone { found.append(start + step) }
        }
      }
      return found
    }
    let feeds = ends(0x0A)
    return [mark] + (feeds.isEmpty ? ends(0x0D) : feeds)
  }
}
