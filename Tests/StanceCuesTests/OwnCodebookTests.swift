import Codebook
import PluginAPI
import PluginTesting
import StanceCues
import Standoff
import Testing

/// Judging by a codebook with three stances, of which two may be there at once.
@Suite struct OwnCodebookTests {
  private static let codebook = Result {
    try Codebook(
      file: ConfigNode(
        json: JSONValue(
          parsing: Array(
            """
            {"codebook": 1, "name": "weather", "question": "What is said of the weather?",
             "stances": {"wind": "It blows.", "rain": {"meaning": "It rains.", "opposite": "sun"},
                         "storm": {"meaning": "It blows and rains.", "both": ["wind", "rain"]},
                         "sun": {"meaning": "It shines.", "opposite": "rain"}, "nothing": "Nothing of it."},
             "rest": "nothing",
             "strains": {"gale": {"of": "wind", "meaning": "Hard."}, "shower": {"of": "rain", "meaning": "Short."}},
             "thresholds": {"passage": 0.9, "quotation": 0.9, "margin": 0, "both": 0.5},
             "lexicon": {"en": {"groups": [
               {"toward": "wind", "strain": "gale", "entries": [{"id": "blow", "weight": 2, "phrases": ["it [_] blows"]}]},
               {"toward": "rain", "strain": "shower", "entries": [{"id": "rain", "weight": 2, "phrases": ["it rains"]}]},
               {"toward": "sun", "entries": [{"id": "sun", "weight": 2, "phrases": ["it shines"]}]}]}}}
            """.utf8)))
    ) { throw ConfigError.noFiles($0) }
  }

  @Test(arguments: [
    ("It blows over the harbour and the boats stay in.", "wind", "gale"),
    ("It rains over the harbour and the boats stay in.", "rain", "shower"),
    ("It blows, and it rains over the harbour.", "storm", nil),
    ("It does rain, they say, but not here.", "nothing", nil),
    ("They said that never it rains in that town of theirs.", "sun", nil),
    ("It still blows over the harbour and the boats stay in.", "wind", "gale"),
    ("It never blows over the harbour and the boats go out.", "nothing", nil),
    ("They said that never it blows in that town of theirs.", "nothing", nil),
    ("The boats stay in the harbour, and the men mend nets.", "nothing", nil),
  ])
  func stances(_ text: String, _ stance: String, _ strain: String?) throws {
    var context = PipelineContext.bare
    context.codebook = try Self.codebook.get()
    var document = Document(text)
    document.metadata.language = "en"
    var passages = Layer<Passage>()
    passages.add(Passage(number: 1), at: document.text.all)
    document = try document.adding(passages)
    let annotations = try CueStances(.init(), context).annotate(document, Diagnostics())
    let judgments = try #require(annotations.layers.first as? Layer<Judgment>)
    let judgment = try #require(judgments.first?.label)
    #expect(judgment.stance.rawValue == stance, "\(judgment)")
    #expect(judgment.strain?.rawValue == strain)
    #expect(judgment.scores.map(\.stance) == ["wind", "rain", "sun", "storm", "nothing"])
    #expect(abs(judgment.scores.reduce(0) { $0 + $1.value } - 1) < 1e-9)
    try context.codebook.check(annotations)
  }
}
