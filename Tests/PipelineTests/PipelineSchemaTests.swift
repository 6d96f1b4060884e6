import Foundation
import PipelineEngine
import PluginAPI
import Standoff
import TestSupport
import Testing

@testable import TwoSoulsTool

/// The schema of pipeline files, held against files by a validator that is not ours.
@Suite("The schema of pipeline files")
struct PipelineSchemaTests {
  private static let hasValidator: Bool = {
    let check = try? Command(shell: "python3 -c 'import jsonschema'", in: Repository.root)
    return check?.status == 0
  }()

  /// `file.json: valid` or `file.json: invalid`, a line for each.
  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator
    schema = json.load(open("schema.txt"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for name in sys.argv[1:]:
        print(name, "valid" if validator.is_valid(json.load(open(name))) else "invalid")
    """

  private func verdicts(_ files: [String: String], plugins: String = "") throws -> [String: String] {
    let workplace = try Workplace()
    try workplace.write(Self.script, to: "validate.py")
    try workplace.write(Self.plugin, to: "plugins/counter/plugin.yaml")
    for (name, yaml) in files {
      try workplace.write(JSONValue(YAML.parse(yaml, file: name)).text, to: "\(name).json")
    }
    let run = try workplace.run(
      "twosouls schema pipeline \(plugins) > schema.txt && python3 validate.py *.json", environment: [:])
    #expect(run.status == 0, "\(run.errors)")
    return Dictionary(
      run.text.split(separator: "\n").map { line in
        let words = line.split(separator: " ")
        return (String(words[0].replacing(".json", with: "")), String(words[1]))
      }, uniquingKeysWith: { first, _ in first })
  }

  private static let plugin = """
    name: words.count
    kind: stage
    command: [python3, stage.py]
    provides: [count]
    settings: { least: { type: integer, default: 2, minimum: 1, maximum: 9 } }
    """

  private static let right: [String: String] = [
    "extends": "extends: default\nremove: [report.html, report.csv]",
    "extends-and-adds": "extends: ./p.yaml\nstages: [{ use: segment.sentences, before: quotations.marks }]",
    "long":
      "stages: [{ use: stance.cues, with: { unit: passage }, as: x, if: { language: [en, de], year: 1905, not: { layer: turn } } }]",
    "dropped-condition": "extends: default\nstages: [{ use: stance.model, if: null }]",
    "variables": "stages: [{ quotations.marks: { minimum-words: '${N:-3}' } }]",
    "external": "stages: [{ use: external, with: { command: [python3, x.py], settings: { any: [1, { a: b }] } } }]",
    "examples":
      "stages: [read.text]\nexamples: [{ text: a, expect: { quotations: 1, stance: null, speaker: Ada, layers: { keyword: 2 } } }]",
    "example-units":
      "stages: [read.text]\nexamples: [{ text: a, expect: { passages: [{ stance: above }, null], quotations: [{ text: b, speaker: null }] } }]",
    "title": "title: 1848\nstages: [read.text]",
  ]

  private static let wrong: [String: String] = [
    "nothing": "title: x",
    "unknown-key": "staged: [read.text]\nstages: [read.text]",
    "no-stages": "stages: []",
    "unknown-component": "stages: [read.txt]",
    "unknown-setting": "stages: [{ quotations.marks: { minimum-word: 3 } }]",
    "type-of-setting": "stages: [{ quotations.marks: { minimum-words: many } }]",
    "below-range": "stages: [{ quotations.marks: { minimum-words: -1 } }]",
    "choice": "stages: [{ stance.cues: { unit: paragraph } }]",
    "two-on-a-line": "stages: [{ read.text: {}, read.tei: {} }]",
    "beside-use": "stages: [{ use: read.text, encoding: utf-8 }]",
    "as-of-reader": "stages: [{ use: read.text, as: x }]",
    "as-name": "stages: [{ use: stance.cues, as: my own }]",
    "if-word": "stages: [{ use: stance.cues, if: english }]",
    "not-not": "stages: [{ use: stance.cues, if: { not: { not: { language: en } } } }]",
    "before-and-after": "extends: default\nstages: [{ use: stance.cues, before: a, after: b }]",
    "remove-alone": "stages: [read.text]\nremove: [read.text]",
    "extends-list": "extends: [a, b]",
    "external-setting": "stages: [{ external: { command: [x], wokers: 2 } }]",
    "example-key": "stages: [read.text]\nexamples: [{ text: a, expect: { stance: above }, wants: 1 }]",
    "expectation": "stages: [read.text]\nexamples: [{ text: a, expect: { quotation: 1 } }]",
    "count": "stages: [read.text]\nexamples: [{ text: a, expect: { quotations: -1 } }]",
    "kind": "stages: [read.text]\nexamples: [{ text: a, expect: { kind: quote } }]",
    "layer-count": "stages: [read.text]\nexamples: [{ text: a, expect: { layers: { keyword: many } } }]",
  ]

  @Test(
    "takes every pipeline that ships, what is right, and nothing that is wrong",
    .enabled(if: hasValidator, "install python3-jsonschema to check pipeline files against their schema"))
  func validated() throws {
    var files: [String: String] = [:]
    for path in Repository.files(in: "Pipelines", endings: [".yaml"]) where !path.contains("codebooks/") {
      files["ships-" + path.replacing("Pipelines/", with: "").replacing(".yaml", with: "").replacing("/", with: "-")] =
        try Repository.text(path)
    }
    for (name, text) in Self.right { files["right-\(name)"] = "twosouls: 1\n\(text)" }
    for (name, text) in Self.wrong { files["wrong-\(name)"] = "twosouls: 1\n\(text)" }
    files["wrong-version"] = "twosouls: 2\nstages: [read.text]"
    let verdicts = try verdicts(files, plugins: "--plugin-path Pipelines/external")
    #expect(verdicts.count == files.count)
    for (name, verdict) in verdicts {
      #expect(verdict == (name.hasPrefix("wrong-") ? "invalid" : "valid"), "\(name)")
    }
  }

  @Test(
    "knows the settings of plugin folders",
    .enabled(if: hasValidator, "install python3-jsonschema to check pipeline files against their schema"))
  func plugins() throws {
    let files = [
      "right": "twosouls: 1\nstages: [{ words.count: { least: 3 } }]",
      "wrong": "twosouls: 1\nstages: [{ words.count: { least: 10 } }]",
      "unknown": "twosouls: 1\nstages: [{ words.count: { most: 3 } }]",
    ]
    #expect(
      try verdicts(files, plugins: "--plugin-path plugins") == [
        "right": "valid", "wrong": "invalid", "unknown": "invalid",
      ])
    #expect(try verdicts(files)["right"] == "invalid")
  }

  @Test("says to every file what the check says, where a schema can")
  func agrees() throws {
    for (name, text) in Self.wrong {
      let refusal = WrongFile(name, "twosouls: 1\n\(text)", "").refusal()
      #expect(!refusal.messages.isEmpty, "\(name)")
    }
  }
}
