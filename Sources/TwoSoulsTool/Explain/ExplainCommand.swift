import ArgumentParser
import Codebook
import PipelineEngine
import PluginAPI
import Standoff

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows why a passage or quotation was judged as it was.",
    discussion: """
      ID is the id of a passage or quotation as the reports print it: p12, q3, or DOCUMENT:p12.

      The stage that judged is made again as run.json beside the results has it, or as “-p” says, and asked: what speaks \
      for each label and how that becomes the score, without which words the label falls, and which labelled passages \
      are like this one. Where it cannot be asked, what the results keep is shown.
      """)

  @OptionGroup var pipeline: PipelineOptions

  @Option(
    help: """
      A file of labelled items among which those like the passage are looked for, instead of the project's own training \
      text; may be given several times.
      """)
  var training: [String] = []

  @Option(help: "How many labelled items are shown that are like the passage.")
  var nearest = 3

  @Flag(help: "Shows every feature, not only those that move the labels most.")
  var all = false

  @Flag(help: "Writes JSON: an array with an object for each document that has the passage or quotation.")
  var json = false

  @Argument(help: "A results.jsonl, or the folder that holds it.")
  var results: String

  @Argument(help: "A passage or quotation: p12, q3 or DOCUMENT:p12.")
  var id: String

  func validate() throws {
    if !(0...1000).contains(nearest) { throw ValidationError("“--nearest” takes a number from 0 to 1000.") }
  }

  func run() throws {
    let console = Console()
    let path = try resultsPath(results)
    let run = try ExplainedRun(results: path, pipeline)
    let colon = id.lastIndex(of: ":")
    let document = colon.map { String(id[..<$0]) }
    let annotation = AnnotationID(colon.map { String(id[id.index(after: $0)...]) } ?? id)
    let like = nearest > 0 ? try run.loaded.flatMap { try likeItems($0.codebook) } : nil
    var found: [ExplainedUnit] = []
    try ResultsFile(path).forEach { candidate, hash in
      if let document, candidate.id != document { return }
      guard var unit = try ExplainedUnit(annotation, in: candidate) else { return }
      try unit.ask(run, hash: hash)
      if nearest > 0 { unit.find(nearest, among: like) }
      found.append(unit)
    }
    if found.isEmpty { throw ToolError(.noInput, "no document has a passage or quotation “\(id)”") }
    if json {
      console.print(JSONValue.array(found.map(\.json)).text)
    } else {
      console.print(found.map { $0.text(most: all ? .max : 12) }.joined(separator: "\n\n"))
    }
  }

  private func likeItems(_ codebook: Codebook) throws -> LikeItems? {
    try training.isEmpty ? .own(codebook) : LikeItems(training, codebook)
  }
}
