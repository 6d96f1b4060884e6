public import PluginAPI
public import Standoff
import Synchronization

/// A batch of inputs on its way through a pipeline into a folder.
public struct Run: Sendable {
  /// What to do with results that are there already.
  public enum Mode: Sendable {
    case new
    /// Takes the place of results that are there.
    case replace
    /// Goes on with a run that was killed or interrupted.
    case resume
  }

  /// What has been done so far.
  public struct Progress: Sendable, Equatable {
    /// Inputs that are done.
    public internal(set) var inputs = 0
    /// Documents that are written.
    public internal(set) var documents = 0
    /// Inputs and documents that failed.
    public internal(set) var failures = 0
    /// Warnings about texts.
    public internal(set) var warnings = 0
    /// Decompressed bytes read.
    public internal(set) var bytes = 0
  }

  /// How the run ended.
  public struct Summary: Sendable {
    /// What was done in all.
    public let progress: Progress
    /// The failures of this run and, when it was resumed, of what went before.
    public let failures: [Failure]
    /// The reports, relative to the folder.
    public let reports: [String]
    /// Whether inputs are left, because somebody asked to stop.
    public let wasInterrupted: Bool
  }

  /// Says to a run that it should finish the documents in hand and stop.
  public final class Interruption: Sendable {
    private let flag = Atomic(false)
    public init() {}
    /// Asks to stop.
    public func request() { flag.store(true, ordering: .relaxed) }
    /// Whether somebody has asked.
    public var isRequested: Bool { flag.load(ordering: .relaxed) }
  }

  /// What the manifest says of a run beside its pipeline and its inputs.
  public struct Provenance: Sendable {
    /// SHA-256 of the codebook's canonical bytes.
    public var codebook = ""
    /// SHA-256 of the table whose columns became metadata.
    public var metadata: String?
    /// What the lines hold.
    public var content: Document.JSONContent = .all

    public init() {}
  }

  let pipeline: Pipeline
  let provenance: Provenance
  let description: RunDescription
  private let worker: Worker
  private let jobs: Int

  /// At most this many bytes of input are in work at once, so that memory stays bounded.
  static let budget = 64_000_000

  /// A run through a pipeline.
  public init(
    _ pipeline: Pipeline, description: RunDescription, provenance: Provenance = Provenance(), worker: Worker, jobs: Int
  ) {
    self.provenance = provenance
    self.pipeline = pipeline
    self.description = description
    self.worker = worker
    self.jobs = jobs
  }

  /// Reads every input and writes the folder. The same inputs give the same bytes with any number of jobs.
  ///
  /// - Parameters:
  ///   - inputs: what is read, in the order of the results.
  ///   - folder: where results and reports go; it is made where it is not there.
  ///   - mode: what becomes of an earlier run in that folder.
  ///   - started: seconds since 1970, for the manifest.
  ///   - clock: seconds since 1970, asked at the end.
  ///   - interruption: set from outside, it ends the run after the documents in hand.
  ///   - observe: called for each document, in input order, those of an earlier run too.
  ///   - report: called after each input.
  /// - Throws: ``OutputError`` where the folder cannot be written. What goes wrong with an input does not throw.
  public func execute(
    _ inputs: [Input], into folder: String, mode: Mode, started: Int, clock: @Sendable () -> Int,
    interruption: Interruption = Interruption(), observe: (Document) throws -> Void = { _ in },
    report: (Progress) -> Void = { _ in }
  ) async throws -> Summary {
    let directory = try RunDirectory(folder, mode: mode.directoryMode, terms: terms)
    let done = directory.finished
    guard done.count <= inputs.count, zip(done, inputs).allSatisfy({ $0.id == $1.id }) else {
      throw OutputError.notResumable("the inputs are others than before; start anew with “--force”")
    }
    let hashes = try hashes()
    try directory.writeManifest(manifest(Ending(), hashes, started: started))
    var fold = Fold(reporters: pipeline.reporters, writer: ArtifactWriter(folder: folder))
    try fold.replay(directory, observe)
    var rest = inputs.dropFirst(done.count).makeIterator()
    try await orderedMap(
      width: jobs, budget: Self.budget,
      next: { interruption.isRequested ? nil : rest.next().map { ($0, size: $0.weight) } },
      work: { await worker.process($0) },
      emit: { outcome in
        try directory.append(outcome)
        try fold.add(outcome, observe)
        report(fold.progress)
      })
    let isComplete = directory.finished.count == inputs.count
    guard isComplete else {
      return Summary(progress: fold.progress, failures: fold.failures, reports: [], wasInterrupted: true)
    }
    try fold.finish()
    let ending = Ending(
      progress: fold.progress, inputs: directory.finished.map(\.json), reports: fold.writer.paths, time: clock())
    try directory.complete(manifest(ending, hashes, started: started))
    return Summary(
      progress: fold.progress, failures: fold.failures, reports: fold.writer.paths, wasInterrupted: false)
  }
}

extension Run.Mode {
  fileprivate var directoryMode: RunDirectory.Mode {
    switch self {
    case .new: .new
    case .replace: .replace
    case .resume: .resume
    }
  }
}

/// The documents of a run on their way into the reporters, one after another.
private struct Fold {
  var reporters: [any Reporter]
  let writer: ArtifactWriter
  private(set) var progress = Run.Progress()
  private(set) var failures: [Failure] = []

  init(reporters: [any Reporter], writer: ArtifactWriter) {
    self.reporters = reporters
    self.writer = writer
  }

  mutating func add(_ outcome: Outcome, _ observe: (Document) throws -> Void) throws {
    progress.inputs += 1
    progress.bytes += outcome.size
    failures += outcome.failures
    progress.failures = failures.count
    for document in outcome.documents { try add(document, observe) }
  }

  mutating func finish() throws {
    for index in reporters.indices {
      try writer.write(try reporters[index].finish(), by: index, named: "“\(reporters[index].knownAs)”")
    }
  }

  /// Takes what an earlier run has written.
  mutating func replay(_ directory: RunDirectory, _ observe: (Document) throws -> Void) throws {
    guard !directory.finished.isEmpty else { return }
    progress.inputs = directory.finished.count
    progress.bytes = directory.finished.map(\.size).reduce(0, +)
    failures = try Failure.read(directory.failuresPath)
    progress.failures = failures.count
    try ResultsFile(directory.resultsPath).forEach { document, _ in try add(document, observe) }
  }

  private mutating func add(_ document: Document, _ observe: (Document) throws -> Void) throws {
    try observe(document)
    progress.documents += 1
    progress.warnings += document.diagnostics.count { $0.severity != .note }
    for index in reporters.indices {
      try writer.write(try reporters[index].add(document), by: index, named: "“\(reporters[index].knownAs)”")
    }
  }
}

extension Failure {
  /// The lines of a `failures.jsonl`.
  static func read(_ path: String) throws -> [Failure] {
    try Files.read(path).split(separator: 0x0A).compactMap { line in
      let json = try JSONValue(parsing: Array(line))
      guard let source = json["source"]?.string, let stage = json["stage"]?.string else { return nil }
      return Failure(
        source: source, document: json["document"]?.string, stage: stage, message: json["message"]?.string ?? "")
    }
  }
}
