/// Writes the fields of an annotation. Spans go in as bytes of the text and are written as scalars, or in the unit that
/// another program asks for.
public struct FieldWriter: Sendable {
  var json: JSONWriter
  /// For fields that were read as scalars, where another unit is written.
  var conversion: OffsetConversion?
  private let offsets: TextOffsets
  private let map: OffsetMap

  init(_ json: JSONWriter, offsets: TextOffsets, map: OffsetMap) {
    self.json = json
    self.offsets = offsets
    self.map = map
  }

  /// Writes a string.
  public mutating func string(_ key: StaticString, _ value: String) {
    json.key(key)
    json.string(value)
  }

  /// Writes nothing where there is no value.
  public mutating func string(_ key: StaticString, ifAny value: String?) {
    if let value { string(key, value) }
  }

  /// Writes a list of strings.
  public mutating func strings(_ key: StaticString, _ values: [String]) {
    json.key(key)
    json.openArray()
    for value in values { json.string(value) }
    json.closeArray()
  }

  /// Writes a whole number.
  public mutating func integer(_ key: StaticString, _ value: Int) {
    json.key(key)
    json.integer(value)
  }

  /// Writes a number.
  public mutating func number(_ key: StaticString, _ value: Double) {
    json.key(key)
    json.number(value)
  }

  /// Writes true or false.
  public mutating func bool(_ key: StaticString, _ value: Bool) {
    json.key(key)
    json.bool(value)
  }

  /// Two offsets: `"mention":[300,308]`.
  public mutating func span(_ key: StaticString, _ span: Span) {
    json.key(key)
    json.openArray()
    json.integer(offsets.offset(at: span.lowerBound))
    json.integer(offsets.offset(at: span.upperBound))
    json.closeArray()
  }

  /// An object with a number for each name, in the given order.
  public mutating func numbers(_ key: StaticString, _ values: [(name: String, value: Double)]) {
    json.key(key)
    json.openObject()
    for (name, value) in values {
      json.key(named: name)
      json.number(value)
    }
    json.closeObject()
  }

  /// A list of objects, each of which writes its own fields.
  @inlinable
  public mutating func objects<Element>(
    _ key: StaticString, _ elements: [Element], _ write: (Element, inout FieldWriter) -> Void
  ) {
    openArray(key)
    for element in elements {
      openObject()
      write(element, &self)
      closeObject()
    }
    closeArray()
  }

  /// `start` and `end`.
  public mutating func range(_ span: Span) {
    integer("start", offsets.offset(at: span.lowerBound))
    integer("end", offsets.offset(at: span.upperBound))
  }

  mutating func anchor(_ span: Span) {
    range(span)
    let source = map.file(span)
    json.key("source")
    json.openArray()
    json.integer(source.lowerBound)
    json.integer(source.upperBound)
    json.closeArray()
  }

  mutating func raw(_ member: JSONValue.Member) {
    json.key(named: member.key)
    json.value(conversion?.convert(member) ?? member.value)
  }

  @usableFromInline
  mutating func openArray(_ key: StaticString) {
    json.key(key)
    json.openArray()
  }

  mutating func openArray(named name: String) {
    json.key(named: name)
    json.openArray()
  }

  @usableFromInline mutating func closeArray() { json.closeArray() }
  @usableFromInline mutating func openObject() { json.openObject() }
  @usableFromInline mutating func closeObject() { json.closeObject() }
}

/// Reads the fields of an annotation. Offsets are read as scalars, or in the unit that another program counts in, and handed out as bytes of the text.
public struct FieldReader: Sendable {
  let members: [JSONValue.Member]
  let offsets: TextOffsets

  init(_ members: [JSONValue.Member], offsets: TextOffsets) {
    self.members = members
    self.offsets = offsets
  }

  /// Whether the field is there.
  public func has(_ key: String) -> Bool { value(key) != nil }

  /// A string that must be there.
  public func string(_ key: String) throws -> String {
    try require(key, "a string") { $0.string }
  }

