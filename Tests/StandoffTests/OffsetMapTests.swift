import Standoff
import Testing

@Suite("The way back to the file")
struct OffsetMapTests {
  /// The file is `ab&amp;cd` and then, behind a line end, `ef`; the text is `ab&cd ef`.
  private let map = OffsetMap([
    OffsetMap.Run(text: 0..<2, source: 0..<2, .verbatim), OffsetMap.Run(text: 2..<3, source: 2..<7, .replaced),
    OffsetMap.Run(text: 3..<5, source: 7..<9, .verbatim), OffsetMap.Run(text: 6..<8, source: 11..<13, .verbatim),
  ])

  @Test(arguments: [
    ("inside a verbatim run", 0..<1, 0..<1), ("a reference as a whole", 2..<3, 2..<7),
    ("from before a reference to behind it", 1..<4, 1..<8), ("over a line end", 4..<7, 8..<12),
    ("the space that joins two lines", 5..<6, 9..<11), ("the whole text", 0..<8, 0..<13),
    ("nothing, inside a run", 4..<4, 8..<8), ("nothing, at the end", 8..<8, 13..<13),
  ])
  func spans(_ name: String, _ span: Range<Int>, _ file: Range<Int>) {
    #expect(map.file(span) == file, "\(name)")
  }

  @Test("Two bytes of UTF-16 for each letter")
  func wide() {
    let map = OffsetMap([OffsetMap.Run(text: 0..<4, source: 2..<10, .wide)])
    #expect(map.file(1..<3) == 4..<8)
  }

  @Test("A note stands behind its paragraph in the text and inside it in the file")
  func movedNote() {
    var map = OffsetMap()
    map.append(OffsetMap.Run(text: 0..<5, source: 0..<5, .verbatim))
    map.append(OffsetMap.Run(text: 5..<10, source: 20..<25, .verbatim))
    map.append(OffsetMap.Run(text: 12..<18, source: 9..<15, .verbatim))
    #expect(map.file(0..<10) == 0..<25)
    #expect(map.file(12..<18) == 9..<15)
    #expect(map.file(3..<7) == 3..<22)
  }

  @Test("Verbatim runs that touch become one")
  func merging() {
    var map = OffsetMap()
    map.append(OffsetMap.Run(text: 0..<2, source: 3..<5, .verbatim))
    map.append(OffsetMap.Run(text: 2..<4, source: 5..<7, .verbatim))
    map.append(OffsetMap.Run(text: 4..<5, source: 8..<9, .verbatim))
    #expect(map.runs.map(\.text) == [0..<4, 4..<5])
  }

  @Test("An empty map leads nowhere, without harm")
  func empty() {
    #expect(OffsetMap().file(0..<3) == 0..<0)
  }
}

@Suite("Bytes and units")
struct TextOffsetsTests {
  @Test(
    arguments: [
      "", "plain", "“é” 𝔗 e\u{301}", String(repeating: "aé𝔗", count: 500), String(repeating: "a", count: 128) + "é",
      String(repeating: "𝔗", count: 70),
      String(repeating: "plain text ", count: 90) + String(repeating: "“é”", count: 90),
    ], OffsetUnit.allCases)
  func bothWays(_ string: String, _ unit: OffsetUnit) {
    let offsets = TextOffsets(Text(string), unit: unit)
    var (byte, number) = (0, 0)
    for scalar in string.unicodeScalars {
      #expect(offsets.offset(at: byte) == number)
      #expect(offsets.byte(at: number) == byte)
      let (bytes, units) = (UTF8.width(scalar), unit == .utf8 ? UTF8.width(scalar) : UTF16.width(scalar))
      byte += bytes
      number += unit == .scalars ? 1 : units
      if unit == .utf16, units == 2 { #expect(offsets.byte(at: number - 1) == nil) }
    }
    #expect(offsets.count == number)
    #expect(offsets.byte(at: number) == byte)
    #expect(offsets.offset(at: byte) == number)
    #expect(offsets.byte(at: number + 1) == nil)
    #expect(offsets.byte(at: -1) == nil)
  }
}
