import ExternalPlugins
import Foundation
import PluginAPI
import Standoff
import Testing

/// A program in Python, in a folder of its own.
struct Program: Sendable {
  let folder: URL

  /// What every one of these programs starts with.
  static let start = """
    import json, os, random, signal, subprocess, sys, time
    hello = json.loads(sys.stdin.readline())
    def say(value): print(json.dumps(value))
    def answer(document, **more): say({"id": document["id"], "layers": {"mark": [{"start": 0, "end": 1}]}, **more})

    """

  /// - Parameters:
  ///   - greeting: what it says when it is greeted.
  ///   - loop: what it does for each `document`.
  init(_ loop: String, greeting: String = #"say({"twosouls": 1, "provides": ["mark"]})"#) throws {
    try self.init(
      whole: Self.start + greeting + "\nfor line in sys.stdin:\n    document = json.loads(line)\n"
        + loop.split(separator: "\n").map { "    \($0)\n" }.joined())
  }

  init(whole: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "twosouls-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(whole.utf8).write(to: folder.appending(path: "program.py"))
  }

  /// Settings that keep a test short.
  func settings(_ change: (inout ExternalSettings) -> Void = { _ in }) -> ExternalSettings {
    var settings = ExternalSettings()
    settings.command = ["python3", "program.py"]
    settings.deadline = 20
    settings.startUp = 60
    change(&settings)
    return settings
  }

  var context: PipelineContext {
    PipelineContext(folder: folder.path, load: { throw ConfigError.noFiles($0) }, allow: { _, _ in })
  }

  func stage(_ change: (inout ExternalSettings) -> Void = { _ in }) throws -> ExternalStage {
    try ExternalStage(settings(change), context)
  }

  /// What became of documents with these texts: `mark` for one that was annotated, else the error.
  func outcomes(_ texts: [String], _ change: (inout ExternalSettings) -> Void = { _ in }) async throws -> [String] {
    let stage = try stage(change)
    return await withTaskGroup { group in
      for (index, text) in texts.enumerated() {
        group.addTask {
          do {
            let document = Document(named: "d\(index)", text)
            let annotations = try await stage.annotate(document, Diagnostics())
            let layers = annotations.layers.map { "\($0.name) \($0.count)" }
            _ = try document.adding(annotations)
            return (index, layers.joined(separator: ", "))
          } catch {
            return (index, "\(error)")
          }
        }
      }
      var outcomes = [String](repeating: "", count: texts.count)
      for await (index, outcome) in group { outcomes[index] = outcome }
      return outcomes
    }
  }

  /// Processes that the program has left behind; what was killed gets some time to go.
  var strays: [String] {
    let end = Date.now + 5
    while true {
      let found = running
      if found.isEmpty || Date.now > end { return found }
      usleep(5000)
    }
  }

  /// Processes in the program's folder, or that name it among their arguments.
  private var running: [String] {
    let folder = folder.path
    return (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.filter { name in
      guard Int(name) != nil else { return false }
      let place = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")) ?? ""
      let arguments = (try? Data(contentsOf: URL(filePath: "/proc/\(name)/cmdline"))) ?? Data()
      return place.hasPrefix(folder) || String(decoding: arguments, as: UTF8.self).contains(folder)
    } ?? []
  }
}

extension Document {
  init(named id: String, _ text: String) {
    self.init(
      id: id, origin: Origin(path: id, format: "text"), metadata: Metadata(language: "en"), text: Text(text),
      map: .identity(count: text.utf8.count))
  }
}

/// Whether Python is there; without it these tests are skipped, with a word.
let hasPython: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-c", "pass"]
  do {
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  } catch {
    return false
  }
}()
