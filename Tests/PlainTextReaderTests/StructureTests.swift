import PluginAPI
import Standoff
import Testing

@testable import PlainTextReader

@Suite("Layers and metadata")
struct StructureTests {
  private static let prose = BlockTests.prose

  @Test("A heading opens a division, its title belongs to it, and divisions nest") func divisions() throws {
    let prose = Self.prose
    let document = try read(
      "PREFACE\n\n\(prose)\n\n\nPART I\n\nTHE FLOCK\n\n\n\nCHAPTER I\n\nTHE FOLD\n\n\(prose)\n\n\nCHAPTER II\n\n\(prose)\n"
    )
    let divisions = try document[Division.self]
    #expect(
      divisions.map { "\($0.label.level) \($0.label.head ?? "")" } == [
        "1 PREFACE", "1 PART I THE FLOCK", "2 CHAPTER I THE FOLD", "2 CHAPTER II",
      ])
    #expect(divisions[1].span.encloses(divisions[3].span))
    #expect(divisions[1].span.upperBound == document.text.count)
  }

  @Test("A title opens no division, the heading behind it does") func titlePage() throws {
    let document = try read(
      "THE FLOCK\n\nby Ada Brackwell\n\n\nTHE SHEPHERDS\n\n\(Self.prose)\n\n\nTHE DOGS\n\n\(Self.prose)\n")
    #expect(try document[Division.self].map(\.label.head) == ["THE SHEPHERDS", "THE DOGS"])
    #expect(document.metadata.title == "THE FLOCK")
  }

  @Test("One stated quotation spans the consecutive paragraphs of a block quotation") func statedQuotations() throws {
    let quotation =
      "    The state shall provide for all who toil, and it\n    shall ask for obedience.\n\n    It shall think."
    let document = try read("\(Self.prose)\n\n\(quotation)\n\n\(Self.prose)")
    let stated = try document[StatedQuotation.self]
    #expect(
      stated.map { document.text[$0.span] } == [
        "The state shall provide for all who toil, and it shall ask for obedience.\n\nIt shall think."
      ])
    #expect(stated.first?.label == StatedQuotation(element: "indented", isBlock: true))
  }

  @Test("The frame of Project Gutenberg is left out and gives the metadata") func gutenberg() throws {
    let document = try read(
      """
      The Project Gutenberg eBook of The Flock, by A. Brackwell

      This eBook is for the use of anyone anywhere at no cost and with almost
      no restrictions whatsoever.

      Title: The Flock
             A Pastoral

      Author: Ada Brackwell

      Release Date: May 1, 1905 [eBook #7]

      Language: English

      *** START OF THE PROJECT GUTENBERG EBOOK THE FLOCK ***

      Produced by nobody in particular and the friends of
      nobody

      THE FLOCK

      CHAPTER I

      \(Self.prose)

      End of the Project Gutenberg EBook of The Flock

      *** END OF THE PROJECT GUTENBERG EBOOK THE FLOCK ***

      A licence follows.
      """)
    let metadata = document.metadata
    #expect(metadata.title == "The Flock: A Pastoral")
    #expect(metadata.author == "Ada Brackwell")
    #expect(metadata.language == "en")
    #expect(metadata.other["release-date"] == "May 1, 1905")
    #expect(try blocks(of: document) == ["heading: THE FLOCK", "heading: CHAPTER I"] + BlockTests.proseBlocks)
  }

  @Test("Fields before a text without a frame give metadata too") func fields() throws {
    let markdown = try read(
      "---\ntitle: On Plans\nauthor: Ada Brackwell\nyear: 1911\n---\n\nThey planned.", path: "a.md")
    #expect(markdown.metadata == Metadata(title: "On Plans", author: "Ada Brackwell", date: "1911"))
    #expect(markdown.text == "They planned.")
    #expect(try read("Title: Essay 3\n\n\(Self.prose)").metadata.title == "Essay 3")
  }

  @Test("Without fields the first heading is the title") func title() throws {
    #expect(try read("# On Plans\n\nThey planned.", path: "a.md").metadata.title == "On Plans")
    #expect(try read("They planned.").metadata.title == nil)
  }

  @Test("Signs of emphasis stay where the setting says so") func emphasis() throws {
    var settings = PlainTextFiles.Settings()
    settings.emphasis = .keep
    let file = SourceFile(path: "a.txt", bytes: Array("They read _The Plan_.".utf8))
    #expect(try read(file, settings).text == "They read _The Plan_.")
  }
}
