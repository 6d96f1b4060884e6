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
      same answer to the same text, also beside others, in another order, with several workers, and after it was killed \
      in the middle of its work. Of its settings it must take the defaults and the ends of each range; what is of another \
      name, type or range is refused. Then the examples of the pipeline files in its folder run.
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
      let name = path == "." ? (try? PluginPath.plugin(in: path))?.name ?? path : path
      console.print("\(name): \(problems.isEmpty ? "keeps the contract" : "\(problems.count) found")")
      count += problems.count
    }
    if count > 0 { throw ToolError(.findings) }
  }
}

/// What `plugin test` does with one folder.
struct PluginCheck {
  let folder: String

  /// What the plugin does that its contract forbids, in sentences; or why it cannot be used at all.
  func problems() async throws -> [String] {
    defer { RunningPlugins.stop(in: folder) }
    do {
      guard Files.kind("\(folder)/\(PluginFolder.fileName)") == .file else {
        return ["there is no \(PluginFolder.fileName) in \(folder); “\(ToolName.current) new stage NAME” writes one"]
      }
      let component = try PluginPath.plugin(in: folder)
      try PluginPath.check([component], in: [folder])
      let settings = Conformance.findings(settingsOf: component, context: context, triesLimits: true)
      if settings.contains(where: { $0.example == "no settings" }) { return settings.map(\.description) }
      return try await settings.map(\.description) + problems(of: component) + examples()
    } catch let error as ConfigError {
      return ["\(error)"]
    }
  }

  private var context: PipelineContext {
    PipelineContext(
      folder: folder, labels: KnownLabels.all, load: SettingFiles.load, read: { try Files.read($0.resolvedPath) },
      allow: { _, _ in })
  }

  private func problems(of component: ComponentDescription) async throws -> [String] {
    switch component.kind {
    case .stage(let make):
      // A fresh program: those of the settings' checks go.
      RunningPlugins.stop(in: folder)
      return try await problems(of: make(ConfigNode(.null), context).component)
    case .reader(let make): return try await problems(of: make(ConfigNode(.null), context).component)
    case .reporter(let make):
      let findings = try await reporterFindings {
        // A reporter keeps what it was told as long as its program lives.
        RunningPlugins.stop(in: folder)
        return try make(ConfigNode(.null), context).component
      }
      return findings.map(\.description)
    }
  }

  private func problems(of stage: any Stage) async throws -> [String] {
    let chain = try Self.chain(providing: stage.requires)
    if let missing = stage.requires.subtracting(chain.provided).sorted().first {
      return [
        "\(stage.knownAs) needs the layer “\(missing)”, which nothing that ships provides; test it in a pipeline of yours"
      ]
    }
    let documents = Conformance.soups(12) + [Document(Self.longText)]
    let findings = await Conformance.findings(stage, documents: documents, crowd: try crowd()) {
      try await chain.annotate($0)
    }
    guard let external = stage as? ExternalStage else { return Self.sentences(findings) }
    var prepared: [Document] = []
    for document in Conformance.soups(40) { prepared.append(try await chain.annotate(document)) }
    // One that cannot answer has said so; it need not be killed for it.
    let killed =
      findings.isEmpty ? await Conformance.findings(killing: external, over: prepared) { external.kill() } : []
    return Self.sentences(findings + killed)
  }

  /// One sentence for each problem, however many texts it has.
  private static func sentences(_ findings: [PluginTesting.Finding]) -> [String] {
    var seen: [[PluginTesting.Finding]] = []
    for finding in findings {
      if let index = seen.firstIndex(where: { $0[0].problem == finding.problem && $0[0].remedy == finding.remedy }) {
        seen[index].append(finding)
      } else {
        seen.append([finding])
      }
    }
    return seen.map { same in
      let others = same.count == 1 ? "" : same.count == 2 ? " and another" : " and \(same.count - 1) others"
      return PluginTesting.Finding(
        component: same[0].component, example: same[0].example + others, problem: same[0].problem,
        remedy: same[0].remedy
      ).description
    }
  }

  /// The stage with three workers.
  private func crowd() throws -> (any Stage)? {
    guard case .stage(let make) = try PluginPath.plugin(in: folder, workers: 3).kind else { return nil }
    return try make(ConfigNode(.null), context).component
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

  private func reporterFindings(_ make: () throws -> any Reporter) async throws -> [PluginTesting.Finding] {
    let reporter = try make()
    let chain = try Self.chain(providing: reporter.requires)
    var documents: [Document] = []
    for document in Conformance.soups(12) + [Document("")] { documents.append(try await chain.annotate(document)) }
    let findings = Conformance.findings(reporter: make, documents: documents, prepared: true)
    guard findings.isEmpty else { return findings }
    var fresh = try make()
    let files = try documents.flatMap { try fresh.add($0) } + fresh.finish()
    guard files.isEmpty else { return [] }
    return [
      PluginTesting.Finding(
        component: reporter.knownAs, example: "\(documents.count) documents", problem: "it has answered with no file",
        remedy: "answer the last line, which says “finish”, with “files”")
    ]
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

  /// A paragraph, some two thousand times.
  private static let longText = Array(
    repeating: "No state will hand it down, wrote Ada Fenwright: “The many must take it — in Łódź as in São Tomé 🚩.”",
    count: 2000
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
    guard !layers.isSubset(of: chain.provided) else { return chain }
    let file = try PipelineFile(parsing: defaultPipeline, path: "default")
    let pipeline = try Pipeline(file, registry: Registry(components: Tool.components), context: .bare)
    for place in pipeline.stages where !layers.isSubset(of: chain.provided) {
      chain.stages.append(place.stage)
      chain.provided.formUnion(place.provides)
    }
    // Then those that ship but are not in the built-in pipeline, such as the one that finds sentences.
    for component in Tool.components where !layers.isSubset(of: chain.provided) {
      guard case .stage(let make) = component.kind, let stage = try? make(ConfigNode(.null), .bare).component,
        stage.requires.isSubset(of: chain.provided), stage.provides.isDisjoint(with: chain.provided),
        !stage.provides.isDisjoint(with: layers)
      else { continue }
      chain.stages.append(stage)
      chain.provided.formUnion(stage.provides)
    }
    return chain
  }
}
