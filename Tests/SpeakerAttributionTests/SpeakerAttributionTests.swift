import Codebook
import PluginAPI
import PluginTesting
import SpeakerAttribution
import Standoff
import TestSupport
import Testing

@Suite struct Speakers {
  typealias Case = SpeakerCase

  @Test(arguments: [
    Case("verb, then name", "“⟨q:We decide,⟩” said Marten.", ["Marten"]),
    Case("name, then verb", "“⟨q:We decide,⟩” Anna Pell wrote in May.", ["Anna Pell"]),
    Case("a name and a verb before", "The mill, Marten declared, “⟨q:belongs to us⟩”.", ["Marten"]),
    Case("a clause with that", "In her book Anna Pell points out that “⟨q:nobody asked the weavers⟩”.", ["Anna Pell"]),
    Case("a colon", "Then Marten rose and said: “⟨q:The mill is ours.⟩”", ["Marten"]),
    Case("interrupted", "“⟨q:We decide,⟩” said Marten, “⟨q:and nobody else.⟩”", ["Marten", "Marten"]),
    Case("the role where there is no name", "“⟨q:We decide,⟩” cried an old weaver.", ["an old weaver"]),
    Case(
      "a role means what it was called in full", "The leader of the weavers rose. “⟨q:We decide,⟩” the leader said.",
      ["The leader of the weavers"]),
    Case("the only bishop", "Bishop Orde rose. Nobody spoke. “⟨q:We decide,⟩” said the bishop.", ["Bishop Orde"]),
    Case("one of several", "“⟨q:We decide,⟩” cried one of its orators.", ["one of its orators"]),
    Case("two at once", "The plan was called “⟨q:hopeless⟩” by Orde and Pell.", ["Orde and Pell"]),
    Case("as somebody put it", "As Marten put it, “⟨q:the mill is ours⟩”.", ["Marten"]),
    Case("according to", "According to Anna Pell, “⟨q:nobody asked the weavers⟩”.", ["Anna Pell"]),
    Case("in the words of", "In the words of Marten, “⟨q:the mill is ours⟩”.", ["Marten"]),
    Case("somebody's advice", "Nobody took Marten's advice, “⟨q:Burn the ledgers⟩”.", ["Marten"]),
    Case(
      "a pronoun means the subject of the sentence before",
      "Marten opposed the plan of Orde. He said it was “⟨q:a plan for masters⟩”.", ["Marten"]),
    Case(
      "a pronoun follows the sex that a title tells",
      "Mr. Orde met Mrs. Pell at the mill. She said: “⟨q:It is ours.⟩”", ["Mrs. Pell"]),
    Case(
      "the fullest name so far",
      "Anna Pell came late. Nobody had waited. “⟨q:We decide,⟩” said Pell.", ["Anna Pell"]),
    Case(
      "no name before it is given", "“⟨q:We decide,⟩” said Pell.\n\nThat was Anna Pell.", ["Pell"]),
    Case(
      "a new sentence does not speak for the quotation before it",
      "Anna Pell argued that “⟨q:the poor must be lifted⟩”. Marten added that “⟨q:nobody had asked them⟩”.",
      ["Anna Pell", "Marten"]),
    Case(
      "going on ends where another speaks",
      "“⟨q:The state will do it,⟩” wrote Orde. “⟨q:Officials know how.⟩” Marten answered that “⟨q:we know better⟩”.",
      ["Orde", "Orde", "Marten"]),
    Case(
      "who had come late does not part subject and verb", "Marten, who had come late, said: “⟨q:It is ours.⟩”",
      ["Marten"]),
    Case(
      "another quotation right behind goes on", "Marten wrote: “⟨q:It is ours.⟩” “⟨q:We keep it.⟩”",
      ["Marten", "Marten"]),
    Case(
      "a quotation inside a quotation belongs to the inner speaker",
      "Marten said: “⟨q:I heard Orde say, ‘⟨q:the many cannot rule⟩’, and laughed.⟩”", ["Marten", "Orde"]),
    Case(
      "the sentence before a block", "Anna Pell wrote of it as follows:\n\n“⟨q:Nobody asked the weavers.⟩”",
      ["Anna Pell"]),
    Case("a work speaks", "The old charter says: “⟨q:The mill belongs to all who work in it.⟩”", ["The old charter"]),
    Case("nobody", "It is an old saying.\n\n“⟨q:Who eats must work.⟩”", ["–"]),
    Case("the author", "Ten years ago I wrote: “⟨q:The mill must be theirs.⟩”", ["the author"]),
  ])
  func names(_ example: Case) throws {
    #expect(try example.found().map(\.name) == example.speakers)
  }

