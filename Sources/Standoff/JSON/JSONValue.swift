/// A JSON value as it was read: members keep their order, numbers keep their digits.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A name in an object, with its value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let key: String
    /// What it holds.
    public let value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Parses one value; nothing but white space may follow it.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
      var reader = JSONReader(bytes)
      let value = try reader.value(depth: 0)
      try reader.end()
      return value
    }
  }

  public init(parsing string: String) throws(JSONError) {
    try self.init(parsing: Array(string.utf8))
  }

  /// The member with this key, where this is an object that has one.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The string, where it is one.
  public var string: String? { if case .string(let string) = self { string } else { nil } }
  /// The values, where it is a list.
  public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  /// The members in the order of the text, where it is an object.
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  /// True or false, where it is that.
  public var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  /// The number, where it is one.
  public var double: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }
  /// The number, where it is a whole one, also as `1e+05`, as R writes 100000.
  public var integer: Int? {
    if case .number(let digits) = self { Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) } } else { nil }
  }
}

/// Where and why bytes are no JSON.
public struct JSONError: Error, CustomStringConvertible, Equatable {
  /// The byte at which reading stopped.
  public let offset: Int
  /// What should have stood there.
  public let expected: String

  public var description: String { "no valid JSON at byte \(offset): expected \(expected)" }
}
