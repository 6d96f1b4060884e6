import Standoff

/// HTML as bytes, written front to back. Whatever comes from a document goes through ``text(_:)`` or an attribute and
/// is escaped there.
struct HTML {
  private(set) var bytes: [UInt8] = []

  /// Markup of our own.
  mutating func raw(_ markup: String) {
    var markup = markup
    markup.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { append(escaping: $0) }
  }

  /// A stretch of a document's text.
  mutating func text(_ text: Text, _ span: Span) {
    text.utf8.withUnsafeBufferPointer { append(escaping: UnsafeBufferPointer(rebasing: $0[span])) }
  }

  /// A start tag. Attributes that are nil are left out; an empty value is written as one.
  mutating func open(_ tag: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    raw("<")
    raw(tag)
    for (name, value) in attributes {
      guard let value else { continue }
      raw(" ")
      raw(name)
      raw("=\"")
      text(value)
      raw("\"")
    }
    raw(">")
  }

  mutating func close(_ tag: String) {
    raw("</")
    raw(tag)
    raw(">")
  }

  mutating func element(_ tag: String, _ attributes: KeyValuePairs<String, String?>, _ content: String) {
    open(tag, attributes)
    text(content)
    close(tag)
  }

  mutating func element(_ tag: String, _ attributes: KeyValuePairs<String, String?>, _ content: (inout HTML) -> Void) {
    open(tag, attributes)
    content(&self)
    close(tag)
  }

  mutating func element(_ tag: String, _ content: String) { element(tag, [:], content) }
  mutating func element(_ tag: String, _ content: (inout HTML) -> Void) { element(tag, [:], content) }
}

extension HTML {
  /// A part of the page with its heading, to which the contents lead.
  mutating func section(_ id: String, _ title: String, _ content: (inout HTML) -> Void) {
    open("section", ["id": id, "aria-labelledby": "\(id)-title"])
    element("h2", ["id": "\(id)-title"], title)
    content(&self)
    raw("</section>\n")
  }

  /// Markup signs become references. Control characters, which HTML forbids, and the signs that turn the direction of
  /// all that follows (U+202A–202E, U+2066–2069) become U+FFFD: with them a text could rewrite what stands beside it.
  private mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      guard Self.isSpecial[Int(byte)], let (length, replacement) = Self.replacement(utf8, at: index) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
      bytes.append(contentsOf: replacement.utf8)
      index += length
      start = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  private static let isSpecial: [Bool] = (0...255).map { byte in
    (byte < 0x20 && byte != 0x09 && byte != 0x0A) || [0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xE2].contains(byte)
  }

  private static func replacement(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (Int, StaticString)? {
    let second = index + 1 < utf8.count ? utf8[index + 1] : 0
    switch utf8[index] {
    case UInt8(ascii: "&"): return (1, "&amp;")
    case UInt8(ascii: "<"): return (1, "&lt;")
    case UInt8(ascii: ">"): return (1, "&gt;")
    case UInt8(ascii: "\""): return (1, "&quot;")
    case UInt8(ascii: "'"): return (1, "&#39;")
    case 0xC2: return second < 0xA0 ? (min(2, utf8.count - index), "\u{FFFD}") : nil
    case 0xE2:
      guard index + 2 < utf8.count else { return nil }
      let isTurn =
        second == 0x80 && (0xAA...0xAE).contains(utf8[index + 2])
        || second == 0x81 && (0xA6...0xA9).contains(utf8[index + 2])
      return isTurn ? (3, "\u{FFFD}") : nil
    default: return (1, "\u{FFFD}")
    }
  }
}

extension StaticString {
  fileprivate var utf8: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
