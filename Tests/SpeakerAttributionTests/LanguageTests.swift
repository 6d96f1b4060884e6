import Codebook
import PluginAPI
import PluginTesting
import SpeakerAttribution
import Standoff
import TestSupport
import Testing

@Suite("Speakers in other languages")
struct LanguageTests {
  typealias Case = SpeakerCase

  @Test(arguments: [
    Case("the verb behind", "„⟨q:Wir gehen⟩“, sagte Anna Orde.", ["Anna Orde"]),
    Case("a pronoun leans on it", "„⟨q:Wir gehen⟩“, sagte mir Anna Orde.", ["Anna Orde"]),
    Case("a noun before the name", "„⟨q:Wir gehen⟩“, rief die Spulerin Anna Orde.", ["Anna Orde"]),
    Case("a tense of two words", "„⟨q:Wir gehen⟩“, hat Anna Orde gesagt.", ["Anna Orde"]),
    Case("the subject behind the verb", "In der „Warte“ schrieb Anna Orde: „⟨q:Wir gehen.⟩“", ["Anna Orde"]),
    Case("an accusative is no subject", "Anna Orde stieg auf einen Stuhl und rief: „⟨q:Wir gehen.⟩“", ["Anna Orde"]),
    Case(
      "a noun with a capital is no role", "Anna Orde kam mit der Rechnung. Sie rief: „⟨q:Wir gehen.⟩“", ["Anna Orde"]),
    Case("so", "Man müsse, so Anna Orde, „⟨q:langsam hineinwachsen⟩“.", ["Anna Orde"]),
    Case("so behind", "„⟨q:Man wächst langsam hinein⟩“, so Anna Orde.", ["Anna Orde"]),
    Case("laut", "Laut Anna Orde ist es „⟨q:nur eine Frage der Zeit⟩“.", ["Anna Orde"]),
    Case(
      "nach seinen Worten", "Karl Orde kam. Nach seinen Worten ist es „⟨q:nur eine Frage der Zeit⟩“.", ["Karl Orde"]),
    Case("the agent before", "Die Weber wurden von Anna Orde als „⟨q:große Kinder⟩“ bezeichnet.", ["Anna Orde"]),
    Case("the participle behind", "Die Weber hat Anna Orde „⟨q:große Kinder⟩“ genannt.", ["Anna Orde"]),
    Case("no subject before the participle", "„⟨q:Wir gehen⟩“, hat mir Anna Orde geschrieben.", ["Anna Orde"]),
  ])
  func german(_ example: Case) throws { try expect(example, "de") }

  @Test(arguments: [
    Case("the verb behind", "« ⟨q:Nous irons⟩ », dit Anne Orval.", ["Anne Orval"]),
    Case("a pronoun before the verb", "« ⟨q:Nous irons⟩ », lui dit Anne Orval.", ["Anne Orval"]),
    Case("a pronoun between subject and verb", "La vieille Mme Orval lui cria : « ⟨q:Nous irons.⟩ »", ["Mme Orval"]),
    Case("a tense of two words", "Anne Orval vint. « ⟨q:Nous irons⟩ », a-t-elle dit.", ["Anne Orval"]),
    Case("a title of one letter", "« ⟨q:Nous irons⟩ », répliqua M. Orval.", ["M. Orval"]),
    Case("the subject behind the verb", "On le sait, car, dit le Dr Orval, « ⟨q:nous irons⟩ ».", ["Dr Orval"]),
    Case("a role before the name", "« ⟨q:Nous irons⟩ », dit le notaire Vauquet.", ["Vauquet"]),
    Case("an article joined to its noun", "« ⟨q:Nous irons⟩ », dit l’auteur.", ["l’auteur"]),
    Case("according to", "Selon Anne Orval, « ⟨q:nous irons sans lui⟩ ».", ["Anne Orval"]),
    Case(
      "an article that holds a preposition", "Dans les mots du ministre, « ⟨q:nous irons sans lui⟩ ».", ["du ministre"]),
    Case("the author's words inside", "Il pleuvait. « ⟨q:Nous irons, dit Anne Orval, et sans lui.⟩ »", ["Anne Orval"]),
    Case("a question inside", "Il pleuvait. « ⟨q:Sans lui ? demanda Anne Orval. Nous irons.⟩ »", ["Anne Orval"]),
    Case(
      "two plurals that et joins", "Les étudiants et voisins crièrent : « ⟨q:Nous irons sans lui.⟩ »",
      ["Les étudiants et voisins"]),
    Case("a passive", "Le plan fut qualifié d’« ⟨q:absurde et vain⟩ » par Anne Orval.", ["Anne Orval"]),
  ])
  func french(_ example: Case) throws { try expect(example, "fr") }

  @Test(arguments: [
    Case("the verb behind", "«⟨q:Noi andremo⟩», disse Anna Galli.", ["Anna Galli"]),
    Case("a pronoun before the verb", "«⟨q:Noi andremo⟩», gli rispose Anna Galli.", ["Anna Galli"]),
    Case("the verb first", "Pioveva. Gli rispose Anna Galli: «⟨q:Noi andremo.⟩»", ["Anna Galli"]),
    Case("a tense of two words", "«⟨q:Noi andremo⟩», ha dichiarato Anna Galli.", ["Anna Galli"]),
    Case("who is spoken to", "Anna Galli venne. «⟨q:Noi andremo⟩», disse alla Camera.", ["Anna Galli"]),
    Case(
      "according to", "Secondo Anna Galli, tutto dipende dal calcolo: «⟨q:noi andremo senza di lui⟩».", ["Anna Galli"]),
    Case("an article joined to its noun", "«⟨q:Noi andremo⟩», disse l’ingegnere.", ["l’ingegnere"]),
  ])
  func italian(_ example: Case) throws { try expect(example, "it") }

  @Test(arguments: [
    Case("the verb behind", "«⟨q:Nosotros iremos⟩», dijo Ana Romero.", ["Ana Romero"]),
    Case("a pronoun before the verb", "«⟨q:Nosotros iremos⟩», le dijo Ana Romero.", ["Ana Romero"]),
    Case("a tense of two words", "«⟨q:Nosotros iremos⟩», ha dicho Ana Romero.", ["Ana Romero"]),
    Case("according to", "Según Ana Romero, «⟨q:nosotros iremos sin él⟩».", ["Ana Romero"]),
    Case("who is spoken to", "Ana Romero vino. «⟨q:Nosotros iremos⟩», decía a las visitas.", ["Ana Romero"]),
  ])
  func spanish(_ example: Case) throws { try expect(example, "es") }

  @Test("The author's words inside a block are read in English too")
  func block() throws {
    let marked = MarkedText("It rained.\n\n⟨q:We shall, says Anna Pell, go without him.⟩")
    var quotations = Layer<Quotation>()
    for span in marked.spans("q") { quotations.add(Quotation(.speech, marks: "block", rule: "test"), at: span) }
    let document = try withBlocks(Document(marked.text, language: "en")).adding(quotations)
    let speaker = try #require(try document.speakers().first)
    #expect(speaker.name == "Anna Pell")
    #expect(speaker.rule == "cue.incise")
  }

  private func expect(_ example: Case, _ language: String) throws {
    let speakers = try Document.quoted(example.marked, language: language).speakers()
    #expect(speakers.map(\.name) == example.speakers)
  }
}
