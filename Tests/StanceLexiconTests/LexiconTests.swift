import Codebook
import PluginAPI
import Testing

@testable import StanceLexicon

@Suite struct LexiconTests {
  @Test func every_entry_is_whole() throws {
    let codebook = Codebook.twoSouls
    let lexicon = try Lexicon.builtIn.get()
    #expect(lexicon.entries.count > 150)
    #expect(Set(lexicon.entries.map(\.id)).count == lexicon.entries.count)
    for entry in lexicon.entries {
      #expect(entry.weight > 0 && entry.weight <= 3, "\(entry.id)")
      #expect(entry.toward == .above || entry.toward == .below, "\(entry.id)")
      if let strain = entry.strain { #expect(codebook.meaning(of: strain) != nil, "\(entry.id): \(strain)") }
    }
  }

  @Test func phrases_are_many_and_none_stands_twice() throws {
    let groups = try #require(Codebook.twoSouls.lexicon(for: "en-GB")).load()["groups"]?.list ?? []
    let phrases = groups.flatMap { $0["entries"]?.list ?? [] }.flatMap { $0["phrases"]?.strings ?? [] }
    #expect(phrases.count >= 400)
    #expect(Set(phrases).count == phrases.count)
  }

  @Test func an_entry_without_a_weight_is_refused() {
    let entry = ConfigNode(.map([.init(key: "id", keyPlace: .none, value: ConfigNode(.string("nameless")))]))
    let words = map(["groups": list([map(["entries": list([entry])])])])
    #expect(throws: ConfigError.self) { try Lexicon(words: words, scope: map([:]), of: .twoSouls) }
  }

  @Test func a_codebook_always_gives_the_same_bytes() {
    let codebook = Codebook.twoSouls
    #expect(codebook.canonicalBytes == Codebook.twoSouls.canonicalBytes)
    #expect(String(decoding: codebook.canonicalBytes.prefix(26), as: UTF8.self) == "10:codebook 1\n9:two-souls\n")
    #expect(codebook.stances.map(\.name) == [.above, .below, .mixed, .none])
    #expect(codebook.meaning(of: AttitudeKind.reports) != nil)
  }

  private func list(_ nodes: [ConfigNode]) -> ConfigNode { ConfigNode(.list(nodes)) }

  private func map(_ entries: [String: ConfigNode]) -> ConfigNode {
    ConfigNode(.map(entries.map { ConfigNode.Entry(key: $0.key, keyPlace: .none, value: $0.value) }))
  }
}
