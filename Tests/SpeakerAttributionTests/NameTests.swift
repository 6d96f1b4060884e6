import Codebook
import PluginAPI
import PluginTesting
import SpeakerAttribution
import Standoff
import TestSupport
import Testing

@Suite struct Names {
  /// The speakers expected are the names in the whole document.
  typealias Case = SpeakerCase

  @Test(arguments: [
    Case("initials", "“⟨q:We decide,⟩” said J. R. Orde.", ["J. R. Orde"]),
    Case("initials without blanks", "“⟨q:We decide,⟩” said J.R. Orde.", ["J.R. Orde"]),
    Case("a title and an initial", "“⟨q:We decide,⟩” said M. Orde.", ["M. Orde"]),
    Case("a particle", "“⟨q:We decide,⟩” said Georg von der Linden.", ["Georg von der Linden"]),
    Case("an apostrophe inside", "“⟨q:We decide,⟩” said Nora O'Dell.", ["Nora O'Dell"]),
    Case("a hyphen inside", "“⟨q:We decide,⟩” said Anna Pell-Orde.", ["Anna Pell-Orde"]),
    Case("a king by his number", "“⟨q:We decide,⟩” said Edric II.", ["Edric II"]),
    Case("an epithet", "“⟨q:We decide,⟩” said Richard the Miller.", ["Richard the Miller"]),
    Case("a title inside a name is a surname", "“⟨q:We decide,⟩” said Rose Pastor Orde.", ["Rose Pastor Orde"]),
    Case("capitals throughout", "Anna Pell came.\n\nANNA PELL wrote: “⟨q:We decide.⟩”", ["Anna Pell"]),
    Case("a body", "The Weavers' League met. “⟨q:We decide,⟩” said the Labour League.", ["Labour League"]),
    Case("a body by of", "“⟨q:We decide,⟩” said the Knights of Toil.", ["Knights of Toil"]),
    Case("a body of people", "“⟨q:We decide,⟩” said the Workmen's Union.", ["Workmen's Union"]),
    Case("a body of many people", "“⟨q:We decide,⟩” said the Workers' Union.", ["Workers' Union"]),
    Case(
      "letters stand for the body they start",
      "The Independent Weavers League met. The I.W.L. declared: “⟨q:We decide.⟩”", ["Independent Weavers League"]),
    Case("a body under letters alone", "Then the IWL declared: “⟨q:We decide.⟩”", ["IWL"]),
  ])
  func found(_ example: Case) throws { try expect(example) }

  @Test(arguments: [
    Case("an adverb that starts a sentence", "Whereat Marten said: “⟨q:We decide.⟩”", ["Marten"]),
    Case("an adjective that starts a sentence", "Poor Tom said: “⟨q:We decide.⟩”", ["Tom"]),
    Case(
      "an adjective that is part of a nickname", "We saw Little Tom. Little Tom said: “⟨q:We decide.⟩”", ["Little Tom"]),
    Case("a month", "In May Anna Pell said: “⟨q:We decide.⟩”", ["Anna Pell"]),
    Case("an adjective of a nation", "“⟨q:We decide,⟩” said the German.", ["–"]),
    Case("an interjection", "Nay, Marten said, “⟨q:we decide⟩”.", ["Marten"]),
    Case("a name called twice", "Marten! Marten! Then Orde cried: “⟨q:We decide.⟩”", ["Orde"]),
    Case(
      "a noun that the text has in lower case too",
      "They spoke of the chaos of trade. Then came Chaos. Marten saw Chaos. He said: “⟨q:We decide.⟩”", ["Marten"]),
    Case("a place before a name", "In Russia Marten said: “⟨q:We decide.⟩”", ["Marten"]),
    Case("no body goes on after a sentence", "He met the Emperor. Marten said: “⟨q:We decide.⟩”", ["Marten"]),
    Case(
      "a foreign title before a name", "In L'Oeuvre de Marten we read more. Anna Marten wrote: “⟨q:We decide.⟩”",
      ["Anna Marten"]),
  ])
  func keptOut(_ example: Case) throws { try expect(example) }

