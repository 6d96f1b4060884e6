import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import PlainTextReader

@Suite("Files that nobody would write")
struct ToughTests {
  /// Pieces that mean something to the reader, in any order.
  private static let pieces = [
    "\n", "\n\n", "\n\n\n\n", "\r\n", "\r", "\u{C}", " ", "    ", "\t", "word", "The People ", "self-\n", "-", "--",
    "_",
    "*", "**", "[", "]", "[1] ", "[1]", "[^a]: ", "[Pg 7]", "[p. 8]", "12", "XIV", "CHAPTER II", "CONTENTS",
    "FOOTNOTES:",
    "INDEX", "THE TITLE 13", "# ", "## ##", "> ", ">", "- ", "(1) ", "2. ", "===", "---", "| a | b |", "+--+", "* * *",
    ".",
    "!", "”", "“", "é", "д", "𝔗", "\u{AD}\n", "\u{2010}\n", "\u{A0}", "\u{FEFF}", "<i>", "</i>", "Title: a", "†",
    "1919",
    "*** START OF THE PROJECT GUTENBERG EBOOK ***", "*** END OF THE PROJECT GUTENBERG EBOOK ***", "Produced by",
    "...... 9",
    "A line of prose that is long enough to be one of those that fill the margin of it", "a\u{301}", "/#", "#/",
  ]

  @Test("Any order of pieces gives a document whose letters lead back", arguments: [UInt64](1...3)) func pieces(
    seed: UInt64
  ) async throws {
    var random = Seeded(state: seed)
    let reader = try PlainTextFiles(.init(), .bare)
    for _ in 0..<150 {
      let count = Int.random(in: 0...60, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let file = SourceFile(path: Bool.random(using: &random) ? "a.md" : "a.txt", bytes: Array(text.utf8))
      let findings = await Conformance.findings(reader, files: [file])
      #expect(findings.isEmpty, "\(text.debugDescription)")
      let document = try read(file)
      #expect(try strayBytes(document, file.bytes).isEmpty, "\(text.debugDescription)")
      #expect(try document[Block.self].allSatisfy { !$0.span.isEmpty }, "\(text.debugDescription)")
    }
  }

  @Test("Any bytes are read or refused", arguments: [UInt64](1...4)) func bytes(seed: UInt64) async throws {
    var random = Seeded(state: seed)
    for encoding in TextEncoding.allCases {
      var settings = PlainTextFiles.Settings()
      settings.encoding = encoding
      let reader = try PlainTextFiles(settings, .bare)
      let files = (0..<40).map { number in
        SourceFile(
          path: "\(number).txt",
          bytes: (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random) })
      }
      #expect(await Conformance.findings(reader, files: files).isEmpty)
    }
  }
}
