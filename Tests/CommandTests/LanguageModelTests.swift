import Foundation
import TestSupport
import Testing

/// What a person meets who names a language model.
@Suite("Language model")
struct LanguageModelTests {
  @Test("The check says where the text goes, without a server and without a key")
  func check() throws {
    let workplace = try Workplace()
    let local = try workplace.run("twosouls check Pipelines/llm.yaml && twosouls test Pipelines/llm.yaml")
    #expect(local.status == 0, "\(local.errors)")
    #expect(local.text.contains("\n  stance.llm sends the text to localhost:11434\n"))
    try workplace.write(Self.pipeline("http://models.example.org/v1", "key-variable: NO_SUCH_KEY, "), to: "away.yaml")
    let away = try workplace.run("twosouls check away.yaml")
    #expect(away.text.contains("\n  stance.llm sends the text to models.example.org, unencrypted\n"))
    let none = try workplace.run("twosouls check Pipelines/default.yaml")
    #expect(!none.text.contains("sends"))
  }

  @Test("Where nobody answers, documents fail with a sentence, the batch goes on, and asking stops")
  func down() throws {
    let workplace = try Workplace()
    try workplace.write(Self.pipeline("http://127.0.0.1:1/v1", "attempts: 1, stop-after: 2, "), to: "p.yaml")
    for name in ["a", "b", "c"] { try workplace.write("Nobody came to the harbour that day.\n", to: "in/\(name).txt") }
    try workplace.write("", to: "in/d.txt")
    let run = try workplace.run("twosouls run -p p.yaml -j 1 -o out in")
    #expect(run.status == 65)
    #expect(run.errors.contains("stance.llm sends the text to 127.0.0.1:1"))
    #expect(run.errors.contains("a.txt: 127.0.0.1:1 cannot be reached: "))
    #expect(run.errors.contains("c.txt: 127.0.0.1:1 is not asked any more in this run after 2 failures in a row: "))
    let failures = try workplace.text("out/failures.jsonl").split(separator: "\n")
    #expect(failures.count == 3)
    #expect(failures.allSatisfy { $0.contains("\"stage\":\"stance.llm\"") })
    #expect(try workplace.text("out/results.jsonl").contains("\"d.txt\""))
  }

  @Test("A key written into the pipeline is refused and not repeated")
  func key() throws {
    let workplace = try Workplace()
    try workplace.write(Self.pipeline("http://127.0.0.1:1/v1", "key-variable: sk-secret, "), to: "p.yaml")
    let check = try workplace.run("twosouls check p.yaml")
    #expect(check.status == 1)
    #expect(check.errors.contains("“key-variable” takes the name of an environment variable in capitals"))
    #expect(!(check.errors + check.text).contains("secret"))
  }

  @Test("It judges by any codebook, and gives attitudes only where the codebook codes them")
  func codebook() throws {
    let workplace = try Workplace()
    let head = "codebook: Pipelines/codebooks/populism.yaml\n"
    try workplace.write(head + Self.pipeline("http://127.0.0.1:1/v1", ""), to: "own.yaml")
    let own = try workplace.run("twosouls check own.yaml")
    #expect(own.status == 0, "\(own.errors)")
    #expect(own.text.contains("codebook populism") && own.text.contains("sends the text to 127.0.0.1:1"))
    try workplace.write(head + Self.pipeline("http://127.0.0.1:1/v1", "attitude: true, "), to: "attitude.yaml")
    let attitude = try workplace.run("twosouls check attitude.yaml")
    #expect(attitude.status == 1)
    #expect(attitude.errors.contains("“stance.llm” gives attitudes, which the codebook “populism” does not code"))
  }

  private static func pipeline(_ endpoint: String, _ settings: String) -> String {
    """
    twosouls: 1
    stages:
      - read.text
      - segment.paragraphs
      - stance.llm: { endpoint: "\(endpoint)", model: tiny, unit: [passage], \(settings)first-wait: 0.01 }
      - report.csv
    """
  }
}

