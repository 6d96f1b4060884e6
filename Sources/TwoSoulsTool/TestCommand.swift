import ArgumentParser
import Codebook
import PipelineEngine
import PluginAPI
import Standoff

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the examples that pipeline files carry.",
    discussion: """
      An example has a text and what is expected of it: “quotations” and “passages” are counts, or lists of what is \
      expected of each; “kind”, “speaker”, “stance”, “attitude” and “strain” are those of the first quotation or, where \
      there is none, of the first passage. “null” expects that there is none; “layers: { NAME: 2 }” counts the \
      annotations of layers.
      """)

  @OptionGroup var settings: OverrideOptions
  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  @Argument(help: "Pipeline files.")
  var files: [String]

  func run() async throws {
    let console = Console()
    var (passed, failed) = (0, 0)
    for path in files {
      let loaded = try LoadedPipeline(PipelineFile(reading: path, sources: .tool), execution, plugins, settings)
      if loaded.file.examples.isEmpty {
        let inherited = loaded.file.extends.isEmpty ? "" : "; those of the file that it extends are not taken over"
        console.warn("\(path): there are no examples to test\(inherited)")
      }
      let worker = loaded.worker()
      for example in loaded.file.examples {
        let outcome = try await example.outcome(worker, loaded.codebook)
        if outcome.problems.isEmpty {
          passed += 1
        } else {
          failed += 1
          console.print("\(example.place): “\(example.text)”")
          for line in outcome.lines { console.print("  \(line)") }
        }
      }
    }
    console.print("\(passed) passed, \(failed) failed")
    if failed > 0 { throw ToolError(.findings) }
  }
}

extension PipelineFile.Example {
  /// What came of it.
  struct Outcome {
    /// What the pipeline says otherwise than the example expects, each in a sentence.
    var problems: [String] = []
    /// The same side by side, and below it what was found, with its words and evidence.
    var lines: [String] = []
  }

  /// What the pipeline says otherwise than the example expects.
  func problems(_ worker: Worker, _ codebook: Codebook) async throws -> [String] {
    try await outcome(worker, codebook).problems
  }

  func outcome(_ worker: Worker, _ codebook: Codebook) async throws -> Outcome {
    let file = SourceFile(path: "example.txt", bytes: Array(text.utf8))
    var outcome = Outcome()
    for result in await worker.documents(of: file) {
      switch result {
      case .failure(let failure):
        outcome.problems.append("\(failure.stage): \(failure.message)")
        outcome.lines.append("\(failure.stage): \(failure.message)")
      case .success(let document):
        let reading = try Reading(document)
        let differences = try Expectation(expect, codebook).differences(reading, document)
        guard !differences.isEmpty else { continue }
        outcome.problems += differences.map(\.sentence)
        outcome.lines += columns(
          [["", "expected", "found"]] + differences.map { [$0.what, $0.wanted ?? "none", $0.found ?? "none"] })
        outcome.lines += try FoundLabels(reading, layers: differences.compactMap(\.layer)).lines
      }
    }
    return outcome
  }
}
