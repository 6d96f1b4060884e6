import Codebook
import PluginAPI
import PluginTesting
import Standoff
import StanceCues
import StanceLexicon
import TestSupport
import Testing

@Suite struct StanceTests {
  typealias Case = StanceCase

  @Test(arguments: [
    Case("they free themselves", "The workers must free themselves, or they will stay as they are.", .below),
    Case("they take it into their hands", "Let the miners take the pits into their own hands.", .below),
    Case("the ruler is the one acted against", "The whole country rose in arms and they deposed the king.", .below),
    Case("those below control", "The mill is to be managed by the workers.", .below),
    Case(
      "an old spelling", "The soveraign hath absolute power over his subjects, and they owe him obedience.", .above),
    Case("the long s", "The people muſt govern themſelves.", .below),
    Case("over a line's end", "It is for the people to govern\nthemselves.", .below),
    Case("the better are to rule", "The wisest must rule, and the multitude must be led.", .above, "elitism"),
    Case("contempt", "The ignorant multitude are incapable of governing.", .above, "elitism"),
    Case(
      "experts decide", "Trained engineers should plan it all; the work is directed by experts.", .above, "plannism"),
    Case(
      "benefactors", "The charity of the wealthy relieved the suffering poor.", .above, "philanthropism"),
    Case("plain government", "The minister left London on Tuesday and came back on Friday.", .none),
    Case("economics without anyone who acts", "Wheat rose by four shillings in the quarter.", .none),
    Case("a text of no words", "…", .none),
  ])
  func passages(_ example: Case) throws {
    let judgment = try #require(try judge(example.text).first)
    #expect(judgment.stance == example.stance, "\(judgment.evidence)")
    if let strain = example.strain { #expect(judgment.strain == strain) }
  }

  @Test(arguments: [
    Case("said plainly", "The workers can govern themselves.", .below),
    Case("denied", "The workers cannot govern themselves.", .above),
    Case("denied of nobody", "Nobody said it, and the workers govern themselves.", .below),
    Case("not only is no denial", "The workers not only govern themselves but teach us how.", .below),
    Case(
      "denied twice", "It is not true that the workers are unfit to govern, for they manage their own affairs.", .below),
    Case("not X but Y", "They are not to be led by a dictator, but must free themselves.", .below),
    Case("what is absent says nothing", "All went well without the rule of the wise.", .none),
    Case("a hint that is denied says nothing", "It was no strike.", .none),
    Case("behind a “but” nothing is denied", "They did not ask, but the workers free themselves.", .below),
  ])
  func negation(_ example: Case) throws {
    let judgment = try #require(try judge(example.text).first)
    #expect(judgment.stance == example.stance, "\(judgment.evidence)")
  }

  @Test func a_cue_speaks_over_its_clause() throws {
    let marked = MarkedText("It rained; ⟨scope:the workers ⟨cue:free themselves⟩ by their work⟩, because they must.")
    let document = try Document.passage(marked.text)
    var settings = CueStances.Settings()
    settings.cues = true
    let cues = try document.adding(CueStances(settings, .bare).annotate(document, Diagnostics()))[StanceCue.self]
    let cue = try #require(
      cues.first { $0.label.entry.hasPrefix("free-themselves") || $0.label.entry.hasPrefix("people-themselves") })
    #expect(marked.spans("scope") == [cue.label.scope])
    #expect(cue.label.scope.encloses(cue.span))
  }

  @Test func a_quotation_is_judged_by_its_own_words_first() throws {
    let marked = MarkedText("The prince, who rules over his people, wrote: “⟨q:The people must govern themselves⟩.”")
    let document = try quoted(marked)
    let judgments = try document.adding(CueStances(.init(), .bare).annotate(document, Diagnostics()))[Judgment.self]
    #expect(judgments.map(\.target) == ["p1", "q1"])
    #expect(judgments[1].label.stance == .below)
  }

