import KeywordFinding
import PluginAPI
import PluginTesting
import Standoff
import Testing

@Test func keepsTheContract() async {
  #expect(await Conformance.findings(Keywords(.init(), .bare)).isEmpty)
}

@Test(arguments: [
  ("any case, and a word at the end", "⟨keyword:People⟩, the ⟨keyword:people⟩ and the ⟨keyword:state⟩", false),
  ("other forms are other words", "peoples, the people’s, statecraft", false),
  ("one case", "People and the ⟨keyword:people⟩", true),
  ("letters of several bytes before it", "“Élan!” 𝔗 the ⟨keyword:state⟩", false),
])
func keywords(_ name: String, _ marked: String, _ matchCase: Bool) throws {
  let example = MarkedText(marked)
  var settings = Keywords.Settings()
  settings.matchCase = matchCase
  let document = Document(example.text)
  let answer = try document.adding(Keywords(settings, .bare).annotate(document, Diagnostics()))
  #expect(try answer[Keyword.self].map(\.span) == example.spans("keyword"))
}
