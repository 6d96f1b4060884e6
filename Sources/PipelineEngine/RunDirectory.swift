import Glibc
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
  }

  let folder: String
  /// What an earlier run has finished.
  private(set) var finished: [Entry] = []
  private var results: Int32 = -1
  private var failures: Int32 = -1
  private var progress: Int32 = -1
  private var lengths = (results: 0, failures: 0)

  var resultsPath: String { "\(folder)/results.jsonl" }
  var failuresPath: String { "\(folder)/failures.jsonl" }
  private var progressPath: String { "\(folder)/progress.jsonl" }
  private var manifestPath: String { "\(folder)/run.json" }

  /// - Throws: ``OutputError``: results that nobody said to replace, or a run that cannot be gone on with.
  init(_ folder: String, mode: Mode, run: String) throws {
    self.folder = folder
    try Files.makeFolder(folder)
    let hasResults = Files.kind(resultsPath) != nil
    switch mode {
    case .new where hasResults: throw OutputError.exists(folder)
    case .resume where hasResults: try readProgress(run: run)
    default: break
    }
    results = try openFile(resultsPath, keeping: lengths.results)
    failures = try openFile(failuresPath, keeping: lengths.failures)
    progress = try openFile(progressPath, keeping: 0)
    for entry in finished { try note(entry) }
  }

  deinit {
    for file in [results, failures, progress] where file >= 0 { close(file) }
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

  private func readProgress(run: String) throws {
    guard let manifest = try? JSONValue(parsing: Files.read(manifestPath)) else {
      throw OutputError.notResumable("“\(manifestPath)” is missing or broken; start anew with “--force”")
    }
    guard manifest["run"]?.string == run else {
      throw OutputError.notResumable(
        "the pipeline, its words or the program have changed since; start anew with “--force”")
    }
    guard Files.kind(progressPath) != nil else { throw OutputError.notResumable("it is complete already") }
    let bytes = try Files.read(progressPath)
    for line in bytes.split(separator: 0x0A) {
      guard let json = try? JSONValue(parsing: Array(line)), let parts = json.array, parts.count == 5,
        let id = parts[0].string, let sha256 = parts[1].string, let size = parts[2].integer,
        let results = parts[3].integer, let failures = parts[4].integer
      else { break }
      finished.append(Entry(id: id, sha256: sha256, size: size, results: results, failures: failures))
    }
    if let last = finished.last { lengths = (last.results, last.failures) }
  }

  private func openFile(_ path: String, keeping length: Int) throws -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw OutputError.system(path, Files.reason()) }
    guard ftruncate(file, length) == 0 else { throw OutputError.system(path, Files.reason()) }
    return file
  }
}
