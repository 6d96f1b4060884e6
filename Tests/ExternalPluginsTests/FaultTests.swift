@testable import ExternalPlugins
import Foundation
import PluginAPI
import Standoff
import Testing

/// What a program can do wrong, at the third of its documents, and what is said of that document.
private let faults: [(name: String, loop: String, problem: String)] = [
  (
    "crash", #"print("Segmentation", file=sys.stderr); os.kill(os.getpid(), signal.SIGSEGV)"#,
    "ended (signal 11, Segmentation fault) before it had answered; its last words: Segmentation"
  ),
  ("exception", "raise KeyError('agent')", "ended (exit status 1) before it had answered; its last words:"),
  ("exit", "sys.exit(0)", "ended (exit status 0) before it had answered"),
  ("hang", "time.sleep(60)", "gave no answer within 1 s and was stopped"),
  (
    "kill", "os.kill(os.getpid(), signal.SIGKILL)", "ended (signal 9, Killed) before it had answered"
  ),
  ("ignoring SIGTERM", "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "gave no answer within 1 s"),
  ("flood", #"while True: sys.stdout.write("x" * 65536)"#, "answered with more than 1 MB for one document"),
  ("flood of errors", #"while True: sys.stderr.write("trouble " * 999 + "\n")"#, "gave no answer within 1 s"),
  ("garbage", #"print("not json")"#, "answered with no valid JSON at byte"),
  ("bytes", #"sys.stdout.buffer.write(b"\xff\x00\xfe\n"); sys.stdout.flush()"#, "answered with no valid JSON"),
  (
    "half a line", #"sys.stdout.write('{"id": "d'); sys.stdout.flush(); sys.exit(1)"#,
    "ended (exit status 1) before it had answered"
  ),
  ("wrong id", #"say({"id": "other", "layers": {}})"#, "answered for “other” where “d2” was next"),
  ("no id", "say({})", "answered without the “id” of what it was asked"),
  ("closed output", "os.close(1); time.sleep(60)", "before it had answered"),
  ("closed input", "os.close(0); time.sleep(60)", "gave no answer within 1 s"),
  (
    "child that holds the pipes", #"subprocess.Popen(["sleep", "60"]); sys.exit(4)"#,
    "ended (exit status 4) before it had answered"
  ),
  (
    "child without its environment and folder",
    #"subprocess.Popen(["sh", "-c", "sleep 60; true", os.getcwd()], start_new_session=True, env={}, cwd="/"); sys.exit(6)"#,
    "ended (exit status 6) before it had answered"
  ),
  (
    "orphan of an orphan",
    #"subprocess.run(["sh", "-c", "(setsid sh -c 'sleep 60; true' $PWD &) &"]); sys.exit(7)"#,
    "ended (exit status 7) before it had answered"
  ),
  (
    "child that has children",
    #"subprocess.Popen(["sh", "-c", "while true; do setsid sleep 60 & sleep 0.01; done"]); sys.exit(8)"#,
    "ended (exit status 8) before it had answered"
  ),
  ("session of its own", "os.setsid() if os.getpgid(0) != os.getpid() else None; time.sleep(60)", "gave no answer"),
  ("everything closed", "os.closerange(0, 3); time.sleep(60)", "before it had answered"),
  (
    "child of its own session", #"subprocess.Popen(["sleep", "60"], start_new_session=True); sys.exit(5)"#,
    "ended (exit status 5) before it had answered"
  ),
]

/// Answers that are of the form, but say what they may not; the program goes on.
private let refusals: [(answer: String, problem: String)] = [
  (#"{"other": []}"#, "the layer “other” was not declared"),
  (#"{"mark": {}}"#, "the layer “mark” is no list of annotations"),
  (#"{"mark": [1]}"#, "number 1 in the layer “mark” is no object"),
  (#"{"mark": [{"start": 0, "end": 99}]}"#, "the span 0–99 does not lie inside the text, which has 1 characters"),
  (#"{"mark": [{"start": 1, "end": 0}]}"#, "the span 1–0 does not lie inside the text"),
  (#"{"mark": [{"start": -1, "end": 0}]}"#, "the span -1–0 does not lie inside the text"),
  (#"{"mark": [{"start": 0.5, "end": 1}]}"#, "the field “start” takes a whole number"),
  (#"{"mark": [{"start": 0}]}"#, "the field “end” is missing"),
  (#"{"mark": [{"on": "b7"}]}"#, "mark-1 in the layer “mark” stands on “b7”, which the document does not have"),
  (
    #"{"mark": [{"id": "m", "start": 0, "end": 1}, {"id": "m", "start": 0, "end": 1}]}"#,
    "m in the layer “mark” has the id of another annotation"
  ),
]

@Suite("Faults of external programs", .enabled(if: hasPython, "python3 is missing"))
struct FaultTests {
  @Test("Only the document it owed is lost, and nothing is left running", arguments: faults)
  func fault(_ name: String, _ loop: String, _ problem: String) async throws {
    let program = try Program(
      """
      if document["id"] == "d2" and not os.path.exists("done"):
          open("done", "w")
          \(loop)
      else: answer(document)
      """)
    let outcomes = try await program.outcomes(Array(repeating: "a", count: 12)) {
      // Only what does not end by itself waits for the deadline; all else may take its time on a busy machine.
      $0.deadline = problem.contains("gave no answer") ? 1 : 60
      $0.longestAnswer = 1
    }
    #expect(outcomes[2].contains(problem), "\(outcomes[2])")
    // Others may come late on a busy machine, but never wrongly.
    let others = outcomes.enumerated().filter { $0.offset != 2 }.map(\.element)
    #expect(others.allSatisfy { $0 == "mark 1" }, "\(others)")
    RunningPlugins.stop(in: program.folder.path)
    #expect(program.strays.isEmpty)
  }

  @Test("Of an endless answer no more is read than one may have")
  func endlessAnswer() async throws {
    let program = try Program(
      """
      for _ in range(1024):
          sys.stdout.write("x" * (1 << 20))
          with open("written", "a") as written: written.write(".")
      print()
      """)
    let outcomes = try await program.outcomes(["a"]) {
      $0.longestAnswer = 8
      $0.deadline = 120
      $0.restarts = 0
    }
    #expect(outcomes[0].contains("more than 8 MB for one document"), "\(outcomes[0])")
    let megabytes = try Data(contentsOf: program.folder.appending(path: "written")).count
    #expect(megabytes <= 32, "\(megabytes) MB were taken")
  }

  @Test("Of endless errors the last words stay")
  func endlessErrors() async throws {
    let program = try Program(
      """
      for _ in range(16): sys.stderr.write("x" * (1 << 20))
      sys.exit("the last words")
      """)
    let outcomes = try await program.outcomes(["a"]) {
      $0.deadline = 120
      $0.restarts = 0
    }
    #expect(outcomes[0].contains("the last words"), "\(outcomes[0].suffix(200))")
    #expect(outcomes[0].utf8.count < 1 << 14)
  }

  @Test("An answer that cannot be taken fails its document alone", arguments: refusals)
  func refusal(_ answer: String, _ problem: String) async throws {
    let program = try Program(
      "say({\"id\": document[\"id\"], \"layers\": json.loads('\(answer)') if document[\"id\"] == \"d0\" else {}})")
    let outcomes = try await program.outcomes(["a", "b"])
    #expect(outcomes[0].contains(problem), "\(outcomes[0])")
    #expect(outcomes[1] == "mark 0")
  }

  @Test("What a program says went wrong with a document is the document's failure")
  func ownError() async throws {
    let program = try Program(#"say({"id": document["id"], "error": "no verb in it"})"#)
    #expect(try await program.outcomes(["a"]) == ["no verb in it"])
  }

  @Test("A program that fails again and again is given up, and every document says why")
  func givenUp() async throws {
    let program = try Program("sys.exit(9)")
    let outcomes = try await program.outcomes(Array(repeating: "a", count: 20)) { $0.restarts = 2 }
    #expect(outcomes.allSatisfy { $0.contains("ended (exit status 9)") })
    #expect(outcomes.count { $0.contains("given up after 3 failures in a row") } == 17)
  }

  @Test("Between two starts of a program that fails there are seconds at most, however often it has failed")
  func rests() {
    let rests = [1, 2, 6, 7, 64, 65, 1000].map { PluginWorker.rest(after: $0) }
    #expect(rests == [50_000, 100_000, 1_600_000, 3_200_000, 3_200_000, 3_200_000, 3_200_000])
  }

  @Test("Workers end side by side, not one after another")
  func stopping() async throws {
    let program = try Program(
      whole: Program.start + """
        say({"twosouls": 1, "provides": ["mark"]})
        for line in sys.stdin: answer(json.loads(line))
        time.sleep(1)

        """)
    #expect(
      try await program.outcomes(Array(repeating: "a", count: 6)) { $0.workers = 6 }.allSatisfy { $0 == "mark 1" })
    let start = ContinuousClock.now
    RunningPlugins.stop(in: program.folder.path)
    #expect(ContinuousClock.now - start < .seconds(4))
    #expect(program.strays.isEmpty)
  }

  @Test("Where one of several programs is given up, the others get its documents")
  func oneGivenUp() async throws {
    // The second to start is good; the first waits for it, and fails as its successor does.
    let program = try Program(
      """
      if number == 2: answer(document)
      while os.path.getsize("starts") < 2: time.sleep(0.01)
      if number != 2: sys.exit(9)
      """,
      greeting: """
        with open("starts", "a") as starts: starts.write("x")
        number = os.path.getsize("starts")
        say({"twosouls": 1, "provides": ["mark"]})
        """)
    let outcomes = try await program.outcomes(Array(repeating: "a", count: 40)) {
      $0.workers = 2
      $0.restarts = 1
    }
    #expect(outcomes.count { $0 == "“python3 program.py” ended (exit status 9) before it had answered" } == 2)
    #expect(outcomes.count { $0 == "mark 1" } == 38, "\(outcomes)")
  }

  @Test("A memory hog meets its bound")
  func memory() async throws {
    let program = try Program("hog = bytearray(900_000_000)\nanswer(document)")
    let outcomes = try await program.outcomes(["a"]) {
      $0.memory = 500
      $0.restarts = 0
    }
    #expect(outcomes[0].contains("MemoryError"), "\(outcomes[0])")
  }

  @Test("Random faults: never a document lost or doubled, never a hang, nothing left running")
  func random() async throws {
    let program = try Program(
      """
      draw = random.random()
      if draw < 0.01: os.kill(os.getpid(), signal.SIGKILL)
      if draw < 0.02: sys.exit(1)
      if draw < 0.03: print("garbage")
      if draw < 0.035: subprocess.Popen(["sleep", "60"], start_new_session=True); os._exit(2)
      if draw < 0.04: sys.stdout.write('{"id": '); sys.exit(3)
      answer(document)
      """)
    let count = 600
    let outcomes = try await program.outcomes((0..<count).map { "text \($0)" }) {
      $0.workers = 2
      $0.restarts = 1000
    }
    let failed = outcomes.count { $0 != "mark 1" }
    #expect(failed > 0 && failed < count / 4)
    #expect(outcomes.allSatisfy { $0 == "mark 1" || $0.contains("program.py") })
    RunningPlugins.stop(in: program.folder.path)
    #expect(program.strays.isEmpty)
  }
}
