public import Standoff

/// A value of a pipeline file or of a word file, with the place where it stands.
///
/// The engine makes these from YAML; words that travel inside the binary come as JSON, which says the same.
public struct ConfigNode: Sendable, Equatable {
  /// What a value can be.
  public indirect enum Content: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case list([ConfigNode])
    case map([Entry])
  }

  /// A key of a map, with its value.
  public struct Entry: Sendable, Equatable {
    /// The key.
    public let key: String
    /// Where the key stands.
    public let keyPlace: Place
    /// What it holds.
    public let value: ConfigNode

    public init(key: String, keyPlace: Place, value: ConfigNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  /// A place in a file; lines and columns count from 1.
  public struct Place: Sendable, Equatable, CustomStringConvertible {
    /// As it was named.
    public let file: String
    /// From 1; 0 where there is no file.
    public let line: Int
    /// From 1; 0 where there is no file.
    public let column: Int

    public init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }

    /// Built in or given on the command line, so in no file.
    public static let none = Place(file: "", line: 0, column: 0)

    public var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
  }

  /// What stands there.
  public let content: Content
  /// Where it stands.
  public let place: Place

  public init(_ content: Content, at place: Place = .none) {
    self.content = content
    self.place = place
  }

  /// Takes words that travel inside the binary.
  public init(json: JSONValue) {
    let content: Content =
      switch json {
      case .null: .null
      case .bool(let bool): .bool(bool)
      case .number(let digits): Int(digits).map(Content.integer) ?? .number(Double(digits) ?? 0)
      case .string(let string): .string(string)
      case .array(let values): .list(values.map(ConfigNode.init(json:)))
      case .object(let members):
        .map(members.map { Entry(key: $0.key, keyPlace: .none, value: ConfigNode(json: $0.value)) })
      }
    self.init(content)
  }

  /// The value of a key, where this is a map that has it.
  public subscript(_ key: String) -> ConfigNode? { entries?.first { $0.key == key }?.value }

  /// The entries, where it is a map.
  public var entries: [Entry]? { if case .map(let entries) = content { entries } else { nil } }
  /// The values, where it is a list.
  public var list: [ConfigNode]? { if case .list(let list) = content { list } else { nil } }
  /// True or false, where it is that.
  public var bool: Bool? { if case .bool(let bool) = content { bool } else { nil } }
  /// The number, where it is a whole one.
  public var integer: Int? { if case .integer(let integer) = content { integer } else { nil } }
  /// Whether nothing stands there.
  public var isNull: Bool { content == .null }

  /// The number, where it is one.
  public var number: Double? {
    switch content {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// The string, where it is one.
  public var string: String? { if case .string(let string) = content { string } else { nil } }

  /// A list of strings; a single string is a list of one.
  public var strings: [String]? {
    if let string { return [string] }
    guard let list else { return nil }
    let strings = list.compactMap(\.string)
    return strings.count == list.count ? strings : nil
  }

  /// What stands here, for messages: `a list`, `“skip”`, `0.5`.
  public var summary: String {
    switch content {
    case .null: "nothing"
    case .bool(let bool): "\(bool)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let string): string.count > 60 ? "“\(string.prefix(60))…”" : "“\(string)”"
    case .list: "a list"
    case .map: "a map of settings"
    }
  }
}

/// Something in a pipeline or word file that cannot be used, where it stands and what to do.
public struct ConfigError: Error, Equatable, CustomStringConvertible {
  /// Where it stands.
  public let place: ConfigNode.Place
  /// What is wrong, and what to do.
  public let message: String

  public init(_ message: String, at place: ConfigNode.Place) {
    self.place = place
    self.message = message
  }

  public var description: String { place.description.isEmpty ? message : "\(place): \(message)" }
}

extension JSONValue {
  /// A node without its places.
  public init(_ node: ConfigNode) {
    self =
      switch node.content {
      case .null: .null
      case .bool(let bool): .bool(bool)
      case .integer(let integer): .number("\(integer)")
      case .number(let number): .number("\(number)")
      case .string(let string): .string(string)
      case .list(let list): .array(list.map(JSONValue.init))
      case .map(let entries): .object(entries.map { Member(key: $0.key, value: JSONValue($0.value)) })
      }
  }
}
