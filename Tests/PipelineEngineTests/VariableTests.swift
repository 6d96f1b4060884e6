import PipelineEngine
import PluginAPI
import Standoff
import Testing

@Suite("Variables of a pipeline file")
struct VariableTests {
  private static let variables = ["WORD": "they", "EMPTY": "", "NUMBER": "3", "NESTED": "${WORD}", "TRICK": "a: [b]"]

  private func chain(_ word: String) throws -> String {
    try Shelf(
      files: ["p.yaml": "twosouls: 1\nstages:\n  - find.word:\n      word: \(word)"], variables: Self.variables
    ).chain()
  }

  @Test(arguments: [
    ("in place of the whole value", "${WORD}", "they"),
    ("in the midst of a value", "“${WORD}”", "“they”"),
    ("several in one value", "'${WORD} and ${WORD}'", "they and they"),
    ("what stands in where it is not set", "${UNSET:-we}", "we"),
    ("what stands in where it is empty", "${EMPTY:-we}", "we"),
    ("not looked through again", "${NESTED}", "${WORD}"),
    ("no YAML of its own", "${TRICK}", "a: [b]"),
    ("a number in quotes is a word", "'${NUMBER}'", "3"),
    ("the two signs themselves", "$${WORD}", "${WORD}"),
    ("a sign alone", "5 $ a day", "5 $ a day"),
  ])
  func filled(_ name: String, _ word: String, _ value: String) throws {
    #expect(try chain(word) == "find.word word=\(value)", "\(name)")
  }

  @Test(arguments: [
    (
      "not set", "${UNSET}",
      "p.yaml:4:13: the variable “UNSET” is not set; set it before the run (“export UNSET=…”), or write “${UNSET:-instead}” "
        + "for what stands in without it"
    ),
    ("a number where a word is wanted", "${NUMBER}", "p.yaml:4:13: “word” takes a string, found 3"),
    (
      "not closed", "${WORD",
      "p.yaml:4:13: the “${” has no “}”; write “${NAME}”, or “$${” for the two signs themselves"
    ),
    (
      "no name", "${a b}",
      "p.yaml:4:13: “${a b}” names no variable; write “${NAME}”, “${NAME:-instead}”, or “$${” for the two signs themselves"
    ),
    (
      "a secret", "${OPENAI_API_KEY:-x}",
      "p.yaml:4:13: “${OPENAI_API_KEY}” looks like a secret, and the values of a pipeline file are written into run.json; a "
        + "component that needs one takes the variable's name, as “key-variable: OPENAI_API_KEY” of stance.llm does, and a "
        + "program of your own reads it from its environment"
    ),
    (
      "between braces without quotes", "[${WORD}]",
      "p.yaml:4:15: this is no valid YAML; between “{” and “}” or “[” and “]” write “${…}” in quotes"
    ),
  ])
  func refusals(_ name: String, _ word: String, _ message: String) {
    let error = #expect(throws: PipelineError.self) { try chain(word) }
    #expect(error.map { "\($0)" } == message, "\(name)")
  }

  @Test("are left alone in keys and examples")
  func untouched() throws {
    let text = "twosouls: 1\nstages: [read.lines]\nexamples: [{ text: '${UNSET}', expect: { a: '${UNSET}' } }]"
    let file = try PipelineFile(reading: "p.yaml", sources: Shelf(files: ["p.yaml": text]).sources)
    #expect(file.examples.first?.text == "${UNSET}")
    #expect(throws: PipelineError.self) {
      try Shelf(files: ["p.yaml": "twosouls: 1\nstages: [find.word: { '${WORD}': x }]"], variables: Self.variables)
        .chain()
    }
  }

  @Test("Settings of the environment stand behind those of the command line and before those of the file")
  func precedence() throws {
    let file = try PipelineFile(parsing: "twosouls: 1\nstages: [find.word: { word: file }]", path: "p.yaml")
    func word(_ environment: String, _ flags: [String]) throws -> String {
      let changed = try file.overriding(SettingOverride.environment(environment))
        .overriding(flags.map { try SettingOverride(parsing: $0) })
      let component = try Pipeline(changed, registry: Registry([TestModule.self]), context: .bare).resolved[0]
      return "\(component.settings[0].value.string ?? "") \(component.origin(of: "word").map { "\($0)" } ?? "default")"
    }
    #expect(try word("", []) == "file p.yaml:2:29")
    #expect(try word("find.word.word=env", []) == "env --set find.word.word=env (of TWOSOULS_SET)")
    #expect(
      try word("find.word.word='a;b'; find.word.word=\"c;d\"\n", [])
        == "c;d --set find.word.word=\"c;d\" (of TWOSOULS_SET)")
    #expect(
      try word("find.word.word=env", ["find.word.word=one", "find.word.word=flag"]) == "flag --set find.word.word=flag")
    #expect(throws: ConfigError.self) { try word("find.wrod.word=x", []) }
    #expect(throws: ConfigError.self) { try SettingOverride.environment("nonsense") }
  }
}
