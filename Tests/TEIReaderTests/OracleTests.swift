import Foundation
import PluginAPI
import Standoff
import Testing

@testable import TEIReader

/// Another project's reading of the same files: who says what in plays, debates and tagged dialogue.
@Suite(
  "Oracle", .enabled(if: RealTexts.folder != nil, "set TWOSOULS_DATA to a folder of real texts to run these"))
struct OracleTests {
  struct Row: Decodable {
    struct Quote: Decodable {
      let text: String
      let speaker: String?
    }
    let doc: String
    let quotes: [Quote]
  }

  struct Said {
    let words: String
    let stages: [String]
    let speaker: String?
  }

  @Test(arguments: ["tei-said-dostoevsky-dev", "tei-sp-dracor-dev", "tei-u-parlamint-dev"])
  func agrees(_ name: String) throws {
    let folder = try #require(RealTexts.folder)
    let bytes = try #require(RealTexts.bytes(folder.appending(path: "quotes/\(name).jsonl.gz")))
    for line in bytes.split(separator: 0x0A) {
      let row = try JSONDecoder().decode(Row.self, from: Data(line))
      let file = try #require(RealTexts.file(row.doc))
      let document = try #require(try reader().read(file, Diagnostics()).first)
      let ours = try said(document, name.contains("said"))
      let (words, speakers) = differences(ours, row.quotes)
      print("\(row.doc): n = \(row.quotes.count), ours \(ours.count), other words \(words), other names \(speakers)")
      #expect(ours.count == row.quotes.count, "\(row.doc)")
      #expect(words == 0, "\(row.doc)")
      #expect(speakers == 0, "\(row.doc)")
    }
  }

  /// Turns, or `said`, without the notes and stage directions that stand in them.
  private func said(_ document: Document, _ isTagged: Bool) throws -> [Said] {
    let aside: Set<Block.Kind> = [.note, .stage, .speaker]
    let all = try document[Block.self]
    let blocks = all.filter { !aside.contains($0.label.kind) }
    let spans =
      try isTagged
      ? document[StatedQuotation.self].filter { $0.label.element == "said" }.map { ($0.span, $0.label.name) }
      : document[Turn.self].map { ($0.span, $0.label.name) }
    return spans.enumerated().map { index, said in
      let own = blocks.filter { $0.span.overlap(with: said.0) > 0 }.map { $0.span.clamped(to: said.0) }
      let end = index + 1 < spans.count ? spans[index + 1].0.lowerBound : document.text.count
      let stages = all.filter {
        $0.label.kind == .stage && $0.span.lowerBound >= said.0.lowerBound && $0.span.upperBound <= end
      }
      return Said(
        words: own.map { document.text[$0] }.joined(), stages: stages.map { letters(document.text[$0.span]) },
        speaker: said.1)
    }
  }

  private func differences(_ ours: [Said], _ theirs: [Row.Quote]) -> (words: Int, speakers: Int) {
    var (words, speakers) = (0, 0)
    for (one, other) in zip(ours, theirs) {
      if letters(one.words) != without(one.stages, letters(other.text)) {
        words += 1
        if words < 4 { print("  ours:   \(one.words.prefix(300))\n  theirs: \(other.text.prefix(300))") }
      }
      if let name = one.speaker, let given = other.speaker, name != given {
        speakers += 1
        if speakers < 4 { print("  \(name) for \(given)") }
      }
    }
    return (words, speakers)
  }

  /// The oracle keeps some of what the stenographer saw in the words of the speaker.
  private func without(_ stages: [String], _ words: String) -> String {
    stages.reduce(words) { words, stage in
      words.firstRange(of: stage).map { words.replacingCharacters(in: $0, with: "") } ?? words
    }
  }

  /// Without white space: tokenised files leave it to the reader.
  private func letters(_ words: String) -> String { words.filter { !$0.isWhitespace } }
}
