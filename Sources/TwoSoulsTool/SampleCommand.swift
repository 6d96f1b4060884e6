import ArgumentParser
import Codebook
import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draws passages or quotations of a run for coding, each with a known probability.",
    discussion: """
      Writes three files: the sheet to be filled in, without the labels found (coded blind, a label is not led by the \
      machine's); its key, with strata, probabilities and the labels found; and a record of the design, by which “\(ToolName.current) \
      compare --gold” corrects shares. The filled-in sheet is gold for “\(ToolName.current) evaluate --results” too.
      """)

  @Option(help: "How many are drawn.")
  var n: Int?

  @Option(help: "Draws so many whole documents instead, with all their passages or quotations.")
  var documents: Int?

  @Option(
    help: "Divides what is drawn from by stance, score, document or speaker. Without it every item is as likely.",
    transform: choice)
  var by: SampleDesign.Stratification?

  @Option(
    help: """
      How many of each stratum: proportional to its size, equal, or neyman (more where it is large and its scores unsure).
      """, transform: choice)
  var allocation = SampleDesign.Allocation.proportional

  @Option(help: "passage or quotation (of the kind speech).", transform: choice)
  var unit = SampleDesign.Unit.passage

  @Option(help: "The seed of the draw: the same results and seed give the same sample.")
  var seed: UInt64 = 1966

  @Option(help: "Characters shown before and behind the words.")
  var context = 300

  @Flag(help: "Shows the labels found beside the empty columns.")
  var open = false

  @Option(
    help: "What divides the columns: comma, semicolon (for Excel where the comma is the decimal sign) or tab.",
    transform: choice)
  var separator = SampleSheet.Separator.comma

  @Option(name: [.short, .customLong("output")], help: "The sheet; key and record are named after it.")
  var output = "sample.csv"

  @Flag(help: "Replaces the files.")
  var force = false

  @OptionGroup var codebook: CodebookOption

  @Argument(help: "A results.jsonl, or the folder that holds it.")
  var results: String

  func validate() throws {
    switch (n, documents) {
    case (nil, nil): throw ValidationError("Say how many with “--n 200”, or with “--documents 5” for whole ones.")
    case (.some, .some): throw ValidationError("“--n” and “--documents” exclude each other.")
    case (let n?, nil) where n < 2: throw ValidationError("“--n” takes a number from 2 up.")
    case (nil, let count?) where count < 2: throw ValidationError("“--documents” takes a number from 2 up.")
    case (nil, .some) where by != nil: throw ValidationError("whole documents are drawn without “--by”.")
    default: break
    }
    if context < 0 || context > 5000 { throw ValidationError("“--context” takes a number from 0 to 5000.") }
  }

  func run() throws {
    let console = Console()
    let design = SampleDesign(
      unit, documents.map { .documents($0) } ?? .items(n ?? 0), by: by, allocation: allocation, seed: seed)
    let files = Files(output)
    if !force, let existing = files.all.first(where: { PipelineEngine.Files.kind($0) != nil }) {
      throw ToolError(
        .cannotWrite, "there is “\(existing)” already, and somebody may have coded it; “--force” replaces it")
    }
    var frame = SampleFrame(unit, by: by)
    var runs: [String] = []
    let path = try resultsPath(results)
    guard path != "-" else { throw ToolError(.usage, "a sample is drawn from a file, which is read twice; name one") }
    try ResultsFile(path).forEach { document, run in
      if !runs.contains(run) { runs.append(run) }
      if document.text.count > 0, document.text.utf8.allSatisfy({ $0 == 0x20 }) {
        throw ToolError(.noInput, "“\(document.id)” has no text in the results; a run without “--no-text” can be coded")
      }
      frame.add(try Reading(document))
    }
    guard frame.count > 1 else {
      throw ToolError(.noInput, "the results have no judged \(unit.rawValue)s to draw from")
    }
    let sample = frame.draw(design)
    var sheet = SampleSheet(sample, unit, context: context, codebook: try codebook.load())
    try ResultsFile(path).forEach { document, _ in sheet.add(try Reading(document)) }
    let record = SampleRecord(sample, design, runs: runs, version: Tool.version)
    try PipelineEngine.Files.writeWhole(Array(sheet.sheet(isOpen: open, separator: separator).utf8), to: files.sheet)
    try PipelineEngine.Files.writeWhole(Array(sheet.key(separator: separator).utf8), to: files.key)
    try PipelineEngine.Files.writeWhole(record.json(), to: files.record)
    console.print(sample.text)
    if frame.unjudged > 0 { console.say("left out: \(frame.unjudged) that no stage has judged") }
    console.say("wrote \(files.all.joined(separator: ", "))")
  }

  /// The names of the three files.
  struct Files {
    let sheet, key, record: String
    var all: [String] { [sheet, key, record] }

    init(_ sheet: String) {
      let stem = sheet.lowercased().hasSuffix(".csv") ? String(sheet.dropLast(4)) : sheet
      (self.sheet, key, record) = (sheet, "\(stem)-key.csv", "\(stem).json")
    }
  }
}

/// A word of the command line that names one of a few cases.
func choice<Choice: CaseIterable & RawRepresentable>(_ word: String) throws -> Choice
where Choice.RawValue == String {
  if let choice = Choice(rawValue: word) { return choice }
  throw ValidationError("“\(word)” is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
}
