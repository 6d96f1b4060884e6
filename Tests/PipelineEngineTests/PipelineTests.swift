import PipelineEngine
import PluginAPI
import Standoff
import Testing

@Suite("A pipeline file")
struct PipelineTests {
  private func pipeline(_ yaml: String) throws -> Pipeline {
    try Pipeline(
      PipelineFile(parsing: yaml, path: "p.yaml"), registry: Registry([TestModule.self]), context: .bare)
  }

  @Test("is a chain of names and settings")
  func good() throws {
    let pipeline = try pipeline(
      """
      twosouls: 1
      stages:
        - read.lines
        - find.word: { word: they }
        - { use: find.word, as: again, if: { language: [en, de] } }
        - report.lines
      """)
    #expect(pipeline.resolved.map(\.name) == ["read.lines", "find.word", "find.word", "report.lines"])
    #expect(pipeline.stages[1].provides == ["again"])
  }

  @Test(arguments: [
    (
      "an unknown component", "  - read.line",
      "p.yaml:3:5: there is no component “read.line”; did you mean “read.lines”?"
    ),
    (
      "an unknown setting", "  - find.word: { wrod: x }",
      "p.yaml:3:18: there is no setting “wrod”; did you mean “word”?"
    ),
    ("a wrong type", "  - find.word: { word: 3 }", "p.yaml:3:24: “word” takes a string, found 3"),
    (
      "a missing layer", "  - report.lines",
      "p.yaml:3:5: “report.lines” needs the layer “sentence”, which nothing above it provides; "
        + "put one above it that does: “find.word”"
    ),
    (
      "a layer twice", "  - find.word\n  - find.word",
      "p.yaml:4:5: “find.word” provides the layer “sentence”, which comes from “find.word” already; "
        + "write “{ use: find.word, as: another-name }” to keep both"
    ),
    (
      "a reader behind a stage", "  - find.word\n  - read.lines",
      "p.yaml:4:5: the reader “read.lines” must stand before the first stage; move this line up"
    ),
    (
      "a stage behind a report", "  - find.word\n  - report.lines\n  - find.lies",
      "p.yaml:5:5: the stage “find.lies” must stand before the first report; move this line up"
    ),
    (
      "an unknown key", "  - { use: find.word, wiht: { } }",
      "p.yaml:3:23: there is no key “wiht” beside “use”; did you mean “with”?"
    ),
    (
      "settings beside the name", "  - { find.word: { }, as: x }",
      "p.yaml:3:23: one component a line; to set “as” write “{ use: find.word, with: {…}, as: … }”"
    ),
    (
      "“as” without a name", "  - { use: find.word, as: '' }",
      "p.yaml:3:27: “as” takes a name of letters, digits, “-”, “.” and “_”, found “”"
    ),
    (
      "“as” for a reader", "  - { use: read.lines, as: x }",
      "p.yaml:3:12: “as” and “if” are for stages; “read.lines” is a reader, so take them out"
    ),
  ])
  func refusals(_ name: String, _ steps: String, _ message: String) {
    let error = #expect(throws: PipelineError.self) { try pipeline("twosouls: 1\nstages:\n" + steps) }
    #expect(error.map { "\($0)" } == message, "\(name)")
  }

  @Test(arguments: [
    ("", "p.yaml:1:1: a pipeline file is a map with “twosouls: 1” and “stages:”, found nothing"),
    (
      "stages: [read.lines]",
      "p.yaml:1:1: the file must say which version of the format it is written in: “twosouls: 1”"
    ),
    (
      "twosouls: 2\nstages: [read.lines]",
      "p.yaml:1:11: this program reads version 1 of the format, found 2; write “twosouls: 1”, or use a newer program"
    ),
    ("twosouls: 1", "p.yaml:1:1: the file has no “stages:”, the list of components that read, label and report"),
    (
      "twosouls: 1\nstages: []",
      "p.yaml:2:9: “stages:” takes a list of components, one to a line behind “- ”, found a list"
    ),
    (
      "twosouls: 1\nstaged: [a]",
      "p.yaml:1:1: the file has no “stages:”, the list of components that read, label and report\n"
        + "p.yaml:2:1: there is no key “staged” in a pipeline file; did you mean “stages”?"
    ),
    (
      "twosouls: 1\ntwosouls: 1\nstages: [a]",
      "p.yaml:2:1: the key “twosouls” stands here a second time, after line 1; keep one of them"
    ),
    (
      "twosouls: 1\nstages: [read.lines]\nexamples: [{ text: x, expect: [1] }]",
      "p.yaml:3:31: “expect:” takes what is expected, such as “{ quotations: 1 }”, found a list"
    ),
    (
      "twosouls: 1\nstages: [read.lines]\nexamples: [{ text: x, expect: { a: 1 }, wiht: 2 }]",
      "p.yaml:3:41: there is no key “wiht” in an example, only “text” and “expect”"
    ),
    (
      "twosouls: 1\n  \u{0}\u{1}",
      "p.yaml:2:3: the character U+0000 stands here, so this is no text; take it out, or name the file that was meant"
    ),
    (
      "twosouls: [1",
      "p.yaml:2:1: a “,” or a closing bracket is missing here or above: did not find expected ',' or ']'"
    ),
  ])
  func broken(_ yaml: String, _ message: String) {
    let error = #expect(throws: PipelineError.self) { try pipeline(yaml) }
    #expect(error.map { "\($0)" } == message)
  }

  @Test("may start with a byte order mark and end its lines as Windows does")
  func windows() throws {
    #expect(try pipeline("\u{FEFF}twosouls: 1\r\nstages:\r\n  - read.lines\r\n").resolved.count == 1)
  }

  @Test("asks for fields by words or numbers")
  func condition() throws {
    let stages = try pipeline("twosouls: 1\nstages:\n  - { use: find.word, if: { year: [1905, x], format: lines } }")
      .stages
    #expect(stages[0].condition != nil)
  }

  @Test("takes settings from the command line")
  func overrides() throws {
    let file = try PipelineFile(parsing: "twosouls: 1\nstages: [find.word]", path: "p.yaml")
    let changed = try file.overriding([try SettingOverride(parsing: "find.word.word=they")])
    let pipeline = try Pipeline(changed, registry: Registry([TestModule.self]), context: .bare)
    #expect(pipeline.resolved[0].settings.map(\.value.content) == [.string("they")])
    #expect(throws: ConfigError.self) { try file.overriding([try SettingOverride(parsing: "find.wrod.word=they")]) }
    #expect(throws: ConfigError.self) { try SettingOverride(parsing: "word") }
  }

  @Test("has a hash that changes with everything that decides the labels")
  func hash() throws {
    let one = try pipeline("twosouls: 1\nstages: [find.word]")
    let same = try pipeline("twosouls: 1\ntitle: another\nstages:\n  - find.word: { word: we }")
    let other = try pipeline("twosouls: 1\nstages:\n  - find.word: { word: they }")
    #expect(try one.hash(version: "1", codebook: []) == same.hash(version: "1", codebook: []))
    #expect(try one.hash(version: "1", codebook: []) != other.hash(version: "1", codebook: []))
    #expect(try one.hash(version: "1", codebook: []) != one.hash(version: "2", codebook: []))
    #expect(try one.hash(version: "1", codebook: []) != one.hash(version: "1", codebook: [1]))
  }
}
