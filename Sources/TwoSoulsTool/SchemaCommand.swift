import ArgumentParser
import PipelineEngine
import PluginAPI
import Standoff

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of results.jsonl or of pipeline files.")

  enum Subject: String, ExpressibleByArgument, CaseIterable { case results, pipeline }

  @Option(help: "With results: allows only the labels of this codebook, a built-in one or a file.")
  var codebook: String?
  @OptionGroup var plugins: PluginPath

  @Argument(help: "results or pipeline.")
  var subject: Subject

  func run() throws {
    let console = Console()
    switch subject {
    case .results: console.print(try codebook.map { resultsSchema(of: try CodebookOption.load($0)) } ?? resultsSchema)
    case .pipeline: console.print(PipelineSchema(try plugins.registry()).json.text)
    }
  }
}
