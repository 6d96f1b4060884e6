import ArgumentParser
import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Finds what an editor of TEI or text may want to change; changes nothing.",
    discussion: """
      INPUT is a file, a folder, “-” or “@LIST”, as for “run”. Each finding is a line FILE:LINE:COLUMN: LEVEL: MESSAGE \
      [RULE]; lines and columns count from 1, columns in Unicode code points. The status is 1 where there are findings, 65 \
      where a file could not be read, 66 where there is none.

      Rules: \(LintRule.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  @OptionGroup var pipeline: PipelineOptions

  @Option(help: "text, table, csv, json or sarif (for continuous integration).")
  var format = Format.text

  @Option(
    name: .customLong("rule"), help: "Looks for this only; may be given several times.")
  var rules: [LintRule] = []

  @Option(help: "Does not look for this; may be given several times.")
  var without: [LintRule] = []

  @Option(help: "The least grave findings to show: note, warning or error.")
  var level = Level.warning

  @Option(help: "How many findings of one rule are listed for a document in text and table; 0 lists all.")
  var fold = 20

  @Argument(help: "Files, folders, “-” or “@LIST”.")
  var input: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, table, csv, json, sarif }

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case note, warning, error

    var severity: Diagnostic.Severity { Diagnostic.Severity(rawValue: rawValue) ?? .note }
  }

  func run() async throws {
    let console = Console()
    let loaded = try pipeline.load(builtIn: lintPipeline, name: "lint")
    let inputs = loaded.pipeline.nestingIncluded(try Inputs.find(input, endings: loaded.pipeline.endings))
    guard !inputs.isEmpty else {
      throw ToolError(
        .noInput,
        "no file to read in \(input.joined(separator: ", ")): looked for \(Inputs.endings.joined(separator: " "))")
    }
    var run = LintRun(loaded.worker())
    for input in inputs { await run.look(at: input) }
    let report = LintReport(
      findings: run.findings.filter { shows($0) }, hidden: run.findings.count { isWanted($0) && !shows($0) },
      files: run.files, failures: run.failures)
    switch format {
    case .text: console.print(bytes: Array(report.text(fold: fold).utf8))
    case .table: console.print(bytes: Array(report.table(fold: fold).utf8))
    case .csv: console.print(bytes: Array(report.csv().utf8))
    case .json: console.print(bytes: report.json())
    case .sarif: console.print(bytes: report.sarif())
    }
    for failure in run.failures { console.error(failure) }
    console.say(report.summary(level: level.severity))
    if !run.failures.isEmpty { throw ToolError(.someFailed) }
    if !report.findings.isEmpty { throw ToolError(.findings) }
  }

  private func isWanted(_ finding: Finding) -> Bool {
    (rules.isEmpty || rules.contains(finding.rule)) && !without.contains(finding.rule)
  }

  private func shows(_ finding: Finding) -> Bool { isWanted(finding) && finding.severity >= level.severity }
}

/// Readers, and the stages from whose labels and diagnostics findings are made.
private let lintPipeline = """
  twosouls: 1
  title: What an editor may want to change
  stages:
    - read.tei
    - read.text
    - quotations.marks
    - speakers.rules
  """