  @Test(arguments: [
    Case("a surname", "Anna Pell came late. “⟨q:We decide,⟩” said Pell.", ["Anna Pell"]),
    Case("a surname before the full name", "“⟨q:We decide,⟩” said Pell.\n\nThat was Anna Pell.", ["Anna Pell"]),
    Case("a given name", "Anna Pell came late. “⟨q:We decide,⟩” said Anna.", ["Anna Pell"]),
    Case("a short given name", "Thomas Orde came late. “⟨q:We decide,⟩” said Tom.", ["Thomas Orde"]),
    Case("a foreign given name is another's", "Jean Orde came late. “⟨q:We decide,⟩” said John.", ["John"]),
    Case("an initial", "Anna Pell came late. “⟨q:We decide,⟩” said A. Pell.", ["Anna Pell"]),
    Case("a second given name", "J. Ramsay Orde came. “⟨q:We decide,⟩” said Ramsay Orde.", ["J. Ramsay Orde"]),
    Case("a title", "Anna Pell came late. “⟨q:We decide,⟩” said Comrade Pell.", ["Anna Pell"]),
    Case(
      "two forms of a given name", "Frederick Orde came. “⟨q:We decide,⟩” wrote Friedrich Orde.", ["Frederick Orde"]),
    Case(
      "two people of one surname",
      "Karl Orde and Wilhelm Orde came. “⟨q:We decide,⟩” said Wilhelm Orde. “⟨q:Never,⟩” said Karl Orde.",
      ["Wilhelm Orde", "Karl Orde"]),
    Case(
      "of two the one named last", "Karl Orde left. Wilhelm Orde stayed. “⟨q:We decide,⟩” said Orde.", ["Wilhelm Orde"]),
    Case(
      "father and son", "John Orde Sr. left. John Orde Jr. stayed. “⟨q:We decide,⟩” said John Orde Sr.",
      ["John Orde Sr"]),
    Case(
      "husband and wife", "Mr. Orde met Mrs. Orde. “⟨q:We decide,⟩” said Mrs. Orde. “⟨q:Never,⟩” said Mr. Orde.",
      ["Mrs. Orde", "Mr. Orde"]),
    Case(
      "a wife under the husband's name", "Joe Orde came. “⟨q:We decide,⟩” said Mrs. Joe Orde.", ["Mrs. Joe Orde"]),
    Case("mother and daughter", "Miss Orde came. “⟨q:We decide,⟩” said Mrs. Orde.", ["Mrs. Orde"]),
    Case(
      "a title tells which of two",
      "Colonel Edward Orde left. Daniel Orde stayed. “⟨q:We decide,⟩” said Colonel Orde.", ["Colonel Edward Orde"]),
    Case(
      "a general is nobody with that given name", "Andrew Orde left. “⟨q:We decide,⟩” said General Andrew.",
      ["General Andrew"]),
    Case(
      "a king is nobody with that surname", "Patrick Henry spoke. “⟨q:We decide,⟩” said King Henry.", ["King Henry"]),
    Case("two at once", "The plan was called “⟨q:hopeless⟩” by Anna Pell and Orde.", ["Anna Pell; Orde"]),
    Case("a role is no entity", "“⟨q:We decide,⟩” cried an old weaver.", ["–"]),
  ])
  func merged(_ example: Case) throws { try expect(example) }

  @Test(arguments: [
    Case("a given name tells it", "Anna Pell met Orde. She said: “⟨q:We decide.⟩”", ["Anna Pell"]),
    Case("a role beside the name", "Thea, the widow of a miller, met Karl Orde. She said: “⟨q:We decide.⟩”", ["Thea"]),
    Case(
      "a body is neither he nor she", "Marten saw that the Labour League met. He said: “⟨q:We decide.⟩”", ["Marten"]),
  ])
  func gender(_ example: Case) throws { try expect(example) }

  @Test(arguments: [
    Case(
      "a particle that an apostrophe joins", "« ⟨q:Nous irons⟩ », dit Mme d’Orval.", ["Mme d’Orval"], language: "fr"),
    Case("the same with a straight one", "« ⟨q:Nous irons⟩ », dit Mme d'Orval.", ["Mme d'Orval"], language: "fr"),
    Case("a capital before the apostrophe", "« ⟨q:Noi andremo⟩ », disse Anna D’Orde.", ["Anna D’Orde"], language: "it"),
    Case("a noun that starts one", "L’aube vint. Marten dit : « ⟨q:Nous irons.⟩ »", ["Marten"], language: "fr"),
    Case("no noun is a name", "Die Einsicht kam. „⟨q:Wir gehen⟩“, sagte Anna Orde.", ["Anna Orde"], language: "de"),
    Case("nor is one beside a name", "„⟨q:Wir gehen⟩“, sagte die Spulerin Anna Orde.", ["Anna Orde"], language: "de"),
    Case("one that speaks is", "„⟨q:Wir gehen⟩“, sagte Wemmer.", ["Wemmer"], language: "de"),
  ])
  func otherLanguages(_ example: Case) throws { try expect(example) }

  @Test func theHeadersNameIsTheEntity() throws {
    var persons = Layer<Person>()
    persons.add(Person(xml: "pell", name: "Pell, Anna Maria", sex: "F"))
    let marked = MarkedText("“⟨q:We decide,⟩” said Anna Pell.")
    let speaker = try #require(try Document.quoted(marked).adding(persons).speakers().first)
    #expect(speaker.name == "Anna Pell")
    #expect(speaker.entity == "Pell, Anna Maria")
    #expect(speaker.reference == "#pell")
  }

  @Test func severalPointersGiveTheirNames() throws {
    let marked = MarkedText("Then ⟨q:we decide⟩ was heard.")
    var persons = Layer<Person>()
    persons.add(Person(xml: "pell", name: "Anna Pell"))
    persons.add(Person(xml: "orde", name: "Jonas Orde"))
    var stated = Layer<StatedQuotation>()
    for span in marked.spans("q") { stated.add(StatedQuotation(element: "said", who: "#pell #orde"), at: span) }
    let speaker = try #require(try Document.quoted(marked).adding(persons, stated).speakers().first)
    #expect(speaker.entity == "Anna Pell; Jonas Orde")
    #expect(speaker.reference == "#pell #orde")
  }

  private func expect(_ example: Case) throws {
    #expect(try example.found().map { $0.entity ?? "–" } == example.speakers)
  }
}
