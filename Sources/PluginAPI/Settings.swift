public import Standoff

/// What a pipeline file may set of a component.
///
/// A type of settings is a struct whose properties are marked with ``Setting``. Names, types, defaults, ranges and
/// descriptions are declared there once; reading the file, the schema, `twosouls stages` and the docs follow from it.
///
/// ```swift
/// public struct Settings: ComponentSettings {
///   @Setting("A quotation with fewer words is a term.", in: 1...20)
///   public var minimumWords = 3
///   public init() {}
/// }
/// ```
public protocol ComponentSettings: Sendable {
  init()
}

/// The settings of a component that has none.
public struct NoSettings: ComponentSettings {
  public init() {}
}

/// Declares a property that the pipeline file may set, under its own name in kebab case (`minimum-words`).
@propertyWrapper
public struct Setting<Value: SettingValue>: Sendable {
  /// Holds the value apart from the struct, so that reading a file can fill in properties that it knows by name only.
  ///
  /// Unchecked: it is written only while `ComponentSettings.init(from:)` alone holds it; every later write makes a new box.
  fileprivate final class Box: @unchecked Sendable {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  private var box: Box
  private let text: String
  private let range: (any SettingRange)?

  /// A setting with its default and what users read of it.
  public init(wrappedValue: Value, _ description: String) {
    box = Box(wrappedValue)
    text = description
    range = nil
  }

  /// A setting with bounds.
  public init(wrappedValue: Value, _ description: String, in range: ClosedRange<Value>)
  where Value: Comparable & Sendable {
    box = Box(wrappedValue)
    text = description
    self.range = range
  }

  /// A setting that may be left open, with bounds for when it is not.
  public init<Bound>(wrappedValue: Value, _ description: String, in range: ClosedRange<Bound>)
  where Value == Bound?, Bound: Comparable & SettingValue {
    box = Box(wrappedValue)
    text = description
    self.range = range
  }

  /// The value in force.
  public var wrappedValue: Value {
    get { box.value }
    set { box = Box(newValue) }
  }
}

/// Bounds that a setting's value must keep.
private protocol SettingRange: Sendable {
  func holds(_ value: Any) -> Bool
  var bounds: (String, String) { get }
}

extension ClosedRange: SettingRange where Bound: SettingValue {
  fileprivate func holds(_ value: Any) -> Bool { (value as? Bound).map(contains) ?? false }
  fileprivate var bounds: (String, String) { ("\(lowerBound)", "\(upperBound)") }
}

/// One setting of a component as users see it.
public struct SettingDescription: Sendable, Equatable {
  /// As the pipeline file writes it.
  public let name: String
  /// What it is for.
  public let description: String
  /// What it takes.
  public let type: SettingType
  /// As the pipeline file would write it.
  public let defaultValue: ConfigNode.Content
  /// The least and the greatest value, where the setting is bounded.
  public let bounds: [String]

  public init(
    name: String, description: String, type: SettingType, defaultValue: ConfigNode.Content, bounds: [String] = []
  ) {
    self.name = name
    self.description = description
    self.type = type
    self.defaultValue = defaultValue
    self.bounds = bounds
  }
}

/// What a setting takes, for messages and for the schema.
public enum SettingType: Sendable, Equatable {
  case bool, integer, number, string, file, map
  case choice([String])
  indirect case list(of: SettingType)
  indirect case optional(SettingType)

  /// For messages: `a whole number`, `one of keep, skip`.
  public var expected: String {
    switch self {
    case .bool: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "a string"
    case .file: "the path of a file"
    case .map: "names with values"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .list(let type): "a list, each \(type.expected)"
    case .optional(let type): "\(type.expected), or nothing"
    }
  }
}

/// A type that a setting can have.
public protocol SettingValue: Sendable, Equatable {
  /// What a pipeline file may write.
  static var settingType: SettingType { get }
  /// Nothing where the node holds something else.
  init?(_ node: ConfigNode)
  /// As a pipeline file would write it.
  var node: ConfigNode.Content { get }
}

extension Bool: SettingValue {
  public static var settingType: SettingType { .bool }
  public init?(_ node: ConfigNode) {
    guard let bool = node.bool else { return nil }
    self = bool
  }
  public var node: ConfigNode.Content { .bool(self) }
}

extension Int: SettingValue {
  public static var settingType: SettingType { .integer }
  public init?(_ node: ConfigNode) {
    guard let integer = node.integer else { return nil }
    self = integer
  }
  public var node: ConfigNode.Content { .integer(self) }
}

extension Double: SettingValue {
  public static var settingType: SettingType { .number }
  public init?(_ node: ConfigNode) {
    guard let number = node.number else { return nil }
    self = number
  }
  public var node: ConfigNode.Content { .number(self) }
}

extension String: SettingValue {
  public static var settingType: SettingType { .string }
  public init?(_ node: ConfigNode) {
    guard let string = node.string else { return nil }
    self = string
  }
  public var node: ConfigNode.Content { .string(self) }
}

extension Array: SettingValue where Element: SettingValue {
  public static var settingType: SettingType { .list(of: Element.settingType) }
  public init?(_ node: ConfigNode) {
    let nodes = node.list ?? [node]
    let values = nodes.compactMap(Element.init)
    guard values.count == nodes.count else { return nil }
    self = values
  }
  public var node: ConfigNode.Content { .list(map { ConfigNode($0.node) }) }
}

extension Optional: SettingValue where Wrapped: SettingValue {
  public static var settingType: SettingType { .optional(Wrapped.settingType) }
  public init?(_ node: ConfigNode) {
    if node.isNull {
      self = .none
    } else if let value = Wrapped(node) {
      self = value
    } else {
      return nil
    }
  }
  public var node: ConfigNode.Content { self?.node ?? .null }
}

/// A setting with a few named values: `enum Notes: String, SettingChoice { case keep, skip }`.
public protocol SettingChoice: SettingValue, RawRepresentable, CaseIterable where RawValue == String {}

extension SettingChoice {
  /// One of the cases, by its raw value.
  public static var settingType: SettingType { .choice(allCases.map(\.rawValue)) }
  public init?(_ node: ConfigNode) {
    guard let value = node.string.flatMap(Self.init(rawValue:)) else { return nil }
    self = value
  }
  /// The raw value.
  public var node: ConfigNode.Content { .string(rawValue) }
}

/// A file that a setting names. Relative paths are relative to the pipeline file; its hash belongs to the run.
public struct SettingFile: SettingValue {
  public static var settingType: SettingType { .file }
  /// As it was written.
  public let path: String
  /// The file in which the path was written, which relative paths start from.
  public let base: String

