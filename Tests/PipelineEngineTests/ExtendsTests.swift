import PipelineEngine
import PluginAPI
import Standoff
import Testing

/// Pipeline files that are nowhere but in memory.
struct Shelf {
  let files: [String: String]
  var variables: [String: String] = [:]

  var sources: PipelineSources {
    PipelineSources(
      builtIn: ["lines": "twosouls: 1\nstages: [read.lines, find.word, report.lines]"],
      variable: { [variables] in variables[$0] },
      read: { [files] path in
        guard let text = files[path] else { throw InputError.system(path, "No such file or directory") }
        return Array(text.utf8)
      })
  }

  func pipeline(_ path: String = "p.yaml") throws -> Pipeline {
    try Pipeline(
      PipelineFile(reading: path, sources: sources), registry: Registry([TestModule.self, FileModule.self]),
      context: .bare)
  }

  /// The chain in short: `read.lines, find.word word=they`.
  func chain(_ path: String = "p.yaml") throws -> String {
    try pipeline(path).resolved.map { component in
      let settings = component.settings.filter { component.origin(of: $0.key) != nil }
        .map { " \($0.key)=\($0.value.string ?? $0.value.summary)" }
      return component.name + (component.asName.map { " as \($0)" } ?? "")
        + (component.condition.map { " if \($0)" } ?? "") + settings.joined()
    }.joined(separator: ", ")
  }
}

@Suite("A pipeline file that extends another")
struct ExtendsTests {
  private static let base = """
    twosouls: 1
    codebook: base-book
    stages:
      - read.lines
      - { use: find.word, with: { word: we }, if: { language: en } }
      - report.lines
    examples: [{ text: x, expect: { a: 1 } }]
    """

  @Test(arguments: [
    ("takes the chain over", "", "read.lines, find.word if language is en word=we, report.lines"),
    (
      "changes a setting where it stands", "stages: [{ find.word: { word: they } }]",
      "read.lines, find.word if language is en word=they, report.lines"
    ),
    (
      "adds a stage behind the stages", "stages: [find.lies]",
      "read.lines, find.word if language is en word=we, find.lies, report.lines"
    ),
    (
      "adds a stage before another", "stages: [{ use: find.word, as: first, before: find.word }]",
      "read.lines, find.word as first, find.word if language is en word=we, report.lines"
    ),
    (
      "moves a stage behind another", "stages: [{ use: find.word, as: x }, { use: find.word, after: x }]",
      "read.lines, find.word as x, find.word if language is en word=we, report.lines"
    ),
    (
      "takes a condition away", "stages: [{ use: find.word, if: null }]",
      "read.lines, find.word word=we, report.lines"
    ),
    (
      "changes a condition", "stages: [{ use: find.word, if: { language: de } }]",
      "read.lines, find.word if language is de word=we, report.lines"
    ),
    ("takes a component out", "remove: report.lines", "read.lines, find.word if language is en word=we"),
    (
      "takes out and writes anew, with none of the settings", "remove: [find.word]\nstages: [find.word]",
      "read.lines, find.word, report.lines"
    ),
  ])
  func extended(_ name: String, _ child: String, _ chain: String) throws {
    let shelf = Shelf(files: ["dir/base.yaml": Self.base, "p.yaml": "twosouls: 1\nextends: dir/base.yaml\n\(child)"])
    #expect(try shelf.chain() == chain, "\(name)")
  }

  @Test("takes the codebook over, with the folder its path starts from, and no examples")
  func inherited() throws {
    let files = ["dir/base.yaml": Self.base, "p.yaml": "twosouls: 1\nextends: dir/base.yaml"]
    let file = try PipelineFile(reading: "p.yaml", sources: Shelf(files: files).sources)
    #expect(file.codebook == "base-book")
    #expect(file.codebookPlace.file == "dir/base.yaml")
    #expect(file.examples.isEmpty)
    #expect(file.extends.map(\.path) == ["dir/base.yaml"])
  }

  @Test("may name a built-in pipeline, and one that extends another in turn")
  func chains() throws {
    let shelf = Shelf(files: [
      "p.yaml": "twosouls: 1\nextends: sub/q.yaml\nstages: [{ find.word: { word: us } }]",
      "sub/q.yaml": "twosouls: 1\nextends: lines\nremove: [report.lines]",
    ])
    #expect(try shelf.chain() == "read.lines, find.word word=us")
  }

  @Test("has the hash of the chain that comes out, whatever files it is written in")
  func hash() throws {
    let whole = Shelf(files: ["p.yaml": "twosouls: 1\nstages: [read.lines, find.word: { word: they }, report.lines]"])
    let child = { (word: String) in
      Shelf(files: ["p.yaml": "twosouls: 1\nextends: lines\nstages: [{ find.word: { word: \(word) } }]"])
    }
    let hash = try whole.pipeline().hash(version: "1", codebook: [])
    #expect(try child("they").pipeline().hash(version: "1", codebook: []) == hash)
    #expect(try child("we").pipeline().hash(version: "1", codebook: []) != hash)
  }

