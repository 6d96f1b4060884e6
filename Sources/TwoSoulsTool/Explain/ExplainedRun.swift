import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// The pipeline that is asked, and how far it is the one that made the results.
struct ExplainedRun {
  /// Nothing where it is not known.
  let loaded: LoadedPipeline?
  /// What `run.json` says; nothing where there is none.
  private let manifest: JSONValue?
  /// What a reader must know of all that is explained.
  let notes: [String]

  /// - Parameter results: a results file; its pipeline is made of the `run.json` beside it, if the options name none.
  init(results: String, _ options: PipelineOptions) throws {
    let path = (results.lastIndex(of: "/").map { String(results[...$0]) } ?? "") + "run.json"
    manifest =
      results == "-" || Files.kind(path) == nil ? nil : try? JSONValue(parsing: Files.read(path))
    if options.pipeline != nil {
      loaded = try options.load()
      notes = []
      return
    }
    guard let manifest, let resolved = manifest["resolved"] else {
      loaded = nil
      notes = [
        "There is no run.json beside the results, so their pipeline is not known and what was stored is shown. "
          + "Name the pipeline with “-p” for more."
      ]
      return
    }
    do {
      let file = try PipelineFile(
        resolved: resolved, path: manifest["pipeline"]?.string ?? path, origins: manifest["origins"],
        extends: manifest["extends"])
      try options.execution.allowPrograms(ofManifest: file)
      loaded = try LoadedPipeline(try file.overriding(options.overrides), options.execution, options.plugins)
      notes = []
    } catch {
      if !options.overrides.isEmpty { throw error }
      loaded = nil
      notes = [
        "The pipeline of run.json cannot be made here, so what was stored is shown. \(error). Name another with “-p”."
      ]
    }
  }

  /// What must be known of a document's explanation: that its labels were made otherwise.
  ///
  /// - Parameter run: the hash that the document carries.
  func notes(run: String) -> [String] {
    guard let loaded, loaded.description.id != run else { return notes }
    let changes = manifest.flatMap { $0["run"]?.string == run ? differences(from: $0, to: loaded) : nil } ?? []
    let what = changes.isEmpty ? "" : " Different: \(changes.joined(separator: ", "))."
    return notes + [
      "The results were made by another run (\(run.isEmpty ? "unknown" : run)) than this pipeline makes "
        + "(\(loaded.description.id)).\(what)"
    ]
  }

  /// The stage that judged.
  func stage(for layer: LayerName, of document: Document) -> (name: String, stage: (any Explainable)?)? {
    loaded?.pipeline.stages.first { $0.provides.contains(layer) && $0.works(on: document) }
      .map { ($0.name, $0.stage as? any Explainable) }
  }

  private func differences(from old: JSONValue, to new: LoadedPipeline) -> [String] {
    var changes: [String] = []
    if old["version"]?.string != new.description.version { changes.append("the program's version") }
    if old["resolved"] != new.pipeline.json { changes.append("the pipeline or its settings") }
    if old["codebook"]?["sha256"]?.string != new.codebookHash { changes.append("the codebook") }
    let words = Dictionary(new.pipeline.wordHashes.map { ($0.name, $0.sha256) }) { first, _ in first }
    for member in old["words"]?.members ?? [] where words[member.key].map({ $0 != member.value.string }) ?? false {
      changes.append(member.key)
    }
    for file in new.pipeline.resolved.flatMap(\.files) {
      guard let hash = old["files"]?[file.path]?.string, let bytes = try? Files.read(file.resolvedPath) else {
        continue
      }
      if SHA256Digest.hex(of: bytes) != hash { changes.append("“\(file.path)”") }
    }
    return changes
  }
}
