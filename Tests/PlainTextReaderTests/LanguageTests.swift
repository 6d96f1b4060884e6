import PluginAPI
import Standoff
import Testing

@testable import PlainTextReader

/// How a document comes to its language.
@Suite("The language of a plain text")
struct LanguageTests {
  private static let german =
    "Der Brunnen gehört denen, die das Wasser tragen. Wir fragen nicht, wer ihn gegraben hat, sondern wer den Schlüssel hält."

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let setting: String?
    let language: String?
  }

  @Test(arguments: [
    Case(testDescription: "by its words", text: german, setting: nil, language: "de"),
    Case(testDescription: "by a field", text: "Language: Dutch\n\n" + german, setting: nil, language: "nl"),
    Case(
      testDescription: "by a field before the setting", text: "Language: Dutch\n\n" + german, setting: "fr",
      language: "nl"),
    Case(testDescription: "by the setting before its words", text: german, setting: "de-AT", language: "de-AT"),
    Case(testDescription: "by nothing", text: "Wharfside, 1887", setting: nil, language: nil),
  ])
  func language(_ example: Case) throws {
    var settings = PlainTextFiles.Settings()
    settings.language = example.setting
    let file = SourceFile(path: "essay.txt", bytes: Array(example.text.utf8))
    #expect(try read(file, settings).metadata.language == example.language)
  }

  @Test("A guess is said, but for English")
  func note() throws {
    let english = "The pump belongs to those who carry the water, and we do not ask who dug the well for them."
    for (text, codes) in [(Self.german, ["text.language"]), (english, [])] {
      let diagnostics = Diagnostics()
      let file = SourceFile(path: "essay.txt", bytes: Array(text.utf8))
      _ = try PlainTextFiles(.init(), .bare).read(file, diagnostics)
      #expect(diagnostics.all.map(\.message.code) == codes)
    }
  }

  @Test("A setting that is no tag is an error before the run")
  func setting() {
    var settings = PlainTextFiles.Settings()
    settings.language = "German"
    #expect(
      throws: ConfigError("“language” takes a tag such as “de” or “en-GB”, found “German”", at: .none)
    ) { try PlainTextFiles(settings, .bare) }
  }
}
