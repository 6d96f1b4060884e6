import ArgumentParser
import Codebook
import ExternalPlugins
import PipelineEngine
import PluginAPI
import PluginTesting
import Standoff

struct PluginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Checks plugins of one's own.", subcommands: [TestPluginCommand.self])
}

struct TestPluginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Starts the program of a plugin folder and holds it to the contract.",
    discussion: """
      The plugin reads hard texts: nothing at all, one character, marks alone, every kind of letter, a long text. What it \
      answers must keep the contract: only the layers it declares, spans inside the text and on whole characters, the \
      same answer to the same text, also after it was killed. Then the examples of the pipeline files in its folder run.
      """)

  @Argument(help: "Plugin folders.")
  var folders: [String]

  func run() async throws {
    let console = Console()
    var count = 0
    for folder in folders {
      let path = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
      let problems = try await PluginCheck(folder: path).problems()
      for problem in problems { console.print(problem) }
      console.print("\(path): \(problems.isEmpty ? "keeps the contract" : "\(problems.count) found")")
      count += problems.count
    }
    if count > 0 { throw ToolError(.findings) }
  }
}

/// What `plugin test` does with one folder.
struct PluginCheck {
  let folder: String

  /// What the plugin does that its contract forbids, in sentences.
  func problems() async throws -> [String] {
    let component = try PluginPath.plugin(in: folder)
    let context = PipelineContext(
      folder: folder, labels: knownLabels, load: SettingFiles.load, read: { try Files.read($0.resolvedPath) },
      allow: { _, _ in })
    defer { RunningPlugins.stop(in: folder) }
    do {
      switch component.kind {
      case .stage(let make):
        return try await problems(of: make(ConfigNode(.null), context).component, component.name) + examples()
      case .reader(let make): return try await problems(of: make(ConfigNode(.null), context).component) + examples()
      case .reporter(let make):
        return try await problems(of: make(ConfigNode(.null), context).component) + examples()
      }
    } catch let error as ExternalError {
      return ["\(component.name): \(error)"]
    }
  }

  private func problems(of stage: any Stage, _ name: String) async throws -> [String] {
    let chain = try Self.chain(providing: stage.requires)
    if let missing = stage.requires.subtracting(chain.provided).sorted().first {
      return ["\(name) needs the layer “\(missing)”, which nothing that ships provides; test it in a pipeline of yours"]
    }
    let documents = Conformance.soups(12) + [Document(Self.longText)]
    var problems = await Conformance.findings(stage, documents: documents, named: name) { try await chain.annotate($0) }
      .map(\.description)
    guard let external = stage as? ExternalStage else { return problems }
    let document = try await chain.annotate(Document("The people, they said, will rule “themselves”."))
    let before = try await document.adding(stage.annotate(document, Diagnostics())).json()
    external.kill()
    do {
      let after = try await document.adding(stage.annotate(document, Diagnostics())).json()
      if before != after { problems.append("\(name) answers otherwise after it was killed") }
    } catch {
      problems.append("\(name) does not work again after it was killed: \(error)")
    }
    return problems
  }

  private func problems(of reader: any Reader) async throws -> [String] {
    let samples = try Files.names(in: folder).filter(\.isExact).map { "\(folder)/\($0.text)" }
      .filter { Files.kind($0) == .file }
    let files = try samples.map { SourceFile(path: $0, bytes: try Files.read($0)) }.filter(reader.canRead)
    guard !files.isEmpty else {
      return ["there is no file in \(folder) that the reader takes; put a small one there to test it with"]
    }
    return await Conformance.findings(reader, files: files).map(\.description)
  }

  private func problems(of reporter: any Reporter) async throws -> [String] {
    let chain = try Self.chain(providing: reporter.requires)
    var reporter = reporter
    var paths: Set<String> = []
    for document in Conformance.soups(3) {
      for artifact in try reporter.add(try await chain.annotate(document)) { paths.insert(artifact.path) }
    }
    for artifact in try reporter.finish() { paths.insert(artifact.path) }
    return paths.isEmpty ? ["the reporter has answered with no file"] : []
  }

  /// The examples of the pipeline files in the folder.
  private func examples() async throws -> [String] {
    var problems: [String] = []
    for name in try Files.names(in: folder) where name.isExact && name.text.hasSuffix(".yaml") {
      guard name.text != PluginFolder.fileName else { continue }
      let path = "\(folder)/\(name.text)"
      let file = try PipelineFile(reading: path, sources: .tool)
      let loaded = try LoadedPipeline(file, ExecutionOptions(allowingPrograms: true), PluginPath(folders: [folder]))
      for example in file.examples {
        for problem in try await example.problems(loaded.worker(), loaded.codebook) {
          problems.append("\(example.place): \(problem)")
        }
      }
    }
    return problems
  }

  /// A paragraph, some two hundred times.
  private static let longText = Array(
    repeating: "No state will hand it down, wrote Ada Fenwright: “The many must take it — in Łódź as in São Tomé 🚩.”",
    count: 200
  ).joined(separator: "\n\n")
}

// MARK: What a stage needs before it

extension PluginCheck {
  /// Stages that ship, in order, up to the last that is needed.
  private struct Chain {
    var stages: [any Stage] = []
    var provided = Pipeline.readerLayers

    /// The document with one block for each paragraph, and what the stages say of it.
    func annotate(_ document: Document) async throws -> Document {
      var document = try document.adding(Annotations(document.paragraphBlocks))
      for stage in stages { try document.add(await stage.annotate(document, Diagnostics(map: document.map))) }
      return document
    }
  }

  private static func chain(providing layers: Set<LayerName>) throws -> Chain {
    var chain = Chain()
    let file = try PipelineFile(parsing: defaultPipeline, path: "default")
    let pipeline = try Pipeline(file, registry: Registry(components: Tool.components), context: .bare)
    for place in pipeline.stages where !layers.isSubset(of: chain.provided) {
      chain.stages.append(place.stage)
      chain.provided.formUnion(place.provides)
    }
    return chain
  }
}
