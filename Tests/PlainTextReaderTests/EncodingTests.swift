import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import PlainTextReader

@Suite("Encodings")
struct EncodingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let encoding: String
    let words: String
    var setting = TextEncoding.auto
    var testDescription: String { name }
  }

  private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    (["\u{FEFF}"] + [text]).joined().utf16.flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  static let cases: [Case] = [
    Case(name: "UTF-8", bytes: Array("“Égalité”".utf8), encoding: "UTF-8", words: "“Égalité”"),
    Case(name: "UTF-8 with its mark", bytes: Array("\u{FEFF}Égalité".utf8), encoding: "UTF-8", words: "Égalité"),
    Case(
      name: "UTF-16, little end first", bytes: utf16("The “people” 𝔗 é\nrule", isBigEndian: false),
      encoding: "UTF-16LE", words: "The “people” 𝔗 é rule"),
    Case(
      name: "UTF-16, big end first", bytes: utf16("The “people” 𝔗 é\r\nrule", isBigEndian: true),
      encoding: "UTF-16BE", words: "The “people” 𝔗 é rule"),
    Case(
      name: "ISO-8859-1", bytes: Array("L'".utf8) + [0xC9] + Array("galit".utf8) + [0xE9], encoding: "ISO-8859-1",
      words: "L'Égalité"),
    Case(
      name: "windows-1252", bytes: [0x93] + Array("galit".utf8) + [0xE9, 0x94], encoding: "windows-1252",
      words: "“galité”"),
    Case(
      name: "ISO-8859-1 by setting", bytes: Array("Égalité".utf8), encoding: "ISO-8859-1", words: "Ã\u{89}galitÃ©",
      setting: .latin1),
    Case(
      name: "UTF-16 by setting", bytes: [0x41, 0, 0x62, 0], encoding: "UTF-16LE", words: "Ab",
      setting: .utf16LittleEndian),
    Case(
      name: "UTF-8 with a broken letter",
      bytes: Array("Égalité, fraternité — “liberté”, é, é, é, é, é, é, é ".utf8) + [0xE9, 0x21],
      encoding: "UTF-8", words: "Égalité, fraternité — “liberté”, é, é, é, é, é, é, é \u{FFFD}!"),
    Case(
      name: "half of a pair", bytes: [0xFF, 0xFE, 0x41, 0, 0x00, 0xD8, 0x42, 0], encoding: "UTF-16LE",
      words: "A\u{FFFD}B"),
  ]

  @Test(arguments: cases) func encodings(_ example: Case) throws {
    var settings = PlainTextFiles.Settings()
    settings.encoding = example.setting
    let document = try read(SourceFile(path: "a.txt", bytes: example.bytes), settings)
    #expect(document.text.description == example.words)
    #expect(document.origin.encoding == example.encoding)
    if !example.words.contains("\u{FFFD}") { #expect(try strayBytes(document, example.bytes).isEmpty) }
    #expect(Conformance.mapProblems(document, source: example.bytes).isEmpty)
  }

  @Test("An encoding other than UTF-8 is said") func said() throws {
    let diagnostics = Diagnostics()
    _ = try PlainTextFiles(.init(), .bare).read(SourceFile(path: "a.txt", bytes: [0x61, 0xE9]), diagnostics)
    #expect(diagnostics.all.map(\.message.code) == ["text.encoding"])
    #expect(diagnostics.all.map(\.message.text) == ["the file is read as ISO-8859-1"])
  }

  @Test("A binary file is refused") func binary() throws {
    #expect(throws: PlainTextError.binary(byte: 1)) { try read(SourceFile(path: "a.txt", bytes: [0x61, 0, 0x62])) }
  }

  @Test(arguments: [
    ("essay.txt", "a", true), ("essay.md", "a", true), ("ESSAY.TXT", "a", true), ("essay.txt.gz", "a", true),
    ("essay", "The people", true), ("essay", "<?xml version=\"1.0\"?><TEI/>", false),
    ("essay", "\u{FEFF} <TEI>", false),
    ("essay.xml", "a", false), ("essay.v2", "The people", true), ("essay", "a\u{0}b", false), ("essay", "", true),
    ("essay", "<3 the people", true),
  ]) func canRead(path: String, text: String, takes: Bool) throws {
    let reader = try PlainTextFiles(.init(), .bare)
    #expect(reader.canRead(SourceFile(path: path, bytes: Array(text.utf8))) == takes)
  }
}
