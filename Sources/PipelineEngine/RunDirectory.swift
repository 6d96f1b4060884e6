import Glibc
import PluginAPI
import Standoff

/// The folder of a run: `results.jsonl`, `failures.jsonl`, `run.json` and the reports.
///
/// While the run goes on, `progress.jsonl` holds a line for each finished input: its hash, and how long the other files
/// were behind it. A killed run leaves that file; resuming cuts the others back to the last line of it and goes on.
/// At the end its lines move into `run.json`. A class, because it holds open files.
final class RunDirectory {
  enum Mode: Sendable { case new, replace, resume }

  /// A finished input.
  struct Entry {
    let id: String
    let sha256: String
    let size: Int
    let results: Int
    let failures: Int

    var json: JSONValue {
      .object([
        JSONValue.Member(key: "id", value: .string(id)),
        JSONValue.Member(key: "sha256", value: .string(sha256)),
        JSONValue.Member(key: "bytes", value: .number("\(size)")),
      ])
    }

    init(id: String, sha256: String, size: Int, results: Int, failures: Int) {
      (self.id, self.sha256, self.size, self.results, self.failures) = (id, sha256, size, results, failures)
    }

    /// From a line of `progress.jsonl`; nothing for one that is torn.
    init?(line: [UInt8]) {
      guard let parts = (try? JSONValue(parsing: line))?.array, parts.count == 5, let id = parts[0].string,
        let sha256 = parts[1].string, let size = parts[2].integer, let results = parts[3].integer,
        let failures = parts[4].integer
      else { return nil }
      self.init(id: id, sha256: sha256, size: size, results: results, failures: failures)
    }
  }

  let folder: String
  /// What an earlier run has finished.
  private(set) var finished: [Entry] = []
  private var results: Int32 = -1
  private var failures: Int32 = -1
  private var progress: Int32 = -1
  private var lock: Int32 = -1
  private var lengths = (results: 0, failures: 0, progress: 0)

  var resultsPath: String { "\(folder)/results.jsonl" }
  var failuresPath: String { "\(folder)/failures.jsonl" }
  private var progressPath: String { "\(folder)/progress.jsonl" }
  private var manifestPath: String { "\(folder)/run.json" }

  /// - Parameter terms: members of the manifest that a run must share with the one it goes on with.
  /// - Throws: ``OutputError``: results that nobody said to replace, a run that cannot be gone on with, or one that is
  ///   still going on.
  init(_ folder: String, mode: Mode, terms: JSONValue) throws {
    self.folder = folder
    try Files.makeFolder(folder)
    try takeLock()
    let hasResults = Files.kind(resultsPath) != nil
    switch mode {
    case .new where hasResults: throw OutputError.exists(folder)
    case .resume where hasResults: try readProgress(terms)
    case .replace: removeOld()
    default: break
    }
    results = try openFile(resultsPath, keeping: lengths.results)
    failures = try openFile(failuresPath, keeping: lengths.failures)
    progress = try openFile(progressPath, keeping: lengths.progress)
  }

  deinit {
    // A program that is being started at this moment may hold a copy of the open folder.
    if lock >= 0 { flock(lock, LOCK_UN) }
    for file in [results, failures, progress, lock] where file >= 0 { close(file) }
  }

  /// Two runs that write into one folder would tear each other's files. The lock goes with the process.
  private func takeLock() throws {
    lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { throw OutputError.system(folder, Files.reason()) }
    if flock(lock, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw OutputError.busy(folder) }
  }

  /// Takes the reports of the run away that is to be replaced, and its manifest first, so that what a kill leaves behind
  /// is not taken for a finished run.
  private func removeOld() {
    let manifest = try? JSONValue(parsing: Files.read(manifestPath))
    unlink(manifestPath)
    for path in (manifest?["reports"]?.array ?? []).compactMap(\.string) where Artifact.isInside(path) {
      unlink("\(folder)/\(path)")
    }
  }

  /// Writes what became of an input; the line in `progress.jsonl` comes last and makes it count.
  func append(_ outcome: Outcome) throws {
    var failed = JSONWriter()
    for failure in outcome.failures {
      failed.value(failure.json)
      failed.newline()
    }
    try Files.write(outcome.lines, to: results, path: resultsPath)
    try Files.write(failed, to: failures, path: failuresPath)
    lengths.results += outcome.lines.count
    lengths.failures += failed.count
    let entry = Entry(
      id: outcome.input.id, sha256: outcome.sha256, size: outcome.size, results: lengths.results,
      failures: lengths.failures)
    finished.append(entry)
    try note(entry)
  }

  func writeManifest(_ manifest: JSONValue) throws {
    var json = JSONWriter()
    json.value(manifest)
    json.newline()
    try Files.writeWhole(json.bytes, to: manifestPath)
  }

  /// Makes the results last through a power failure and takes the progress away.
  func complete(_ manifest: JSONValue) throws {
    if fsync(results) != 0 || fsync(failures) != 0 { throw OutputError.system(resultsPath, Files.reason()) }
    try writeManifest(manifest)
    unlink(progressPath)
  }

  private func note(_ entry: Entry) throws {
    var json = JSONWriter()
    json.openArray()
    json.string(entry.id)
    json.string(entry.sha256)
    for number in [entry.size, entry.results, entry.failures] { json.integer(number) }
    json.closeArray()
    json.newline()
    try Files.write(json, to: progress, path: progressPath)
  }

  private func readProgress(_ terms: JSONValue) throws {
    guard let manifest = try? JSONValue(parsing: Files.read(manifestPath)) else {
      // Killed before the manifest was written, and so before the first result.
      if Files.size(resultsPath) == 0 { return }
      throw OutputError.notResumable("“\(manifestPath)” is missing or broken; start anew with “--force”")
    }
    for term in terms.members ?? [] where manifest[term.key] != term.value {
      throw OutputError.notResumable("\(Self.change(in: term.key)); start anew with “--force”")
    }
    guard Files.kind(progressPath) != nil else { throw OutputError.notResumable("it is complete already") }
    let (resultsSize, failuresSize) = (Files.size(resultsPath) ?? 0, Files.size(failuresPath) ?? 0)
    let bytes = try Files.read(progressPath)
    var start = 0
    // A line counts once its end is written, and only as far as the files that it speaks of reach.
    while let end = bytes[start...].firstIndex(of: 0x0A), let entry = Entry(line: Array(bytes[start..<end])),
      entry.results <= resultsSize, entry.failures <= failuresSize
    {
      finished.append(entry)
      start = end + 1
      lengths = (entry.results, entry.failures, start)
    }
  }

  private static func change(in term: String) -> String {
    switch term {
    case "run": "the pipeline, its words or the program have changed since"
    case "metadata": "the table of metadata is another one than before"
    default: "it was started with another “--no-text” or “--no-map”"
    }
  }

  private func openFile(_ path: String, keeping length: Int) throws -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw OutputError.system(path, Files.reason()) }
    guard ftruncate(file, length) == 0 else { throw OutputError.system(path, Files.reason()) }
    return file
  }
}
