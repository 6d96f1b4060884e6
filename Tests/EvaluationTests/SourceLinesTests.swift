import Evaluation
import Testing

struct LineCase: Sendable, CustomTestStringConvertible {
  let why: String
  let bytes: [UInt8]
  let encoding: String
  let byte: Int
  let line: Int
  let column: Int
  var testDescription: String { why }

  init(_ why: String, _ bytes: [UInt8], _ encoding: String = "UTF-8", byte: Int, is line: Int, _ column: Int) {
    (self.why, self.bytes, self.encoding, self.byte) = (why, bytes, encoding, byte)
    (self.line, self.column) = (line, column)
  }

  init(_ why: String, _ text: String, byte: Int, is line: Int, _ column: Int) {
    self.init(why, Array(text.utf8), byte: byte, is: line, column)
  }
}

@Suite struct SourceLinesTests {
  @Test(arguments: [
    LineCase("the first byte", "ab", byte: 0, is: 1, 1),
    LineCase("an empty file", "", byte: 0, is: 1, 1),
    LineCase("the second line", "ab\ncd", byte: 4, is: 2, 2),
    LineCase("the line end belongs to its line", "ab\ncd", byte: 2, is: 1, 3),
    LineCase("letters of several bytes", "é“a", byte: 5, is: 1, 3),
    LineCase("a letter outside the first plane is one column", "𝒜b", byte: 4, is: 1, 2),
    LineCase("lines that end with two bytes", "a\r\nb", byte: 3, is: 2, 1),
    LineCase("a carriage return alone ends lines where nothing else does", "a\rb\rc", byte: 4, is: 3, 1),
    LineCase("a carriage return alone among line feeds is a character", "a\rb\nc", byte: 2, is: 1, 3),
    LineCase("a byte order mark is no column", "\u{FEFF}ab", byte: 4, is: 1, 2),
    LineCase("behind the end", "ab", byte: 9, is: 1, 3),
    LineCase("one byte a letter", [0xE9, 0xE9, 0x0A, 0xE9, 0x61], "ISO-8859-1", byte: 4, is: 2, 2),
    LineCase(
      "two bytes a letter", [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0, 0x63, 0], "UTF-16", byte: 8, is: 2, 2),
    LineCase("two bytes the other way", [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0x62], "UTF-16", byte: 6, is: 2, 1),
    LineCase(
      "a letter that has a line feed's byte in it", [0xFF, 0xFE, 0x0A, 0x01, 0x62, 0], "UTF-16", byte: 4, is: 1, 2),
    LineCase(
      "a pair of surrogates is one column", [0xFF, 0xFE, 0x35, 0xD8, 0x9C, 0xDC, 0x62, 0], "UTF-16", byte: 6, is: 1, 2),
  ])
  func places(_ example: LineCase) {
    let place = SourceLines(example.bytes, encoding: example.encoding).place(of: example.byte)
    #expect(place == SourceLines.Place(line: example.line, column: example.column))
  }

  @Test func everyPlaceOfALongLineIsWhatCountingGives() {
    let text = String(repeating: "ab é“c” 𝒜 ", count: 500) + "\n" + String(repeating: "é", count: 3000)
    let lines = SourceLines(Array(text.utf8))
    var (line, column, byte) = (1, 1, 0)
    for scalar in text.unicodeScalars {
      #expect(lines.place(of: byte) == SourceLines.Place(line: line, column: column))
      byte += scalar.utf8.count
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
  }
}
