import Foundation
import TestSupport
import Testing

/// Pipeline files at the command line: what they extend, what is put over them, and what `check` and `test` say of them.
@Suite("Pipeline files at the command line")
struct PipelineFileTests {
  private static let child = """
    twosouls: 1
    extends: ../base.yaml
    remove: [attitude.rules]
    stages:
      - quotations.marks:
          minimum-words: ${WORDS:-2}
      - { use: segment.sentences, before: quotations.marks }
    """

  private static let base = """
    twosouls: 1
    stages:
      - read.text
      - segment.paragraphs
      - quotations.marks
      - stance.cues
      - attitude.rules
      - report.csv
    """

  private func workplace(_ files: [String: String]) throws -> Workplace {
    let workplace = try Workplace()
    for (path, text) in files { try workplace.write(text, to: path) }
    return workplace
  }

  @Test("Every setting in force is printed with where it was given")
  func resolved() throws {
    let workplace = try workplace([
      "base.yaml": Self.base, "sub/child.yaml": Self.child,
    ])
    let check = try workplace.run(
      "twosouls check --resolved --set stance.cues.context=0.5 sub/child.yaml",
      environment: ["TWOSOULS_SET": "stance.cues.unit=passage"])
    #expect(check.status == 0, "\(check.errors)")
    let lines = check.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    for line in [
      "extends sub/../base.yaml", "codebook: two-souls default", "minimum-words: 2 sub/child.yaml:6:22",
      "unit: [\"passage\"] --set stance.cues.unit=passage (of TWOSOULS_SET)",
      "context: 0.5 --set stance.cues.context=0.5",
      "cues: false default", "segment.sentences",
    ] { #expect(lines.contains(line), "\(line) in\n\(check.text)") }
    #expect(!check.text.contains("attitude.rules"))
    #expect(check.errors.isEmpty)
  }

  @Test("A variable is filled, and run.json says with what")
  func variables() throws {
    let workplace = try workplace([
      "base.yaml": Self.base, "sub/child.yaml": Self.child, "in.txt": "Ada said: “We shall go on.”\n",
    ])
    let run = try workplace.run("twosouls run -p sub/child.yaml -o out in.txt", environment: ["WORDS": "4"])
    #expect(run.status == 0, "\(run.errors)")
    let manifest = try workplace.text("out/run.json")
    #expect(manifest.contains("\"minimum-words\":4"))
    #expect(manifest.contains("\"extends\":[{\"path\":\"sub/../base.yaml\",\"sha256\":"))
    #expect(manifest.contains("\"pipeline\":\"sub/child.yaml\""))
    let other = try workplace.run("twosouls run -p sub/child.yaml -o out2 in.txt", environment: ["WORDS": "5"])
    #expect(other.status == 0)
    let hash = { (text: String) in text.split(separator: "\"run\":\"").last?.prefix(16) }
    #expect(try hash(manifest) != hash(workplace.text("out2/run.json")))
    #expect(try workplace.run("WORDS=many twosouls check sub/child.yaml").errors.contains("found “many”"))
  }

  @Test("Programs and files of the extended file start from its own folder")
  func folders() throws {
    let program = """
      import sys, json
      for line in sys.stdin: pass
      """
    let workplace = try workplace([
      "base/p.yaml": "twosouls: 1\nstages:\n  - read.text\n  - external: { command: [./tool, x] }",
      "base/tool": program, "child.yaml": "twosouls: 1\nextends: base/p.yaml\nstages: [external: { deadline: 5 }]",
    ])
    let check = try workplace.run("twosouls check child.yaml")
    #expect(check.status == 77)
    #expect(
      check.errors
        == "twosouls: error: the pipeline would start “./tool x” in base; allow it with “--allow-exec” if you trust it\n"
    )
  }

  @Test("explain finds the files of an extended pipeline again, and those of the command line")
  func explained() throws {
    let workplace = try workplace([
      "base/p.yaml":
        "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - quotations.marks\n  - speakers.rules: { gazetteer: names.csv }\n  - stance.cues",
      "base/names.csv": "name,ref\nAda Fenwright,af\n", "child.yaml": "twosouls: 1\nextends: base/p.yaml",
      "in.txt": "Ada Fenwright said: “The masses must be led by a chosen few.”\n",
    ])
    #expect(try workplace.run("twosouls run -p child.yaml -o out in.txt").status == 0)
    let explain = try workplace.run("twosouls explain out/results.jsonl q1")
    #expect(explain.status == 0 && !explain.text.contains("cannot be made here"), "\(explain.text)\(explain.errors)")
    #expect(!explain.text.contains("made by another run"))
  }

  @Test("Data that cannot be written is an error, unless nobody reads on")
  func fullOutput() throws {
    let workplace = try workplace([:])
    let full = try workplace.run("twosouls schema results > /dev/full")
    #expect(full.status == 73)
    #expect(full.errors == "twosouls: error: “standard output” cannot be written: No space left on device\n")
    let closed = try workplace.run("(twosouls schema results; echo $? >&2) | true")
    #expect(closed.errors == "0\n")
  }

