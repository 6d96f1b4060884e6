@testable import ExternalPlugins
import Foundation
import PluginAPI
import Standoff
import Testing

@Suite("Readers and reporters of other programs", .enabled(if: hasPython, "python3 is missing"))
struct ReaderAndReporterTests {
  @Test(
    "Two documents of one file have two ids, and each has its text",
    arguments: [
      (#"[{"text": "a"}, {"text": "b"}]"#, "a.x#1 a.x#2"),
      (#"[{"text": "a", "document": {"id": "a.x#2"}}, {"text": "b"}]"#, "two documents the id “a.x#2”"),
      (#"[{"document": {"length": 5}}]"#, "a document without “text”"),
    ])
  func ids(_ documents: String, _ expected: String) async throws {
    let program = try Program(
      #"say({"id": document["id"], "documents": json.loads('\#(documents)')})"#,
      greeting: #"say({"twosouls": 1, "files": [".x"]})"#)
    let reader = try ExternalReader(program.settings(), program.context)
    let answer: String
    do {
      let file = SourceFile(path: "a.x", bytes: [])
      answer = try await reader.read(file, Diagnostics()).map(\.id).joined(separator: " ")
    } catch {
      answer = "\(error)"
    }
    #expect(answer.contains(expected), "\(answer)")
  }

  @Test(
    "A report stays in its folder, whatever characters its name has",
    arguments: ["../a", "a/../../b", "/a", "a//b", "", "../\u{301}a", "a/../\u{301}", "a\u{0}b"])
  func paths(_ path: String) throws {
    let name = String(decoding: try JSONEncoder().encode(path), as: UTF8.self)
    let program = try Program(
      #"say({"id": document["id"], "files": [{"path": json.loads(r'''\#(name)'''), "text": "x"}]})"#,
      greeting: #"say({"twosouls": 1})"#)
    var reporter = try ExternalReporter(program.settings(), program.context)
    let error = #expect(throws: ExternalError.self) { try reporter.finish() }
    #expect(error?.description.contains("leads out of the folder") == true)
  }

  @Test("A bound may be larger than any whole number")
  func bounds() throws {
    let setting = ConfigNode(
      .map([
        .init(key: "type", keyPlace: .none, value: ConfigNode(.string("number"))),
        .init(key: "default", keyPlace: .none, value: ConfigNode(.number(1))),
        .init(key: "minimum", keyPlace: .none, value: ConfigNode(.integer(0))),
        .init(key: "maximum", keyPlace: .none, value: ConfigNode(.number(1e30))),
      ]))
    let manifest = ConfigNode(
      .map([
        .init(key: "name", keyPlace: .none, value: ConfigNode(.string("big"))),
        .init(key: "command", keyPlace: .none, value: ConfigNode(.list([ConfigNode(.string("true"))]))),
        .init(key: "provides", keyPlace: .none, value: ConfigNode(.list([ConfigNode(.string("mark"))]))),
        .init(
          key: "settings", keyPlace: .none,
          value: ConfigNode(.map([.init(key: "n", keyPlace: .none, value: setting)]))),
      ]))
    let component = try PluginFolder(manifest, folder: ".").component
    #expect(component.settings[0].bounds == ["0", "1e+30"])
  }
}
