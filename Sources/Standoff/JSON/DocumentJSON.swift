extension Document {
  /// What the JSON form may leave out: the text, so that labels of licensed texts can be passed on without it; and what
  /// another program has no use for.
  public struct JSONContent: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// The text itself.
    public static let text = JSONContent(rawValue: 1)
    /// The way back to the file.
    public static let map = JSONContent(rawValue: 2)
    /// What was said of trouble in the text.
    public static let diagnostics = JSONContent(rawValue: 4)
    /// Everything.
    public static let all: JSONContent = [.text, .map, .diagnostics]
  }

  /// The document as one line of `results.jsonl`, without the line end.
  ///
  /// - Parameters:
  ///   - run: the hash of everything that made the labels.
  ///   - content: what may be left out.
  public func json(run: String = "", content: JSONContent = .all) -> [UInt8] {
    var json = JSONWriter(capacity: text.count * 4)
    write(to: &json, run: run, content: content)
    return json.bytes
  }

  /// Writes the same behind what was written before.
  public func write(to json: inout JSONWriter, run: String, content: JSONContent = .all) {
    json.openObject()
    writeMembers(to: &json, run: run, content: content)
    json.closeObject()
  }

  /// Writes what stands in the object, for one that has members of its own.
  ///
  /// - Parameters:
  ///   - json: where it is written.
  ///   - run: the hash of everything that made the labels.
  ///   - content: what may be left out.
  ///   - chosen: the layers that are written; without it, all.
  ///   - offsets: those of the text, in the unit in which they are written; without them, scalars as in files.
  public func writeMembers(
    to json: inout JSONWriter, run: String, content: JSONContent = .all, layers chosen: Set<LayerName>? = nil,
    offsets: TextOffsets? = nil
  ) {
    let offsets = offsets ?? TextOffsets(text)
    json.key("twosouls")
    json.integer(1)
    json.key("run")
    json.string(run)
    json.key("document")
    writeDescription(to: &json, length: offsets.count)
    if content.contains(.text) {
      json.key("text")
      json.string(utf8: text.utf8)
    }
    if content.contains(.map) {
      json.key("map")
      map.write(to: &json)
    }
    json.key("layers")
    json.openObject()
    var fields = FieldWriter(json, offsets: offsets, map: map)
    if offsets.unit != .scalars { fields.conversion = OffsetConversion(text, from: .scalars, to: offsets) }
    for layer in layers where chosen?.contains(layer.name) ?? true { layer.write(to: &fields) }
    json = fields.json
    json.closeObject()
    guard content.contains(.diagnostics) else { return }
    json.key("diagnostics")
    json.openArray()
    for diagnostic in diagnostics { diagnostic.write(to: &json) }
    json.closeArray()
  }

  private func writeDescription(to json: inout JSONWriter, length: Int) {
    json.openObject()
    for (key, value) in [("id", id), ("source", origin.path), ("sha256", origin.sha256), ("format", origin.format)] {
      json.key(named: key)
      json.string(value)
    }
    json.key("encoding")
    json.string(origin.encoding)
    for key in ["title", "author", "date", "language"] {
      json.key(named: key)
      if let value = metadata[key] { json.string(value) } else { json.null() }
    }
    json.key("metadata")
    json.openObject()
    for (key, value) in metadata.other.sorted(by: { $0.key < $1.key }) {
      json.key(named: key)
      json.string(value)
    }
    json.closeObject()
    json.key("length")
    json.integer(length)
    json.closeObject()
  }

  /// Reads one line of `results.jsonl`.
  ///
  /// The layers stay loose until they are asked for by their type. A line written without its text gets a blank one of
  /// the same length: it can be counted and compared, but not shown. Without text or map, the `source` of each
  /// annotation takes the place of the map.
  ///
  /// - Throws: ``JSONError`` or ``DocumentError``.
  public init(json bytes: [UInt8]) throws {
    try self.init(json: try JSONValue(parsing: bytes))
  }

  /// - Parameters:
  ///   - json: one line of results.
  ///   - unit: what offsets count; the JSON form of files counts scalars.
  public init(json: JSONValue, unit: OffsetUnit = .scalars) throws {
    guard json["twosouls"]?.integer == 1 else { throw DocumentError.version }
    guard let description = json["document"] else { throw DocumentError.missing("document") }
    guard let string = json["text"]?.string ?? Self.blank(description) else { throw DocumentError.missing("text") }
    let text = Text(string)
    let offsets = TextOffsets(text, unit: unit)
    guard let id = description["id"]?.string else { throw DocumentError.missing("document.id") }
    var metadata = Metadata(
      title: description["title"]?.string, author: description["author"]?.string, date: description["date"]?.string,
      language: description["language"]?.string)
    for member in description["metadata"]?.members ?? [] { metadata.other[member.key] = member.value.string }
    let origin = Origin(
      path: description["source"]?.string ?? id, sha256: description["sha256"]?.string ?? "",
      format: description["format"]?.string ?? "", encoding: description["encoding"]?.string ?? "UTF-8")
    // The runs count the bytes of the true text, so a blank one has no use for them.
    let map = try json["text"].flatMap { _ in try json["map"].map(OffsetMap.init(json:)) }
    self.init(
      id: id, origin: origin, metadata: metadata, text: text,
      map: map ?? OffsetMap(places: Self.places(json["layers"], offsets)))
    let conversion = unit == .scalars ? nil : OffsetConversion(text, from: offsets, to: .scalars)
    for member in json["layers"]?.members ?? [] {
      try add(Annotations(Layer<LooseLabel>(json: member, offsets: offsets, conversion)))
    }
    for diagnostic in json["diagnostics"]?.array ?? [] { add([try Diagnostic(json: diagnostic)]) }
  }
}

