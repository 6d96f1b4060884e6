import Codebook
import PluginAPI
import PluginTesting
import QuotationExtraction
import Standoff
import Testing

@Suite struct Talk {
  @Test(arguments: [
    Case(
      "French dashes",
      "Ils entrent.\n\n– ⟨speech:Oui, je viens.⟩\n\n– ⟨speech:Et les autres ?⟩\n\n– ⟨speech:Ils viennent.⟩",
      language: "fr"),
    Case(
      "the author's words cut off",
      "– ⟨speech:Oui⟩, dit Marten, ⟨speech:je viens.⟩\n\n– ⟨speech:Et les autres ?⟩ demanda Orde.\n\n– ⟨speech:Tous.⟩",
      language: "fr"),
    Case(
      "Spanish dashes",
      "—⟨speech:Sí⟩ —dijo Marten—, ⟨speech:ya vamos.⟩\n\n—⟨speech:¿Y los otros?⟩\n\n—⟨speech:Todos⟩ —dijo él.",
      language: "es"),
    Case(
      "Russian dashes, without words for the language",
      "— ⟨speech:Да⟩, — сказал Мартен, — ⟨speech:идём.⟩\n\n— ⟨speech:А другие?⟩ — спросил он.\n\n— ⟨speech:Все.⟩",
      language: "ru"),
    Case(
      "English dashes",
      "—⟨speech:Yes⟩, he said. ⟨speech:We are coming.⟩\n\n—⟨speech:And the others?⟩\n\n—⟨speech:All.⟩"),
    Case(
      "a name below a motto is no talk", "The mill.\n\n—Hester Vane\n\nThe well.\n\n—Marten Orde\n\n—Augusta Pell"),
    Case("the items of a list are no talk", "We ask:\n\n— bread;\n\n— land;\n\n— the vote."),
    Case("two dashes make no convention", "The mill.\n\n— Yes.\n\n— No."),
    Case(
      "hyphens for dashes, where many paragraphs start so",
      "-⟨speech:Sí⟩ -dijo Marten-. ⟨speech:¡Ya vamos!⟩\n\n"
        + String(repeating: "-⟨speech:¿Y los otros?⟩\n\n", count: 10),
      language: "es"),
    Case("hyphens that make a list", String(repeating: "- pan y tierra\n\n", count: 12), language: "es"),
    Case("a few hyphens make no convention", "- Sí.\n\n- No.\n\n- Sí.\n\n- No.", language: "it"),
    Case(
      "the author's words in brackets",
      "-⟨speech:Ya vamos⟩ (dijo Marten). ⟨speech:¡Todos!⟩\n\n" + String(repeating: "-⟨speech:¿Todos?⟩\n\n", count: 10),
      language: "es"),
    Case(
      "a pronoun before the verb",
      "— ⟨speech:Perché?⟩, gli chiese Orde.\n\n— ⟨speech:Così.⟩\n\n— ⟨speech:Tutti?⟩ mi domandò.", language: "it"),
    Case(
      "a verb with its auxiliary",
      "— ⟨speech:Oui⟩, lui a-t-il dit, ⟨speech:je viens.⟩\n\n— ⟨speech:Tous ?⟩\n\n— ⟨speech:Tous.⟩", language: "fr"),
    Case(
      "a pronoun joined to the verb",
      "— ⟨speech:Messieurs⟩, s’interposa Orde, ⟨speech:asseyez-vous.⟩\n\n— ⟨speech:Tous ?⟩\n\n— ⟨speech:Tous.⟩",
      language: "fr"),
    Case(
      "a title cut short ends no sentence",
      "— ⟨speech:Oui⟩, répliqua M. Orde. ⟨speech:Notre moulin tourne.⟩\n\n— ⟨speech:Et ?⟩\n\n— ⟨speech:Rien.⟩",
      language: "fr"),
    Case(
      "more of the one who speaks",
      "— ⟨speech:Oui⟩, dit Orde, qui aime à rire. ⟨speech:Je viens.⟩\n\n— ⟨speech:Et ?⟩\n\n— ⟨speech:Rien.⟩",
      language: "fr"),
    Case(
      "a clause with its own subject is no comment",
      "— ⟨speech:Il crie, il annonce la fin ; elle enseigne à lire.⟩\n\n— ⟨speech:Et ?⟩\n\n— ⟨speech:Rien.⟩",
      language: "fr"),
    Case(
      "nor is a participle",
      "—⟨speech:Salí del molino, mandando una carta a Orde.⟩\n\n—⟨speech:¿Y?⟩\n\n—⟨speech:Nada.⟩", language: "es"),
    Case("the author's words inside guillemets stay", "«⟨speech:Oui, dit-il, je viens.⟩» Ils sortent.", language: "fr"),
  ])
  func dashes(_ example: Case) throws {
    let document = try document(example.marked.text, language: example.language)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    let found = quotations.map { document.text[$0.span] }
    #expect(found == example.marked.marks.map { document.text[$0.span] })
  }
}