  @Test(arguments: [
    Case(
      "a long subject", "The old leader of the weavers of Hale declared that “⟨q:the mill is ours⟩”.",
      ["The old leader of the weavers of Hale"]),
    Case("inverted, with a comma", "So, wrote Marten, “⟨q:nobody asked us⟩”.", ["Marten"]),
    Case("an apposition between subject and verb", "Marten, the smith of Hale, said: “⟨q:It is ours.⟩”", ["Marten"]),
    Case("a chain of verbs", "Marten went on to declare that “⟨q:the mill is ours⟩”.", ["Marten"]),
    Case(
      "reported to have said", "Bishop Marten is reported to have said that “⟨q:the mill is ours⟩”.", ["Bishop Marten"]),
    Case("a verb behind and", "A stranger came to the gate, and said: “⟨q:It is late.⟩”", ["A stranger"]),
    Case("a participle before", "Turning to Orde, Marten said: “⟨q:It is ours.⟩”", ["Marten"]),
    Case(
      "what was not said has no speaker by that verb", "Marten never said “⟨q:burn the ledgers⟩”; Orde wrote it.",
      ["Orde"]),
    Case(
      "a clause with when does not take the verb",
      "Anna Pell came late. When the clerk asked her for a word, she said: “⟨q:It is ours.⟩”", ["Anna Pell"]),
    Case("was the answer of", "“⟨q:It is ours,⟩” was the answer of Anna Pell.", ["Anna Pell"]),
    Case("a friend by name", "“⟨q:It is ours,⟩” friend Marten would say.", ["Marten"]),
  ])
  func verbs(_ example: Case) throws {
    #expect(try example.found().map(\.name) == example.speakers)
  }

  @Test(arguments: [
    Case(
      "from a paper", "Here are two lines from the Hale Courier:\n\n“⟨q:Nobody asked the weavers.⟩”", ["Hale Courier"]),
    Case(
      "the name behind a described source",
      "The following protest is from an organ of the owners, the Hale Courier:\n\n“⟨q:The hands are idle.⟩”",
      ["Hale Courier"]),
    Case(
      "by somebody", "The following protest by Anna Pell was read to the owners:\n\n“⟨q:Nobody asked us.⟩”",
      ["Anna Pell"]),
    Case("her words", "Anna Pell spoke first. These were her words:\n\n“⟨q:Nobody asked us.⟩”", ["Anna Pell"]),
    Case(
      "their watchword", "The weavers marched at noon. Their watchword was “⟨q:The mill is ours⟩”.", ["The weavers"]),
    Case("the watchword of", "The watchword of the weavers in those days was “⟨q:bread first⟩”.", ["the weavers"]),
    Case("gave an answer", "Marten gave the owners a short answer, “⟨q:Come and see⟩”.", ["Marten"]),
    Case(
      "resumed", "Anna Pell wrote: “⟨q:It is ours.⟩”\n\nAnd again:\n\n“⟨q:We keep it.⟩”", ["Anna Pell", "Anna Pell"]),
    Case("in parentheses behind", "The rule “⟨q:bread first, then hymns⟩” (Anna Pell) was old.", ["Anna Pell"]),
    Case("behind a dash", "“⟨q:Bread first, then hymns.⟩”—Anna Pell, in the Courier.", ["Anna Pell"]),
    Case("in a paper it is said", "In the Hale Courier it is said that “⟨q:the hands are idle⟩”.", ["Hale Courier"]),
    Case("some", "Nobody helped; but some cried, “⟨q:Let him go!⟩”", ["some"]),
    Case(
      "he and another", "Hugo Marten wrote it with Pell. He and Pell said that “⟨q:nobody asked them⟩”.",
      ["Hugo Marten and Pell"]),
    Case(
      "they are the two", "Hugo Orde and Pell met at noon. They said that “⟨q:nobody asked them⟩”.",
      ["Hugo Orde and Pell"]),
    Case(
      "himself is the subject",
      "Hugo Marten, with Orde, found himself in the street. He said: “⟨q:It is late.⟩”", ["Hugo Marten"]),
    Case(
      "a pronoun is not its own clause's subject",
      "Marten met Orde. He told him the news. He said: “⟨q:It is ours.⟩”", ["Marten"]),
  ])
  func sources(_ example: Case) throws {
    #expect(try example.found().map(\.name) == example.speakers)
  }

