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
    Case("the author's words inside guillemets stay", "«⟨speech:Oui, dit-il, je viens.⟩» Ils sortent.", language: "fr"),
  ])
  func dashes(_ example: Case) throws {
    let document = try document(example.marked.text, language: example.language)
    let quotations = try document.adding(MarkedQuotations().annotate(document, Diagnostics()))[Quotation.self]
    let found = quotations.map { document.text[$0.span] }
    #expect(found == example.marked.marks.map { document.text[$0.span] })
  }
}
