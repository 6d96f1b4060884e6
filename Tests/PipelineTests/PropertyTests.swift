import Foundation
import PipelineEngine
import PluginTesting
import Standoff
import TestSupport
import Testing

/// What must hold for every document whatever its text: offsets lead back, JSON loses nothing, order does not matter.
@Suite("Properties")
struct PropertyTests {
  @Test("Every annotation of every fixture leads back to the bytes it came from")
  func fixtures() async throws {
    try check(try await ShippedPipeline.fixtures.value.documents)
  }

  @Test(
    "Every annotation of the real texts leads back to the bytes it came from",
    .enabled(if: Repository.data != nil, "set TWOSOULS_DATA to the folder with the real texts"))
  func realTexts() async throws {
    try check(try await ShippedPipeline.realTexts.value)
  }

  private func check(_ documents: [(Document, [UInt8])]) throws {
    #expect(documents.count > 10)
    for (document, bytes) in documents {
      for problem in Conformance.mapProblems(document, source: bytes) {
        Issue.record("\(document.id): \(problem)")
      }
      for layer in document.layers {
        for (id, span) in layer.places {
          guard let span else { continue }
          #expect(document.text.holds(span), "\(document.id) \(id)")
          let source = document.map.file(span)
          #expect(source.lowerBound >= 0 && source.upperBound <= bytes.count, "\(document.id) \(id)")
        }
      }
      let json = document.json()
      let isSame = try Document(json: json).json() == json
      #expect(isSame, "\(document.id) changes on the way through JSON")
    }
  }

  @Test("One job and many give the same bytes, and a report rendered again is the same")
  func sameBytes() throws {
    let workplace = try Workplace()
    for (jobs, folder) in [(1, "one"), (3, "many")] {
      let run = try workplace.run(
        "twosouls run Fixtures/texts --metadata Fixtures/texts/metadata.csv -o \(folder) -j \(jobs) --quiet")
      #expect(run.status == 65, "\(run.errors)")
    }
    let report = try workplace.run("twosouls report one -o again")
    #expect(report.status == 0, "\(report.errors)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: workplace.folder.path + "/one")
    #expect(names.contains("report.html"))
    // A report on many documents has pages in a folder.
    for name in names where name.contains(".") && name != "run.json" {
      #expect(try workplace.data("one/\(name)") == workplace.data("many/\(name)"), "\(name)")
      if name.hasSuffix(".jsonl") { continue }
      #expect(try workplace.data("one/\(name)") == workplace.data("again/\(name)"), "\(name)")
    }
  }

  private static let hasValidator: Bool = {
    let check = try? Command(shell: "python3 -c 'import jsonschema'", in: Repository.root)
    return check?.status == 0
  }()

  @Test(
    "Every line of results is valid against the schema",
    .enabled(if: hasValidator, "install python3-jsonschema to check results against their schema"))
  func schema() async throws {
    let workplace = try Workplace()
    _ = try workplace.run("twosouls run Fixtures/texts -o out --quiet")
    // Of the real texts, what a run would write of them.
    let run = try JSONValue(parsing: workplace.text("out/run.json"))["run"]?.string ?? ""
    let real = try await ShippedPipeline.realTexts.value.map { String(decoding: $0.0.json(run: run), as: UTF8.self) }
    try workplace.write(real.joined(separator: "\n"), to: "real.jsonl")
    try workplace.write(Self.validator, to: "validate.py")
    let validation = try workplace.run("twosouls schema results > schema.json && python3 validate.py")
    #expect(validation.status == 0, "\(validation.errors)")
    #expect(validation.text.split(separator: "\n").count == 1, "\(validation.text.prefix(2000))")
  }

  /// Of what the schema cannot tell apart (numbers within its bounds, strings that it does not name), one is validated.
  private static let validator = #"""
    import json
    from jsonschema import Draft202012Validator
    schema = json.load(open("schema.json"))
    validator = Draft202012Validator(schema)
    names = set()
    def learn(part):
        if isinstance(part, list): return [learn(one) for one in part]
        if not isinstance(part, dict): return
        names.update(one for one in part.get("enum", []) if isinstance(one, str))
        assert part.get("minimum", 0) in (0, 1) and part.get("maximum", 1) in (0, 1) and part.get("minLength", 1) == 1
        assert "uniqueItems" not in part, "annotations that are alike are left out here"
        for one in part.values(): learn(one)
    learn(schema)
    def plain(value):
        if isinstance(value, str): return value if value in names or not value else "x"
        if isinstance(value, bool) or value is None: return value
        if isinstance(value, int): return max(-1, min(value, 2))
        if isinstance(value, float): return -0.5 if value < 0 else 0.5 if value <= 1 else 1.5
        if isinstance(value, dict): return {key: plain(one) for key, one in value.items()}
        kinds = {}
        for one in map(plain, value): kinds.setdefault(json.dumps(one) if isinstance(one, (dict, list)) else len(kinds), one)
        return list(kinds.values())
    count = 0
    for line in [*open("out/results.jsonl", encoding="utf-8"), *open("real.jsonl", encoding="utf-8")]:
        document = json.loads(line)
        count += 1
        assert len(document["text"]) == document["document"]["length"], document["document"]["id"]
        reduced = {key: value if key == "document" else plain(value) for key, value in document.items()}
        for error in validator.iter_errors(reduced):
            print(document["document"]["id"], list(error.absolute_path), error.message[:200])
    print(count, "documents")
    """#
}