  @Test(arguments: [
    Case(
      "a person and not his letter", "The letter of Anna Pell to the owners says: “⟨q:Nobody asked us.⟩”", ["Anna Pell"]
    ),
    Case(
      "a body and not its resolution",
      "The Mill Workers Union met. One resolution of the Mill Workers Union says: “⟨q:Nobody asked us.⟩”",
      ["Mill Workers Union"]),
    Case(
      "a charter speaks for itself", "The charter of the Mill Workers Union says: “⟨q:The mill is ours.⟩”",
      ["The charter of the Mill Workers Union"]),
    Case(
      "a resolution adopted by somebody", "A resolution adopted by the weavers declares: “⟨q:The mill is ours.⟩”",
      ["the weavers"]),
    Case("an article of a law", "Article 3 of the statute says: “⟨q:The mill is ours.⟩”", ["Article 3 of the statute"]),
    Case("who is quoted speaks", "Hugo Orde rose and quoted Anna Pell as saying: “⟨q:It is ours.⟩”", ["Anna Pell"]),
    Case("somebody's saying so", "Orde remembered Marten's saying, “⟨q:It is ours.⟩”", ["Marten"]),
    Case(
      "words in parentheses before", "Anna Pell wrote (I give the old text): “⟨q:It is ours.⟩” Orde laughed.",
      ["Anna Pell"]),
    Case(
      "they are those whose chiefs", "The weavers were poor. Their chiefs had gone. Their watchword was “⟨q:bread⟩”.",
      ["The weavers"]),
    Case(
      "they are a swarm of people", "A swarm of traders came in. They said: “⟨q:It is ours.⟩”", ["A swarm of traders"]),
    Case(
      "a verb for one has no plural subject",
      "Marten believed that, as the weavers grow, they should be heard, and says “⟨q:it is time⟩”.", ["Marten"]),
    Case(
      "the asking one is the subject", "In May Anna Pell wrote to the clerk, asking “⟨q:who owns the mill⟩”.",
      ["Anna Pell"]),
    Case(
      "a man named like a title", "J.C. Duke came late. Nobody laughed. Then he said: “⟨q:It is ours.⟩”", ["J.C. Duke"]),
    Case(
      "the bishop's house is not he", "The Bishop of Hale's house was cold. “⟨q:Come in,⟩” said the bishop.",
      ["The Bishop of Hale"]),
    Case(
      "a pronoun behind a question starts another sentence",
      "Anna Pell asked the owners, as if begging, “⟨q:Will you help?⟩” They answered, “⟨q:Never.⟩”",
      ["Anna Pell", "the owners"]),
    Case("it is held by nobody", "The book is old. It is said that “⟨q:the mill is ours⟩”.", ["–"]),
    Case("every man is nobody", "Every man worked. It was loud. It was: “⟨q:Come here, all of you!⟩”", ["–"]),
    Case("the wording says nothing", "Note the wording. “⟨q:It might be true.⟩”", ["–"]),
  ])
  func whoseWords(_ example: Case) throws {
    #expect(try example.found().map(\.name) == example.speakers)
  }

