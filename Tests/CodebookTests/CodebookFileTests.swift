import Codebook
import PipelineEngine
import PluginAPI
import Testing

@Suite("Codebook files")
struct CodebookFileTests {
  /// A file with one mistake; `⌖` stands where the message points.
  struct Mistake: CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    let message: String

    init(_ name: String, _ yaml: String, saying message: String) {
      testDescription = name
      self.yaml = yaml
      self.message = message
    }
  }

  private static let whole = """
    codebook: 1
    name: weather
    question: What is said of the weather?
    stances:
      fair:
        meaning: It is fair.
        opposite: foul
        side: sun
      foul:
        meaning: It is foul.
        opposite: fair
        side: rain
      both-of-it:
        meaning: It is both.
        both: [fair, foul]
      none: Nothing is said of it.
    rest: none
    strains:
      storm: { of: foul, meaning: It storms. }
    attitudes: { endorses: Liked., rejects: Not liked., reports: Told. }
    sides: { names: [sun, rain], meaning: Who likes it is for it. }
    thresholds: { passage: 0.5, margin: 0.1 }
    lexicon:
      en:
        classes:
          SKY: [sky, heavens]
        groups:
          - toward: foul
            strain: storm
            entries:
              - { id: thunder, weight: 2, phrases: [SKY thunder] }

    """

  private static func with(_ part: String, _ other: String) -> String { whole.replacing(part, with: other) }

  @Test(arguments: [
    Mistake("no map", "⌖- codebook", saying: "a codebook is a map with “codebook: 1”, “stances:” and “rest:”"),
    Mistake(
      "no version", "⌖name: weather", saying: "the file must say which version of the form it is written in"),
    Mistake("another version", with("codebook: 1", "codebook: ⌖2"), saying: "this program reads version 1"),
    Mistake(
      "an unknown key", with("question:", "⌖qestion:"),
      saying: "there is no key “qestion” in a codebook; did you mean “question”?"),
    Mistake(
      "no rest", with("rest: none\n", "").replacing("codebook: 1", with: "⌖codebook: 1"),
      saying: "the codebook needs “rest:”"),
    Mistake(
      "a rest that is no stance", with("rest: none", "rest: ⌖nune"),
      saying: "“rest” is “nune”, which is no stance of this codebook; did you mean “none”?"),
    Mistake(
      "a stance twice", with("  foul:", "  ⌖fair:"),
      saying: "the key “fair” stands here a second time, after line 5"),
    Mistake(
      "one stance", "codebook: 1\nname: a\nquestion: b\nstances: ⌖{ none: c }\nrest: none", saying: "two labels or more"
    ),
    Mistake(
      "an unknown key of a stance", with("meaning: It is fair.", "⌖meening: It is fair."),
      saying: "there is no key “meening” in the stance “fair”; did you mean “meaning”?"),
    Mistake(
      "a stance without a meaning", with("fair:\n    meaning: It is fair.\n    opp", "fair:\n    ⌖opp"),
      saying: "the stance “fair” needs “meaning:”"),
    Mistake(
      "a name that is no word", with("none: Nothing", "⌖“no ne”: Nothing"), saying: "a name is a word of letters"),
    Mistake(
      "an opposite that is no stance", with("opposite: foul", "opposite: ⌖fowl"),
      saying: "has the opposite “fowl”, which is no stance for cues of this codebook; did you mean “foul”?"),
    Mistake(
      "an opposite of one only",
      with("meaning: It is foul.\n    opposite: fair", "meaning: It is foul.").replacing(
        "opposite: foul", with: "opposite: ⌖foul"), saying: "so “foul” must have “fair”"),
    Mistake("both of one", with("both: [fair, foul]", "both: ⌖[fair]"), saying: "“both:” takes two different stances"),
    Mistake("both of a stranger", with("both: [fair, foul]", "both: ⌖[fair, fool]"), saying: "did you mean “foul”?"),
    Mistake(
      "an unknown side", with("side: sun", "side: ⌖son"),
      saying: "has the side “son”, which is no side of this codebook; did you mean “sun”?"),
    Mistake(
      "a side where there are none",
      with("sides: { names: [sun, rain], meaning: Who likes it is for it. }\n", "").replacing(
        "side: sun", with: "side: ⌖sun"), saying: "which is no side of this codebook"),
    Mistake("one side", with("names: [sun, rain]", "names: ⌖[sun]"), saying: "takes the names of two"),
    Mistake(
      "sides without attitudes",
      with("attitudes: { endorses: Liked., rejects: Not liked., reports: Told. }\n", "").replacing(
        "sides: {", with: "sides: ⌖{"), saying: "sides follow from attitudes"),
    Mistake(
      "an attitude short",
      with(
        "attitudes: { endorses: Liked., rejects: Not liked., reports: Told. }",
        "attitudes: ⌖{ endorses: Liked., rejects: Not liked. }"), saying: "“attitudes:” has no “reports”"),
    Mistake(
      "an attitude of one's own", with("attitudes: { endorses", "attitudes: { ⌖likes: Yes., endorses"),
      saying: "there is no key “likes”"),
    Mistake(
      "a strain of no stance", with("of: foul", "of: ⌖faul"),
      saying: "which is no stance with strains of this codebook; did you mean “foul”?"),
    Mistake("a strain of the rest", with("of: foul", "of: ⌖none"), saying: "“of” is “none”"),
    Mistake(
      "a threshold that is no number", with("passage: 0.5", "passage: ⌖high"),
      saying: "takes a number from 0 up, found “high”"),
    Mistake("no language", with("  en:\n    classes", "  ⌖english:\n    classes"), saying: "“english” is no language"),
    Mistake("an unknown key of the lexicon", with("    classes:", "    ⌖clases:"), saying: "did you mean “classes”?"),
    Mistake(
      "a cue toward no stance", with("toward: foul", "toward: ⌖fool"),
      saying: "which is no stance for cues of this codebook; did you mean “foul”?"),
    Mistake(
      "a cue toward the rest", with("toward: foul", "toward: ⌖none"),
      saying: "“toward” is “none”, which is no stance for cues"),
    Mistake(
      "a cue toward a stance of two", with("toward: foul", "toward: ⌖both-of-it"), saying: "which is no stance for cues"
    ),
    Mistake("a strain that is not declared", with("strain: storm", "strain: ⌖strom"), saying: "did you mean “storm”?"),
    Mistake(
      "an entry without a weight", with("weight: 2, ", "").replacing("- { id", with: "- ⌖{ id"),
      saying: "the entry “thunder” needs a “weight:”"),
    Mistake("a weight of nothing", with("weight: 2", "weight: ⌖0"), saying: "needs a “weight:”"),
    Mistake(
      "an entry twice",
      whole.replacing(
        "[SKY thunder] }", with: "[SKY thunder] }\n          - { id: ⌖thunder, weight: 1, phrases: [it thunders] }"),
      saying: "the entry “thunder” stands in line 31 already"),
    Mistake(
      "an unknown class", with("[SKY thunder]", "[⌖SKI thunder]"),
      saying: "there is no class “SKI” in this lexicon; did you mean “SKY”?"),
  ])
  func mistakes(_ example: Mistake) {
    let lines = example.yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.contains("⌖") }.map { $0 + 1 } ?? 0
    let column = lines.first { $0.contains("⌖") }.flatMap { line in
      line.unicodeScalars.firstIndex(of: "⌖").map { line.unicodeScalars.distance(from: line.startIndex, to: $0) + 1 }
    }
    do {
      _ = try codebook(example.yaml.replacing("⌖", with: ""))
      Issue.record("it was taken")
    } catch let error as ConfigError {
      #expect(error.message.contains(example.message), "\(error)")
      #expect(error.place == ConfigNode.Place(file: "weather.yaml", line: line, column: column ?? 0), "\(error)")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func a_whole_file_says_what_there_is() throws {
    let codebook = try codebook(Self.whole)
    #expect(codebook.stances.map(\.name) == ["fair", "foul", "both-of-it", "none"])
    #expect(codebook.rest == Stance.none)
    #expect(codebook.title == "weather")
    #expect(codebook.plainStances == ["fair", "foul"])
    #expect(codebook.contrasts == ["both-of-it"])
    #expect(codebook.strains(of: "foul") == ["storm"])
    #expect(codebook.thresholds.passage == 0.5)
    #expect(codebook.thresholds.quotation == 1.1)
    #expect(codebook.lexicon(for: "en-GB")?.language == "en")
    #expect(codebook.lexicon(for: "de") == nil)
    #expect(!codebook.isBuiltIn)
  }

  @Test func the_hash_tells_meanings_and_cues_but_not_layout() throws {
    let bytes = try codebook(Self.whole).canonicalBytes
    #expect(try codebook("# A remark.\n" + Self.whole).canonicalBytes == bytes)
    for (part, other) in [
      ("It is fair.", "It is very fair."), ("weight: 2", "weight: 3"), ("passage: 0.5", "passage: 0.6"),
      ("names: [sun, rain]", "names: [rain, sun]"), ("SKY thunder", "thunder"),
    ] {
      #expect(try codebook(Self.with(part, other)).canonicalBytes != bytes, "\(part)")
    }
  }

  @Test(arguments: [
    ("fair", AttitudeKind.endorses, "sun"), ("fair", .rejects, "rain"), ("fair", .reports, "neither"),
    ("foul", .endorses, "rain"), ("foul", .rejects, "sun"), ("both-of-it", .endorses, "neither"),
    ("none", .endorses, "neither"),
  ])
  func sides(_ stance: String, _ attitude: AttitudeKind, _ side: String) throws {
    #expect(try codebook(Self.whole).side(Stance(rawValue: stance), attitude) == Side(rawValue: side))
  }

  private func codebook(_ yaml: String) throws -> Codebook {
    try Codebook(file: try YAML.parse(yaml, file: "weather.yaml")) { throw ConfigError.noFiles($0) }
  }
}
