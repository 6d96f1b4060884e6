import Foundation
import TestSupport
import Testing

/// A codebook of one's own on its way through the commands: its words at once, its model after training.
@Suite("Another codebook")
struct PopulismTests {
  private let workplace: Workplace

  init() throws { workplace = try Workplace() }

  @Test("its lexicon judges at once, and every table has its labels")
  func lexicon() throws {
    let run = try workplace.run(
      "twosouls run -p Pipelines/populism.yaml Fixtures/populism/parish-hall.txt -o out --quiet")
    #expect(run.status == 0, "\(run.errors)")
    let passages = try rows("out/passages.csv")
    let stances = passages.compactMap { $0["stance"] }
    #expect(Set(stances) == ["people-centrism", "populism", "pluralism", "anti-elitism", "none"], "\(stances)")
    #expect(passages.allSatisfy { ($0["side"] ?? "").isEmpty && ($0["attitude"] ?? "").isEmpty })
    let header = try #require(try workplace.text("out/speakers.csv").split(whereSeparator: \.isNewline).first)
    #expect(header.contains(",anti-elitism,people-centrism,populism,pluralism,none,other,unjudged,strains"))
    #expect(!header.contains("below"))
    let report = try workplace.text("out/report.html")
    #expect(report.contains("Populism, the people against the elite"))
    #expect(report.contains("Strain of anti-elitism"))
    #expect(!report.contains("▼"))
    let schema = try workplace.run("twosouls schema results --codebook Pipelines/codebooks/populism.yaml")
    #expect(
      schema.text.contains(#""stance": { "enum": ["anti-elitism","people-centrism","populism","pluralism","none"] }"#))
    let manifest = try workplace.text("out/run.json")
    #expect(manifest.contains("\"codebook\":{\"name\":\"populism\",\"sha256\":\""))
    let compared = try workplace.run("twosouls compare out --codebook Pipelines/codebooks/populism.yaml --by all")
    #expect(compared.text.contains("people-centrism") && !compared.text.contains("below"), "\(compared.text)")
  }

  @Test("explain asks by it, and shows like items of its own labels only")
  func explanation() throws {
    _ = try workplace.run("twosouls run -p Pipelines/populism.yaml Fixtures/populism/parish-hall.txt -o out --quiet")
    let passage = try #require(try rows("out/passages.csv").first { $0["stance"] == "populism" }?["id"])
    let explained = try workplace.run("twosouls explain out \(passage)")
    #expect(explained.status == 0, "\(explained.errors)")
    for line in ["stance: populism", "populism: both minus 0.5; none: its threshold", "other labels than the codebook"]
    {
      #expect(explained.text.contains(line), "\(explained.text)")
    }
    #expect(!explained.text.contains("Nearest of"))
    let like = try workplace.run("twosouls explain out \(passage) --training Fixtures/populism/training.jsonl")
    #expect(like.text.contains("Nearest of Fixtures/populism/training.jsonl (n = 80)"), "\(like.text)")
    let others = try workplace.run("twosouls explain out \(passage) --training Fixtures/training/first.jsonl")
    #expect(others.status == 64)
    #expect(others.errors.contains("which the codebook “populism” does not declare"), "\(others.errors)")
  }

  @Test("a model trained on its labels runs in its pipeline, and in no other")
  func model() throws {
    let codebook = "Pipelines/codebooks/populism.yaml"
    let trained = try workplace.run(
      "twosouls train stance.model --codebook \(codebook) Fixtures/populism/training.jsonl -o populism.model")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.text.contains("people-centrism: P"))
    let stages = """
      stages:
        - read.text
        - segment.paragraphs
        - quotations.marks
        - stance.model: { model: populism.model }
        - report.csv

      """
    try workplace.write("twosouls: 1\ncodebook: \(codebook)\n\(stages)", to: "own.yaml")
    try workplace.write("twosouls: 1\n\(stages)", to: "other.yaml")
    let run = try workplace.run("twosouls run -p own.yaml Fixtures/populism/parish-hall.txt -o out --quiet")
    #expect(run.status == 0, "\(run.errors)")
    let labels = ["anti-elitism", "people-centrism", "populism", "pluralism", "none"]
    let passages = try rows("out/passages.csv")
    #expect(passages.allSatisfy { labels.contains($0["stance"] ?? "") && $0["judged_by"] == "stance.model" })
    let refused = try workplace.run("twosouls check other.yaml")
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "the model gives anti-elitism, people-centrism, populism, pluralism, none, but the codebook “two-souls” declares above, below, mixed, none"
      ), "\(refused.errors)")
  }

  @Test("the shipped model, the attitudes and the baseline of the built-in labels are refused")
  func others() throws {
    for (stage, message) in [
      ("stance.model", "the model gives above, below, none"), ("stance.words", "it counts words for above and below"),
      ("stance.cues\n  - attitude.rules", "attitudes to above and below"),
    ] {
      try workplace.write(
        """
        twosouls: 1
        codebook: Pipelines/codebooks/populism.yaml
        stages:
          - read.text
          - segment.paragraphs
          - quotations.marks
          - \(stage)

        """, to: "own.yaml")
      let check = try workplace.run("twosouls check own.yaml")
      #expect(check.status == 1)
      #expect(check.errors.contains(message) && check.errors.contains("own.yaml:"), "\(check.errors)")
    }
  }

  @Test("items and examples with labels that the codebook does not declare are refused")
  func labels() throws {
    let items = try workplace.run("twosouls train stance.model Fixtures/populism/training.jsonl -o a.model")
    #expect(items.status == 64)
    #expect(
      items.errors.contains("“pop001” has the stance “anti-elitism”, which the codebook “two-souls” does not declare"))
    try workplace.write(
      "twosouls: 1\nstages: [read.text, segment.paragraphs]\nexamples:\n  - text: a\n    expect: { stance: bellow }\n",
      to: "a.yaml")
    let check = try workplace.run("twosouls check a.yaml")
    #expect(
      check.errors.contains("a.yaml:5:23: the codebook “two-souls” has no stance “bellow”; did you mean “below”?"))
    try workplace.write("twosouls: 1\ncodebook: two-soles\nstages: [read.text]\n", to: "b.yaml")
    let named = try workplace.run("twosouls check b.yaml")
    #expect(named.errors.contains("b.yaml:2:11: there is no codebook “two-soles”; did you mean “two-souls”?"))
    try workplace.write("twosouls: 1\ncodebook: ./gone.yaml\nstages: [read.text]\n", to: "c.yaml")
    let gone = try workplace.run("twosouls check c.yaml")
    #expect(gone.errors.contains("c.yaml:2:11: there is no codebook file"))
  }

  /// The rows of a table as maps from the header's names; its cells hold no line ends.
  private func rows(_ path: String) throws -> [[String: String]] {
    let lines = try workplace.text(path).split(whereSeparator: \.isNewline).map(cells)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  private func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      case "\r": continue
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