  @Test func aNoteBehindNamesTheSource() throws {
    let marked = MarkedText("It is old that “⟨q:the mill is ours⟩”.⟨a:[1]⟩\n\n⟨n:[1] Anna Pell, The Mill, p. 3.⟩")
    let bare = Document(marked.text, language: "en")
    var blocks = Layer<Block>()
    blocks.add(Block(.paragraph), at: 0..<marked.spans("a")[0].upperBound)
    blocks.add(Block(.note, n: "1", at: marked.spans("a")[0]), at: marked.spans("n")[0])
    var quotations = Layer<Quotation>()
    quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: marked.spans("q")[0])
    let document = try bare.adding(blocks, quotations)
    let speakers = try document.adding(RuleSpeakers().annotate(document, Diagnostics()))[Speaker.self]
    #expect(speakers.map(\.label.name) == ["Anna Pell"])
    #expect(speakers.map(\.label.rule) == ["citation"])
  }

  /// Conversations of at least five paragraphs that start with quoted words.
  @Test(arguments: [
    Case(
      "turns between two, forward and backward",
      """
      “⟨q:Who is there?⟩”

      “⟨q:A friend,⟩” said Marten.

      “⟨q:I have none,⟩” said Anna Pell.

      “⟨q:You have one now.⟩”

      “⟨q:Come in, then.⟩”

      “⟨q:Thank you.⟩”
      """, ["Anna Pell", "Marten", "Anna Pell", "Marten", "Anna Pell", "Marten"]),
    Case(
      "who is addressed speaks next",
      """
      “⟨q:It is late,⟩” said Marten.

      “⟨q:It is,⟩” said Orde.

      “⟨q:Go home,⟩” said Anna Pell. “⟨q:What do you say, Marten?⟩”

      “⟨q:I will stay.⟩”

      “⟨q:So will I,⟩” said Orde.
      """, ["Marten", "Orde", "Anna Pell", "Anna Pell", "Marten", "Orde"]),
    Case(
      "what somebody does beside the words",
      """
      “⟨q:It is late,⟩” said Marten.

      Anna Pell laughed. “⟨q:It is not.⟩”

      “⟨q:It is.⟩” Marten rose.

      “⟨q:Then go,⟩” said Anna Pell.

      “⟨q:I go.⟩”

      “⟨q:Go.⟩”
      """, ["Marten", "Anna Pell", "Marten", "Anna Pell", "Marten", "Anna Pell"]),
    Case(
      "an old man is the old man",
      """
      An old man stood at the gate. Marten came up.

      “⟨q:Who are you?⟩” said the old man.

      “⟨q:A friend,⟩” said Marten.

      “⟨q:I have none.⟩”

      “⟨q:You have one now.⟩”

      “⟨q:Come in, then,⟩” said the man.
      """, ["An old man", "Marten", "An old man", "Marten", "An old man"]),
    Case(
      "the one who says I is called by his name once others call him so",
      """
      “⟨q:It is late,⟩” I said.

      “⟨q:You are wrong, Orde,⟩” said Anna Pell.

      “⟨q:I never am,⟩” I said.

      “⟨q:You always are.⟩”

      “⟨q:Then good night.⟩”
      """, ["the narrator", "Anna Pell", "Orde", "Anna Pell", "Orde"]),
    Case(
      "two voices in one paragraph",
      """
      “⟨q:It is late,⟩” said Marten.

      “⟨q:It is not,⟩” said Orde.

      Marten said, “⟨q:Go home.⟩” “⟨q:No,⟩” said Orde.

      “⟨q:Go.⟩”

      “⟨q:No.⟩”

      “⟨q:Go!⟩”
      """, ["Marten", "Orde", "Marten", "Orde", "Marten", "Orde", "Marten"]),
  ])
  func talk(_ example: Case) throws {
    #expect(try example.found().map(\.name) == example.speakers)
  }

  @Test func aRuleCanBeLeftOut() throws {
    let document = try Document.quoted(MarkedText("“⟨q:We decide,⟩” said Marten. Orde came in."))
    var settings = RuleSpeakers.Settings()
    settings.without = [.verbAfter]
    let speakers = try document.adding(RuleSpeakers(settings).annotate(document, Diagnostics()))[Speaker.self]
    #expect(speakers.map(\.label.rule) != ["cue.verb.after"])
  }

  @Test func mentionAndRuleStandInTheResult() throws {
    let marked = MarkedText("“⟨q:We decide,⟩” said ⟨m:Marten⟩.")
    let speaker = try #require(try Document.quoted(marked).speakers().first)
    #expect(speaker.mention == marked.spans("m").first)
    #expect(speaker.rule == "cue.verb.after")
    #expect(speaker.score > 0.5)
  }

  @Test func markupSaysIt() throws {
    let marked = MarkedText("Then ⟨q:“we decide”⟩ was heard.")
    var persons = Layer<Person>()
    persons.add(Person(xml: "pell", name: "Anna Pell"))
    var stated = Layer<StatedQuotation>()
    for span in marked.spans("q") { stated.add(StatedQuotation(element: "said", who: "#pell"), at: span) }
    let document = try Document.quoted(marked).adding(persons, stated)
    let speakers = try document.adding(RuleSpeakers().annotate(document, Diagnostics()))[Speaker.self]
    #expect(speakers.map(\.label.name) == ["Anna Pell"])
    #expect(speakers.map(\.label.rule) == ["markup"])
  }

  @Test func termsHaveNoSpeaker() throws {
    let marked = MarkedText("Marten spoke of “⟨q:order⟩”.")
    let document = try Document.quoted(marked, kind: .term)
    #expect(try document.adding(RuleSpeakers().annotate(document, Diagnostics()))[Speaker.self].isEmpty)
  }

  @Test func aLanguageWithoutRulesIsSaid() throws {
    let diagnostics = Diagnostics()
    let document = try Document.quoted(MarkedText("“⟨q:Aa bb,⟩” cc Dd."), language: "xx")
    #expect(try document.adding(RuleSpeakers().annotate(document, diagnostics))[Speaker.self].isEmpty)
    #expect(diagnostics.all.map(\.message.code) == ["speaker.language"])
  }

  @Test func theBaselineTakesTheNearestName() throws {
    let document = try Document.quoted(MarkedText("Orde came in. “⟨q:We decide,⟩” said Marten."))
    let speakers = try document.adding(NearestSpeakers().annotate(document, Diagnostics()))[Speaker.self]
    #expect(speakers.map(\.label.name) == ["Marten"])
  }

  @Test func contract() async throws {
    #expect(
      await Conformance.findings(RuleSpeakers(), documents: Conformance.soups(120), prepare: withWordsInMarks)
        .isEmpty)
    #expect(
      await Conformance.findings(NearestSpeakers(), documents: Conformance.soups(120), prepare: withWordsInMarks)
        .isEmpty)
  }

  /// Takes whatever stands between two double marks for a speech.
  private func withWordsInMarks(_ document: Document) throws -> Document {
    var quotations = Layer<Quotation>()
    var opening: Int?
    let text = document.text
    for position in 0..<text.count where text.utf8[position] == 0x9C || text.utf8[position] == 0x9D {
      guard position >= 2, text.utf8[position - 1] == 0x80, text.utf8[position - 2] == 0xE2 else { continue }
      if let start = opening, start < position - 2 {
        quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: start..<position - 2)
        opening = nil
      } else {
        opening = position + 1
      }
    }
    return try withBlocks(document).adding(quotations)
  }
}