  @Test(arguments: [
    (
      "itself", ["p.yaml": "twosouls: 1\nextends: ./p.yaml"],
      "p.yaml:2:10: the files extend each other in a circle: p.yaml extends ./p.yaml; take one “extends” out"
    ),
    (
      "each other", ["p.yaml": "twosouls: 1\nextends: q.yaml", "q.yaml": "twosouls: 1\nextends: p.yaml"],
      "q.yaml:2:10: the files extend each other in a circle: p.yaml extends q.yaml extends p.yaml; take one “extends” out"
    ),
    (
      "a file that is not there", ["p.yaml": "twosouls: 1\nextends: q.yaml"],
      "p.yaml:2:10: “q.yaml” cannot be read: No such file or directory; “extends” names a file by its path from this one"
    ),
    (
      "a file further down that is not there",
      ["p.yaml": "twosouls: 1\nextends: q.yaml", "q.yaml": "twosouls: 1\nextends: r.yaml"],
      "q.yaml:2:10: “r.yaml” cannot be read: No such file or directory (p.yaml extends q.yaml extends r.yaml); “extends” "
        + "names a file by its path from this one"
    ),
    (
      "a name that is none", ["p.yaml": "twosouls: 1\nextends: line"],
      "p.yaml:2:10: there is no built-in pipeline “line”; did you mean “lines”?"
    ),
    (
      "something that is no pipeline", ["p.yaml": "twosouls: 1\nextends: q.yaml", "q.yaml": "[1]"],
      "q.yaml:1:1: a pipeline file is a map with “twosouls: 1” and “stages:”, found a list"
    ),
    (
      "and takes out what is not there", ["p.yaml": "twosouls: 1\nextends: lines\nremove: [find.wrod]"],
      "p.yaml:3:10: the extended file has no “find.wrod” to take out; did you mean “find.word”?"
    ),
    (
      "and stands next to nothing",
      ["p.yaml": "twosouls: 1\nextends: lines\nstages: [{ use: find.lies, before: find.wird }]"],
      "p.yaml:3:36: the chain has no “find.wird” to stand next to; did you mean “find.word”?"
    ),
    (
      "with everything taken out",
      ["p.yaml": "twosouls: 1\nextends: lines\nremove: [read.lines, find.word, report.lines]"],
      "p.yaml:1:1: nothing is left of the chain; “stages:” must name a component"
    ),
    (
      "and changes one step twice",
      ["p.yaml": "twosouls: 1\nextends: lines\nstages:\n- find.word: { word: us }\n- find.word: { word: them }"],
      "p.yaml:5:3: “find.word” stands here twice, first in line 4, and both change one step of the extended file; put "
        + "them together, or add one more beside it with “as:”"
    ),
    (
      "and adds one step twice",
      ["p.yaml": "twosouls: 1\nextends: lines\nremove: [find.word, report.lines]\nstages: [count.crowd, count.crowd]"],
      "p.yaml:4:23: “count.crowd” provides the layer “crowd”, which comes from “count.crowd” already; write “{ use: "
        + "count.crowd, as: another-name }” to keep both"
    ),
    (
      "with mistakes in both files",
      [
        "p.yaml": "twosouls: 1\nextends: q.yaml\nstages: [{ find.word: { wrod: x } }]",
        "q.yaml": "twosouls: 1\ntitel: x\nstages: [read.lines, find.word: { word: 3 }]",
      ],
      "q.yaml:2:1: there is no key “titel” in a pipeline file; did you mean “title”?\n"
        + "q.yaml:3:41: “word” takes a string, found 3\n"
        + "p.yaml:3:25: there is no setting “wrod”; did you mean “word”?"
    ),
  ])
  func refusals(_ name: String, _ files: [String: String], _ message: String) {
    let error = #expect(throws: PipelineError.self) { try Shelf(files: files).pipeline() }
    #expect(error.map { "\($0)" } == message, "\(name)")
  }

  @Test("may not be longer than eight files")
  func depth() throws {
    var files: [String: String] = [:]
    for number in 1...9 { files["p\(number).yaml"] = "twosouls: 1\nextends: p\(number + 1).yaml" }
    files["p10.yaml"] = "twosouls: 1\nextends: lines"
    let error = #expect(throws: PipelineError.self) { try Shelf(files: files).pipeline("p1.yaml") }
    #expect(
      error.map { "\($0)" }?.hasPrefix("p8.yaml:2:10: more than 8 files extend each other: p1.yaml extends p2.yaml")
        == true)
    #expect(try Shelf(files: files).chain("p4.yaml") == "read.lines, find.word, report.lines")
  }
}
