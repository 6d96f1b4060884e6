import Foundation
import TestSupport
import Testing

/// What stands before the loop over the documents in a plugin in Python.
private let head = """
  import json, os, random, sys
  settings = json.loads(sys.stdin.readline())["settings"]
  def say(value): print(json.dumps(value), flush=True)

  """

/// A plugin folder that is wrong in one thing, and what `plugin test` says of it.
private struct Wrong: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var manifest = """
    name: wrong
    command: [python3, stage.py]
    provides: [mark]

    """
  var greeting = #"say({"twosouls": 1})"#
  var loop = #"say({"id": document["id"], "layers": {}})"#
  let says: [String]

  var program: String {
    head + greeting + "\nfor line in sys.stdin:\n    document = json.loads(line)\n"
      + loop.split(separator: "\n").map { "    \($0)\n" }.joined()
  }

  init(_ name: String, manifest: String? = nil, greeting: String? = nil, loop: String? = nil, says: String...) {
    testDescription = name
    if let manifest { self.manifest = manifest }
    if let greeting { self.greeting = greeting }
    if let loop { self.loop = loop }
    self.says = says
  }
}

private let wrongPlugins = [
  Wrong(
    "an unknown key", manifest: "name: wrong\ncomand: [python3, stage.py]\nprovides: [mark]\n",
    says: "wrong/plugin.yaml:2:1: there is no key “comand” in a plugin file; did you mean “command”?"),
  Wrong(
    "no command", manifest: "name: wrong\nprovides: [mark]\n",
    says: "wrong/plugin.yaml:1:1: “command” must name a program, such as “command: [python3, stage.py]”"),
  Wrong(
    "a command in one piece", manifest: "name: wrong\ncommand: python3 stage.py\nprovides: [mark]\n",
    says: "wrong/plugin.yaml:2:10: “command” takes program and arguments one by one: “command: [python3, stage.py]”"),
  Wrong(
    "a default of another type",
    manifest:
      "name: wrong\ncommand: [python3, stage.py]\nprovides: [mark]\nsettings:\n  n: { type: integer, default: many }\n",
    says: "wrong/plugin.yaml:5:", "“n” takes a whole number, found “many”"),
  Wrong(
    "a program that is not there", manifest: "name: wrong\ncommand: [./no-such-program]\nprovides: [mark]\n",
    says: "cannot be started in wrong: No such file or directory"),
  Wrong(
    "the name of what ships", manifest: "name: stance.cues\ncommand: [python3, stage.py]\nprovides: [mark]\n",
    says: "the name “stance.cues” belongs to a stage that ships already; give the plugin another name"),
  Wrong(
    "a newer protocol", greeting: #"say({"twosouls": 1, "protocol": 2})"#,
    says: "speaks version 2 of the protocol, this program speaks 1; use a newer TwoSouls"),
  Wrong(
    "other layers than its file says", greeting: #"say({"twosouls": 1, "provides": ["other"]})"#,
    says: "introduces itself with another “provides” than stands beside its “command”"),
  Wrong(
    "no word at its start",
    manifest: "name: wrong\ncommand: [python3, stage.py]\nprovides: [mark]\nstart-up: 0.5\n",
    greeting: "import time; time.sleep(30)",
    says: "did not introduce itself within 0.5 s and was stopped; “start-up” sets how long it may take"),
  Wrong(
    "a layer that is not declared", loop: #"say({"id": document["id"], "layers": {"other": []}})"#,
    says: "wrong, given an empty text and ",
    " others: it fails: the layer “other” was not declared; name it under “provides”; keep to the layers of"),
  Wrong(
    "offsets in bytes",
    loop: #"say({"id": document["id"], "layers": {"mark": [{"start": 0, "end": len(document["text"].encode())}]}})"#,
    says:
      "it fails: mark-1 in the layer “mark”: the span 0–3 does not lie inside the text, which has 1 "
      + "characters"),
  Wrong(
    "a failure at an empty text",
    loop: #"say({"id": document["id"], "layers": {"mark": [], "x": document["text"][0]}})"#,
    says:
      "given an empty text and another: it fails: “python3 stage.py” ended (exit status 1) before it had answered; its last words:",
    "IndexError: string index out of range"),
  Wrong(
    "chance",
    loop: #"say({"id": document["id"], "layers": {"mark": [{"start": 0, "end": 0, "draw": random.random()}]}})"#,
    says: "it answers otherwise the second time; let nothing depend on chance"),
  Wrong(
    "what is kept from before",
    loop: """
      seen = globals().setdefault("seen", [])
      if not seen or seen[-1] != document["text"]: seen.append(document["text"])
      say({"id": document["id"], "layers": {"mark": [{"start": 0, "end": 0, "seen": len(seen)}]}})
      """,
    says: "it answers otherwise when other texts are in work beside it; keep nothing from one document to the next"),
  Wrong(
    "out of order",
    loop: """
      if len(document["text"]) < 2: say({"id": document["id"], "layers": {}})
      else: say({"id": document["id"], "layers": {"mark": [{"start": 1, "end": 1}, {"start": 0, "end": 0}]}})
      """, says: "the layer “mark” is not in the order of the text; sort the annotations by where they start"),
  Wrong(
    "a text that is not taken as Unicode",
    loop: #"document["text"].encode("ascii"); say({"id": document["id"], "layers": {}})"#,
    says: "given one mark and ", " others: it fails", "UnicodeEncodeError"),
  Wrong(
    "a limit that it refuses",
    manifest: """
      name: wrong
      command: [python3, stage.py]
      provides: [mark]
      settings:
        n: { type: integer, default: 5, minimum: 0, maximum: 9 }

      """, greeting: #"say({"twosouls": 1} if settings["n"] else {"twosouls": 1, "error": "n is nothing"})"#,
    says: "wrong, given “n”: 0: it refuses what the setting takes:", "refused to work: n is nothing; narrow the setting"
  ),
  Wrong(
    "a file that a reporter does not name before",
    manifest: "name: wrong\nkind: reporter\ncommand: [python3, stage.py]\nfiles: [a.csv, b/]\n",
    loop: #"say({"id": document["id"], "files": [{"path": p, "text": "x"} for p in ["a.csv", "b/c.csv", "d.csv"]]})"#,
    says: "it writes “d.csv”, which its “files” do not name; name every file there, or none"),
  Wrong(
    "a death that it does not survive",
    greeting: """
      say({"twosouls": 1})
      words = open("state").read() if os.path.exists("state") else "new"
      """,
    loop: """
      if document["id"] == "soup-39": open("state", "w").write("old")
      say({"id": document["id"], "layers": {"mark": [{"start": 0, "end": 0, "words": words}]}})
      """, says: "given the same texts after it was killed: it answers otherwise, or no more; keep nothing"),
]

