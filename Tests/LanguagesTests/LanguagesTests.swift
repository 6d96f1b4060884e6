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
    #expect(try file.words("reporting").count > 100)
  }

  @Test("Every file has the lists of the English one", arguments: Languages.files.map(\.name))
  func keys(_ name: String) throws {
    let file = try #require(Languages.files.first { $0.name == name }).load()
    let english = try #require(Languages.files.first { $0.name == "en.yaml" }).load()
    #expect(keys(of: english).subtracting(keys(of: file)).isEmpty)
  }

  private func keys(of file: ConfigNode) -> Set<String> {
    Set(
      (file.entries ?? []).flatMap { entry in
        [entry.key] + (entry.value.entries ?? []).map { "\(entry.key).\($0.key)" }
      })
  }

  @Test("A stage has its words by the first part of a tag, and none where a file lacks its section")
  func words() throws {
    let sections = LanguageWords { file in file["sentences"].map { _ in file["language"]?.string ?? "" } }
    #expect(try sections["de"] == "de")
    #expect(try sections["tlh"] == nil)
    #expect(try LanguageWords { file in file["tlh"]?.string }["de"] == nil)
  }
}

@Suite("A language of the user's own")
struct OwnLanguageTests {
  @Test("Its words serve for its tag, and those of others stay")
  func words() throws {
    let words = try reporting(["language": "eo", "reporting": "diris skribis"])
    #expect(try words["eo"] == ["diris", "skribis"])
    #expect(try words["de"]?.contains("sagte") == true)
  }

  @Test("It goes before a language that is built in, section by section")
  func replacement() throws {
    let file = ConfigNode(["language": "de-CH", "reporting": "seit"])
    let words = try LanguageWords({ try $0.words("reporting") }, adding: paths, in: at(file))
    #expect(try words["de"] == ["seit"])
    let sections = try LanguageWords({ $0["sentences"] }, adding: paths, in: at(file))
    #expect(try sections["de"] != nil)
  }

  @Test(
    "What is wrong in it is said before the run",
    arguments: [
      (["reporting": "diris"], "this file does not say its language, as “language: de” would"),
      (["language": "esperanto"], "this file does not say its language, as “language: de” would"),
      (["language": "eo", "reportng": "diris"], "no language has “reportng”; did you mean “reporting”?"),
    ] as [([String: String], String)])
  func trouble(_ file: [String: String], _ message: String) {
    #expect(throws: ConfigError(message, at: .none)) { try reporting(file) }
  }

  private let paths = [ConfigNode(.string("own.yaml"))].compactMap(SettingFile.init)

  private func reporting(_ file: [String: String]) throws -> LanguageWords<[String]> {
    try LanguageWords({ try $0.words("reporting") }, adding: paths, in: at(ConfigNode(file)))
  }

  private func at(_ file: ConfigNode) -> PipelineContext { PipelineContext { _ in file } }
}

extension ConfigNode {
  fileprivate init(_ fields: [String: String]) {
    let entries = fields.sorted { $0.key < $1.key }.map {
      Entry(key: $0.key, keyPlace: .none, value: ConfigNode(.string($0.value)))
    }
    self.init(.map(entries))
  }
}
