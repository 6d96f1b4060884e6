import ExternalPlugins
import PluginAPI
import Standoff
import Testing

@Suite("External stages", .enabled(if: hasPython, "python3 is missing"))
struct ExternalStageTests {
  @Test("A program sees the layers it asks for, and what it answers is put on the document")
  func annotates() async throws {
    let program = try Program(
      """
      block = document["layers"]["block"][0]
      say({"id": document["id"], "layers": {"seen": [{"start": block["start"], "end": block["end"],
           "layers": sorted(document["layers"])}], "note": [{"on": "seen-1", "text": document["text"]}]}})
      """, greeting: #"say({"twosouls": 1, "requires": ["block"], "provides": ["seen", "note"]})"#)
    let stage = try program.stage()
    #expect(stage.requires == ["block"])
    #expect(stage.provides == ["seen", "note"])
    var blocks = Layer<Block>()
    blocks.add(Block(.paragraph), at: 0..<3)
    var turns = Layer<Milestone>()
    turns = turns.renamed("unasked")
    let document = try Document("née.").adding(blocks, turns)
    let answered = try document.adding(try await stage.annotate(document, Diagnostics()))
    let json = String(decoding: answered.json(), as: UTF8.self)
    #expect(json.contains(#""seen":[{"id":"seen-1","start":0,"end":2,"source":[0,3],"layers":["block"]}]"#))
    #expect(json.contains(#""note":[{"id":"note-1","on":"seen-1","text":"née."}]"#))
  }

  @Test(
    "Offsets count what the program asks for, in both directions",
    arguments: [("scalars", 3, 4), ("utf8", 5, 9), ("utf16", 3, 5)])
  func offsets(_ unit: String, _ start: Int, _ end: Int) async throws {
    let program = try Program(
      """
      block = document["layers"]["block"][0]
      same = block["start"] == \(start) and block["end"] == \(end) and document["document"]["length"]
      say({"id": document["id"], "layers": {"mark": [{"start": \(start), "end": \(end), "mention": [\(start), \(end)],
           "same": same, "parts": [{"start": \(start), "end": \(end)}]}]}})
      """, greeting: #"say({"twosouls": 1, "requires": ["block"], "provides": ["mark"], "offsets": "\#(unit)"})"#)
    var blocks = Layer<Block>()
    blocks.add(Block(.paragraph), at: 5..<9)
    let document = try Document("é é𝔸.").adding(blocks)
    let answered = try document.adding(try await program.stage().annotate(document, Diagnostics()))
    let length = ["scalars": 5, "utf8": 10, "utf16": 6][unit] ?? 0
    let json = String(decoding: answered.json(), as: UTF8.self)
    #expect(
      json.contains(
        #""start":3,"end":4,"source":[5,9],"mention":[3,4],"same":\#(length),"parts":[{"start":3,"end":4}]"#))
  }

  @Test("It gets its settings, and what it has to say of the text comes back with its place")
  func settingsAndDiagnostics() async throws {
    let program = try Program(
      """
      answer(document, diagnostics=[{"severity": "note", "code": "word", "message": hello["settings"]["word"],
                                     "start": 1, "end": 2}])
      """)
    var settings = program.settings()
    settings.settings = try #require(SettingMap(ConfigNode(json: JSONValue(parsing: #"{"word": "state"}"#))))
    let diagnostics = Diagnostics(map: .identity(count: 3))
    let stage = try ExternalStage(settings, program.context)
    _ = try await stage.annotate(Document("é!"), diagnostics)
    #expect(diagnostics.all == [Diagnostic(.note, Diagnostic.Message("word", "state"), source: 2..<3)])
  }

  @Test("Workers share the documents, and each is answered once")
  func manyWorkers() async throws {
    let outcomes = try await Program("answer(document)").outcomes(Array(repeating: "a", count: 500)) { $0.workers = 3 }
    #expect(outcomes == Array(repeating: "mark 1", count: 500))
  }

  @Test(
    "What introduces itself wrongly is refused before any document",
    arguments: [
      ("pass", "ended (exit status 0) before it had introduced itself"),
      (
        #"print("no such module", file=sys.stderr); sys.exit(3)"#,
        "(exit status 3) before it had introduced itself; its last words: no such module"
      ),
      (#"print("hello")"#, "introduced itself with what is no JSON: “hello”"),
      (#"say({"provides": ["mark"]})"#, "introduced itself without “\"twosouls\": 1”"),
      (#"say({"twosouls": 1})"#, "is a stage, but nothing says which layers it gives"),
      (
        #"say({"twosouls": 1, "protocol": 2, "provides": ["mark"]})"#,
        "speaks version 2 of the protocol, this program speaks 1; use a newer TwoSouls"
      ),
      (#"say({"twosouls": 1, "kind": "reader", "provides": ["mark"]})"#, "is a reader, but is used as a stage"),
      (#"say({"twosouls": 1, "provides": [1]})"#, "has “provides” that is no list of names"),
      (
        #"say({"twosouls": 1, "provides": ["mark"], "offsets": "lines"})"#,
        "asks for “offsets” that are none of scalars, utf8, utf16"
      ),
      (#"say({"twosouls": 1, "error": "no setting “volume”"})"#, "refused to work: no setting “volume”"),
      ("time.sleep(60)", "did not introduce itself within 0.5 s and was stopped; “start-up” sets how long it may take"),
      (#"while True: sys.stderr.write("starting … " * 99); time.sleep(0)"#, "did not introduce itself within 0.5 s"),
      (#"sys.stdout.write("x" * (3 << 20)); time.sleep(60)"#, "introduced itself with more than 1 MB"),
    ])
  func introductions(_ greeting: String, _ problem: String) throws {
    let program = try Program(whole: Program.start + greeting + "\n")
    let error = #expect(throws: ExternalError.self) {
      _ = try program.stage {
        $0.startUp = greeting.contains("sleep") && !greeting.contains("<<") ? 0.5 : 60
        $0.longestAnswer = 1
      }
    }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "none")")
    #expect(program.strays.isEmpty)
  }

  @Test(
    "Its layers are named by the program, beside its command, or by both alike",
    arguments: [
      ("the program", [], [], #", "provides": ["mark"], "requires": ["block"]"#, nil),
      ("the pipeline", ["mark"], ["block"], "", nil),
      ("both", ["mark"], ["block"], #", "provides": ["mark"], "requires": ["block"]"#, nil),
      ("nobody", [], [], "", "write “provides: [NAME]” beside its “command”"),
      (
        "both, otherwise", ["note"], [], #", "provides": ["mark"]"#,
        "another “provides” than stands beside its “command”"
      ),
    ])
  func promises(
    _ name: String, _ provides: [String], _ requires: [String], _ said: String, _ problem: String?
  ) async throws {
    let program = try Program(
      "answer(document)", greeting: "print('{\"twosouls\": 1\(said.replacing("\"", with: "\\\""))}')")
    func stage() throws -> ExternalStage {
      try program.stage {
        $0.provides = provides
        $0.requires = requires
      }
    }
    guard let problem else {
      let stage = try stage()
      #expect(stage.provides == ["mark"] && stage.requires == ["block"])
      let annotations = try await stage.annotate(Document("a"), Diagnostics())
      #expect(annotations.layers.map(\.count) == [1])
      return
    }
    let error = #expect(throws: ExternalError.self) { _ = try stage() }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "none")")
  }

  @Test("A program that is not there")
  func missing() throws {
    let program = try Program("")
    let error = #expect(throws: ExternalError.self) { _ = try program.stage { $0.command = ["./no-such-program"] } }
    #expect(error?.description.contains("cannot be started in") == true)
    #expect(error?.description.contains("No such file or directory") == true)
  }

  @Test("Without leave nothing is started")
  func notAllowed() throws {
    let program = try Program(whole: "open('was-here', 'w')\n")
    #expect(throws: NotAllowed("python3 program.py", in: ".")) {
      _ = try ExternalStage(program.settings(), .bare)
    }
  }
}
