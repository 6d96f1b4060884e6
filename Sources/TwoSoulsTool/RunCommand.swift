import ArgumentParser
import Dispatch
import ExternalPlugins
import Glibc
import PipelineEngine
import Standoff

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Takes texts through a pipeline and writes results and reports.",
    discussion: """
      INPUT is a file, a folder (everything below it that ends in .txt, .md, .xml or .tei, or in one of these and .gz), \
      “-” for standard input, or “@LIST” for a file with a path on each line.

      The output folder gets results.jsonl (a document a line), failures.jsonl, run.json and the reports of the \
      pipeline. A run that was killed or interrupted goes on with --resume.
      """)

  @OptionGroup var pipeline: PipelineOptions

  @Option(name: [.short, .customLong("output")], help: "The output folder.")
  var output = "twosouls-out"

  @Option(
    name: [.short, .customLong("jobs")],
    help: "How many files, or documents of one file, are in work at once. Without it, as many as there are cores.")
  var jobs: Int?

  @Flag(help: "Goes on with the run in the output folder.")
  var resume = false

  @Flag(help: "Replaces the results in the output folder.")
  var force = false

  @Option(help: "A CSV file whose columns become metadata of the documents, joined by the column “id” or “file”.")
  var metadata: String?

  @Flag(
    name: .customLong("no-text"), help: "Leaves the text out of results.jsonl, to pass labels of licensed texts on.")
  var noText = false

  @Flag(name: .customLong("no-map"), help: "Leaves the map back to the file's bytes out of results.jsonl.")
  var noMap = false

  @Flag(help: "Says nothing but errors.")
  var quiet = false

  @Option(name: .customLong("log-format"), help: "How messages are written on standard error: text or json.")
  var logFormat = LogFormat.text

  @Argument(help: "Files, folders, “-” or “@LIST”.")
  var input: [String]

  enum LogFormat: String, ExpressibleByArgument { case text, json }

  func validate() throws {
    if resume, force { throw ValidationError("“--resume” and “--force” exclude each other.") }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("“--jobs” takes a number from 1 to 256.") }
    if resume, noText || noMap { throw ValidationError("A run without text or map cannot be resumed; use “--force”.") }
  }

  func run() async throws {
    let console = Console(quiet: quiet, json: logFormat == .json)
    let loaded = try pipeline.load()
    let table = try metadata.map { try MetadataTable(path: $0) }
    let inputs = loaded.pipeline.nestingIncluded(try Inputs.find(input, endings: loaded.pipeline.endings))
    guard !inputs.isEmpty else {
      throw ToolError(
        .noInput,
        "no file to read in \(input.joined(separator: ", ")): looked for \(loaded.pipeline.endings.joined(separator: " "))"
      )
    }
    for line in loaded.pipeline.sending { console.say(line) }
    var content: Document.JSONContent = .all
    if noText { content.remove(.text) }
    if noMap { content.remove(.map) }
    var provenance = Run.Provenance()
    provenance.codebook = loaded.codebookHash
    provenance.metadata = table?.sha256
    provenance.content = content
    let jobs = (jobs ?? cores()) + loaded.pipeline.documentsElsewhere
    let run = Run(
      loaded.pipeline, description: loaded.description, provenance: provenance,
      worker: loaded.worker(metadata: table, content: content, jobs: jobs), jobs: jobs)
    let interruption = Run.Interruption()
    let signals = Signals(interruption, console)
    defer { signals.stop() }
    var totals = Totals(loaded.codebook)
    var meter = Meter(inputs: inputs, console: console)
    let summary: Run.Summary
    do {
      summary = try await run.execute(
        inputs, into: output, mode: resume ? .resume : force ? .replace : .new, started: now(), clock: now,
        interruption: interruption, observe: { try totals.add($0) }, report: { meter.show($0) })
    } catch let error as OutputError {
      console.clearStatus()
      if error.mayPass, Files.kind("\(output)/progress.jsonl") != nil {
        console.say("what is finished is kept; when there is room, the same command with “--resume” goes on")
      }
      throw error
    }
    console.clearStatus()
    for failure in summary.failures.prefix(20) { console.error(failure.sentence) }
    if summary.failures.count > 20 {
      console.error("… and \(summary.failures.count - 20) more, in \(output)/failures.jsonl")
    }
    if summary.wasInterrupted {
      throw ToolError(
        .interrupted,
        "interrupted after \(summary.progress.inputs) of \(inputs.count) files; the same command with “--resume” goes on"
      )
    }
    console.say(totals.summary(summary, folder: output, unused: table?.unused ?? []))
    if !summary.failures.isEmpty { throw ToolError(.someFailed) }
  }
}

extension Pipeline {
  /// How many documents programs of their own can work on at the same time, which takes no core of this process's jobs.
  fileprivate var documentsElsewhere: Int {
    stages.reduce(0) { $0 + (($1.stage as? ExternalStage)?.capacity ?? 0) }
  }
}

/// Ctrl-C and termination: the first asks the run to stop, the second ends the process at once.
private final class Signals {
  private var sources: [any DispatchSourceSignal] = []

  init(_ interruption: Run.Interruption, _ console: Console) {
    for number in [SIGINT, SIGTERM] {
      let before = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "signals"))
      source.setEventHandler {
        if interruption.isRequested { _exit(ExitStatus.interrupted.rawValue) }
        interruption.request()
        console.clearStatus()
        console.say("finishing the documents in hand; once more stops at once")
      }
      source.setCancelHandler { signal(number, before) }
      source.resume()
      sources.append(source)
    }
  }

  /// From here on, signals do what they did before: what is left to do, such as waiting for programs to end, may be cut
  /// short.
  func stop() { for source in sources { source.cancel() } }
}

/// Progress on a terminal: documents, speed, remaining time, failures.
private struct Meter {
  let total: Int
  let console: Console
  private let start: Double
  private var last = 0.0

  init(inputs: [Input], console: Console) {
    total = inputs.count
    self.console = console
    start = monotonic()
  }

  mutating func show(_ progress: Run.Progress) {
    guard console.isTerminal else { return }
    let time = monotonic()
    guard time - last > 0.1 || progress.inputs == total else { return }
    last = time
    let elapsed = max(time - start, 0.001)
    let left = elapsed / Double(max(progress.inputs, 1)) * Double(total - progress.inputs)
    let speed = Double(progress.bytes) / 1e6 / elapsed
    let failures = progress.failures > 0 ? ", \(progress.failures) failed" : ""
    console.status(
      "\(progress.inputs)/\(total) files, \(decimal(speed, 1)) MB/s, \(Int(left.rounded(.up))) s left\(failures)")
  }
}

func monotonic() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

@Sendable
func now() -> Int { time(nil) }

func cores() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// A number with a fixed count of decimals.
func decimal(_ value: Double, _ places: Int) -> String {
  guard value.isFinite else { return "–" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((abs(value) * scale).rounded())
  let digits = String(scaled % Int(scale))
  let fraction = places == 0 ? "" : "." + String(repeating: "0", count: places - digits.count) + digits
  return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / Int(scale))" + fraction
}
