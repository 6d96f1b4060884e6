import Languages
import PluginAPI
import Standoff
import Testing

@Suite("Languages")
struct LanguagesTests {
  @Test("Every file states its own tag and the verbs that report", arguments: Languages.files.map(\.name))
  func files(_ name: String) throws {
    let file = try #require(Languages.files.first { $0.name == name }).load()
    #expect(file["language"]?.string.map { "\($0).yaml" } == name)
    #expect(try file.words("reporting").count > 10)
  }

  @Test("A stage has its words by the first part of a tag, and none where a file lacks its section")
  func words() throws {
    let sections = LanguageWords { file in file["sentences"].map { _ in file["language"]?.string ?? "" } }
    #expect(try sections["de"] == "de")
    #expect(try sections["tlh"] == nil)
    #expect(try LanguageWords { file in file["tlh"]?.string }["de"] == nil)
  }
}
