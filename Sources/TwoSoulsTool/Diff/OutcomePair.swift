import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

/// What became of one input under two pipelines.
struct OutcomePair {
  /// Of what could be read under neither.
  let failures: [Failure]
  private let first: Outcome
  private let second: Outcome
  private var files: InputFiles

  init(_ first: Outcome, _ second: Outcome) {
    self.first = first
    self.second = second
    files = InputFiles(first.input)
    let failed = Set(second.failures.map(\.subject))
    failures = first.failures.filter { failed.contains($0.subject) }
  }

  mutating func changes(_ study: inout ChangeStudy) throws -> [Change] {
    let others = Dictionary(second.documents.map { ($0.id, $0) }) { first, _ in first }
    let known = Set(first.documents.map(\.id))
    var changes: [Change] = []
    for document in first.documents {
      if let other = others[document.id] {
        changes += try study.add(document, other) { files.original(of: document) }
      } else {
        changes.append(study.add(alone: document.id, inFirst: true, reason: Self.reason(second, document.id)))
      }
    }
    for document in second.documents where !known.contains(document.id) {
      changes.append(study.add(alone: document.id, inFirst: false, reason: Self.reason(first, document.id)))
    }
    return changes
  }

  /// Why there is no such document.
  private static func reason(_ outcome: Outcome, _ id: String) -> String {
    let failure = outcome.failures.first { $0.document == id } ?? outcome.failures.first
    return failure.map { "\($0.stage): \($0.message)" } ?? "there is no such document"
  }
}

extension Failure {
  /// The document, or the input where it was not read.
  fileprivate var subject: String { document ?? source }
}

/// The files behind an input, opened when something in them is pointed at.
struct InputFiles {
  private let input: Input
  private var opened: SourceFile?
  private var originals: [String: Coding.Original] = [:]

  init(_ input: Input) { self.input = input }

  /// - Returns: nothing where the document has no place in its file, or the file is not at hand any more.
  mutating func original(of document: Document) -> Coding.Original? {
    let path = document.origin.path
    guard !document.map.isEmpty else { return nil }
    if let known = originals[path] { return known }
    opened = opened ?? (try? input.open())
    guard let root = opened, let (file, shown) = file(path, root) else { return nil }
    let original = Coding.Original(file: shown, lines: SourceLines(file.bytes, encoding: document.origin.encoding))
    originals[path] = original
    return original
  }

  /// A document of a file that is included has that file for its own.
  private func file(_ path: String, _ root: SourceFile) -> (file: SourceFile, shown: String)? {
    guard path != root.path else { return (root, input.path == "-" ? input.id : input.path) }
    let relative = String(path.dropFirst(Self.folder(root.path).count))
    guard path.hasPrefix(Self.folder(root.path)), let file = try? root.sibling(relative) else { return nil }
    return (file, Self.folder(input.path) + relative)
  }

  /// With its slash.
  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