  @Test func the_sentence_around_helps_a_quotation_that_says_little() throws {
    let marked = MarkedText("They rose in arms and deposed the king, crying “⟨q:So be it⟩!”")
    func stance(context: Double) throws -> Stance? {
      var settings = CueStances.Settings()
      settings.context = context
      let document = try quoted(marked)
      let judgments = try document.adding(CueStances(settings, .bare).annotate(document, Diagnostics()))[Judgment.self]
      return judgments.last?.label.stance
    }
    #expect(try stance(context: 1) == .below)
    #expect(try stance(context: 0) == Stance.none)
  }

  @Test func scores_add_up_and_the_stance_has_the_highest() throws {
    for text in ["The workers free themselves.", "The king commands.", "It rained.", "", "The wise must rule the mob."]
    {
      for judgment in try judge(text) {
        let total = judgment.scores.map(\.value).reduce(0, +)
        #expect(abs(total - 1) < 0.000_1)
        #expect(judgment.scores.allSatisfy { $0.value <= judgment.score })
        #expect(judgment.evidence.allSatisfy { $0.weight > 0 })
        #expect(judgment.by == "stance.cues")
      }
    }
  }

  @Test(arguments: [
    ("de", "The workers must free themselves from those who rule over them.", false),
    ("en-GB", "The workers must free themselves from those who rule over them.", true),
    (nil, "The workers must free themselves from those who rule over them.", true),
    (nil, "Die Befreiung der Arbeiter muss das Werk der Arbeiter selbst sein.", false),
    (nil, "L'émancipation des travailleurs doit être l'œuvre des travailleurs eux-mêmes.", false),
  ])
  func languages(_ language: String?, _ text: String, _ isJudged: Bool) throws {
    let document = try Document.passage(text, language: language)
    let diagnostics = Diagnostics(map: document.map)
    var settings = CueStances.Settings()
    settings.unit = [.passage]
    let annotations = try CueStances(settings, .bare).annotate(document, diagnostics)
    #expect(try document.adding(annotations)[Judgment.self].count == (isJudged ? 1 : 0))
    #expect(diagnostics.all.map(\.message.code) == (isJudged ? [] : ["stance.language"]))
  }

  @Test func without_quotations_in_the_unit_none_are_required() throws {
    var settings = CueStances.Settings()
    #expect(try CueStances(settings, .bare).requires == [Passage.layer, Quotation.layer])
    settings.unit = [.passage]
    #expect(try CueStances(settings, .bare).requires == [Passage.layer])
  }

  @Test func words_are_counted_by_the_baseline() throws {
    let document = try Document.passage("The government commands and the workers obey the king.")
    let judgments = try document.adding(WordStances(.init(), .bare).annotate(document, Diagnostics()))[Judgment.self]
    #expect(judgments.map(\.label.stance) == [.above])
  }

  @Test func both_keep_the_contract() async throws {
    for stage in [try CueStances(.init(), .bare), try WordStances(.init(), .bare)] as [any Stage] {
      let findings = await Conformance.findings(stage) { try crossing($0) }
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  // MARK: Documents

  private func judge(_ text: String) throws -> [Judgment] {
    let document = try Document.passage(text)
    return try document.adding(CueStances(.init(), .bare).annotate(document, Diagnostics()))[Judgment.self].map(\.label)
  }

  private func quoted(_ marked: MarkedText) throws -> Document {
    var layer = Layer<Quotation>()
    for span in marked.spans("q") { layer.add(Quotation(.speech, marks: "“”", rule: "test"), at: span) }
    return try .passage(marked.text, layer)
  }

  /// A passage a line, and quotations that cross the lines.
  private func crossing(_ document: Document) throws -> Document {
    var (passages, quotations) = (Layer<Passage>(), Layer<Quotation>())
    let borders = document.text.utf8.indices.filter { document.text.utf8[$0] == 0x0A } + [document.text.count]
    var start = 0
    for (number, end) in borders.enumerated() {
      passages.add(Passage(number: number + 1), at: start..<end)
      start = end
    }
    for (one, two) in zip(borders, borders.dropFirst()).prefix(20) {
      quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: one..<two)
    }
    return try document.adding(passages, quotations)
  }
}
