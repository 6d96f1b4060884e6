import Foundation
import TestSupport
import Testing

/// Commands and what they answer, as a person would see them at a terminal.
///
/// A transcript is a text file: `$ ` starts a command, the lines behind it are its standard output, then its standard
/// error, then `[status]` where it is not 0. Commands run one after another in a folder of their own that has
/// `Fixtures` and `Pipelines` in it. `make golden` writes the answers anew.
@Suite("Transcripts")
struct TranscriptTests {
  private static let transcripts = Repository.files(in: "Tests/CommandTests/Transcripts", endings: [".txt"])

  @Test("Golden", arguments: transcripts)
  func transcript(_ path: String) throws {
    let expected = try Repository.text(path)
    let workplace = try Workplace()
    var found = ""
    for line in expected.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        found += "\(line)\n" + (try answer(to: String(line.dropFirst(2)), in: workplace))
      } else if line.hasPrefix("#") {
        found += "\(line)\n"
      }
    }
    if Repository.isRecording {
      try found.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
    } else {
      #expect(found == expected)
    }
  }

  private func answer(to line: String, in workplace: Workplace) throws -> String {
    let command = try workplace.run(line)
    var answer = command.text + command.errors
    if !answer.isEmpty, !answer.hasSuffix("\n") { answer += "\n" }
    return answer + (command.status == 0 ? "" : "[\(command.status)]\n")
  }
}
