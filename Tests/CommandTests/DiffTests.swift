import Foundation
import Standoff
import TestSupport
import Testing

@Suite("Diff")
struct DiffTests {
  fileprivate let workplace: Workplace

  init() throws { workplace = try Workplace() }

  @Test("A pipeline and itself say the same of all fixtures, and results the same as the pipelines that made them")
  func same() throws {
    let same = try workplace.run("twosouls diff default Pipelines/default.yaml Fixtures/texts/plain")
    #expect(same.status == 0)
    #expect(same.text.hasSuffix("No label changes.\n"), "\(same.text)")
    #expect(same.errors.contains("nothing should change"))

    let pipelines = try workplace.run("twosouls diff Pipelines/cues.yaml default Fixtures/texts/plain --format json")
    for (pipeline, folder) in [("Pipelines/cues.yaml", "one"), ("Pipelines/default.yaml", "two")] {
      #expect(try workplace.run("twosouls run -p \(pipeline) Fixtures/texts/plain -o \(folder) --quiet").status == 0)
    }
    let results = try workplace.run("twosouls diff one two --format json")
    #expect(pipelines.status == 1 && results.status == 1)
    let (found, again) = (try JSONValue(parsing: pipelines.text), try JSONValue(parsing: results.text))
    #expect(found["summary"]?["labels"] == again["summary"]?["labels"])
    let changes = try #require(found["changes"]?.array)
    #expect(!changes.isEmpty)
    #expect(changes.map { $0["labels"] } == again["changes"]?.array?.map { $0["labels"] })
    #expect(
      changes.allSatisfy {
        $0["line"]?.integer != nil && $0["file"]?.string?.hasPrefix("Fixtures/texts/plain/") == true
      })
  }

  @Test("Any number of jobs says the same, and every label of the list counts in the figures")
  func jobs() throws {
    let line = "twosouls diff Pipelines/cues.yaml default Fixtures/texts/plain"
    let (one, many) = (try workplace.run("\(line) -j 1"), try workplace.run("\(line) -j 7"))
    #expect(one.text == many.text)
    let csv = try workplace.run("\(line) --format csv").text.split(separator: "\r\n")
    let summary = try workplace.run("\(line) --format csv --summary").text.split(separator: "\r\n")
    for unit in ["passage", "quotation"] {
      let row = try #require(summary.first { $0.hasPrefix("\(unit).stance,") }).split(separator: ",")
      let listed = csv.count { $0.contains(",\(unit),") && $0.contains(",label,stance,") }
      #expect(Int(row[2]) == listed, "\(unit)")
    }
  }

  @Test("Metadata decides here too on which documents a stage works, and results without their text will do")
  func metadata() throws {
    for (name, condition) in [("all", ""), ("green", ", if: { party: Green }")] {
      try workplace.write(
        """
        twosouls: 1
        stages:
          - read.text
          - segment.paragraphs
          - quotations.marks
          - { use: speakers.rules\(condition) }

        """, to: "\(name).yaml")
    }
    for name in ["a", "b"] { try workplace.write("Ada Carr said: “We begin today.”\n", to: "in/\(name).txt") }
    try workplace.write("file,party\na.txt,Green\nb.txt,Blue\n", to: "parties.csv")
    let diff = try workplace.run("twosouls diff all.yaml green.yaml in --metadata parties.csv")
    #expect(diff.status == 1)
    #expect(diff.text.contains("Only the first gives the layer “speaker” (n = 1)"), "\(diff.text)")
    for (pipeline, folder) in [("quotations", "one"), ("baseline", "two")] {
      _ = try workplace.run(
        "twosouls run --no-text --quiet -p Pipelines/\(pipeline).yaml Fixtures/texts/tei/debate.xml -o \(folder)")
    }
    let bare = try workplace.run("twosouls diff one two --label kind")
    #expect(
      bare.text.contains("debate.xml (bytes 6868–6876): quotation #u6.1, q5\n    kind: term → speech"), "\(bare.text)")
  }

  @Test("A TEI file that includes others is pointed into where the words stand")
  func included() throws {
    let diff = try workplace.run(
      "twosouls diff Pipelines/quotations.yaml Pipelines/quotations.yaml --second-set read.tei.notes=skip Fixtures/texts/tei --label span"
    )
    #expect(diff.status == 65, "the fixtures have a file that nothing can read")
    #expect(diff.text.contains("Fixtures/texts/tei/sittings/first.xml:18:32: passage ¶ 2"), "\(diff.text)")
  }

  @Test(
    "A stage of one's own that finds something else is seen, and is not started unasked",
    .enabled(if: Programs.hasPython))
  func ownStage() throws {
    #expect(try workplace.run("twosouls new stage word.list").status == 0)
    for (name, words) in [("one", "[people]"), ("two", "[people, state]")] {
      try workplace.write(
        "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - word.list: { words: \(words) }\n",
        to: "\(name).yaml")
    }
    try workplace.write("The people and the state.\n", to: "text.txt")
    let diff = try workplace.run("twosouls diff --allow-exec one.yaml two.yaml text.txt")
    #expect(diff.status == 1, "\(diff.errors)")
    #expect(diff.text.contains("text.txt:1:20: word-list"))
    #expect(diff.text.contains(#"second: {"word":"state"}"#), "\(diff.text)")
    #expect(diff.text.contains("layer “word-list”"), "\(diff.text)")
    let refused = try workplace.run("twosouls diff one.yaml two.yaml text.txt")
    #expect(refused.status == 77)
  }
}

extension DiffTests {
  @Test(
    "A wrong setting is told by the flag that gave it",
    arguments: [
      (
        "--first-set", "stance.modle.threshold=0.7",
        "the pipeline has no component “stance.modle”; did you mean “stance.model”?"
      ),
      ("--second-set", "stance.model.treshold=0.7", "there is no setting “treshold”; did you mean “threshold”?"),
      ("--second-set", "stance.model.threshold=7", "“threshold” takes a number from 0.0 to 1.0"),
      ("--first-set", "threshold", "expected component.setting=value, such as quotations.marks.minimum-words=4"),
      ("--second-set", "stance.model.threshold=[", "--second-set stance.model.threshold=[: "),
    ])
  func settingFlags(_ flag: String, _ setting: String, _ sentence: String) throws {
    let diff = try workplace.run(
      "twosouls diff default default \(flag) '\(setting)' Fixtures/texts/plain/witnesses.txt")
    #expect(diff.status == 78, "\(diff.errors)")
    #expect(diff.errors.hasPrefix("twosouls: error: \(flag) \(setting): "), "\(diff.errors)")
    #expect(diff.errors.contains(sentence), "\(diff.errors)")
    #expect(!diff.errors.contains("--set"), "\(diff.errors)")
  }
}

/// Programs that a machine may have.
enum Programs {
  static let hasPython = answers("python3 -c 'import json'")
  static let hasR = answers("Rscript --vanilla -e 'library(jsonlite)'")
  static let hasSwift = answers("swiftc --version")

  /// Says so where one is missing, so that nobody takes a skipped test for a passed one.
  private static func answers(_ line: String) -> Bool {
    let status = try? Command(shell: "\(line) >/dev/null 2>&1", in: FileManager.default.temporaryDirectory).status
    if status != 0 { print("SKIPPED: what needs “\(line)”, which does not work here") }
    return status == 0
  }
}
