import PipelineEngine
import PluginAPI
import Standoff
import Testing

@Suite("What a check of a pipeline warns of")
struct WarningTests {
  private func warnings(_ steps: String) throws -> [String] {
    try Shelf(files: ["p.yaml": "twosouls: 1\nstages:\n\(steps)"]).pipeline().warnings.map { "\($0)" }
  }

  @Test(arguments: [
    ("nothing to say", "  - read.lines\n  - find.word\n  - report.lines", []),
    ("a setting that is the default is no mistake", "  - find.word: { word: we }\n  - report.lines", []),
    (
      "a condition on a layer that nothing gives", "  - { use: find.word, if: { layer: trun } }",
      ["p.yaml:3:36: nothing above gives the layer “trun”, so “find.word” never works; did you mean “turn”?"]
    ),
    (
      "the opposite of it", "  - { use: find.word, if: { not: { layer: trun } } }",
      ["p.yaml:3:43: nothing above gives the layer “trun”, so “find.word” always works; did you mean “turn”?"]
    ),
    (
      "a condition that always holds", "  - find.word\n  - { use: find.lies, if: { layer: sentence } }",
      [
        "p.yaml:4:36: “find.word” gives the layer “sentence” to every document, so with this “if” “find.lies” always works; "
          + "take it out"
      ]
    ),
    ("a layer that only some documents have", "  - { use: find.word, if: { layer: turn } }", []),
    (
      "a condition that contradicts itself", "  - { use: find.word, if: { language: de-AT, not: { language: de } } }",
      ["p.yaml:3:12: “if” asks for what its “not” leaves out, so “find.word” never works; take one of the two out"]
    ),
    (
      "no tag of a language", "  - { use: find.word, if: { language: german } }",
      ["p.yaml:3:39: “german” is no tag of a language, such as “en” or “de-AT”, so no document has it"]
    ),
    (
      "a need that is met for some documents only", "  - { use: find.word, if: { language: en } }\n  - find.lies",
      [
        "p.yaml:4:5: “find.lies” needs the layer “sentence”, which “find.word” gives only if language is en; for other "
          + "documents it finds none. Give it the same “if”, or the other none"
      ]
    ),
    (
      "the same condition on both",
      "  - { use: find.word, if: { language: en } }\n  - { use: find.lies, if: { language: en-GB } }",
      []
    ),
    (
      "one of two that complete each other",
      "  - { use: find.word, if: { language: en } }\n  - { use: find.word, if: { not: { language: en } } }\n  - find.lies",
      []
    ),
    (
      "a reader twice", "  - read.lines\n  - read.lines",
      [
        "p.yaml:4:5: “read.lines” stands above already and takes every file that this one would; take one of the two out"
      ]
    ),
    (
      "a report twice with other settings, whose files nobody knows",
      "  - find.word\n  - report.lines\n  - report.lines: { ending: . }",
      [
        "p.yaml:5:5: “report.lines” stands above already, and this one may write over its files; take one of the two out"
      ]
    ),
    (
      "a layer of the user's own where a report shows such layers", "  - find.word\n  - find.lies\n  - report.files", []
    ),
    (
      "a stage twice with the same settings", "  - find.word\n  - { use: find.word, as: again, with: { word: we } }",
      [
        "p.yaml:4:12: “find.word” stands above already with the same settings, so both layers say the same; take one of the "
          + "two out"
      ]
    ),
    ("a stage twice with others", "  - find.word\n  - { use: find.word, as: again, with: { word: us } }", []),
    (
      "a layer that nobody uses", "  - find.word\n  - find.lies\n  - report.lines",
      [
        "p.yaml:4:5: no stage needs what “find.lies” gives (“truth”), and no report shows it; it stands in results.jsonl alone"
      ]
    ),
  ])
  func warned(_ name: String, _ steps: String, _ expected: [String]) throws {
    #expect(try warnings(steps) == expected, "\(name)")
  }

  @Test(
    "Two reports that write one file are refused",
    arguments: [
      ("files of their own", "report.files: { paths: [a.csv] }", "report.files: { paths: [b.csv, c/] }", nil),
      ("one file", "report.files: { paths: [a.csv] }", "report.files: { paths: [b.csv, ./a.csv] }", "./a.csv"),
      (
        "a file in the other's folder", "report.files: { paths: [c/] }", "report.files: { paths: [c/d/a.csv] }",
        "c/d/a.csv"
      ),
      ("a folder around the other's file", "report.files: { paths: [c/a.csv] }", "report.files: { paths: [c/] }", "c/"),
      ("a folder of nearly the same name", "report.files: { paths: [c/] }", "report.files: { paths: [cc/a.csv] }", nil),
      ("a file of the run", "find.word", "report.files: { paths: [results.jsonl] }", "results.jsonl"),
      ("the same twice, whose files nobody knows", "report.lines", "report.lines", "the same files"),
    ])
  func files(_ name: String, _ first: String, _ second: String, _ taken: String?) throws {
    let steps = (first == "find.word" ? "" : "  - find.word\n") + "  - \(first)\n  - \(second)"
    guard let taken else {
      #expect(try warnings(steps) == [], "\(name)")
      return
    }
    let error = #expect(throws: PipelineError.self, "\(name)") { try warnings(steps) }
    let line = first == "find.word" ? 4 : 5
    let messages = error?.mistakes.map(\.description) ?? []
    #expect(messages.count == 1 && messages[0].hasPrefix("p.yaml:\(line):5: "), "\(messages)")
    #expect(messages.first?.contains(taken) == true, "\(messages)")
  }

  @Test("Two stages may give one layer where no document meets both conditions")
  func exclusive() throws {
    let english = "  - { use: find.word, if: { language: en } }\n"
    #expect(try warnings(english + "  - { use: find.word, if: { language: [de, fr] } }") == [])
    for other in ["{ language: en-GB }", "{ format: lines }", "{ not: { format: lines } }"] {
      #expect(throws: PipelineError.self, "\(other)") { try warnings(english + "  - { use: find.word, if: \(other) }") }
    }
  }
}
