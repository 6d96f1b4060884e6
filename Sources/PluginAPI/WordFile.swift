import Standoff

/// Data inside the binary that decides what a component says; mostly words, a YAML file in the plugin's `Resources/`.
///
/// `make resources` writes the YAML files of a plugin into its `Words.generated.swift` as JSON, so that a run starts
/// without parsing YAML; a test holds the two in step.
public struct WordFile: Sendable {
  /// The file's name, such as `lexicon.yaml`.
  public let name: String
  private let content: @Sendable () -> [UInt8]

  /// Words as `make resources` wrote them.
  public init(_ name: String, json: StaticString) {
    self.init(name) { Array(UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount)) }
  }

  /// - Parameters:
  ///   - name: that of the file, as messages show it.
  ///   - content: the bytes, where the data is no YAML: those of a model.
  public init(_ name: String, content: @escaping @Sendable () -> [UInt8]) {
    self.name = name
    self.content = content
  }

  /// The content; its hash belongs to the run.
  public var bytes: [UInt8] { content() }

  /// - Throws: ``Standoff/JSONError`` where the generated file was edited by hand.
  public func load() throws -> ConfigNode { ConfigNode(json: try JSONValue(parsing: bytes)) }
}

/// A file of a plugin's `Resources/` that a report carries as it is: a style sheet, a script.
///
/// It travels inside the binary like a ``WordFile``, but decides no label, so its hash does not belong to the run.
public struct TextResource: Sendable {
  /// The file's name, such as `report.css`.
  public let name: String
  private let text: StaticString

  /// A text as `make resources` wrote it.
  public init(_ name: String, text: StaticString) {
    self.name = name
    self.text = text
  }

  /// The text in UTF-8.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }
}
