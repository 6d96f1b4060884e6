import Foundation
import TestSupport
import Testing

/// The tool as a process: killed, interrupted, piped.
@Suite("The process")
struct ResumeTests {
  @Test("killed with SIGKILL at any moment, it goes on to the same bytes", arguments: [0.02, 0.05, 0.1, 0.2])
  func killed(after seconds: Double) throws {
    let workplace = try Workplace()
    for number in 0..<60 {
      try workplace.write(
        String(repeating: "“Let us decide,” said Ada Fenwright. The council was elected by all.\n\n", count: 40),
        to: "in/\(number).txt")
    }
    let whole = try workplace.run("twosouls run in -o whole --quiet")
    #expect(whole.status == 0, "\(whole.errors)")
    let killed = try workplace.run("twosouls run in -o part --quiet & p=$!; sleep \(seconds); kill -9 $p; wait $p")
    let rest = try workplace.run("twosouls run in -o part --quiet --resume")
    let wasComplete = rest.errors.contains("complete already")
    let hadNotStarted = killed.status == 137 && rest.errors.contains("is missing or broken")
    #expect(rest.status == 0 || wasComplete || hadNotStarted, "\(rest.errors)")
    guard !hadNotStarted else { return }
    for name in ["results.jsonl", "failures.jsonl", "passages.csv", "report.html"] {
      #expect(try workplace.data("part/\(name)") == workplace.data("whole/\(name)"), "\(name)")
    }
  }

  @Test("interrupted once, it says how to go on")
  func interrupted() throws {
    let workplace = try Workplace()
    for number in 0..<200 {
      try workplace.write(
        String(repeating: "“Let us decide,” said Ada Fenwright. The council was elected by all.\n\n", count: 400),
        to: "in/\(number).txt")
    }
    let command = try workplace.run("twosouls run in -o out -j 1 & p=$!; sleep 0.15; kill -INT $p; wait $p")
    guard command.status != 0 else { return }
    #expect(command.status == 130)
    #expect(command.errors.contains("--resume"))
    #expect(try workplace.run("twosouls run in -o out --resume --quiet").status == 0)
  }

  @Test("reads standard input and gives the same labels as from a file")
  func standardInput() throws {
    let workplace = try Workplace()
    try workplace.write("“Let us decide for ourselves,” said Ada Fenwright.\n", to: "a.txt")
    #expect(try workplace.run("twosouls run a.txt -o file --quiet").status == 0)
    #expect(try workplace.run("cat a.txt | twosouls run - -o pipe --quiet").status == 0)
    let (one, other) = (try workplace.text("file/results.jsonl"), try workplace.text("pipe/results.jsonl"))
    #expect(one.replacing("a.txt", with: "stdin") == other)
  }
}
