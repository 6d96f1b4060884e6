import CLibXML2
import Glibc

/// A start tag as the parser delivers it; good only while the parser is in its callback.
struct XMLElement {
  /// The local name, one pointer for each name in a file.
  let name: UnsafePointer<UInt8>
  let namespace: UnsafePointer<UInt8>?
  let source: Range<Int>
  fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  fileprivate let attributeCount: Int

  init(
    name: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?, source: Range<Int>,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int
  ) {
    self.name = name
    self.namespace = namespace
    self.source = source
    self.attributes = attributes
    self.attributeCount = attributeCount
  }

  var localName: String { String(cString: name) }

  /// The value of an attribute without a prefix; nothing where it is empty.
  subscript(_ name: StaticString) -> String? { value(name, prefix: nil) }

  /// `xml:id`, or `id` as P4 has it.
  var id: String? { value("id", prefix: "xml") ?? value("id", prefix: nil) }

  /// `xml:lang`, or `lang` as P4 has it.
  var language: String? { value("lang", prefix: "xml") ?? value("lang", prefix: nil) }

  /// Every attribute, with its local name.
  var all: [(name: String, value: String)] {
    guard let attributes else { return [] }
    return (0..<attributeCount).compactMap { index -> (name: String, value: String)? in
      guard let name = attributes[5 * index], let value = value(attributes, index) else { return nil }
      let isXML = attributes[5 * index + 1].map { strcmp($0, "xml") == 0 } ?? false
      return (isXML ? "xml:" + String(cString: name) : String(cString: name), value)
    }
  }

  private func value(_ name: StaticString, prefix: StaticString?) -> String? {
    guard let attributes else { return nil }
    for index in 0..<attributeCount {
      guard let local = attributes[5 * index], Self.equal(local, name) else { continue }
      if let prefix {
        guard let given = attributes[5 * index + 1], Self.equal(given, prefix) else { continue }
      } else if attributes[5 * index + 1] != nil {
        continue
      }
      return value(attributes, index).flatMap { $0.isEmpty ? nil : $0 }
    }
    return nil
  }

  private static func equal(_ one: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    one[0] == other.utf8Start[0]
      && UnsafeRawPointer(one).withMemoryRebound(to: CChar.self, capacity: 1) { one in
        UnsafeRawPointer(other.utf8Start).withMemoryRebound(to: CChar.self, capacity: 1) { strcmp(one, $0) == 0 }
      }
  }

  private func value(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ index: Int) -> String? {
    guard let start = attributes[5 * index + 3], let end = attributes[5 * index + 4] else { return nil }
    let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    return value.utf8.contains(0x26) ? StandardEntities.resolved(value) : value
  }
}

/// What happens in a file, in order.
protocol XMLHandler: AnyObject {
  func start(_ element: XMLElement)
  func end()
  func text(_ piece: SourceCursor.Piece)
  /// The parser met a reference to an entity that is not declared, or one to another file.
  func unknownEntity(_ name: String, at source: Range<Int>)
  /// Something that the parser disliked and read on.
  func complaint(_ message: String, line: Int, at place: Int)
}
