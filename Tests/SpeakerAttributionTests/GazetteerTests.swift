import Codebook
import PluginAPI
import PluginTesting
import SpeakerAttribution
import Standoff
import TestSupport
import Testing

@Suite struct Gazetteers {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let marked: MarkedText
    let date: String?
    let entity: String?
    let reference: String?

    init(_ name: String, _ text: String, date: String? = nil, _ entity: String?, _ reference: String? = nil) {
      testDescription = name
      marked = MarkedText(text)
      self.date = date
      self.entity = entity
      self.reference = reference
    }
  }

  private static let people: [[String: String]] = [
    ["name": "Anna Pell", "aliases": "Vesna|the Old Hen|Anna Ulm", "born": "1851", "sex": "F", "ref": "Q1"],
    ["name": "Orde, Jonas", "aliases": "Jonas Orde", "born": "1830", "died": "1890", "sex": "M", "ref": "Q2"],
    ["name": "Karl Linden", "born": "1920", "ref": "Q3"],
  ]

  @Test(arguments: [
    Case("a name", "“⟨q:We decide,⟩” said Anna Pell.", "Anna Pell", "Q1"),
    Case("a pseudonym", "“⟨q:We decide,⟩” said Vesna.", "Anna Pell", "Q1"),
    Case("another surname", "Anna Ulm came. “⟨q:We decide,⟩” said Ulm.", "Anna Pell", "Q1"),
    Case("a nickname with an article", "“⟨q:We decide,⟩” said the Old Hen.", "Anna Pell", "Q1"),
    Case("a title before a pseudonym", "“⟨q:We decide,⟩” said Comrade Vesna.", "Anna Pell", "Q1"),
    Case("a possessive", "It was Vesna's word: “⟨q:We decide.⟩”", "Anna Pell", "Q1"),
    Case("a surname that only one has", "“⟨q:We decide,⟩” said Orde.", "Orde, Jonas", "Q2"),
    Case("another with that surname", "“⟨q:We decide,⟩” said Wilhelm Orde.", "Wilhelm Orde"),
    Case("the sex of the list", "Vesna met Jonas Orde. She said: “⟨q:We decide.⟩”", "Anna Pell", "Q1"),
    Case("nobody who is not yet born", "“⟨q:We decide,⟩” said Linden.", date: "1905", "Linden"),
    Case("somebody who is", "“⟨q:We decide,⟩” said Linden.", date: "3 May 1955", "Karl Linden", "Q3"),
    Case("names that are not listed", "“⟨q:We decide,⟩” said Marten Ross.", "Marten Ross"),
  ])
  func entity(_ example: Case) throws {
    let stage = try stage(Self.people)
    let speaker = try #require(try Document.quoted(example.marked, date: example.date).speakers(stage).first)
    #expect(speaker.entity == example.entity)
    #expect(speaker.reference == example.reference)
  }

  @Test(arguments: [
    ("an unknown column", [["name": "Anna Pell", "alias": "Vesna"]], "a gazetteer has no column “alias”"),
    ("a person without a name", [["aliases": "Vesna"]], "this person has no name"),
    ("a year in words", [["name": "Anna Pell", "born": "soon"]], "expected a year, found “soon”"),
    ("an unknown sex", [["name": "Anna Pell", "sex": "often"]], "not “often”"),
    (
      "an alias of two people",
      [["name": "Anna Pell", "aliases": "Vesna"], ["name": "Orde", "aliases": "Hob|Vesna"]],
      "“Vesna” stands for two people, “Anna Pell” and “Orde”"
    ),
  ])
  func badRow(_ name: String, _ rows: [[String: String]], _ message: String) {
    let error = #expect(throws: ConfigError.self) { try stage(rows) }
    #expect(error?.message.contains(message) ?? false, "\(name): \(error?.message ?? "")")
    #expect(error?.place.line == rows.count + 1)
  }

  /// As a table with a header line gives them.
  private func stage(_ rows: [[String: String]]) throws -> RuleSpeakers {
    let list = rows.enumerated().map { index, row in
      let place = ConfigNode.Place(file: "people.csv", line: index + 2, column: 1)
      let entries = row.sorted { $0.key < $1.key }.map { key, value in
        ConfigNode.Entry(key: key, keyPlace: place, value: ConfigNode(.string(value), at: place))
      }
      return ConfigNode(.map(entries), at: place)
    }
    let path = ConfigNode(.string("people.csv"))
    let settings = try RuleSpeakers.Settings(
      from: ConfigNode(.map([ConfigNode.Entry(key: "gazetteer", keyPlace: .none, value: path)])))
    return try RuleSpeakers(settings, PipelineContext { _ in ConfigNode(.list(list)) })
  }
}
