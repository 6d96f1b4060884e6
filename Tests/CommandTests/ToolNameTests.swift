import Foundation
import TestSupport
import Testing

/// A tool of somebody's own goes by its own name, wherever its user is told what to type.
@Suite("The name of a tool of one's own")
struct ToolNameTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try FileManager.default.createSymbolicLink(
      at: workplace.folder.appending(path: "mytool"),
      withDestinationURL: Repository.products.appending(path: "twosouls"))
  }

  @Test(
    "stands in help, errors, remedies and in what it writes",
    arguments: [
      ("--help", "USAGE: mytool <subcommand>"),
      ("--help", "Start with “mytool run FOLDER”. “mytool help COMMAND” explains each command."),
      ("help new stage", "USAGE: mytool new stage"),
      ("help diff", "mytool diff default default --second-set stance.model.threshold=0.7"),
      ("help sample", "“mytool evaluate"),
      ("run", "Usage: mytool run [<options>] <input> ..."),
      ("run", "See 'mytool run --help' for more information."),
      ("chek", "See 'mytool --help'"),
      ("run nowhere", "mytool: error: there is no file or folder “nowhere”"),
      ("check unknown.yaml", "there is no component “xyzzy”; “mytool stages” lists what there is"),
      ("check unmet.yaml", "“mytool stages” lists them"),
      ("stages stance.model", "“mytool train” wrote"),
      ("plugin test .", "“mytool new stage NAME” writes one"),
      ("new pipeline my", "Next: mytool check my.yaml; mytool test my.yaml"),
      ("new pipeline my && cat my.yaml", "“mytool new codebook NAME”"),
      ("new codebook my", "Next: mytool test my/pipeline.yaml"),
      ("new codebook my && cat my/README.md", "mytool run -p pipeline.yaml -o out FOLDER"),
      ("new stage my.words", "Next: mytool plugin test my.words"),
      ("new stage my.words && cat my.words/README.md", "mytool plugin test ."),
    ])
  func named(_ line: String, _ said: String) throws {
    try workplace.write("twosouls: 1\nstages: [read.text, xyzzy]\n", to: "unknown.yaml")
    try workplace.write("twosouls: 1\nstages: [read.text, needy]\n", to: "unmet.yaml")
    try workplace.write("echo '{\"twosouls\":1}'; cat\n", to: "needy/say.sh")
    try workplace.write(
      "name: needy\ncommand: [sh, say.sh]\nrequires: [nothing-gives-it]\nprovides: [need]\n", to: "needy/plugin.yaml")
    let allowed = line.hasSuffix("unmet.yaml") ? " --allow-exec" : ""
    let run = try workplace.run("./mytool \(line)\(allowed)")
    let words = (run.text + run.errors).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(said), "\(run.text)\(run.errors)")
    let advice = words.replacing("twosouls: 1", with: "").matches(of: /twosouls [a-z]/)
    #expect(advice.isEmpty, "\(words)")
  }
}
