import PipelineEngine
import PluginAPI
import Synchronization
import Testing

@testable import TwoSoulsTool

/// A pipeline file with a mistake. A “▸” stands in front of what the message must point at.
struct WrongFile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  /// `3:5`.
  private(set) var place: String
  /// What is wrong, and what to do.
  let sentence: String
  var others: [String: String] = [:]
  var variables: [String: String] = [:]

  var testDescription: String { name }

  init(
    _ name: String, _ marked: String, _ sentence: String, others: [String: String] = [:],
    variables: [String: String] = [:]
  ) {
    let before = marked.prefix { $0 != "▸" }
    let line = before.split(separator: "\n", omittingEmptySubsequences: false)
    self.init(
      name, Array(marked.replacing("▸", with: "").utf8),
      at: "\(line.count):\((line.last?.unicodeScalars.count ?? 0) + 1)",
      sentence)
    self.others = others
    self.variables = variables
  }

  init(_ name: String, _ bytes: [UInt8], at place: String, _ sentence: String) {
    self.name = name
    self.bytes = bytes
    self.place = place
    self.sentence = sentence
  }

  /// The same, where the place is one of another file or stands behind the mark.
  func moved(to place: String) -> WrongFile {
    var file = self
    file.place = place
    return file
  }

  /// The same, where the column is that of the parser's choice.
  func anywhere(line: Int) -> WrongFile { moved(to: "\(line)") }

  /// A chain that would be right but for one line of it.
  static func step(_ name: String, _ step: String, _ sentence: String) -> WrongFile {
    WrongFile(
      name, "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - quotations.marks\n  - \(step)", sentence)
  }

  /// A right chain with a line more at its end.
  static func line(_ name: String, _ line: String, _ sentence: String) -> WrongFile {
    WrongFile(
      name, "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - stance.cues: { unit: passage }\n\(line)",
      sentence)
  }

  /// What is said of it, and which files were read to say so.
  func refusal() -> (messages: [String], read: [String]) {
    let opened = Opened()
    let sources = PipelineSources(
      builtIn: ["default": defaultPipeline], variable: { [variables] in variables[$0] },
      read: { [bytes, others] path in
        opened.add(path)
        if path == "p.yaml" { return bytes }
        guard let other = others[path] else { throw InputError.system(path, "No such file or directory") }
        return Array(other.utf8)
      })
    do {
      _ = try LoadedPipeline(
        PipelineFile(reading: "p.yaml", sources: sources), ExecutionOptions(allowingPrograms: false),
        PluginPath(folders: []))
      return ([], opened.paths)
    } catch let error as PipelineError {
      return (error.mistakes.map(\.description), opened.paths)
    } catch {
      return (["\(error)"], opened.paths)
    }
  }
}

/// The files that were asked for.
///
/// A class, because the closure that fills it and its reader share it.
private final class Opened: Sendable {
  private let files = Mutex<[String]>([])
  var paths: [String] { files.withLock { $0 } }
  func add(_ path: String) { files.withLock { $0.append(path) } }
}
