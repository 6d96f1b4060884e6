import ArgumentParser
import Codebook
import PipelineEngine
import PluginAPI
import Standoff

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the examples that pipeline files carry.",
    discussion: """
      An example has a text and what is expected of it: “quotations” and “passages” are counts; “kind”, “speaker”, \
      “stance”, “attitude” and “strain” are those of the first quotation or, where there is none, of the first passage. \
      “null” expects that there is none; “layers: { NAME: 2 }” counts the annotations of layers.
      """)

  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  @Argument(help: "Pipeline files.")
  var files: [String]

  func run() async throws {
    let console = Console()
    var (passed, failed) = (0, 0)
    for path in files {
      let file = try PipelineFile(parsing: String(decoding: Files.read(path), as: UTF8.self), path: path)
      let loaded = try LoadedPipeline(file, execution, plugins)
      let worker = loaded.worker()
      for example in file.examples {
        let problems = try await example.problems(worker, loaded.codebook)
        if problems.isEmpty {
          passed += 1
        } else {
          failed += 1
          console.print("\(example.place): “\(example.text)”")
          for problem in problems { console.print("  \(problem)") }
        }
      }
    }
    console.print("\(passed) passed, \(failed) failed")
    if failed > 0 { throw ToolError(.findings) }
  }
}

extension PipelineFile.Example {
  /// What the pipeline says otherwise than the example expects.
  func problems(_ worker: Worker, _ codebook: Codebook) async throws -> [String] {
    let file = SourceFile(path: "example.txt", bytes: Array(text.utf8))
    var problems: [String] = []
    for result in await worker.documents(of: file) {
      switch result {
      case .failure(let failure): problems.append("\(failure.stage): \(failure.message)")
      case .success(let document): problems += try Expectation(expect, codebook).problems(Reading(document), document)
      }
    }
    return problems
  }
}

/// What an example expects, held against a reading.
struct Expectation {
  private let expected: [ConfigNode.Entry]

  /// What can be expected.
  static let keys = ["quotations", "passages", "kind", "speaker", "stance", "attitude", "strain", "layers"]

  /// - Throws: ``ConfigError`` for what cannot be expected, or can never be found with this codebook.
  init(_ node: ConfigNode, _ codebook: Codebook) throws(ConfigError) {
    expected = node.entries ?? []
    if let layers = node["layers"] {
      guard let entries = layers.entries, entries.allSatisfy({ $0.value.integer != nil }) else {
        throw ConfigError("“layers” takes how many annotations a layer has, such as “{ keyword: 2 }”", at: layers.place)
      }
    }
    for entry in expected where !Self.keys.contains(entry.key) {
      let hint =
        nearest(entry.key, among: Self.keys).map { "did you mean “\($0)”?" }
        ?? "there is \(Self.keys.joined(separator: ", "))"
      throw ConfigError("nothing can be expected of “\(entry.key)”; \(hint)", at: entry.keyPlace)
    }
    let labels = [
      "stance": codebook.stances.map(\.name.rawValue), "strain": codebook.strains.map(\.name.rawValue),
      "attitude": codebook.attitudes.map(\.name.rawValue),
    ]
    for entry in expected {
      guard let names = labels[entry.key], let wanted = entry.value.string, !names.contains(wanted) else { continue }
      let hint = nearest(wanted, among: names).map { "; did you mean “\($0)”?" } ?? ""
      throw ConfigError(
        "the codebook “\(codebook.name)” has no \(entry.key) “\(wanted)”\(hint)", at: entry.value.place)
    }
  }

  func problems(_ reading: Reading, _ document: Document) -> [String] {
    let quotation = reading.quotations.first
    let judgment = quotation.map(\.judgment) ?? reading.passages.first?.judgment
    let attitude = quotation.map(\.attitude) ?? reading.passages.first?.attitude
    let single = expected.filter { $0.key != "layers" }.compactMap { entry -> String? in
      let found: String? =
        switch entry.key {
        case "quotations": "\(reading.quotations.count)"
        case "passages": "\(reading.passages.count)"
        case "kind": quotation?.quotation.kind.rawValue
        case "speaker": quotation?.speaker?.name
        case "stance": judgment?.stance.rawValue
        case "attitude": attitude?.attitude.rawValue
        default: judgment?.strain?.rawValue
        }
      let wanted = entry.value.string ?? entry.value.integer.map { "\($0)" }
      return wanted == found ? nil : "\(entry.key): expected \(wanted ?? "none"), found \(found ?? "none")"
    }
    let layers = expected.first { $0.key == "layers" }?.value.entries ?? []
    return single
      + layers.compactMap { entry in
        let found = document.layers.first { $0.name.description == entry.key }?.count ?? 0
        let wanted = entry.value.integer ?? 0
        return wanted == found ? nil : "layer \(entry.key): expected \(wanted), found \(found)"
      }
  }
}