extension Document {
  /// A text of the length that the description states.
  private static func blank(_ description: JSONValue) -> String? {
    let longest = 1_000_000_000
    return description["length"]?.integer.flatMap {
      (0...longest).contains($0) ? String(repeating: " ", count: $0) : nil
    }
  }

  /// The places in the file that annotations state by themselves.
  private static func places(_ layers: JSONValue?, _ offsets: TextOffsets) -> [Span: Range<Int>] {
    var places: [Span: Range<Int>] = [:]
    for value in (layers?.members ?? []).flatMap({ $0.value.array ?? [] }) {
      let source = (value["source"]?.array ?? []).compactMap(\.integer)
      guard source.count == 2, source[0] >= 0, source[0] <= source[1], let members = value.members,
        let span = try? FieldReader(members, offsets: offsets).range()
      else { continue }
      places[span] = source[0]..<source[1]
    }
    return places
  }
}

/// Why a line of JSON is no document.
public enum DocumentError: Error, CustomStringConvertible {
  case version
  case missing(String)
  case map
  case diagnostic

  public var description: String {
    switch self {
    case .version: "this is not a document of the form “twosouls”: 1"
    case .missing(let key): "the document has no “\(key)”"
    case .map: "the “map” holds something else than runs of four or five numbers"
    case .diagnostic: "the “diagnostics” hold something without severity, code and message"
    }
  }
}

extension OffsetMap {
  /// Runs of text start, source start, text length, source length; a fifth number where the manner does not follow
  /// from the lengths.
  fileprivate func write(to json: inout JSONWriter) {
    json.openArray()
    for run in runs {
      json.openArray()
      json.integer(run.text.lowerBound)
      json.integer(run.source.lowerBound)
      json.integer(run.text.count)
      json.integer(run.source.count)
      if run.manner != Run.usualManner(run.text.count, run.source.count) { json.integer(Int(run.manner.rawValue)) }
      json.closeArray()
    }
    json.closeArray()
  }

  fileprivate init(json: JSONValue) throws {
    var runs: [Run] = []
    for run in json.array ?? [] {
      let numbers = (run.array ?? []).compactMap(\.integer)
      guard numbers.count == 4 || numbers.count == 5, numbers.allSatisfy({ $0 >= 0 && $0 <= Int(UInt32.max) }) else {
        throw DocumentError.map
      }
      let manner =
        numbers.count == 5
        ? Manner(rawValue: UInt8(truncatingIfNeeded: numbers[4])) : Run.usualManner(numbers[2], numbers[3])
      guard let manner, manner != .verbatim || numbers[2] == numbers[3], manner != .wide || 2 * numbers[2] == numbers[3]
      else { throw DocumentError.map }
      runs.append(
        Run(text: numbers[0]..<numbers[0] + numbers[2], source: numbers[1]..<numbers[1] + numbers[3], manner))
    }
    self.init(runs)
  }
}

extension OffsetMap.Run {
  fileprivate static func usualManner(_ text: Int, _ source: Int) -> OffsetMap.Manner {
    text == source ? .verbatim : .replaced
  }
}

extension Diagnostic {
  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    json.key("severity")
    json.string(severity.rawValue)
    json.key("code")
    json.string(message.code)
    json.key("message")
    json.string(message.text)
    if let source {
      json.key("source")
      json.openArray()
      json.integer(source.lowerBound)
      json.integer(source.upperBound)
      json.closeArray()
    }
    json.closeObject()
  }

  fileprivate init(json: JSONValue) throws {
    guard let severity = json["severity"]?.string.flatMap(Severity.init(rawValue:)),
      let code = json["code"]?.string, let text = json["message"]?.string
    else { throw DocumentError.diagnostic }
    let source = (json["source"]?.array ?? []).compactMap(\.integer)
    self.init(
      severity, Message(code, text),
      source: source.count == 2 && source[0] <= source[1] ? source[0]..<source[1] : nil)
  }
}

extension Layer where L == LooseLabel {
  /// - Parameter conversion: counts offsets in scalars, where they count something else.
  fileprivate init(json member: JSONValue.Member, offsets: TextOffsets, _ conversion: OffsetConversion?) throws {
    self.init(name: LayerName(member.key))
    for value in member.value.array ?? [] {
      guard let stated = value.members.map({ Stated($0) }), let id = stated.id else {
        throw LayerError.badField(name, nil, FieldError.missing("id", "a string"))
      }
      do {
        let label = LooseLabel(fields: conversion?.convert(stated.fields) ?? stated.fields)
        add(Annotation(id: id, anchor: try stated.anchor(offsets), label: label))
      } catch {
        throw LayerError.badField(name, id, error)
      }
    }
  }
}

extension Layer {
  /// Gives loose annotations their type.
  init(_ loose: Layer<LooseLabel>, in document: Document) throws {
    self.init(name: loose.name)
    let offsets = TextOffsets(document.text)
    for annotation in loose {
      do {
        var members = annotation.label.fields
        switch annotation.anchor {
        case .target(let id): members.append(JSONValue.Member(key: "on", value: .string(id.description)))
        case .span(let span):
          members.append(JSONValue.Member(key: "start", value: .number("\(offsets.offset(at: span.lowerBound))")))
          members.append(JSONValue.Member(key: "end", value: .number("\(offsets.offset(at: span.upperBound))")))
        case .document: break
        }
        let fields = FieldReader(members, offsets: offsets)
        add(Annotation(id: annotation.id, anchor: try L.Anchor(from: fields), label: try L(from: fields)))
      } catch {
        throw LayerError.badField(name, annotation.id, error)
      }
    }
  }
}
