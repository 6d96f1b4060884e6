import Foundation
import TestSupport
import Testing

/// Whoever follows an article ends where the article says.
@Suite("Articles for authors of plugins")
struct ArticleTests {
  @Test(
    "Your first stage: from an empty folder to a figure, by a program of at most 15 lines",
    .enabled(if: Interpreter.python, "python3 is missing"))
  func firstStage() throws {
    let article = try Article("YourFirstStage")
    #expect(try article.run(in: Workplace()) == [])
    let programs = article.files.filter { $0.path == "demands/stage.py" }
    #expect(programs.count == 2)
    for (_, text) in programs { #expect(text.split(separator: "\n").count <= 15) }
    #expect(Set(article.files.map(\.path).filter { $0.hasPrefix("demands/") }).count == 2)
  }

  @Test(
    "Sharing a plugin: where it is found, and who may start it", .enabled(if: Interpreter.python, "python3 is missing"))
  func sharing() throws {
    let workplace = try Workplace()
    for (path, text) in try Article("YourFirstStage").files { try workplace.write(text, to: path) }
    #expect(try Article("SharingAPlugin").run(in: workplace) == [])
  }

  @Test("Your first stage in Swift: every file is one of the example package, which is built and tested")
  func swift() throws {
    let files = try Article("YourFirstStageInSwift").files
    for (path, text) in files {
      let tested = try Repository.text("Plugins/Examples/swift-package/\(path)")
      #expect(text.replacing("\"../TwoSouls\"", with: "\"../../..\"") == tested, "\(path)")
    }
    let sources = Repository.files(in: "Plugins/Examples/swift-package/Sources", endings: [".swift"])
    #expect(Set(sources).isSubset(of: files.map { "Plugins/Examples/swift-package/\($0.path)" }))
  }

  @Test(
    "The protocol: what a program gets is what the article shows",
    .enabled(if: Interpreter.python, "python3 is missing"))
  func messages() throws {
    let shown = try Article("PluginProtocol").blocks("").joined().split(separator: "\n").map(String.init)
    let workplace = try Workplace()
    for (kind, more) in [
      ("stage", "requires: [passage]\nprovides: [demand]\nsettings: { words: [must] }"), ("reader", "files: [.note]"),
      ("reporter", "requires: [demand]"),
    ] {
      try workplace.write(
        "name: log.\(kind)\nkind: \(kind)\ncommand: [python3, log.py]\n\(more)\n", to: "\(kind)/plugin.yaml")
      try workplace.write(Self.recorder, to: "\(kind)/log.py")
    }
    try workplace.write(
      "twosouls: 1\nstages: [log.reader, read.text, segment.paragraphs, log.stage, log.reporter]\n", to: "log.yaml")
    try workplace.write("We must 🚩 go.", to: "in/a.txt")
    try workplace.write("We must go.", to: "in/a.note")
    let run = try workplace.run("twosouls run --allow-exec -p log.yaml in -o out")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workplace.text("out/counts.csv") == "demands\n2\n")
    let said = try ["stage", "reader", "reporter"].map { try workplace.text("\($0)/log.txt") }.joined()
      .split(separator: "\n").map(String.init)
    for line in shown where !line.contains("…") || line.contains("sha256") {
      #expect(said.contains { Self.plain($0) == Self.plain(line) }, "\(line)")
    }
  }

  /// Says what the article says, and writes down both sides.
  private static let recorder = #"""
    import base64, json, sys
    log = open("log.txt", "w", encoding="utf-8")
    def get():
        line = sys.stdin.readline()
        log.write("→ " + line) and log.flush()
        return json.loads(line) if line else None
    def say(**answer):
        print(line := json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
        log.write("← " + line + "\n") and log.flush()
    hello = get()
    say(twosouls=1)
    while request := get():
        if hello["kind"] == "reader":
            say(id=request["id"], documents=[{"text": base64.b64decode(request["content"]).decode()}])
        elif hello["kind"] == "stage":
            say(id=request["id"], layers={"demand": [{"start": 3, "end": 7}]})
        elif "finish" in request:
            say(id="", files=[{"path": "counts.csv", "text": "demands\n2\n"}])
        else:
            say(id=request["id"], files=[])

    """#

  /// Without the hash, which an article need not show.
  private static func plain(_ line: String) -> String {
    line.replacing(/"sha256":"[^"]*"/, with: "\"sha256\":\"…\"")
  }

  @Test("The pipeline without a folder", .enabled(if: Interpreter.python, "python3 is missing"))
  func withoutFolder() throws {
    let workplace = try Workplace()
    for (path, text) in try Article("YourFirstStage").files { try workplace.write(text, to: path) }
    let pipeline = try #require(Article("PluginProtocol").blocks("yaml").first)
    try workplace.write(pipeline, to: "own.yaml")
    let check = try workplace.run("twosouls check --allow-exec own.yaml")
    #expect(check.status == 0, "\(check.text)\(check.errors)")
    #expect(check.text.contains("gives demand"))
  }
}
