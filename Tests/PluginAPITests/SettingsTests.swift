import PluginAPI
import Standoff
import Testing

private enum Notes: String, SettingChoice { case keep, skip }

private struct Example: ComponentSettings {
  @Setting("At least so many words.", in: 1...20)
  var minimumWords = 3
  @Setting("What becomes of notes.")
  var notes = Notes.keep
  @Setting("Above it, a label is given.", in: 0...1)
  var threshold = 0.5
  @Setting("Languages, or any.")
  var languages: [String] = ["en"]
  @Setting("Words of one's own.")
  var lexicon: SettingFile? = nil
  init() {}
}

@Suite("Settings")
struct SettingsTests {
  private func settings(_ json: String) throws -> Example {
    try Example(from: ConfigNode(json: try JSONValue(parsing: json)))
  }

  @Test("what the file leaves out keeps its default")
  func partial() throws {
    let settings = try settings(#"{"notes": "skip", "threshold": 1, "languages": "de"}"#)
    #expect(settings.notes == .skip)
    #expect(settings.threshold == 1)
    #expect(settings.languages == ["de"])
    #expect(settings.minimumWords == 3)
    #expect(try self.settings("null").notes == .keep)
  }

  @Test("a file of its own keeps its path")
  func files() throws {
    let place = ConfigNode.Place(file: "texts/a.yaml", line: 1, column: 1)
    let node = ConfigNode(
      .map([ConfigNode.Entry(key: "lexicon", keyPlace: place, value: ConfigNode(.string("my.yaml"), at: place))]))
    let settings = try Example(from: node)
    #expect(settings.files.map(\.resolvedPath) == ["texts/my.yaml"])
  }

  @Test("one value does not leak into another")
  func values() throws {
    var one = Example()
    let other = one
    one.minimumWords = 9
    #expect(other.minimumWords == 3)
    #expect(Example().minimumWords == 3)
  }

  @Test(arguments: [
    (#"{"minimum-word": 1}"#, "there is no setting “minimum-word”; did you mean “minimum-words”?"),
    (
      #"{"volume": 1}"#,
      "there is no setting “volume”; it has minimum-words, notes, threshold, languages, lexicon"
    ),
    (#"{"minimum-words": "many"}"#, "“minimum-words” takes a whole number, found “many”"),
    (#"{"minimum-words": 0}"#, "“minimum-words” takes a whole number from 1 to 20, found 0"),
    (#"{"notes": "drop"}"#, "“notes” knows no “drop”; it takes one of keep, skip"),
    (#"{"notes": "skp"}"#, "“notes” knows no “skp”; did you mean “skip”?"),
    (#"{"notes": 3}"#, "“notes” takes one of keep, skip, found 3"),
    (#"{"languages": [1]}"#, "“languages” takes a list, each a string, found a list"),
    ("[]", "expected settings as “name: value”, found a list"),
  ])
  func refusals(_ json: String, _ message: String) {
    let error = #expect(throws: ConfigError.self) { try settings(json) }
    #expect(error?.message == message)
  }

  @Test("descriptions follow from the declaration")
  func descriptions() {
    let words = Example.descriptions[0]
    #expect(words.name == "minimum-words")
    #expect(words.description == "At least so many words.")
    #expect(words.bounds == ["1", "20"])
    #expect(Example().resolved.map(\.key) == ["minimum-words", "notes", "threshold", "languages", "lexicon"])
  }

  @Test(arguments: [
    ("stance.cue", "stance.cues"), ("read.txt", "read.text"), ("raed.text", "read.text"), ("xyz", nil),
  ])
  func nearestName(_ word: String, _ expected: String?) {
    #expect(nearest(word, among: ["read.text", "stance.cues", "report.csv"]) == expected)
  }
}
