public import PluginAPI
public import Standoff

/// Something that could not be done to an input or one of its documents; a line of `failures.jsonl`.
public struct Failure: Sendable, Equatable {
  /// The id of the input.
  public let source: String
  /// The document, where the input was read.
  public let document: String?
  /// The component that failed, or `input` where the file could not be opened.
  public let stage: String
  /// What went wrong, in a sentence.
  public let message: String

  /// The message with its file; one that names line and column in the file names the file already.
  public var sentence: String { message.hasPrefix(source) ? message : "\(source): \(message)" }

  var json: JSONValue {
    var members = [JSONValue.Member(key: "source", value: .string(source))]
    if let document { members.append(JSONValue.Member(key: "document", value: .string(document))) }
    members.append(JSONValue.Member(key: "stage", value: .string(stage)))
    members.append(JSONValue.Member(key: "message", value: .string(message)))
    return .object(members)
  }
}

/// What became of one input.
public struct Outcome: Sendable {
  /// What was read.
  public let input: Input
  /// Of the decompressed bytes; empty where the file could not be opened.
  public let sha256: String
  /// Decompressed bytes.
  public fileprivate(set) var size: Int
  /// The documents it held, with everything that stages say of them.
  public fileprivate(set) var documents: [Document] = []
  /// The documents as lines of `results.jsonl`.
  fileprivate(set) var lines: JSONWriter
  /// What of it failed.
  public fileprivate(set) var failures: [Failure] = []

  fileprivate init(input: Input, sha256: String, size: Int) {
    self.input = input
    self.sha256 = sha256
    self.size = size
    lines = JSONWriter(capacity: size * 4)
  }
}

/// Takes one input through the pipeline. Inputs are independent, so many workers run side by side.
public struct Worker: Sendable {
  private let pipeline: Pipeline
  private let run: String
  private let prepare: @Sendable (inout Metadata, String) -> Void
  private let content: Document.JSONContent
  private let jobs: Int
  private let check: @Sendable (Annotations) throws -> Void

  /// - Parameters:
  ///   - pipeline: makes the labels.
  ///   - run: the run's hash, which every line carries.
  ///   - content: what the lines may leave out.
  ///   - jobs: how many documents of one input are worked on side by side.
  ///   - check: throws where a stage gave a label that nothing declares; the engine does not know what labels there are.
  ///   - prepare: adds what is known of a document from elsewhere, by the document's id.
  public init(
    _ pipeline: Pipeline, run: String, content: Document.JSONContent = .all, jobs: Int = 1,
    check: @escaping @Sendable (Annotations) throws -> Void = { _ in },
    prepare: @escaping @Sendable (inout Metadata, String) -> Void = { _, _ in }
  ) {
    self.pipeline = pipeline
    self.run = run
    self.content = content
    self.jobs = jobs
    self.check = check
    self.prepare = prepare
  }

  /// Never throws: what goes wrong is in the outcome.
  func process(_ input: Input) async -> Outcome {
    let opened = OpenedFiles()
    var outcome: Outcome
    do {
      let file = try input.open(noting: opened)
      let sha256 = SHA256Digest.hex(of: file.bytes)
      outcome = Outcome(input: input, sha256: sha256, size: file.bytes.count)
      for result in await documents(of: file, sha256: sha256) { add(result, to: &outcome) }
    } catch {
      outcome = Outcome(input: input, sha256: "", size: 0)
      outcome.failures.append(Failure(source: input.id, document: nil, stage: "input", message: "\(error)"))
    }
    var known = Set(outcome.documents.flatMap { [$0.id, $0.origin.path] } + outcome.failures.compactMap(\.document))
    for included in input.includes where !known.contains(included.id) {
      if !outcome.documents.isEmpty, isPart(included, opened) { continue }
      let alone = await process(included)
      outcome.size += alone.size
      outcome.failures += alone.failures
      for document in alone.documents where !known.contains(document.id) {
        add(.success(document), to: &outcome)
      }
      known.formUnion(alone.documents.flatMap { [$0.id, $0.origin.path] })
    }
    return outcome
  }

