public import PluginAPI
public import Standoff

/// A reader that is a program of its own: it gets a file's bytes and answers with documents.
public struct ExternalReader: Reader {
  public static let name = "external.reader"
  public static let summary = "Runs a program of your own, in any language, as a reader of files."

  public let knownAs: String
  private let pool: PluginPool
  public let endings: [String]
  private let unit: OffsetUnit
  private let known: [any Label.Type]

  public init(_ settings: ExternalSettings, _ context: PipelineContext) throws {
    try self.init(ExternalCommand(settings, context), settings.hello(.reader), context)
  }

  init(_ command: ExternalCommand, _ hello: Hello, _ context: PipelineContext) throws {
    known = context.labels
    knownAs = hello.name
    pool = RunningPlugins.pool(command, hello)
    let introduction = try pool.introduction()
    endings = introduction.files.map { $0.lowercased() }
    unit = introduction.offsets
    guard unit == .scalars else {
      throw ExternalError("“\(command.line)” is a reader, and documents of readers count scalars")
    }
  }

  public func canRead(_ file: SourceFile) -> Bool { endings.contains { file.name.hasSuffix($0) } }

  public func read(_ file: SourceFile, _ diagnostics: Diagnostics) async throws -> [Document] {
    let request = line(of: file.bytes.count * 4 / 3 + 1024) {
      $0.key("id")
      $0.string(file.path)
      $0.key("twosouls")
      $0.integer(1)
      $0.key("file")
      $0.string(file.path)
      $0.key("content")
      $0.string(Base64.encode(file.bytes))
    }
    let answer = try await pool.ask(file.path, request)
    answer.note(in: diagnostics)
    guard let documents = answer["documents"]?.array else {
      throw ExternalError("the program answered without “documents”")
    }
    let read = try documents.enumerated().map { index, json in
      try document(json, of: file, number: documents.count > 1 ? index + 1 : nil)
    }
    var ids: Set<String> = []
    if let twice = read.first(where: { !ids.insert($0.id).inserted }) {
      throw ExternalError("the program gave two documents the id “\(twice.id)”")
    }
    return read
  }

  /// A document needs `text` alone: its id, its origin and its paragraphs follow from the file where it does not say them.
  private func document(_ json: JSONValue, of file: SourceFile, number: Int?) throws -> Document {
    // A line of results without text stands for a blank one; a reader that gives none has forgotten it.
    guard json["text"]?.string != nil else { throw ExternalError("the program gave a document without “text”") }
    let stated = json["document"]?.members ?? []
    let usual: [(String, JSONValue)] = [
      ("id", .string(file.path + (number.map { "#\($0)" } ?? ""))), ("source", .string(file.path)),
      (
        "format", .string(endings.first { file.name.hasSuffix($0) }.map { String($0.drop { $0 == "." }) } ?? "external")
      ),
    ]
    let description =
      stated + usual.filter { name, _ in !stated.contains { $0.key == name } }.map(JSONValue.Member.init)
    let others = (json.members ?? []).filter { !["document", "twosouls", "layers"].contains($0.key) }
    let bare = try Document(
      json: .object(
        [
          JSONValue.Member(key: "twosouls", value: .number("1")),
          JSONValue.Member(key: "document", value: .object(description)),
        ] + others))
    let layers = ProgramAnswer(layers: json["layers"])
    let document = try bare.adding(
      Annotations(
        layers, to: bare, declared: Set(layers.layerNames), known: known,
        offsets: TextOffsets(bare.text, unit: unit)))
    guard document.id == file.path || document.id.hasPrefix(file.path + "#") else {
      throw ExternalError("the program gave a document of “\(file.path)” the id “\(document.id)”")
    }
    return document.has(Block.layer) ? document : try document.adding(document.paragraphBlocks)
  }
}
