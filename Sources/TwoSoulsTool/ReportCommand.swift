import ArgumentParser
import PipelineEngine
import PluginAPI
import Standoff

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Renders the reports of a pipeline again from results, without a new run.")

  @OptionGroup var pipeline: PipelineOptions

  @Option(name: [.short, .customLong("output")], help: "The output folder.")
  var output = "twosouls-out"

  @Argument(help: "One or more results.jsonl, or the folders that hold them.")
  var results: [String]

  func run() throws {
    let console = Console()
    var reporters = try pipeline.load().pipeline.reporters
    guard !reporters.isEmpty else { throw ToolError(.badPipeline, "the pipeline has no report to render") }
    try Files.makeFolder(output)
    let writer = ArtifactWriter(folder: output)
    for path in results {
      try ResultsFile(resultsPath(path)).forEach { document, _ in
        for index in reporters.indices {
          try writer.write(try reporters[index].add(document), by: index, named: "“\(reporters[index].knownAs)”")
        }
      }
    }
    for index in reporters.indices {
      try writer.write(try reporters[index].finish(), by: index, named: "“\(reporters[index].knownAs)”")
    }
    for path in writer.paths { console.say("\(output)/\(path)") }
  }
}

/// A results file by itself or by the folder of its run.
func resultsPath(_ path: String) throws -> String {
  let isFolder = Files.kind(path) == .folder
  let file = isFolder ? "\(path)/results.jsonl" : path
  guard path == "-" || Files.kind(file) != nil else { throw InputError.none(file) }
  if isFolder, Files.kind("\(path)/progress.jsonl") != nil {
    Console().warn("the run in “\(path)” is not finished; “\(ToolName.current) run … --resume” goes on with it")
  }
  return file
}
