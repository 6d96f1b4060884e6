import Foundation
import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import TEIReader

/// Files made to harm: they fail with a sentence, and at once.
@Suite("Harmful files") struct SecurityTests {
  @Test("entities that double seven times are refused") func laughs() {
    var declarations = "<!ENTITY a0 \"\(String(repeating: "ha", count: 50))\">"
    for level in 1...7 {
      let inner = String(repeating: "&a\(level - 1);", count: 10)
      declarations += "<!ENTITY a\(level) \"\(inner)\">"
    }
    #expect(throws: TEIError.self) { try read(tei("<p>&a7;</p>", before: "<!DOCTYPE TEI [\(declarations)]>")) }
  }

  @Test("one long entity many times over is refused at its limit") func quadratic() throws {
    let entity = "<!DOCTYPE TEI [<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">]>"
    let file = tei("<p>\(String(repeating: "&a;", count: 5000))</p>", before: entity)
    let time = ContinuousClock().measure {
      #expect(throws: TEIError.tooMuchText(path: "text.xml", limit: 4 * file.utf8.count + 1_000_000)) { try read(file) }
    }
    #expect(time < .seconds(5))
  }

  @Test("a file that an entity names is not read") func externalEntity() throws {
    let secret = FileManager.default.temporaryDirectory.appending(path: "tei-secret-\(UUID()).txt")
    try "the secret".write(to: secret, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: secret) }
    for declaration in [
      "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"file://\(secret.path)\">]>",
      "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"\(secret.path)\">]>",
      "<!DOCTYPE TEI [<!ENTITY % p SYSTEM \"\(secret.path)\"> %p;]>",
      "<!DOCTYPE TEI SYSTEM \"\(secret.path)\" [<!ENTITY x \"y\">]>",
    ] {
      let (documents, _) = (try? read(Array(tei("<p>one &x; two</p>", before: declaration).utf8))) ?? ([], [])
      #expect(documents.allSatisfy { !$0.text.description.contains("secret") })
    }
  }

  @Test("a reference to a file says so and stays as it stands") func externalReference() throws {
    let file = tei("<p>one &x; two</p>", before: "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"other.xml\">]>")
    let (documents, diagnostics) = try read(Array(file.utf8))
    #expect(documents.first?.text == "one &x; two")
    #expect(diagnostics.map(\.message.code) == ["tei.entity"])
  }

  @Test("a hundred thousand open elements are refused") func deep() {
    #expect(throws: TEIError.self) { try read(tei(String(repeating: "<seg>", count: 100_000))) }
    let closed = String(repeating: "<seg>", count: 100_000) + String(repeating: "</seg>", count: 100_000)
    #expect(throws: TEIError.self) { try read(tei(closed)) }
  }

  @Test("a paragraph of ten megabytes is read") func longText() throws {
    let words = String(repeating: "The council votes. ", count: 540_000)
    #expect(try read(tei("<p>\(words)</p>")).text.count == words.utf8.count - 1)
  }

  @Test("a file that includes itself is read once") func circle() throws {
    let root = """
      <teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader/>
      <xi:include href="text.xml"/><xi:include href="a.xml"/></teiCorpus>
      """
    let (documents, diagnostics) = try read(
      Array(root.utf8), beside: ["text.xml": root, "a.xml": tei("<p>Once.</p>")])
    #expect(documents.map(\.id) == ["a.xml"])
    #expect(diagnostics.map(\.message.code) == ["tei.include"])
  }

  @Test("whatever stands inside whatever, the reader keeps its contract", arguments: 0..<100)
  func nests(_ seed: Int) async throws {
    var random = Dice(seed)
    let file = tei(random.elements(depth: 5), before: "<!DOCTYPE TEI SYSTEM 'x.dtd' [<!ENTITY x 'a<hi>b</hi>&amp;c'>]>")
    #expect(lettersWithoutPlace(try read(file)).isEmpty, "\(file)")
    let findings = await Conformance.findings(
      try reader(), files: [SourceFile(path: "text.xml", bytes: Array(file.utf8))])
    #expect(findings.isEmpty, "\(findings) in \(file)")
  }

  /// Makes the same bodies of the same number each time.
  private struct Dice {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }

    mutating func roll(_ sides: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % sides
    }

    private static let names = [
      "p", "note", "l", "lg", "q", "quote", "said", "u", "seg", "choice", "sic", "corr", "list", "item", "gap", "w",
      "pc",
      "div", "head", "sp", "speaker", "stage", "hi", "cit", "bibl", "table", "row", "cell", "app", "lem", "rdg",
      "figure",
      "fw", "del", "abbr", "expan", "c", "label", "epigraph", "floatingText", "body", "text", "listPlace", "place",
      "closer",
    ]
    private static let words = [
      "word", " ", "\n", "\r\n", "ſo", "—", "-", "&mdash;", "&x;", "&#8212;", "<![CDATA[a<b]]>", "<!-- - -->",
      "<?a b?>",
      "\u{AD}", "<lb/>", "<lb break='no'/>", "<pb n='2'/>", "<milestone unit='x'/>", "<space/>", "¬", "self-", "(", ".",
      "<g ref='char:EOLhyphen'/>", "Ünd", "𝔗", "<gap/>",
    ]

    mutating func elements(depth: Int) -> String {
      var content = ""
      for _ in 0...roll(6) {
        if depth == 0 || roll(2) == 0 {
          content += Self.words[roll(Self.words.count)]
        } else {
          let name = Self.names[roll(Self.names.count)]
          let attributes = ["", " who='#a'", " join='right'", " rend='block'", " n='1'"][roll(5)]
          content += "<\(name)\(attributes)>\(elements(depth: depth - 1))</\(name)>"
        }
      }
      return content
    }
  }
}
