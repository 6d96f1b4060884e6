import ArgumentParser
import Codebook
import PipelineEngine
import PluginAPI
import Standoff

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says whether pipeline files fit together, before any text is opened.",
    discussion: """
      Every mistake is told with its file, line and column. A warning is of something that can have no effect, or another \
      than was meant; the pipeline runs all the same.
      """)

  @Flag(help: "Prints every setting in force, defaults included, and where it was given.")
  var resolved = false

  @OptionGroup var settings: OverrideOptions
  @OptionGroup var execution: ExecutionOptions
  @OptionGroup var plugins: PluginPath

  @Argument(help: "Pipeline files.")
  var files: [String]

  func run() throws {
    let console = Console()
    var broken = 0
    var isRefused = false
    for path in files {
      do {
        let loaded = try LoadedPipeline(PipelineFile(reading: path, sources: .tool), execution, plugins, settings)
        console.print("\(path): fits together, run \(loaded.description.id)")
        for source in loaded.file.extends { console.print("  extends \(source.path)") }
        for line in resolved ? ResolvedTable(loaded).lines : ChainTable(loaded.pipeline).lines {
          console.print("  \(line)")
        }
        for line in loaded.pipeline.sending { console.print("  \(line)") }
        for line in lines(loaded.codebook, hash: loaded.codebookHash) { console.print("  \(line)") }
        for warning in loaded.pipeline.warnings + loaded.pipeline.formatWarnings { console.warn("\(warning)") }
      } catch let error as PipelineError {
        console.tell(error)
        if error.mistakes.isEmpty { isRefused = true } else { broken += 1 }
      } catch let error as ConfigError {
        console.error("\(error)")
        broken += 1
      }
    }
    if broken > 0 { throw ToolError(.findings) }
    if isRefused { throw ToolError(.notAllowed) }
  }

  /// The codebook: what it is called and what labels it has; with `--resolved`, what they mean.
  private func lines(_ codebook: Codebook, hash: String) -> [String] {
    var lines = ["codebook \(codebook.name), sha256 \(hash.prefix(16))"]
    func add(_ title: String, _ labels: [(name: String, meaning: String)]) {
      guard !labels.isEmpty else { return }
      lines.append("  \(title): \(labels.map(\.name).joined(separator: ", "))")
      if resolved { for label in labels { lines.append("    \(label.name): \(label.meaning)") } }
    }
    add(
      "stances",
      codebook.stances.map { ($0.name.rawValue + ($0.name == codebook.rest ? " (the rest)" : ""), $0.meaning) })
    for stance in codebook.stances {
      let strains = codebook.strains.filter { $0.stance == stance.name }
      add("strains of \(stance.name)", strains.map { ($0.name.rawValue, $0.meaning) })
    }
    add("attitudes", codebook.attitudes.map { ($0.name.rawValue, $0.meaning) })
    if let sides = codebook.sides {
      lines.append("  sides: \(sides.first), \(sides.second)" + (resolved ? ". \(sides.meaning)" : ""))
    }
    if !codebook.lexicons.isEmpty {
      let files = codebook.lexicons.map { "\($0.language) \($0.file)" }.joined(separator: ", ")
      lines.append("  lexicon: \(files)")
    }
    return lines
  }
}

extension Pipeline {
  /// A line for each stage that sends text away: `stance.llm sends the text to api.example.org`.
  var sending: [String] {
    stages.flatMap { place in place.stage.destinations.map { "\(place.name) sends the text to \($0)" } }
  }
}

extension JSONValue {
  /// As JSON on one line.
  var text: String {
    var json = JSONWriter()
    json.value(self)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
