import Foundation
import TestSupport
import Testing

/// The plugins in `Plugins/Examples`, as their users run them.
@Suite("Examples of plugins")
struct ExampleTests {
  private static let folder = Repository.root.appending(path: "Plugins/Examples").path

  private func keepsTheContract(_ example: String) throws {
    let workplace = try Workplace()
    let kit = try workplace.run("twosouls plugin test \(Self.folder)/\(example)")
    #expect(kit.status == 0, "\(kit.text)\(kit.errors)")
    let examples = try workplace.run("twosouls test --allow-exec \(Self.folder)/\(example)/pipeline.yaml")
    #expect(examples.status == 0, "\(examples.text)\(examples.errors)")
    #expect(!examples.text.hasPrefix("0 passed"), "its pipeline has no examples")
    let refused = try workplace.run("twosouls check \(Self.folder)/\(example)/pipeline.yaml")
    #expect(refused.status == 77, "\(refused.text)\(refused.errors)")
  }

  @Test(
    "They keep the contract, their pipelines pass, and nothing starts unasked",
    .enabled(if: Interpreter.python, "python3 is missing"), arguments: ["python-stage", "python-plot"])
  func python(_ example: String) throws { try keepsTheContract(example) }

  @Test("The stage in R does too", .enabled(if: Interpreter.r, "Rscript or its package jsonlite is missing"))
  func r() throws { try keepsTheContract("r-stage") }

  @Test("Names by spaCy do too", .enabled(if: Interpreter.spaCy, "spaCy or its model en_core_web_sm is missing"))
  func spaCy() throws { try keepsTheContract("python-entities") }

  @Test(
    "Without spaCy or its model the run does not start, and says what to install",
    .enabled(if: Interpreter.python, "python3 is missing"), arguments: ["", "no_such_model"])
  func withoutSpaCy(_ model: String) throws {
    guard model.isEmpty != Interpreter.spaCy else { return }
    let setting = model.isEmpty ? "" : "--set entities.spacy.model=\(model)"
    let run = try Workplace().run(
      "twosouls run --allow-exec -p \(Self.folder)/python-entities/pipeline.yaml \(setting) Fixtures/texts")
    #expect(run.status == 78)
    #expect(
      run.errors.contains("refused to work: spaCy") && run.errors.contains("install it: python3 -m "), "\(run.errors)")
  }

  @Test("The stage in Python has at most 15 lines, and nothing but the standard library")
  func size() throws {
    let stage = try Repository.text("Plugins/Examples/python-stage/stage.py")
    #expect(stage.split(separator: "\n").count <= 15)
    for program in ["python-stage/stage.py", "python-plot/plot.py"] {
      let imports = try Repository.text("Plugins/Examples/\(program)").split(separator: "\n")
        .filter { $0.hasPrefix("import ") || $0.hasPrefix("from ") }
        .flatMap { $0.split { " ,".contains($0) }.dropFirst().prefix { $0 != "import" } }
      #expect(Set(imports).isSubset(of: ["json", "re", "sys", "xml.sax.saxutils"]), "\(program): \(imports)")
    }
  }

  @Test("What the stage in Python finds stands where it says", .enabled(if: Interpreter.python, "python3 is missing"))
  func places() throws {
    let workplace = try Workplace()
    try workplace.write("𝔗 é — The People’s “state”, 🚩 the\npeople.\n", to: "in/a.txt")
    let pipeline = "\(Self.folder)/python-stage/pipeline.yaml"
    let run = try workplace.run("twosouls run --allow-exec -p \(pipeline) in -o out")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try found("keyword", in: workplace).map(\.text) == ["People", "state", "people"])
    #expect(try found("keyword", in: workplace).map { $0.fields["word"] as? String } == ["people", "state", "people"])
    let exact = try workplace.run(
      "twosouls run --allow-exec -p \(pipeline) in -o out --force --set keywords.python.match-case=true")
    #expect(exact.status == 0, "\(exact.errors)")
    #expect(try found("keyword", in: workplace).map(\.text) == ["state", "people"])
  }

  @Test(
    "The stage in R counts the words of each sentence", .enabled(if: Interpreter.r, "Rscript or jsonlite is missing"))
  func lengths() throws {
    let workplace = try Workplace()
    try workplace.write("Élan vital! “We, the 🚩 people of Łódź, came home today.”\n", to: "in/a.txt")
    let run = try workplace.run("twosouls run --allow-exec -p \(Self.folder)/r-stage/pipeline.yaml in -o out")
    #expect(run.status == 0, "\(run.errors)")
    let lengths = try found("sentence-length", in: workplace)
    #expect(lengths.map { $0.fields["words"] as? Int } == [2, 8])
    #expect(lengths.map { $0.fields["long"] as? Bool } == [false, true])
    #expect(lengths.map { $0.fields["on"] as? String } == ["n1", "n2"])
  }

  @Test(
    "The plot has a bar for each document and a stripe for each passage judged",
    .enabled(if: Interpreter.python, "python3 is missing"))
  func plot() throws {
    let workplace = try Workplace()
    let run = try workplace.run(
      "twosouls run --allow-exec -p \(Self.folder)/python-plot/pipeline.yaml Fixtures/texts -o out --set plot.python.file=a.svg"
    )
    #expect(run.status == 65, "\(run.errors)")
    let documents = try results(in: workplace)
    let judged = documents.reduce(0) { sum, document in
      let layers = document["layers"] as? [String: [[String: Any]]] ?? [:]
      let passages = Set((layers["passage"] ?? []).compactMap { $0["id"] as? String })
      return sum
        + (layers["judgment"] ?? []).count {
          passages.contains($0["on"] as? String ?? "") && $0["stance"] as? String != "none"
        }
    }
    #expect(judged > 0)
    let count = try workplace.run(
      """
      python3 -c '
      import xml.etree.ElementTree as tree
      bars = [bar.get("fill") for bar in tree.parse("out/a.svg").iter("{http://www.w3.org/2000/svg}rect")]
      print(bars.count("#e8e6e1"), len(bars) - bars.count("#e8e6e1"))'
      """)
    #expect(count.text == "\(documents.count) \(judged)\n", "\(count.errors)")
  }

  @Test("Every example says in three lines what it is, and is named in the documentation")
  func readmes() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { !$0.hasPrefix(".") }
    #expect(names.sorted() == ["python-entities", "python-plot", "python-stage", "r-stage", "swift-package"])
    for name in names {
      let lines = try Repository.text("Plugins/Examples/\(name)/README.md").split(separator: "\n")
      #expect(lines.count == 3 && lines[0].hasPrefix("# "), "\(name)")
    }
  }

  private func results(in workplace: Workplace) throws -> [[String: Any]] {
    try workplace.text("out/results.jsonl").split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// The annotations of a layer with the text they stand on.
  private func found(_ layer: String, in workplace: Workplace) throws -> [(text: String, fields: [String: Any])] {
    try results(in: workplace).flatMap { document in
      let text = Array((document["text"] as? String ?? "").unicodeScalars)
      return ((document["layers"] as? [String: [[String: Any]]])?[layer] ?? []).map { fields in
        let start = fields["start"] as? Int ?? 0
        let end = fields["end"] as? Int ?? start
        return (text[start..<end].map(String.init).joined(), fields)
      }
    }
  }
}