  @Test("A run that only waits for its programs to end can be ended")
  func slowEnd() throws {
    let program = """
      import json, sys, time
      sys.stdin.readline()
      print(json.dumps({"twosouls": 1, "provides": ["mark"]}), flush=True)
      for line in sys.stdin: print(json.dumps({"id": json.loads(line)["id"]}), flush=True)
      open("waiting", "w")
      time.sleep(60)
      """
    let workplace = try workplace([
      "p.yaml": "twosouls: 1\nstages: [read.text, segment.paragraphs, external: { command: [python3, program.py] }]",
      "program.py": program, "in.txt": "A text.\n",
    ])
    let start = ContinuousClock.now
    let ended = try workplace.run(
      "twosouls run --allow-exec -p p.yaml in.txt & until [ -e waiting ]; do sleep 0.05; done; kill $!; wait $!; echo $?"
    )
    #expect(ended.text == "143\n", "\(ended.text)\(ended.errors)")
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("What run.json says of a trusted folder starts no program", arguments: ["external", "external.reporter"])
  func lyingManifest(_ use: String) throws {
    let workplace = try workplace([
      "p.yaml": "twosouls: 1\nstages: [read.text, segment.paragraphs, quotations.marks]", "trusted/p.yaml": "",
      "in.txt": "Ada Fenwright said: “The masses must be led by a chosen few.”\n",
    ])
    #expect(try workplace.run("twosouls run -p p.yaml -o out in.txt").status == 0)
    let step = #"{"use":"\#(use)","with":{"command":["sh","-c","touch started"]}}"#
    let manifest = try workplace.text("out/run.json")
      .replacing("\"pipeline\":\"p.yaml\"", with: "\"pipeline\":\"trusted/p.yaml\"")
    let stages = try #require(manifest.range(of: "\"stages\":["))
    try workplace.write(manifest.replacingCharacters(in: stages, with: "\"stages\":[\(step),"), to: "out/run.json")
    let explain = try workplace.run(
      "twosouls explain out q1", environment: ["TWOSOULS_TRUSTED_PATH": "trusted"])
    #expect(
      explain.text.contains("the pipeline would start “sh -c touch started” in trusted/p.yaml"), "\(explain.text)")
    #expect(try workplace.run("ls trusted").text == "p.yaml\n")
    let allowed = try workplace.run("twosouls explain --allow-exec out q1")
    #expect(try workplace.run("ls trusted").text == "p.yaml\nstarted\n", "\(allowed.text)\(allowed.errors)")
  }

  @Test("Each language may have a stage of its own for one layer", arguments: ["en", "fr"])
  func languages(_ language: String) throws {
    let workplace = try workplace([
      "p.yaml": """
      twosouls: 1
      stages:
        - read.text: { language: \(language) }
        - segment.paragraphs
        - { use: stance.cues, with: { unit: passage }, if: { language: en } }
        - { use: stance.words, with: { unit: passage }, if: { not: { language: en } } }
        - report.comparison
      """, "in.txt": "The masses must be led by a chosen few, and by nobody else at all.\n",
    ])
    let check = try workplace.run("twosouls check p.yaml")
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    #expect(try workplace.run("twosouls run -p p.yaml -o out in.txt").status == 0)
    let stage = language == "en" ? "stance.cues" : "stance.words"
    #expect(try workplace.text("out/results.jsonl").contains("\"by\":\"\(stage)\""))
    let explain = try workplace.run("twosouls explain out/results.jsonl p1")
    #expect(explain.status == 0 && explain.text.contains(stage), "\(explain.text)\(explain.errors)")
  }

  @Test("What a check warns of does not keep it from passing")
  func warnings() throws {
    let workplace = try workplace([
      "p.yaml": """
      twosouls: 1
      stages:
        - read.text
        - segment.paragraphs
        - { use: quotations.marks, if: { format: tei, language: german } }
        - speakers.rules
        - report.csv
      """
    ])
    let check = try workplace.run("twosouls check p.yaml")
    #expect(check.status == 0)
    let warnings = check.errors.split(separator: "\n").map { $0.replacing("twosouls: warning: ", with: "") }
    #expect(warnings.count == 3)
    #expect(warnings.contains { $0.hasPrefix("p.yaml:5:59: “german” is no tag of a language") })
    #expect(
      warnings.contains {
        $0.hasPrefix(
          "p.yaml:6:5: “speakers.rules” needs the layer “quotation”, which “quotations.marks” gives only if format is tei"
        )
      })
    #expect(
      warnings.contains {
        $0 == "p.yaml:5:44: no reader of this pipeline makes documents of the format “tei”; there is “text”"
      })
  }

  @Test("An example that fails shows what was expected, what was found, and the words that decided")
  func difference() throws {
    let workplace = try workplace([
      "p.yaml": """
      twosouls: 1
      extends: default
      remove: [stance.model, attitude.model, report.comparison, report.html]
      stages: [stance.cues]
      examples:
        - text: 'Ada Fenwright wrote: “The masses are unfit to rule and must be led by a chosen few.”'
          expect:
            quotations: [{ kind: speech, speaker: Ada, stance: above }]
            passages: [{ stance: below }, { stance: none }]
        - text: 'The hall was cold.'
          expect: { stance: none, quotations: [], passages: [{ text: The hall was cold., stance: none }] }
      """
    ])
    let test = try workplace.run("twosouls test p.yaml")
    #expect(test.status == 1)
    let lines = test.text.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("p.yaml:6:5: “Ada Fenwright wrote") == true)
    #expect(
      Array(lines.dropFirst().prefix(4)) == [
        "                       expected  found",
        "  quotation 1 speaker  Ada       Ada Fenwright",
        "  passages             2         1",
        "  passage 1 stance     below     none",
      ])
    #expect(
      lines.contains { $0.contains("quotation 1: “The masses are unfit") && $0.contains("speech, by Ada Fenwright (") })
    #expect(lines.contains { $0.contains("speaks for above, weight ") })
    #expect(lines.last == "1 passed, 1 failed")
  }
}