  private func add(_ result: DocumentResult, to outcome: inout Outcome) {
    switch result {
    case .success(let document):
      document.write(to: &outcome.lines, run: run, content: content)
      outcome.lines.newline()
      outcome.documents.append(document)
    case .failure(let failure): outcome.failures.append(failure)
    }
  }

  /// Whether an included file without a document of its own was read as a part of another one, or for what it includes
  /// in turn.
  private func isPart(_ included: Input, _ opened: OpenedFiles) -> Bool {
    guard let path = Files.resolved(included.path), opened.contains(path) else { return false }
    guard let file = try? included.open(),
      let reader = pipeline.readers.first(where: { $0.canRead(file) }) as? any IncludingReader
    else { return true }
    return !reader.inclusions(in: file).isEmpty
  }

  /// Every document of a file with all its layers, or why there is none.
  public func documents(of file: SourceFile, sha256: String = "") async -> [DocumentResult] {
    guard let reader = pipeline.readers.first(where: { $0.canRead(file) }) else {
      return [.failure(Failure(source: file.path, document: nil, stage: "input", message: "\(InputError.noReader)"))]
    }
    let diagnostics = Diagnostics()
    let read: [Document]
    do {
      read = try await reader.read(file, diagnostics)
    } catch {
      return [.failure(Failure(source: file.path, document: nil, stage: reader.knownAs, message: "\(error)"))]
    }
    guard !read.isEmpty else {
      let reasons = diagnostics.all.filter { $0.severity != .note }.map(\.message.text)
      let message = reasons.isEmpty ? "there is no document in this file" : reasons.joined(separator: "; ")
      return [.failure(Failure(source: file.path, document: nil, stage: reader.knownAs, message: message))]
    }
    let documents = read.enumerated().map { index, document in
      let isIncluded = document.origin.path != file.path
      var document = document.stamped(sha256: isIncluded ? file.hash(ofIncluded: document.origin.path) : sha256)
      if index == 0 { document.add(diagnostics.all) }
      prepare(&document.metadata, document.id)
      return document
    }
    return await sideBySide(documents, width: jobs) { await annotate($0, source: file.path) }
  }

  /// Takes a document through the stages.
  public func annotate(_ document: Document, source: String) async -> DocumentResult {
    var document = document
    for place in pipeline.stages where place.works(on: document) {
      do {
        let diagnostics = Diagnostics(map: document.map)
        let annotations = try await place.stage.annotate(document, diagnostics)
        try check(annotations)
        try document.add(try place.checked(annotations))
        document.add(diagnostics.all)
      } catch {
        return .failure(Failure(source: source, document: document.id, stage: place.name, message: "\(error)"))
      }
    }
    return .success(document)
  }
}

/// A document that went through every stage, or why it did not.
public enum DocumentResult: Sendable {
  case success(Document)
  case failure(Failure)
}

extension Pipeline.StagePlace {
  /// What the stage answered, under the name the pipeline gives it.
  fileprivate func checked(_ annotations: Annotations) throws -> Annotations {
    let answered = Set(annotations.layers.map(\.name))
    if let extra = answered.subtracting(stage.provides).min() { throw StageError.undeclared(extra) }
    if let missing = stage.provides.subtracting(answered).min() { throw StageError.missing(missing) }
    guard let asName else { return annotations }
    return Annotations(annotations.layers.map { $0.renamed(asName) })
  }
}

enum StageError: Error, CustomStringConvertible {
  case undeclared(LayerName)
  case missing(LayerName)

  var description: String {
    switch self {
    case .undeclared(let layer): "the stage answered with the layer “\(layer)”, which it does not declare"
    case .missing(let layer): "the stage declares the layer “\(layer)” but did not answer with it"
    }
  }
}

extension SourceFile {
  /// The hash of a file that this one includes, by the path that its document carries.
  fileprivate func hash(ofIncluded path: String) -> String {
    let folder = self.path.lastIndex(of: "/").map { self.path[...$0] } ?? ""
    guard path.hasPrefix(folder), let file = try? sibling(String(path.dropFirst(folder.count))) else { return "" }
    return SHA256Digest.hex(of: file.bytes)
  }
}
