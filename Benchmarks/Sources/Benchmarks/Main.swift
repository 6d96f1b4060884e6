import Glibc
import PipelineEngine
import PluginAPI
import Standoff
import TwoSoulsTool

/// Times each component of a pipeline over files: CPU seconds and megabytes of input a CPU second, best of five.
///
///     swift run -c release Benchmarks ../Pipelines/default.yaml FILE…
@main
struct Benchmarks {
  static let rounds = 5

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let path = arguments.first, arguments.count > 1 else {
      print("usage: Benchmarks PIPELINE FILE…")
      exit(64)
    }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    let pipeline = try Pipeline(
      PipelineFile(parsing: text, path: path), registry: try Tool.registry(), context: .bare)
    let files = try arguments.dropFirst().map { SourceFile(path: $0, bytes: try Files.read($0)) }
    let megabytes = Double(files.map(\.bytes.count).reduce(0, +)) / 1e6
    print("\(files.count) files, \(megabytes) MB; load \(load())")

    var best: [String: Double] = [:]
    var order: [String] = []
    func note(_ name: String, _ seconds: Double) {
      if best[name] == nil { order.append(name) }
      best[name] = min(best[name] ?? .infinity, seconds)
    }
    for _ in 0..<rounds {
      var documents: [Document] = []
      let begin = clock()
      for file in files {
        guard let reader = pipeline.readers.first(where: { $0.canRead(file) }) else { continue }
        documents += try await reader.read(file, Diagnostics())
      }
      note("reading", seconds(since: begin))
      for place in pipeline.stages {
        let start = clock()
        for index in documents.indices {
          let diagnostics = Diagnostics(map: documents[index].map)
          try documents[index].add(try await place.stage.annotate(documents[index], diagnostics))
        }
        note(place.name, seconds(since: start))
      }
      var start = clock()
      for document in documents { _ = document.json(run: "benchmark") }
      note("JSON", seconds(since: start))
      note("up to results.jsonl", seconds(since: begin))
      start = clock()
      var reporters = pipeline.reporters
      for index in reporters.indices {
        for document in documents { _ = try reporters[index].add(document) }
        _ = try reporters[index].finish()
      }
      note("reports", seconds(since: start))
    }
    let width = order.map(\.count).max() ?? 0
    for name in order {
      let seconds = best[name] ?? 0
      let label = name + String(repeating: " ", count: width - name.count)
      print("\(label)  \(rounded(seconds * 1000)) ms  \(rounded(megabytes / seconds)) MB/s")
    }
  }

  /// CPU seconds of this process since then.
  static func seconds(since start: clock_t) -> Double { Double(clock() - start) / Double(CLOCKS_PER_SEC) }

  static func load() -> String {
    var loads = [0.0, 0, 0]
    getloadavg(&loads, 3)
    return loads.map { "\(rounded($0))" }.joined(separator: " ")
  }

  static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
