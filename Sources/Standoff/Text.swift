/// The words of a document as UTF-8, which never change once a reader has made them.
public struct Text: Sendable, Equatable {
  /// The bytes; always valid UTF-8.
  public let utf8: [UInt8]

  /// The text of a string.
  public init(_ string: String) {
    utf8 = Array(string.utf8)
  }

  /// Takes bytes that may hold invalid sequences; each of those becomes U+FFFD.
  public init(repairing bytes: [UInt8]) {
    if Text.isValid(bytes) {
      utf8 = bytes
    } else {
      utf8 = Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
  }

  /// How many bytes it has.
  public var count: Int { utf8.count }
  /// From its first byte to its last.
  public var all: Span { 0..<utf8.count }

  /// The words at a span.
  public subscript(_ span: Span) -> String {
    utf8.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[span]), as: UTF8.self) }
  }

  /// Whether the offset stands between two Unicode scalars, or at either end.
  public func isScalarBorder(_ offset: Int) -> Bool {
    offset == utf8.count || (offset >= 0 && offset < utf8.count && utf8[offset] & 0xC0 != 0x80)
  }

  /// Whether the span lies inside the text and cuts no scalar.
  public func holds(_ span: Span) -> Bool {
    span.lowerBound >= 0 && span.upperBound <= utf8.count && isScalarBorder(span.lowerBound)
      && isScalarBorder(span.upperBound)
  }

  /// The span without the white space (ASCII white space and no-break spaces) at either end.
  public func trimmed(_ span: Span) -> Span {
    var (start, end) = (span.lowerBound, span.upperBound)
    while start < end {
      if Text.isWhite(utf8[start]) {
        start += 1
      } else if start + 1 < end, utf8[start] == 0xC2, utf8[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if Text.isWhite(utf8[end - 1]) {
        end -= 1
      } else if end - 1 > start, utf8[end - 2] == 0xC2, utf8[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// How many stretches of the span stand between white space.
  public func words(in span: Span) -> Int {
    utf8.withUnsafeBufferPointer { utf8 in
      var words = 0
      var isInside = false
      for byte in utf8[span] {
        let isWord = !Text.isWhite(byte)
        if isWord, !isInside { words += 1 }
        isInside = isWord
      }
      return words
    }
  }

  private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  private static func isValid(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }
}

extension Text: CustomStringConvertible {
  public var description: String { self[all] }
}

extension Text: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
