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
    try await check([Repository.root.path + "/Fixtures/texts"])
  }

  @Test(
    "Every annotation of the real texts leads back to the bytes it came from",
    .enabled(if: Repository.data != nil, "set TWOSOULS_DATA to the folder with the real texts"))
  func realTexts() async throws {
    let data = try #require(Repository.data)
    try await check([data.path + "/plain", data.path + "/tei"])
  }

  private func check(_ inputs: [String]) async throws {
    let (documents, _) = try await ShippedPipeline().read(inputs)
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
      let again = try Document(json: document.json())
      #expect(again.json() == document.json(), "\(document.id) changes on the way through JSON")
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
  func schema() throws {
    let workplace = try Workplace()
    var inputs = "Fixtures/texts"
    if let data = Repository.data { inputs += " \(data.path)/plain \(data.path)/tei" }
    _ = try workplace.run("twosouls run \(inputs) -o out --quiet")
    try workplace.write(
      """
      import json, sys
      from jsonschema import Draft202012Validator
      validator = Draft202012Validator(json.load(open("schema.json")))
      count = 0
      for line in open("out/results.jsonl", encoding="utf-8"):
          document = json.loads(line)
          count += 1
          assert len(document["text"]) == document["document"]["length"], document["document"]["id"]
          for error in validator.iter_errors(document):
              print(document["document"]["id"], list(error.absolute_path), error.message[:200])
      print(count, "documents")
      """, to: "validate.py")
    let validation = try workplace.run("twosouls schema results > schema.json && python3 validate.py")
    #expect(validation.status == 0, "\(validation.errors)")
    #expect(validation.text.split(separator: "\n").count == 1, "\(validation.text.prefix(2000))")
  }

  @Test("Every pipeline that ships fits together and passes its own examples")
  func pipelines() throws {
    let workplace = try Workplace()
    let check = try workplace.run("twosouls check Pipelines/*.yaml && twosouls test Pipelines/*.yaml")
    #expect(check.status == 0, "\(check.text)\(check.errors)")
  }
}