@Suite("plugin test", .enabled(if: hasPython, "python3 is missing"))
struct PluginCommandTests {
  @Test("says what is wrong with a plugin, and what to do", arguments: wrongPlugins)
  private func wrong(_ plugin: Wrong) throws {
    let workplace = try Workplace()
    try workplace.write(plugin.manifest, to: "wrong/plugin.yaml")
    try workplace.write(plugin.program, to: "wrong/stage.py")
    let command = try workplace.run("twosouls plugin test wrong")
    #expect(command.status == 1, "\(command.text)\(command.errors)")
    for words in plugin.says { #expect(command.text.contains(words), "\(command.text)") }
  }

  @Test("A reader that is a plugin is named by its own name where it fails")
  func names() throws {
    let workplace = try Workplace()
    try workplace.write(
      "name: read.odd\nkind: reader\nfiles: [.odd]\ncommand: [python3, reader.py]\n", to: "plugins/read.odd/plugin.yaml"
    )
    try workplace.write(
      head + #"say({"twosouls": 1})"# + "\nfor line in sys.stdin:\n    document = json.loads(line)\n"
        + #"    say({"id": document["id"], "error": "it is too odd"})"# + "\n", to: "plugins/read.odd/reader.py")
    try workplace.write("twosouls: 1\nstages: [read.odd]\n", to: "odd.yaml")
    try workplace.write("odd", to: "a.odd")
    let run = try workplace.run("twosouls run a.odd -p odd.yaml --allow-exec -o out --quiet")
    #expect(run.status == 65, "\(run.errors)")
    #expect(try workplace.text("out/failures.jsonl").contains(#""stage":"read.odd","message":"it is too odd""#))
  }

  @Test(
    "A plugin called by the name of its folder is told by its own, and tested from inside its folder it goes by that",
    arguments: ["dates", "./dates", "dates/", "dates/plugin.yaml"])
  func folderName(_ name: String) throws {
    let workplace = try Workplace()
    try workplace.write("name: find.years\ncommand: [python3, stage.py]\nprovides: [year]\n", to: "dates/plugin.yaml")
    try workplace.write(
      head + #"say({"twosouls": 1})"# + "\nfor line in sys.stdin:\n"
        + #"    say({"id": json.loads(line)["id"], "layers": {}})"# + "\n", to: "dates/stage.py")
    try workplace.write("twosouls: 1\nextends: default\nstages: [\(name)]\n", to: "a.yaml")
    let check = try workplace.run("twosouls check a.yaml")
    #expect(
      check.errors == """
        twosouls: error: a.yaml:3:10: there is no component “\(name)”; the plugin in the folder “dates” goes by the name \
        “find.years”

        """)
    guard name == "dates" else { return }
    let test = try workplace.run("cd dates && twosouls plugin test .")
    #expect(test.text == "find.years: keeps the contract\n", "\(test.text)\(test.errors)")
  }

  @Test("A plugin that does not load is an error of every command that meets it")
  func loud() throws {
    let workplace = try Workplace()
    try workplace.write("name: wrong\ncommand: python3\nkind: stages\n", to: "plugins/wrong/plugin.yaml")
    try workplace.write("twosouls: 1\nstages: [read.text, segment.paragraphs]\n", to: "a.yaml")
    for (line, status) in [
      ("check a.yaml --plugin-path plugins", 1), ("stages --plugin-path plugins", 78),
      ("run a.yaml -p a.yaml --plugin-path plugins", 78),
    ] {
      let command = try workplace.run("twosouls \(line)")
      #expect(command.status == status, "\(line): \(command.text)\(command.errors)")
      #expect(command.errors.contains("plugin.yaml:3:7: “kind” is one of reader, stage, reporter, found “stages”"))
    }
  }
}

/// Runs of the real tool over a stage with faults of every kind; `Benchmarks/faults.py` makes as many as one wants.
@Suite("Faults of programs", .enabled(if: hasPython, "python3 is missing"))
struct FaultRunTests {
  @Test("Every document is there once, every run ends, and nothing is left running")
  func runs() throws {
    let tool = Repository.products.appending(path: "twosouls").path
    let script = Repository.root.appending(path: "Benchmarks/faults.py").path
    let command = try Workplace().run("python3 '\(script)' '\(tool)' --runs 8 --seed 7")
    #expect(command.status == 0, "\(command.text)\(command.errors)")
  }
}

private let hasPython: Bool = {
  let command = try? Command(shell: "python3 -c pass", in: FileManager.default.temporaryDirectory)
  return command?.status == 0
}()