  public init?(_ node: ConfigNode) {
    guard let path = node.string else { return nil }
    self.init(path, base: node.place.file)
  }

  /// - Parameters:
  ///   - path: as the setting has it.
  ///   - base: a file in the folder that a relative path starts from.
  public init(_ path: String, base: String) {
    self.path = path
    self.base = base
  }

  public var node: ConfigNode.Content { .string(path) }

  /// The path as the program opens it.
  public var resolvedPath: String { resolved(path, in: base) }
}

/// A path that was written in a file: relative to its folder; one of the command line to the working folder.
private func resolved(_ path: String, in base: String) -> String {
  guard !path.hasPrefix("/"), !base.hasPrefix("--"), let slash = base.lastIndex(of: "/") else { return path }
  return "\(base[...slash])\(path)"
}

/// A folder that a setting names, for a component to keep something in. Relative paths are relative to the pipeline file.
public struct SettingFolder: SettingValue {
  public static var settingType: SettingType { .string }
  /// As it was written.
  public let path: String
  private let base: String

  public init?(_ node: ConfigNode) {
    guard let path = node.string, !path.isEmpty else { return nil }
    self.path = path
    base = node.place.file
  }
  public var node: ConfigNode.Content { .string(path) }

  /// The path as the program opens it, without `/` at the end.
  public var resolvedPath: String {
    resolved(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, in: base)
  }
}

// MARK: Reading and describing

extension ComponentSettings {
  /// The defaults with what a pipeline file sets.
  ///
  /// - Throws: ``ConfigError`` for an unknown name, a wrong type or a value out of range.
  public init(from node: ConfigNode) throws(ConfigError) {
    self.init()
    let properties = self.properties
    for entry in try node.settings(knowing: properties.map(\.name)) {
      guard let property = properties.first(where: { $0.name == entry.key }) else { continue }
      try property.setting.set(from: entry.value, name: property.name)
    }
  }

  /// What can be set, in the order of declaration.
  public static var descriptions: [SettingDescription] { Self().properties.map { $0.setting.describe($0.name) } }

  /// The values in force, as a pipeline file would write them.
  public var resolved: [ConfigNode.Entry] {
    properties.map { ConfigNode.Entry(key: $0.name, keyPlace: .none, value: ConfigNode($0.setting.current)) }
  }

  /// The files that are set.
  public var files: [SettingFile] { properties.flatMap { $0.setting.files } }

  private var properties: [(name: String, setting: any AnySetting)] {
    Mirror(reflecting: self).children.compactMap { child in
      guard let label = child.label, let setting = child.value as? any AnySetting else { return nil }
      return (kebabCase(label.drop { $0 == "_" }), setting)
    }
  }
}

private protocol AnySetting {
  var current: ConfigNode.Content { get }
  var files: [SettingFile] { get }
  func set(from node: ConfigNode, name: String) throws(ConfigError)
  func describe(_ name: String) -> SettingDescription
}

extension Setting: AnySetting {
  fileprivate var current: ConfigNode.Content { box.value.node }

  fileprivate var files: [SettingFile] {
    box.value as? [SettingFile] ?? (box.value as? SettingFile).map { [$0] } ?? []
  }

  fileprivate func set(from node: ConfigNode, name: String) throws(ConfigError) {
    guard let value = Value(node) else { throw Value.settingType.refusal(of: node, for: name) }
    if let range, !node.isNull, !range.holds(value) { throw describe(name).outOfRange(node) }
    box.value = value
  }

  fileprivate func describe(_ name: String) -> SettingDescription {
    SettingDescription(
      name: name, description: text, type: Value.settingType, defaultValue: box.value.node,
      bounds: range.map { [$0.bounds.0, $0.bounds.1] } ?? [])
  }
}

private func kebabCase(_ name: some StringProtocol) -> String {
  var words = ""
  for character in name {
    if character.isUppercase {
      words += "-" + character.lowercased()
    } else {
      words.append(character)
    }
  }
  return words
}

/// Names with values of any kind, for a component that gives them to somebody else.
public struct SettingMap: SettingValue {
  public static var settingType: SettingType { .map }
  private let entries: [ConfigNode.Entry]

  public init() { entries = [] }

  public init?(_ node: ConfigNode) {
    guard let entries = node.entries ?? (node.isNull ? [] : nil) else { return nil }
    self.entries = entries
  }

  public var node: ConfigNode.Content { .map(entries) }
  /// As JSON.
  public var json: JSONValue { JSONValue(ConfigNode(node)) }
}
