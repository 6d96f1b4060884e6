import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

/// Takes inputs through the stages, one after the other, and gathers findings.
struct LintRun {
  private let worker: Worker
  private let folder: String
  private(set) var findings: [Finding] = []
  /// Why files could not be read.
  private(set) var failures: [String] = []
  private(set) var files = 0

  init(_ worker: Worker) {
    self.worker = worker
    folder = Files.resolved(".").map { $0 + "/" } ?? ""
  }

  mutating func look(at input: Input) async {
    files += 1
    let file: SourceFile
    do {
      file = try input.open()
    } catch {
      failures.append("\(shown(input.path)): \(error)")
      return
    }
    var sources: [String: LintSource] = [:]
    for result in await worker.documents(of: file) {
      switch result {
      case .failure(let failure): failures.append(sentence(failure, input, file))
      case .success(let document):
        let path = document.origin.path
        do {
          let source = try sources[path] ?? source(of: document, in: file, input)
          sources[path] = source
          findings += try Linter(document, source).findings()
        } catch {
          failures.append("\(shown(input.path)): \(error)")
        }
      }
    }
    for included in input.includes where sources[included.id] == nil && sources.isEmpty { await look(at: included) }
  }

  /// A document of a file that is included has that file for its own.
  private func source(of document: Document, in file: SourceFile, _ input: Input) throws -> LintSource {
    let (origin, root) = (document.origin, file.path)
    guard origin.path != root else {
      return LintSource(path: shown(input.path), bytes: file.bytes, encoding: origin.encoding) { name in
        (try? file.sibling(name))?.bytes
      }
    }
    let rootFolder = root.lastIndex(of: "/").map { String(root[...$0]) } ?? ""
    let relative = origin.path.hasPrefix(rootFolder) ? String(origin.path.dropFirst(rootFolder.count)) : origin.path
    let own = try file.sibling(relative)
    let inputFolder = input.path.lastIndex(of: "/").map { String(input.path[...$0]) } ?? ""
    return LintSource(path: shown(inputFolder + relative), bytes: own.bytes, encoding: origin.encoding) { name in
      (try? own.sibling(name))?.bytes
    }
  }

  /// Messages that name line and column name the file by its id.
  private func sentence(_ failure: Failure, _ input: Input, _ file: SourceFile) -> String {
    let rest =
      failure.message.hasPrefix(file.path) ? failure.message.dropFirst(file.path.count) : ": \(failure.message)"
    return shown(input.path) + rest
  }

  /// Relative to the working folder where the file lies below it.
  private func shown(_ path: String) -> String {
    if path == "-" { return "stdin" }
    if path.hasPrefix(folder), folder.count > 1 { return String(path.dropFirst(folder.count)) }
    var path = Substring(path)
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return String(path)
  }
}
