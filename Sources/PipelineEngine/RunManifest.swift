import PluginAPI
import Standoff

extension Run {
  /// What a manifest learns at the end of its run.
  struct Ending {
    var progress = Progress()
    var inputs: [JSONValue] = []
    var reports: [String] = []
    /// Seconds since 1970; nothing while the run goes on.
    var time: Int?
  }

  /// What a run must share with the one it goes on with.
  var terms: JSONValue {
    .object([
      JSONValue.Member(key: "run", value: .string(description.id)),
      JSONValue.Member(key: "metadata", value: provenance.metadata.map(JSONValue.string) ?? .null),
      JSONValue.Member(key: "text", value: .bool(provenance.content.contains(.text))),
      JSONValue.Member(key: "map", value: .bool(provenance.content.contains(.map))),
    ])
  }

  /// The hashes of all that decides the labels: the codebook, the words of the plugins, the files that settings name.
  func hashes() throws -> [JSONValue.Member] {
    var files: [String: String] = [:]
    for file in pipeline.resolved.flatMap(\.files) {
      files[file.path] = SHA256Digest.hex(of: try Files.read(file.resolvedPath))
    }
    let codebook = JSONValue.object([
      JSONValue.Member(key: "name", value: .string(description.codebook)),
      JSONValue.Member(key: "sha256", value: .string(provenance.codebook)),
    ])
    return [
      JSONValue.Member(key: "codebook", value: codebook),
      JSONValue.Member(
        key: "words",
        value: .object(pipeline.wordHashes.map { JSONValue.Member(key: $0.name, value: .string($0.sha256)) })),
      JSONValue.Member(
        key: "files",
        value: .object(
          files.sorted { $0.key < $1.key }.map { JSONValue.Member(key: $0.key, value: .string($0.value)) })),
    ]
  }

  /// The content of `run.json`.
  func manifest(_ ending: Ending, _ hashes: [JSONValue.Member], started: Int) -> JSONValue {
    func number(_ key: String, _ value: Int?) -> JSONValue.Member {
      JSONValue.Member(key: key, value: value.map { .number("\($0)") } ?? .null)
    }
    let progress = ending.progress
    var members = [number("twosouls", 1)] + (terms.members ?? [])
    members += [
      JSONValue.Member(key: "version", value: .string(description.version)),
      JSONValue.Member(key: "pipeline", value: .string(description.pipeline)),
      JSONValue.Member(key: "resolved", value: pipeline.json),
    ]
    if !pipeline.file.extends.isEmpty { members.append(JSONValue.Member(key: "extends", value: pipeline.extendsJSON)) }
    if let origins = pipeline.origins { members.append(JSONValue.Member(key: "origins", value: origins)) }
    members += hashes
    members += [
      number("started", started), number("ended", ending.time),
      JSONValue.Member(
        key: "counts",
        value: .object([
          number("inputs", progress.inputs), number("documents", progress.documents),
          number("failures", progress.failures), number("warnings", progress.warnings),
          number("bytes", progress.bytes),
        ])),
      JSONValue.Member(key: "inputs", value: .array(ending.inputs)),
      JSONValue.Member(key: "reports", value: .array(ending.reports.map(JSONValue.string))),
    ]
    return .object(members)
  }
}
