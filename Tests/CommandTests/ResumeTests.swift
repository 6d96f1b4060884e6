import Foundation
import TestSupport
import Testing

/// The tool as a process: killed, interrupted, piped.
@Suite("The process")
struct ResumeTests {
  private static let paragraph = "“Let us decide,” said Ada Fenwright. The council was elected by all.\n\n"

  /// Twelve texts, and in `whole` what a run that nothing disturbs makes of them.
  private static let undisturbed = Result { () throws -> Workplace in
    let workplace = try Workplace()
    for number in 0..<12 {
      try workplace.write(String(repeating: paragraph, count: 40), to: "in/\(number).txt")
    }
    let whole = try workplace.run("twosouls run in -o whole --quiet")
    try #require(whole.status == 0, "\(whole.errors)")
    return workplace
  }

  /// Waits in the shell until something holds, but not for ever.
  private static func until(_ condition: String) -> String {
    "n=0; until \(condition) || [ $((n += 1)) -gt 3000 ]; do sleep 0.01; done"
  }

  /// Holds as soon as so many documents stand in a folder's results.
  private static func documents(_ count: Int, in folder: String) -> String {
    "[ $(cat \(folder)/results.jsonl 2>/dev/null | wc -l) -ge \(count) ]"
  }

  @Test(
    "killed with SIGKILL at any moment, it goes on to the same bytes",
    arguments: [
      ("started", "sleep 0.02"), ("prepared", until("[ -e prepared/run.json ]")),
      ("first", until(documents(1, in: "first"))), ("middle", until(documents(6, in: "middle"))),
      ("last", until(documents(12, in: "last"))),
    ])
  func killed(_ folder: String, _ wait: String) throws {
    let workplace = try Self.undisturbed.get()
    let killed = try workplace.run("twosouls run in -o \(folder) --quiet & p=$!; \(wait); kill -9 $p; wait $p")
    let rest = try workplace.run("twosouls run in -o \(folder) --quiet --resume")
    let wasComplete = folder == "last" && rest.errors.contains("complete already")
    let hadNotStarted =
      folder == "started" && killed.status == 137 && rest.errors.contains("is missing or broken")
    #expect(rest.status == 0 || wasComplete || hadNotStarted, "\(rest.errors)")
    guard !hadNotStarted else { return }
    for name in ["results.jsonl", "failures.jsonl", "passages.csv", "report.html"] {
      #expect(try workplace.data("\(folder)/\(name)") == workplace.data("whole/\(name)"), "\(name)")
    }
  }

  @Test("interrupted once, it says how to go on")
  func interrupted() throws {
    let workplace = try Workplace()
    // Long enough that the signal comes before the last, whatever else the machine does.
    for number in 0..<12 { try workplace.write(String(repeating: Self.paragraph, count: 150), to: "in/\(number).txt") }
    let isUnderWay = Self.until(Self.documents(1, in: "out"))
    let command = try workplace.run("twosouls run in -o out -j 1 & p=$!; \(isUnderWay); kill -INT $p; wait $p")
    #expect(command.status == 130, "\(command.errors)")
    #expect(command.errors.contains("--resume"))
    #expect(try workplace.run("twosouls run in -o out --resume --quiet").status == 0)
    #expect(try workplace.text("out/results.jsonl").split(separator: "\n").count == 12)
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
