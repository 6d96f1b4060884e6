import Languages
import PluginAPI
import TestSupport
import Testing

@Suite("The article on languages")
struct LanguageKeysTests {
  @Test("Its table names every key of the files, and no other", arguments: Languages.files.map(\.name))
  func keys(_ name: String) throws {
    let file = try #require(Languages.files.first { $0.name == name }).load()
    #expect(try Self.named().symmetricDifference(Self.keys(of: file)).isEmpty)
  }

  /// The keys of a file, each with its section.
  private static func keys(of file: ConfigNode) -> Set<String> {
    Set(
      (file.entries ?? []).flatMap { entry in
        (entry.value.entries ?? []).map { "\(entry.key).\($0.key)" }.nonEmpty ?? [entry.key]
      })
  }

  /// What stands between backticks in the second column; an empty first column goes on with the section above.
  private static func named() throws -> Set<String> {
    let article = try Repository.text("Sources/TwoSoulsTool/TwoSouls.docc/Languages.md")
    var section = ""
    var keys: Set<String> = []
    for row in article.split(separator: "\n") where row.hasPrefix("|") {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(terms)
      guard cells.count > 2 else { continue }
      section = cells[1].first.map { $0 + "." } ?? section
      keys.formUnion(cells[2].map { section + $0 })
    }
    return keys
  }

  private static func terms(_ cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension Array {
  fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
