import ArgumentParser
import Codebook
import PipelineEngine
import PluginAPI
import Standoff

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a component on labelled passages and quotations.",
    discussion: """
      ITEMS are files of JSON lines: an item each (unit, before, text, after, and its labels: stance, attitude, strain; \
      “work” or “pair” says what belongs together), or a document each, in the form of gold or of results. Any labels \
      will do. What is printed was measured by cross-validation: no item is judged by a model that saw its work.

      “--from-results” takes the labels that a run has found, those of stance.llm, say; “--corrected” those that people \
      wrote into the columns “corrected” of its tables. Labels found by a program are learned from, but where there are \
      others, figures are measured on the others alone.
      """)

  @Option(name: .shortAndLong, help: "The model file to write.")
  var output: String

  @Option(help: "Into how many parts the works are put for cross-validation.")
  var folds = 5

  @Option(help: "The seed by which works of one size are put into parts.")
  var seed: UInt64 = 1966

  @OptionGroup var codebook: CodebookOption

  @Option(help: "The language of the items: whose cues of the codebook's lexicon are features. Without it, its first.")
  var language: String?

  @Option(
    help:
      "A label whose items are left out; may be given several times. Without it, what sets two stances against each other."
  )
  var leaveOut: [String] = []

  @Option(help: "A work that is left out, to be measured on; may be given several times.")
  var withoutWork: [String] = []

  @Option(help: "A file of items that are learned from, but not measured on; may be given several times.")
  var also: [String] = []

  @Option(help: "A kind of features that is not looked at, to see what it brings; may be given several times.")
  var withoutFeatures: [String] = []

  @Option(help: "The share of works that are learned from in cross-validation, for a learning curve; all are judged.")
  var share = 1.0

  @Option(
    help: """
      Results whose labels are learned from, each document a work: a results.jsonl, or the folder that holds it; may be \
      given several times.
      """)
  var fromResults: [String] = []

  @Option(
    help: """
      A table of these results in which people filled in “corrected”; then only what they coded is taken. May be given \
      several times.
      """)
  var corrected: [String] = []

  @Option(help: "The least score of a label found that is learned from.")
  var leastScore = 0.0

  @Argument(help: "The component to train, such as stance.model.")
  var component: String

  @Argument(help: "Files of labelled items.")
  var items: [String] = []

  func validate() throws {
    if items.isEmpty, fromResults.isEmpty {
      throw ValidationError("Name files of items, or results by “--from-results”.")
    }
    if !corrected.isEmpty, fromResults.isEmpty {
      throw ValidationError("“--corrected” needs “--from-results” with the results that the table was written from.")
    }
  }

  func run() throws {
    let console = Console()
    let registry = try Tool.registry()
    guard let train = registry[component]?.train else {
      let names = registry.components.filter { $0.train != nil }.map(\.name)
      throw ToolError(.usage, "“\(component)” cannot be trained; these can: \(names.joined(separator: ", "))")
    }
    let codebook = try codebook.load()
    var read: [TrainingItem] = []
    for path in items { read += try TrainingFile(path: path, codebook: codebook).items(Files.read(path)) }
    for path in also {
      read += try TrainingFile(path: path, codebook: codebook).items(Files.read(path)).map { item in
        var item = item
        item.isMeasured = false
        return item
      }
    }
    read += try itemsOfResults(codebook, console, areMeasured: !corrected.isEmpty || read.isEmpty)
    let left = Set(withoutWork)
    for work in withoutWork where !read.contains(where: { $0.group == work }) {
      throw ToolError(.usage, "no item is of the work “\(work)”")
    }
    var options = TrainingOptions()
    (options.folds, options.seed, options.rest) = (max(2, folds), seed, codebook.rest.rawValue)
    options.leaveOut = Set(leaveOut.isEmpty ? codebook.contrasts.map(\.rawValue) : leaveOut)
    options.language = language ?? codebook.lexicons.first?.language ?? "en"
    options.codebookHash = SHA256Digest.hex(of: codebook.canonicalBytes)
    options.context.codebook = codebook
    try read.refuseUndeclared(by: codebook)
    (options.withoutFeatures, options.share) = (Set(withoutFeatures), min(1, max(0, share)))
    options.progress = { console.say($0) }
    let model = try train(read.filter { !left.contains($0.group) }, options)
    try Files.writeWhole(model.bytes, to: output)
    for line in model.report { console.print(line) }
    console.print("\(output): \(model.bytes.count) bytes")
  }

  private func itemsOfResults(
    _ codebook: Codebook, _ console: Console, areMeasured: Bool
  ) throws -> [TrainingItem] {
    guard !fromResults.isEmpty else { return [] }
    var source = TrainingResults(
      codebook: codebook, corrected: try TrainingResults.corrections(corrected, codebook), leastScore: leastScore)
    for path in fromResults { try source.add(resultsPath(path)) }
    try source.check()
    console.say(
      "\(source.items.count) items of \(source.documents) documents from results, \(source.unlabelled) left out")
    if corrected.isEmpty, areMeasured {
      console.warn("the figures say how well the labels of the results were learned, not how right these are")
    }
    return source.items.map { item in
      var item = item
      item.isMeasured = areMeasured
      return item
    }
  }
}
