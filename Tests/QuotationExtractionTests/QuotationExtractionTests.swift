import Codebook
import PluginAPI
import PluginTesting
import QuotationExtraction
import Standoff
import TestSupport
import Testing

/// A row of a table: a text with the expected quotations written into it; an empty line ends a block.
struct Case: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let marked: MarkedText
  let language: String

  init(_ name: String, _ text: String, language: String = "en") {
    testDescription = name
    marked = MarkedText(text)
    self.language = language
  }
}

@Suite struct QuotationMarks {
  @Test(arguments: [
    Case("a plain quotation", "He wrote: “⟨speech:the masses must be led by those who know⟩”."),
    Case("straight marks", #"He wrote, "⟨speech:The masses must be led.⟩""#),
    Case("interrupted, so two", "“⟨speech:We shall,⟩” she said, “⟨speech:and we shall do it ourselves.⟩”"),
    Case("an apostrophe opens nothing", "the workers’ own councils and the masters' answer"),
    Case("British single marks beside apostrophes", "‘⟨speech:The workers’ council won’t wait,⟩’ said Marten."),
    Case("straight single marks beside apostrophes", "'⟨speech:The masters' men won't wait for us,⟩' said Marten."),
    Case("elisions open nothing", #"She said, "⟨speech:'Tis the people's own; we gave 'em the vote in '48.⟩""#),
    Case("a clipped word closes nothing", #""⟨speech:Take 'em an' go, the huntin' is over,⟩" said Marten."#),
    Case("guillemets", "Il écrit : «⟨speech:la terre est à ceux qui la travaillent⟩».", language: "fr"),
    Case("French spaces are no words", "Il a dit : « ⟨speech:nous ne voulons pas de maître⟩ ».", language: "fr"),
    Case(
      "spaces that break no line", "Il a dit : «\u{A0}⟨speech:nous ne voulons pas de maître.⟩\u{202F}».", language: "fr"
    ),
    Case(
      "low single marks beside high double ones",
      "Er schrieb: “⟨speech:Wir sagen ‚⟨speech:wir wollen keinen Herrn⟩‘ und gehen.⟩”", language: "de"),
    Case(
      "guillemets the German way", "Er rief: »⟨speech:Die Mühle gehört allen, die darin arbeiten!⟩«", language: "de"),
    Case("low and high", "Sie schrieb: „⟨speech:Wir regieren uns selbst, und niemand sonst.⟩“", language: "de"),
    Case("Japanese brackets", "彼は「⟨speech:工場は 我々の ものだ それは 確かだ 誰も それを⟩」と言った。", language: "ja"),
    Case(
      "nested quotations are kept",
      "He said: “⟨speech:Our rule is ‘⟨speech:the people decide for themselves⟩’ and no other.⟩”"),
    Case(
      "a mark at each paragraph, closed at the last",
      "She said: “⟨speech:Nobody asked us.\n\n“Nobody will ask us.\n\n“So we ask.⟩”\n\nThey rose."),
    Case(
      "a closing mark where an opening one should stand", "He said: ”⟨speech:The state must guide them.⟩” She left."),
    Case(
      "an opening mark where a closing one should stand", "He said: “⟨speech:The state must guide them.⟩“ She left."),
    Case(
      "a mark never closed stays in its paragraph",
      "“⟨speech:The mill is ours,⟩ said Marten and sat down.\n\nThe “⟨term:order⟩” held."),
    Case("inches are no quotation", #"A board of 6" by 9" was “⟨term:free⟩”."#),
    Case("brackets inside", "He wrote: “⟨speech:They [the masters] will (surely) give nothing.⟩”"),
    Case("a mark behind a dash", #"One word held them--"⟨term:order⟩"--and no other."#),
    Case(
      "emphasis beside the marks", #"He wrote, "⟨speech:_the masses must be led_⟩.""#.replacing("⟩.\"", with: ".⟩\"")),
    Case(
      "marks by a scanner", "He wrote, ,,⟨speech:The masses must be led.⟩'' Orde wrote, ``⟨speech:They lead us.⟩''"),
    Case("accents for single marks", "He wrote, ´⟨speech:The masses must be led by us all.⟩´"),
    Case("angle brackets for guillemets", "He wrote: <<⟨speech:The masses must be led by us all.⟩>>"),
    Case("white space inside the marks", "He wrote: “ ⟨speech:The masses must be led by us all.⟩ ”"),
    Case("primes are no marks", "A board of 6′ 2″ by 9′ 4″ lay there; the other had 5' 10\" and was broken."),
    Case("years cut short", "She said, \"⟨speech:In '89 they rose, and rock 'n' roll was far.⟩\""),
    Case(
      "three apostrophes in a row",
      "He said: ,,⟨speech:Our rule is '⟨speech:the people decide for themselves.⟩'⟩''"),
    Case(
      "marks inside the same marks where the next paragraph goes on",
      "She wrote:\n\n\"⟨speech:Nobody asked what \"⟨term:order⟩\" means to us.\n\n\"Nobody will ask us.⟩\""),
    Case(
      "the next paragraph closes what no mark takes up",
      "She wrote: “⟨speech:Nobody asked us, and that is all.\n\nNobody will ask us.⟩” They rose."),
    Case(
      "a signature in capitals belongs to its letter",
      "He wrote:\n\n\"⟨speech:Let the bearer pass in and out.\n\n\"HESTER VANE,\n\n\"At the mill.⟩\""),
    Case(
      "a quotation that no mark opens starts behind its verb",
      "Orde wrote, ⟨speech:The mill belongs to us and to nobody else.⟩” They rose."),
    Case("an elision inside a quotation", "“⟨speech:You would be 'shamed to hear how they were a-talkin' of us.⟩”"),
    Case("code is no quotation", "Write `order` there, and `yes` here; the masters' answer: ```no```"),
    Case("a grave opens, an apostrophe closes", "He wrote, `⟨speech:The masses must be led by us all.⟩'"),
    Case(
      "an apostrophe before the mark", "Il traite les meuniers d’« ⟨speech:écoliers en vacances⟩ » et part.",
      language: "fr"),
    Case("the same with straight marks", #"Parlò dell'"⟨term:ordine⟩" e dell'"⟨term:anarchia⟩"."#, language: "it"),
    Case(
      "one guillemet askew makes no convention",
      "Il dit : « ⟨speech:nous ne voulons pas de maître⟩ ».\n\n» Il partit. Elle dit : « ⟨speech:nous irons sans lui⟩ ».",
      language: "fr"),
    Case(
      "the author's words stay in guillemets that nothing closes",
      "« ⟨speech:Nous irons, dit Marten, et sans maître.⟩\n\nIl partit.", language: "fr"),
    Case(
      "a guillemet the wrong way round",
      "Marten écrit : « ⟨speech:Nous ne voulons pas de maître.⟩ « Les meuniers rient. Il ajoute : « ⟨speech:Nous irons sans lui.⟩ »",
      language: "fr"),
    Case(
      "single low marks inside low ones",
      "Sie sagte: „⟨speech:Er meinte: ‚⟨speech:Das geht nicht ohne Herrn.⟩‘ Es ging aber.⟩“", language: "de"),
    Case(
      "single guillemets inside inward ones",
      "Sie rief: »⟨speech:Er sagt: ›⟨speech:Das geht nicht ohne Herrn.⟩‹ Es ging aber.⟩«", language: "de"),
    Case(
      "a word called so in German",
      "Marten wurde als „⟨speech:unbelehrbar⟩“ verurteilt, als „⟨speech:Schwätzer⟩“ verhöhnt.", language: "de"),
    Case(
      "words behind their conjunction", "Marten behauptete gestern abend, daß „⟨speech:niemand sie rief⟩“.",
      language: "de"),
    Case(
      "words that many say, in Spanish", "Llegó «⟨speech:despacio, despacio⟩», como los viejos molineros dicen.",
      language: "es"),
    Case("Chinese titles", "他读《⟨title:磨坊⟩》。", language: "zh"),
    Case("titles stand for works", "He read the pamphlet “⟨title:The Mill and Its Masters⟩” aloud."),
    Case("scare quotes", "This “⟨term:socialism⟩” came by decree."),
    Case("so-called", "The so-called “⟨term:friends of order⟩” fled."),
    Case("a word that somebody said", "The motion was denounced as “⟨speech:reactionary and hopeless⟩” by Orde."),
    Case("words that many say", "It came “⟨speech:slowly, slowly,⟩” as the old millers of the valley say."),
    Case("words behind a quotation mark go with it", "As Orde put it, “⟨speech:the many cannot rule⟩”."),
  ])
  func quotations(_ example: Case) throws {
    let document = try document(example.marked.text, language: example.language)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    let found = quotations.map {
      MarkedText.Mark($0.label.kind.rawValue, $0.span, words: document.text[$0.span])
    }
    #expect(found == example.marked.marks)
  }

  @Test func levelsAndMarksAreNamed() throws {
    let document = try document("He said: “Our rule is ‘the people decide for themselves’ and no other.”")
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map(\.label.level) == [0, 1])
    #expect(quotations.map(\.label.marks) == ["“”", "‘’"])
  }

  @Test(arguments: [
    ("“Nobody asked us and nobody will.", "quotation.unclosed"),
    ("He said: ”The state must guide them.” So.", "quotation.wrong-way"),
    ("They left.” Nobody knew why.", "quotation.unopened"),
    ("“They left.”” Nobody knew why.", "quotation.doubled"),
  ])
  func troubleIsSaid(_ text: String, _ code: String) throws {
    let document = try document(text)
    let diagnostics = Diagnostics(map: document.map)
    _ = try MarkedQuotations().annotate(document, diagnostics)
    let found = diagnostics.all.filter { $0.message.code != "quotation.marks" }
    #expect(found.map(\.message.code) == [code])
    #expect(found.allSatisfy { $0.source != nil })
  }

  @Test func aLanguageWithoutWordsIsSaid() throws {
    let document = try document("Ilu „kon te“.", language: "xx")
    let diagnostics = Diagnostics(map: document.map)
    _ = try MarkedQuotations().annotate(document, diagnostics)
    #expect(diagnostics.all.map(\.message.code) == ["quotation.language", "quotation.marks"])
  }

  @Test func theMarksOfADocumentAreStated() throws {
    let document = try document("She said: “Nobody asked us.” “Nobody?” He said ‘never’ to her.")
    let diagnostics = Diagnostics(map: document.map)
    _ = try MarkedQuotations().annotate(document, diagnostics)
    #expect(diagnostics.all.map(\.message.text) == ["quotations stand in “” (2), ‘’ (1)"])
  }

  @Test func aGuessedEndScoresLow() throws {
    let document = try document("“Nobody asked us and nobody will.")
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map(\.label.rule) == ["unclosed"])
    #expect(quotations.allSatisfy { $0.label.score < 0.5 })
  }

  @Test func marksThatAreNeverClosedTakeNoMoreThanTheirTime() throws {
    let document = try document(
      String(repeating: "“a ‘b \"c «d ,,e `f ", count: 10_000) + String(repeating: "\n\n— “a\n\n— ‘b:", count: 10_000))
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.count <= 80_000)
  }

  @Test func rulesCanBeLeftOut() throws {
    let document = try document("Orde said, “never again.” They bowed to “Orde and Company.”")
    func rules(without: [KindRule]) throws -> [String] {
      var settings = MarkedQuotations.Settings()
      settings.without = without
      let stage = try MarkedQuotations(settings)
      return try document.adding(stage.annotate(document, Diagnostics()))[Quotation.self].map(\.label.rule)
    }
    #expect(try rules(without: []) == ["cue.verb.before", "form.name"])
    #expect(
      try !rules(without: [.cueVerbBefore, .formName]).contains { ["cue.verb.before", "form.name"].contains($0) })
  }

  @Test func contract() async throws {
    #expect(
      await Conformance.findings(MarkedQuotations(), documents: Conformance.soups(120), prepare: withBlocks).isEmpty
    )
    #expect(
      await Conformance.findings(RegexQuotations(), documents: Conformance.soups(120), prepare: withBlocks).isEmpty)
  }

  @Test func theBaselineTakesAnythingBetweenMarks() throws {
    let document = try document("This “order” is \"kept\".")
    let quotations = try document.adding(RegexQuotations().annotate(document, Diagnostics()))[Quotation.self]
    #expect(quotations.map { document.text[$0.span] } == ["order", "kept"])
    #expect(quotations.allSatisfy { $0.label.kind == .speech })
  }
}

/// A document with a paragraph for every stretch between empty lines.
func document(_ text: String, language: String? = "en") throws -> Document {
  try withBlocks(Document(text, language: language))
}
