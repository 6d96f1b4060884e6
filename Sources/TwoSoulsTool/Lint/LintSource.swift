import Evaluation
import PluginAPI
import Standoff

/// The file of a document, as an editor has it open.
///
/// A class, because what is looked up in the file is kept.
final class LintSource {
  /// As it is printed.
  let path: String
  private let bytes: [UInt8]
  private let lines: SourceLines
  private let open: (String) -> [UInt8]?
  private lazy var ids = Self.identifiers(in: bytes)
  private var siblings: [String: Set<String>?] = [:]

  /// - Parameter open: the bytes of a file by its path relative to this one's folder.
  init(path: String, bytes: [UInt8], encoding: String, open: @escaping (String) -> [UInt8]?) {
    self.path = path
    self.bytes = bytes
    lines = SourceLines(bytes, encoding: encoding)
    self.open = open
  }

  func region(_ range: Range<Int>) -> Range<SourceLines.Place> {
    let start = lines.place(of: range.lowerBound)
    return start..<max(start, lines.place(of: range.upperBound))
  }

  /// Whether an element of the file has the id.
  func hasElement(_ id: String) -> Bool { ids.contains(id) }

  /// Whether an element of another file has it; nothing where the file cannot be read.
  func sibling(_ file: String, hasElement id: String) -> Bool? {
    if siblings[file] == nil { siblings[file] = .some(open(file).map(Self.identifiers)) }
    return siblings[file].flatMap(\.self).map { $0.contains(id) }
  }

  /// Where a pointer stands in the attribute with this value that comes last before an offset.
  func attribute(_ value: String, pointer: String, before offset: Int) -> Range<Int>? {
    let (value, pointer) = (Array(value.utf8), Array(pointer.utf8))
    guard let inside = value.firstRange(of: pointer)?.lowerBound, !value.isEmpty else { return nil }
    var start = min(offset, bytes.count) - value.count - 1
    let limit = max(0, start - 20_000)
    while start > limit {
      let quote = bytes[start - 1]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), bytes[start + value.count] == quote,
        bytes[start..<start + value.count].elementsEqual(value)
      {
        return start + inside..<start + inside + pointer.count
      }
      start -= 1
    }
    return nil
  }

  /// The values of `xml:id`, and of P4's `id`, outside comments.
  private static func identifiers(in bytes: [UInt8]) -> Set<String> {
    var ids: Set<String> = []
    var position = 0
    while position + 4 < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), bytes[position...].starts(with: Array("<!--".utf8)) {
        position = bytes[position...].firstRange(of: Array("-->".utf8))?.upperBound ?? bytes.count
        continue
      }
      guard bytes[position] == UInt8(ascii: "i"), bytes[position + 1] == UInt8(ascii: "d"), position > 0,
        [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ":")].contains(bytes[position - 1])
      else {
        position += 1
        continue
      }
      position += 2
      func skipWhite() { while position < bytes.count, bytes[position] <= 0x20 { position += 1 } }
      skipWhite()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
      position += 1
      skipWhite()
      guard position < bytes.count else { break }
      let quote = bytes[position]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      let value = bytes[(position + 1)...].prefix { $0 != quote && $0 != UInt8(ascii: "<") }
      ids.insert(String(decoding: value, as: UTF8.self))
      position = value.endIndex
    }
    return ids
  }
}