/// Labels of results become items to learn from.
@Suite("Training from results")
struct TrainingFromResultsTests {
  @Test("What a run found, and what people wrote beside it")
  func results() throws {
    let workplace = try Workplace()
    let stances = [
      "The workers must free themselves in", "The wise must rule the multitude of", "It rained a little in",
    ]
    for number in 0..<12 {
      let lines = (0..<9).map { "\(stances[$0 % 3]) town number \(number * 9 + $0), and everybody knew it." }
      try workplace.write(lines.joined(separator: "\n\n"), to: "in/\(number).txt")
    }
    #expect(try workplace.run("twosouls run in -o out --quiet").status == 0)

    let train = try workplace.run("twosouls train stance.model --folds 2 --from-results out -o found.model")
    #expect(train.status == 0, "\(train.errors)")
    #expect(train.errors.contains("108 items of 12 documents from results, 0 left out"))
    #expect(train.errors.contains("not how right these are"))
    let model = try workplace.data("found.model")
    #expect(model.count > 1000)

    // Somebody says that the rain is from above, in every document.
    let rows = (0..<12).flatMap { document in
      (1...9).map { "\(document).txt,p\($0),\($0 % 3 == 1 ? "below" : $0 % 3 == 2 ? "none" : "above")" }
    }
    try workplace.write((["document,id,corrected"] + rows).joined(separator: "\n"), to: "coded.csv")
    let coded = try workplace.run(
      "twosouls train stance.model --folds 2 --from-results out --corrected coded.csv -o out/coded.model")
    #expect(coded.status == 0, "\(coded.errors)")
    #expect(!coded.errors.contains("not how right"))
    try workplace.write("It rained a little in the town, and everybody knew it.", to: "rain.txt")
    let judged = try workplace.run(
      "twosouls run --set stance.model.model=out/coded.model rain.txt -o rain --quiet; "
        + "cat rain/results.jsonl")
    #expect(judged.text.contains("\"stance\":\"above\""), "\(judged.errors)")
  }

  @Test("The labels of another codebook")
  func codebook() throws {
    let workplace = try Workplace()
    let stances = ["The corrupt elite sat in", "Let the people decide in", "It rained a little in"]
    for number in 0..<8 {
      let lines = (0..<9).map { "\(stances[$0 % 3]) town number \(number * 9 + $0), as they know." }
      try workplace.write(lines.joined(separator: "\n\n"), to: "in/\(number).txt")
    }
    #expect(try workplace.run("twosouls run -p Pipelines/populism.yaml in -o out --quiet").status == 0)
    let train = "twosouls train stance.model --folds 2 --from-results out"
    let codebook = "--codebook Pipelines/codebooks/populism.yaml"
    let own = try workplace.run("\(train) \(codebook) -o own.model")
    #expect(own.status == 0, "\(own.errors)")
    #expect(own.errors.contains("72 items of 8 documents from results, 0 left out"))
    #expect(own.text.contains("people-centrism: P"))
    let other = try workplace.run("\(train) -o other.model")
    #expect(other.status == 64)
    #expect(other.errors.contains("which the codebook “two-souls” does not declare"), "\(other.errors)")

    let rows = (0..<8).flatMap { document in
      (1...9).map { "\(document).txt,p\($0),\($0 % 3 == 0 ? "pluralism" : "none")" }
    }
    try workplace.write((["document,id,corrected"] + rows).joined(separator: "\n"), to: "coded.csv")
    let coded = try workplace.run("\(train) \(codebook) --corrected coded.csv -o coded.model")
    #expect(coded.status == 0, "\(coded.errors)")
    #expect(coded.text.contains("pluralism: P"))
    let refused = try workplace.run("\(train) --corrected coded.csv -o coded.model")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("pluralism"), "\(refused.errors)")
  }

  @Test("What is wrong with table or results is said")
  func trouble() throws {
    let workplace = try Workplace()
    try workplace.write("The workers must free themselves.", to: "a.txt")
    _ = try workplace.run("twosouls run a.txt -o out --quiet; twosouls run a.txt -o bare --quiet --no-text")
    try workplace.write("document,id,corrected\nb.txt,p1,below\n", to: "other.csv")
    let other = try workplace.run("twosouls train stance.model --from-results out --corrected other.csv -o m")
    #expect(other.status == 66)
    #expect(other.errors.contains("“b.txt” is coded in a table, but not in the results"))
    let bare = try workplace.run("twosouls train stance.model --from-results bare -o m")
    #expect(bare.status == 66)
    #expect(bare.errors.contains("a run without “--no-text” can be learned from"))
    #expect(try workplace.run("twosouls train stance.model -o m").status == 64)
  }
}
