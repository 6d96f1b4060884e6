import Foundation
import PipelineEngine
import PluginAPI
import Testing

@Suite("The files of reports")
struct ArtifactWriterTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "twosouls-reports-\(UUID().uuidString)")
    .path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  @Test("A report may add to more files than can be open at once")
  func manyFiles() throws {
    let writer = ArtifactWriter(folder: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for part in ["a", "b", "c"] {
      try writer.write((0..<100).map { Artifact("\($0).txt", part, appends: true) })
    }
    #expect(writer.paths.count == 100)
    for number in 0..<100 { #expect(try String(contentsOfFile: "\(folder)/\(number).txt", encoding: .utf8) == "abc") }
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?.hasPrefix(folder) ?? false
    }
    #expect(open <= 16)
  }

  @Test("A file is one however its path is written")
  func paths() throws {
    let writer = ArtifactWriter(folder: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for path in ["a.txt", "./a.txt", "a.txt/."] { try writer.write([Artifact(path, "x", appends: true)]) }
    #expect(writer.paths == ["a.txt"])
    #expect(try String(contentsOfFile: "\(folder)/a.txt", encoding: .utf8) == "xxx")
  }

  @Test("No path leads out of the folder", arguments: ["../a", "a/../../b", "/a", "", ".", "../\u{301}a", "./../a"])
  func outside(_ path: String) {
    let writer = ArtifactWriter(folder: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: OutputError.self) { try writer.write([Artifact(path, "x")]) }
  }
}
