/// Parses JSON (RFC 8259) out of bytes; depth is limited to 512.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < 512 else { throw error("at most 512 levels") }
    skipWhite()
    guard index < bytes.count else { throw error("a value") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  mutating func end() throws(JSONError) {
    skipWhite()
    if index < bytes.count { throw error("the end") }
  }

  /// Whether the next value begins with this byte.
  mutating func isNext(_ byte: UInt8) -> Bool {
    skipWhite()
    return index < bytes.count && bytes[index] == byte
  }

  /// Reads an object whose `{` is next; each member's value is read by the caller.
  @inline(__always)
  mutating func eachMember(
    _ read: (_ key: String, _ reader: inout JSONReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    index += 1
    skipWhite()
    if take(UInt8(ascii: "}")) { return }
    repeat {
      guard isNext(UInt8(ascii: "\"")) else { throw error("a key in quotation marks") }
      let key = try string()
      skipWhite()
      guard take(UInt8(ascii: ":")) else { throw error("a colon") }
      try read(key, &self)
      skipWhite()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw error("a comma or }") }
  }

  /// Reads a list whose `[` is next; each value is read by the caller.
  @inline(__always)
  mutating func eachValue(_ read: (_ reader: inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
    index += 1
    skipWhite()
    if take(UInt8(ascii: "]")) { return }
    repeat {
      try read(&self)
      skipWhite()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw error("a comma or ]") }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    var members: [JSONValue.Member] = []
    try eachMember { (key, reader) throws(JSONError) in
      members.append(JSONValue.Member(key: key, value: try reader.value(depth: depth + 1)))
    }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    var values: [JSONValue] = []
    try eachValue { (reader) throws(JSONError) in values.append(try reader.value(depth: depth + 1)) }
    return .array(values)
  }

  private mutating func string() throws(JSONError) -> String {
    index += 1
    let start = index
    skipPlain()
    guard index < bytes.count else { throw error("a closing quotation mark") }
    if take(UInt8(ascii: "\"")) {
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index - 1]), as: UTF8.self)
    }
    var unescaped = Array(UnsafeBufferPointer(rebasing: bytes[start..<index]))
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] == UInt8(ascii: "\\") else { throw error("no control character in a string") }
      let scalar = try escape()
      if scalar.isASCII {
        unescaped.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        unescaped.append(contentsOf: String(scalar).utf8)
      }
      let plain = index
      skipPlain()
      unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<index]))
    }
    guard take(UInt8(ascii: "\"")) else { throw error("a closing quotation mark") }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// Goes on to the next quotation mark, backslash or control character, eight bytes at a time.
  private mutating func skipPlain() {
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= raw.count {
      if JSONWriter.needEscape(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { break }
      index += 8
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
      bytes[index] >= 0x20
    {
      index += 1
    }
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    index += 1
    guard index < bytes.count else { throw error("an escape") }
    defer { index += 1 }
    switch bytes[index] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(bytes[index])
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
      guard index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "\\"), bytes[index + 2] == UInt8(ascii: "u")
      else { return "\u{FFFD}" }
      let high = index
      index += 2
      let low = try hexadecimal()
      guard low & 0xFC00 == 0xDC00 else {
        // The second escape is a character of its own.
        index = high
        return "\u{FFFD}"
      }
      return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF) ?? "\u{FFFD}"
    default: throw error("an escape")
    }
  }

  /// Reads four digits behind the `u` at the index and stays on the last of them.
  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    guard index + 4 < bytes.count else { throw error("four hexadecimal digits") }
    var value: UInt32 = 0
    for _ in 0..<4 {
      index += 1
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw error("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Reads a whole number of at most 18 digits; nothing, and stays, where something else is next.
  mutating func integer() -> Int? {
    skipWhite()
    let start = index
    var value = 0
    while index < bytes.count, index < start + 18, bytes[index] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    // Whatever is no end of a value makes it another kind of number, or none.
    let isWhole =
      index > start && (index == bytes.count || Self.endsValue(bytes[index]))
      && (bytes[start] != UInt8(ascii: "0") || index == start + 1)
    guard isWhole else {
      index = start
      return nil
    }
    return value
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == 0x20
  }

  private mutating func number() throws(JSONError) -> String {
    let start = index
    _ = take(UInt8(ascii: "-"))
    // A zero stands alone, or what is written would be no JSON for others.
    if !take(UInt8(ascii: "0")) { guard digits() else { throw error("a value") } }
    if take(UInt8(ascii: ".")), !digits() { throw error("a digit") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { throw error("a digit") }
    }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
  }

  private mutating func digits() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
    return index > start
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for offset in 0..<word.utf8CodeUnitCount {
      guard index < bytes.count, bytes[index] == word.utf8Start[offset] else { throw error("a value") }
      index += 1
    }
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipWhite() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 9
    {
      index += 1
    }
  }

  private func error(_ expected: String) -> JSONError { JSONError(offset: index, expected: expected) }
}
