import Standoff
import Testing

@testable import PlainTextReader

@Suite("A book, whatever its pages look like")
struct PrintedBookTests {
  /// How a book was printed: what stands above and below the lines of a page.
  struct Print: CustomTestStringConvertible, Sendable {
    let name: String
    var indents = false
    var head: @Sendable (Int) -> [String] = { _ in [] }
    var foot: @Sendable (Int) -> [String] = { _ in [] }
    var note: (@Sendable (Int) -> (reference: String, note: String))?
    var testDescription: String { name }
  }

  @Test(
    "Its paragraphs are the same",
    arguments: [
      Print(name: "numbers below", foot: { ["", "\($0)", ""] }),
      Print(name: "numbers between dashes", foot: { ["", "- \($0) -", ""] }),
      Print(name: "form feeds", head: { _ in ["\u{C}"] }),
      Print(
        name: "form feeds and heads", head: { ["\u{C}THE FLOCK AND ITS SHEPHERDS        \($0)", ""] },
        foot: { _ in [""] }),
      Print(
        name: "heads by turns", head: { ["", $0 % 2 == 0 ? "\($0)      Of Plans" : "The Planned      \($0)", ""] }),
      Print(name: "heads without empty lines", head: { ["THE FLOCK AND ITS SHEPHERDS \($0)"] }),
      Print(name: "numbers in brackets", head: { ["[Pg \($0)]", ""] }, foot: { _ in [""] }),
      Print(name: "first lines set in, numbers above", indents: true, head: { ["\u{C}\($0)", ""] }),
      Print(name: "first lines set in, numbers below", indents: true, foot: { ["", "\($0)", ""] }),
      Print(name: "numbered notes", foot: { ["", "\($0)", ""] }, note: { ("[\($0)]", "[\($0)] See the report.") }),
      Print(name: "notes with asterisks", head: { _ in ["\u{C}"] }, note: { _ in ("*", "* See the report.") }),
      Print(name: "notes alone", foot: { _ in [""] }, note: { ("[\($0)]", "[Footnote \($0): See the report.]") }),
    ]) func paragraphs(_ print: Print) throws
  {
    var random = Seeded(state: 11)
    let paragraphs = (0..<30).map { _ in Self.paragraph(&random) }
    let file = Self.pages(of: paragraphs, print, &random).joined(separator: "\n")
    let document = try read(file)
    let blocks = try document[Block.self]
    let found = blocks.filter { $0.label.kind == .paragraph }.map { block in
      // References to notes come in with the pages.
      document.text[block.span].replacing(/\[[0-9]+\]|\*/, with: "")
    }
    #expect(found == paragraphs)
    #expect(blocks.allSatisfy { $0.label.kind == .paragraph || $0.label.kind == .note })
    #expect(blocks.allSatisfy { $0.label.kind != .note || $0.label.at != nil })
    #expect(try strayBytes(document, Array(file.utf8)).isEmpty)
  }

  private static let words =
    """
    the of and people movement history from above below democracy control masses leaders elite reform workers themselves
    power struggle government revolution society idea tradition emancipation industrial self-emancipation organization
    working-class intellectuals philanthropic authoritarian
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static func paragraph(_ random: inout Seeded) -> String {
    let sentences = (0..<Int.random(in: 3...8, using: &random)).map { _ in
      let words = (0..<Int.random(in: 6...20, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? ""
      }
      let sentence = words.joined(separator: " ")
      return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }
    return sentences.joined(separator: " ")
  }

  private static func pages(of paragraphs: [String], _ print: Print, _ random: inout Seeded) -> [String] {
    let lines = paragraphs.flatMap { paragraph in
      let lines = wrap(paragraph, &random)
      return print.indents ? ["    " + lines[0]] + lines.dropFirst() : lines + [""]
    }
    var file: [String] = []
    for (number, start) in stride(from: 0, to: lines.count, by: 34).enumerated() {
      var page = Array(lines[start..<min(start + 34, lines.count)].drop { $0.isEmpty })
      if let note = print.note?(number + 1),
        let place = page.lastIndex(where: { $0.count > 40 && $0.contains(" the ") })
      {
        page[place] = page[place].replacing(" the ", with: " the\(note.reference) ", maxReplacements: 1)
        page += ["", note.note, ""]
      }
      file += print.head(number + 12) + page + print.foot(number + 12)
    }
    return file
  }

  /// Breaks words too long for their line, and words with a hyphen behind it.
  private static func wrap(_ paragraph: String, _ random: inout Seeded) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ").map(String.init) {
      let room = 70 - line.count - 1
      if line.isEmpty || word.count <= room {
        line += line.isEmpty ? word : " " + word
      } else if let hyphen = word.firstIndex(of: "-"), word[...hyphen].count <= room {
        lines.append(line + " " + word[...hyphen])
        line = String(word[hyphen...].dropFirst())
      } else if word.count > 8, room > 5, !word.contains("-"), Bool.random(using: &random) {
        let cut = min(room - 1, word.count - 4)
        lines.append(line + " " + word.prefix(cut) + "-")
        line = String(word.dropFirst(cut))
      } else {
        lines.append(line)
        line = word
      }
    }
    return lines + [line]
  }
}