  /// A string, or nothing where the field is missing or null.
  public func optionalString(_ key: String) throws -> String? {
    try optional(key, "a string") { $0.string }
  }

  /// A list of strings that must be there.
  public func strings(_ key: String) throws -> [String] {
    try require(key, "a list of strings") { value in
      guard let array = value.array else { return nil }
      let strings = array.compactMap(\.string)
      return strings.count == array.count ? strings : nil
    }
  }

  /// A whole number that must be there.
  public func integer(_ key: String) throws -> Int {
    try require(key, "a whole number") { $0.integer }
  }

  /// A whole number, or nothing where the field is missing or null.
  public func optionalInteger(_ key: String) throws -> Int? {
    try optional(key, "a whole number") { $0.integer }
  }

  /// A number that must be there.
  public func number(_ key: String) throws -> Double {
    try require(key, "a number") { $0.double }
  }

  /// A number, or nothing where the field is missing or null.
  public func optionalNumber(_ key: String) throws -> Double? {
    try optional(key, "a number") { $0.double }
  }

  /// True or false; must be there.
  public func bool(_ key: String) throws -> Bool {
    try require(key, "true or false") { $0.bool }
  }

  /// True or false, or nothing where the field is missing or null.
  public func optionalBool(_ key: String) throws -> Bool? {
    try optional(key, "true or false") { $0.bool }
  }

  /// Two offsets as a span in bytes, or nothing where the field is missing or null.
  public func optionalSpan(_ key: String) throws -> Span? {
    try optional(key, "two offsets inside the text") { value in
      guard let pair = value.array, pair.count == 2 else { return nil }
      return span(pair[0].integer, pair[1].integer)
    }
  }

  /// Names with numbers, in the order of the file.
  public func numbers(_ key: String) throws -> [(name: String, value: Double)] {
    try require(key, "an object of numbers") { value in
      guard let members = value.members else { return nil }
      let numbers = members.compactMap { member in member.value.double.map { (name: member.key, value: $0) } }
      return numbers.count == members.count ? numbers : nil
    }
  }

  /// A list of objects, each made by `read` of its fields.
  public func objects<Element>(_ key: String, _ read: (FieldReader) throws -> Element) throws -> [Element] {
    let objects = try require(key, "a list of objects") { value -> [[JSONValue.Member]]? in
      guard let array = value.array else { return nil }
      let objects = array.compactMap(\.members)
      return objects.count == array.count ? objects : nil
    }
    return try objects.map { try read(FieldReader($0, offsets: offsets)) }
  }

  /// `start` and `end`.
  public func range() throws -> Span {
    let (start, end) = (try integer("start"), try integer("end"))
    guard let span = span(start, end) else { throw FieldError.outside(start, end, offsets.count) }
    return span
  }

  func anchorSpan() throws -> Span { try range() }

  private func span(_ start: Int?, _ end: Int?) -> Span? {
    guard let start, let end else { return nil }
    return offsets.span(start, end)
  }

  private func value(_ key: String) -> JSONValue? {
    let value = members.first { $0.key == key }?.value
    return value == .null ? nil : value
  }

  private func require<T>(_ key: String, _ expected: String, _ read: (JSONValue) -> T?) throws -> T {
    guard let found = try optional(key, expected, read) else { throw FieldError.missing(key, expected) }
    return found
  }

  private func optional<T>(_ key: String, _ expected: String, _ read: (JSONValue) -> T?) throws -> T? {
    guard let value = value(key) else { return nil }
    guard let found = read(value) else { throw FieldError.wrong(key, expected) }
    return found
  }
}

/// What is wrong with a field of an annotation.
public enum FieldError: Error, Equatable, CustomStringConvertible {
  case missing(String, String)
  case wrong(String, String)
  case outside(Int, Int, Int)

  public var description: String {
    switch self {
    case .missing(let key, let expected): "the field “\(key)” is missing; it takes \(expected)"
    case .wrong(let key, let expected): "the field “\(key)” takes \(expected)"
    case .outside(let start, let end, let count):
      "the span \(start)–\(end) does not lie inside the text, which has \(count) characters"
    }
  }
}
