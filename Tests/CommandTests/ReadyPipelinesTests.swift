import Foundation
import TestSupport
import Testing

@Suite("Pipelines that ship")
struct ReadyPipelinesTests {
  private static let external = "Pipelines/external/keywords.yaml"
  private static let pipelines = Repository.files(in: "Pipelines", endings: [".yaml"]).filter { path in
    path != external && !path.contains("/codebooks/")
  }

  @Test("Each says in its head what it is for, and stands in the list", arguments: pipelines + [external])
  func head(_ path: String) throws {
    let text = try Repository.text(path)
    #expect(text.hasPrefix("# ") && !text.hasPrefix("# \n"))
    #expect(text.contains("\ntitle: "))
    let name = path.dropFirst("Pipelines/".count)
    #expect(
      try Repository.text("Pipelines/README.md").contains("(\(name))"), "Pipelines/README.md does not name \(name)")
  }

  @Test("Each fits together, passes its examples, and runs", arguments: pipelines)
  func works(_ path: String) throws {
    let workplace = try Workplace()
    let check = try workplace.run("twosouls check \(path) && twosouls test \(path)")
    #expect(check.status == 0, "\(check.text)\(check.errors)")
    // The language model is not there; its examples would need it.
    guard !path.hasSuffix("llm.yaml") else { return }
    #expect(!check.text.contains("\n0 passed"), "\(path) has no examples")
    let run = try workplace.run(
      "twosouls run -p \(path) Fixtures/texts/tei/debate.xml Fixtures/texts/plain/one-line.txt -o out --quiet")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("The one with a program of one's own too, where it is allowed", .enabled(if: Programs.hasPython))
  func program() throws {
    let workplace = try Workplace()
    #expect(try workplace.run("twosouls check \(Self.external)").status == 77)
    let test = try workplace.run("twosouls test --allow-exec \(Self.external)")
    #expect(test.status == 0, "\(test.text)\(test.errors)")
  }
}
