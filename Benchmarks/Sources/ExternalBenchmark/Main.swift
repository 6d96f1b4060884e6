import ExternalPlugins
import Glibc
import PluginAPI
import Standoff

/// What it costs that a stage is a program of its own: the same stage linked in, in C, in Swift by `serve()`, and in Python.
///
///     swift build -c release --product CEcho && swift run -c release ExternalBenchmark [linked|C|Swift|Python] [small|middle|large]
///
/// For each: documents and megabytes of text a second, the CPU time of this process and of the program.
@main
struct ExternalBenchmark {
  /// How many documents are in work at the same time, and how many of them are on their way to the program.
  static let width = 64
  static let rounds = 5

  static func main() async throws {
    if CommandLine.arguments.contains("serve") { return await serve(FirstLetter.self) }
    let path = CommandLine.arguments[0]
    let products = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let commands = [
      ("C", ["\(products)/CEcho"]), ("Swift", ["\(products)/ExternalBenchmark", "serve"]),
      ("Python", ["python3", "simple.py"]),
    ]
    let sets = [
      ("small", documents(of: 200, count: 40_000)), ("middle", documents(of: 2_000, count: 16_000)),
      ("large", documents(of: 20_000, count: 4_000)),
    ]
    print("load \(load()), \(width) documents in work, best of \(rounds) rounds by time")
    let only = CommandLine.arguments.dropFirst()
    func isWanted(_ stage: String, _ set: String) -> Bool { only.allSatisfy { $0 == stage || $0 == set } }
    for (name, documents) in sets {
      if isWanted("linked", name) { try await measure("linked in", name, documents, FirstLetter(.init(), .bare)) }
      for (stage, command) in commands where isWanted(stage, name) {
        try await measure(stage, name, documents, command)
      }
    }
  }

  static func measure(_ stage: String, _ set: String, _ documents: [Document], _ command: [String]) async throws {
    var settings = ExternalSettings()
    settings.command = command
    settings.inFlight = width
    let context = PipelineContext(folder: ".", load: { throw ConfigError.noFiles($0) }, allow: { _, _ in })
    var best: Figures?
    for _ in 0..<rounds {
      let stage = try ExternalStage(settings, context)
      let figures = try await figures(documents, stage) { RunningPlugins.stop() }
      best = best.map { $0.seconds < figures.seconds ? $0 : figures } ?? figures
    }
    best?.show(stage, set, documents)
  }

  static func measure(_ name: String, _ set: String, _ documents: [Document], _ stage: some Stage) async throws {
    var best: Figures?
    for _ in 0..<rounds {
      let figures = try await figures(documents, stage) {}
      best = best.map { $0.seconds < figures.seconds ? $0 : figures } ?? figures
    }
    best?.show(name, set, documents)
  }

  static func figures(_ documents: [Document], _ stage: some Stage, _ end: () -> Void) async throws -> Figures {
    let (own, others) = (cpu(0), cpu(-1))
    let start = now()
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = 0
      func add() {
        guard next < documents.count else { return }
        let document = documents[next]
        next += 1
        group.addTask { _ = try document.adding(try await stage.annotate(document, Diagnostics())) }
      }
      for _ in 0..<width { add() }
      while try await group.next() != nil { add() }
    }
    let seconds = now() - start
    let here = cpu(0) - own
    end()
    return Figures(seconds: seconds, here: here, there: cpu(-1) - others)
  }

  struct Figures {
    let seconds, here, there: Double

    func show(_ stage: String, _ set: String, _ documents: [Document]) {
      let count = Double(documents.count)
      let megabytes = documents.reduce(0.0) { $0 + Double($1.text.count) } / 1e6
      func cell(_ value: Double, _ digits: Double = 1) -> String { "\((value * digits).rounded() / digits)" }
      print(
        "\(stage), \(set) (n = \(documents.count)): \(cell(count / seconds)) documents/s, \(cell(megabytes / seconds)) MB/s, "
          + "here \(cell(here / count * 1e6, 10)) µs, program \(cell(there / count * 1e6, 10)) µs"
          + (there > 0 ? ", here / program \(cell(here / there * 100)) %" : ""))
    }
  }

  /// Prose of about so many bytes, with a letter of two bytes here and there.
  static func documents(of size: Int, count: Int) -> [Document] {
    let words = Array(
      """
      the of and to in that will we this by for their own as a with not have been which all they from is must café years \
      people work hands those who govern nothing given them only what own make free law state said he upon
      """.split(separator: " "))
    return (0..<count).map { number in
      var text = ""
      var place = number
      while text.utf8.count < size {
        text += words[place % words.count] + " "
        place += 7
      }
      return Document(
        id: "text-\(number).txt", origin: Document.Origin(path: "text-\(number).txt", format: "text"), text: Text(text),
        map: .identity(count: text.utf8.count))
    }
  }

  /// - Parameter who: 0 for this process, -1 for those that it has waited for.
  static func cpu(_ who: __rusage_who_t) -> Double {
    var usage = rusage()
    getrusage(who, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func load() -> String {
    var loads = [0.0, 0, 0]
    getloadavg(&loads, 3)
    return loads.map { "\(($0 * 10).rounded() / 10)" }.joined(separator: " ")
  }
}

/// Marks the first letter.
struct FirstLetter: Stage {
  static let name = "first.letter"
  static let summary = "Marks the first letter."
  let requires: Set<LayerName> = []
  let provides: Set<LayerName> = ["mark"]

  init(_ settings: NoSettings, _ context: PipelineContext) {}

  func annotate(_ document: Document, _ diagnostics: Diagnostics) -> Annotations {
    var letters = Layer<Letter>()
    letters.add(Letter(), at: 0..<1)
    return Annotations(letters)
  }
}

struct Letter: Label {
  static let layer: LayerName = "mark"
  static let idPrefix = "m"
  init() {}
  init(from fields: FieldReader) {}
  func write(to fields: inout FieldWriter) {}
}
