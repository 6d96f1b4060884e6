import PluginAPI
public import Standoff
import Synchronization

/// Which kind of component a program is.
public enum ExternalKind: String, Sendable, CaseIterable {
  case reader, stage, reporter

  /// The component that runs a program of this kind which has no plugin file.
  var componentName: String {
    switch self {
    case .reader: ExternalReader.name
    case .stage: ExternalStage.name
    case .reporter: ExternalReporter.name
    }
  }
}

/// The first line to a program: what it is to be, and its settings.
///
/// ```json
/// {"twosouls":1,"protocol":1,"kind":"stage","settings":{"words":["state"]}}
/// ```
public struct Hello: Sendable, Hashable {
  /// The version of the protocol.
  public static let version = 1

  /// What the program is to be.
  public var kind: ExternalKind
  /// The settings by name, with their defaults.
  public var settings: JSONValue
  /// What stands beside its command, which it need not say again; it is not sent.
  var promise = Promise()
  /// What messages call it; it is not sent.
  var name: String

  public init(_ kind: ExternalKind, settings: JSONValue = .object([])) {
    self.kind = kind
    self.settings = settings
    name = kind.componentName
  }

  init(_ kind: ExternalKind, settings: JSONValue, promise: Promise, name: String) {
    self.init(kind, settings: settings)
    self.promise = promise
    self.name = name
  }

  var line: [UInt8] {
    var json = JSONWriter()
    json.openObject()
    json.key("twosouls")
    json.integer(1)
    json.key("protocol")
    json.integer(Self.version)
    json.key("kind")
    json.string(kind.rawValue)
    json.key("settings")
    json.value(settings)
    json.closeObject()
    json.newline()
    return json.bytes
  }
}

/// What stands beside the command of a program, in its plugin file or in a pipeline.
struct Promise: Sendable, Hashable {
  var requires: Set<LayerName>?
  var provides: Set<LayerName>?
  var files: [String]?
}

/// What a program says of itself when it is greeted; all but `twosouls` may be left out.
///
/// ```json
/// {"twosouls":1,"name":"entities","version":"1.2","requires":["passage"],"provides":["entity"],"offsets":"scalars"}
/// ```
public struct Introduction: Sendable, Equatable {
  /// What it calls itself.
  public var name: String?
  /// Its own version.
  public var version: String?
  /// The layers it wants to see.
  public var requires: Set<LayerName> = []
  /// The layers it answers with.
  public var provides: Set<LayerName> = []
  /// What its offsets count.
  public var offsets = OffsetUnit.scalars
  /// Of a reader: endings of the names of files that it reads, such as `.docx`. Of a reporter: the files that it writes.
  public var files: [String] = []

  init(_ json: JSONValue, to hello: Hello) throws(ExternalError) {
    guard json["twosouls"]?.integer == 1 else {
      throw ExternalError("introduced itself without “\"twosouls\": 1”")
    }
    if let trouble = json["error"]?.string { throw ExternalError("refused to work: \(trouble)") }
    if let version = json["protocol"]?.integer, version != Hello.version {
      throw ExternalError(
        "speaks version \(version) of the protocol, this program speaks \(Hello.version); "
          + (version > Hello.version ? "use a newer TwoSouls" : "write the program for version \(Hello.version)"))
    }
    if let kind = json["kind"]?.string, kind != hello.kind.rawValue {
      throw ExternalError("is a \(kind), but is used as a \(hello.kind.rawValue)")
    }
    name = json["name"]?.string
    version = json["version"]?.string
    requires =
      try Self.kept(
        "requires", hello.promise.requires, try Self.names("requires", json).map { Set($0.map { LayerName($0) }) })
      ?? []
    provides =
      try Self.kept(
        "provides", hello.promise.provides, try Self.names("provides", json).map { Set($0.map { LayerName($0) }) })
      ?? []
    files = try Self.kept("files", hello.promise.files, try Self.names("files", json)) ?? []
    if let unit = json["offsets"] {
      guard let known = unit.string.flatMap(OffsetUnit.init(rawValue:)) else {
        let names = OffsetUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw ExternalError("asks for “offsets” that are none of \(names)")
      }
      offsets = known
    }
    if hello.kind == .stage, provides.isEmpty {
      throw ExternalError(
        "is a stage, but nothing says which layers it gives: write “provides: [NAME]” beside its “command”, or let it "
          + "introduce itself with “provides”")
    }
    if hello.kind == .reader, files.isEmpty {
      throw ExternalError(
        "is a reader, but nothing says which files it takes: write “files: [.docx]” beside its “command”, or let it "
          + "introduce itself with “files”")
    }
  }

  /// What the program says and what stands beside its command, which must be the same where both do.
  private static func kept<Value: Equatable>(
    _ key: String, _ promised: Value?, _ said: Value?
  ) throws(ExternalError) -> Value? {
    if let promised, let said, promised != said {
      throw ExternalError(
        "introduces itself with another “\(key)” than stands beside its “command”; let both say the same")
    }
    return said ?? promised
  }

  private static func names(_ key: String, _ json: JSONValue) throws(ExternalError) -> [String]? {
    guard let value = json[key], value != .null else { return nil }
    let names = (value.array ?? [value]).compactMap(\.string)
    guard names.count == value.array?.count ?? 1, !names.contains("") else {
      throw ExternalError("has “\(key)” that is no list of names")
    }
    return names
  }
}

/// A message as one line.
///
/// - Parameter size: about how many bytes it will have.
func line(of size: Int = 512, _ write: (inout JSONWriter) -> Void) -> JSONWriter {
  var json = JSONWriter(capacity: size)
  json.openObject()
  write(&json)
  json.closeObject()
  json.newline()
  return json
}

extension ProgramAnswer {
  /// What a program says went wrong with what it was asked.
  func checked() throws(ExternalError) -> ProgramAnswer {
    guard let error = self["error"], error != .null else { return self }
    throw ExternalError(error.string ?? "the program answered with an “error” that is no sentence")
  }

  /// Adds what a program has to say of a text.
  ///
  /// - Parameter offsets: those of the document's text, as the program counts.
  func note(in diagnostics: Diagnostics, of document: Document? = nil, _ offsets: TextOffsets? = nil) {
    for value in self["diagnostics"]?.array ?? [] {
      guard let text = value["message"]?.string else { continue }
      let message = Diagnostic.Message(value["code"]?.string ?? "external", text)
      let isWarning = value["severity"]?.string != "note"
      let source =
        source(of: value)
        ?? document.flatMap { document in
          offsets.flatMap { span(of: value, $0) }.map(document.map.file)
        }
      if isWarning { diagnostics.warn(message, source: source) } else { diagnostics.note(message, source: source) }
    }
  }

  private func source(of value: JSONValue) -> Range<Int>? {
    let bytes = (value["source"]?.array ?? []).compactMap(\.integer)
    return bytes.count == 2 && bytes[0] <= bytes[1] ? bytes[0]..<bytes[1] : nil
  }

  private func span(of value: JSONValue, _ offsets: TextOffsets) -> Span? {
    guard let start = value["start"]?.integer, let end = value["end"]?.integer else { return nil }
    return offsets.span(start, end)
  }
}
