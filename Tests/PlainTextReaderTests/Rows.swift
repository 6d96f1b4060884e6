import PluginAPI
import Standoff
import Testing

@testable import PlainTextReader

/// A file and the blocks that it should give: `kind: words`, one a line.
struct Row: CustomTestStringConvertible, Sendable {
  let name: String
  let file: String
  let path: String
  let blocks: [String]

  init(_ name: String, _ file: String, path: String = "essay.txt", blocks: [String]) {
    self.name = name
    self.file = file
    self.path = path
    self.blocks = blocks
  }

  var testDescription: String { name }

  var source: SourceFile { SourceFile(path: path, bytes: Array(file.utf8)) }
}

func read(_ file: SourceFile, _ settings: PlainTextFiles.Settings = .init()) throws -> Document {
  try #require(try PlainTextFiles(settings, .bare).read(file, Diagnostics()).first)
}

func read(_ text: String, path: String = "essay.txt") throws -> Document {
  try read(SourceFile(path: path, bytes: Array(text.utf8)))
}

/// `kind: words` for each block; verse lines are divided by `/`.
func blocks(of document: Document) throws -> [String] {
  try document[Block.self].map { "\($0.label.kind): \(document.text[$0.span].replacing("\n", with: " / "))" }
}

/// What does not hold of a document and its file: each run is what it says, each block leads to bytes that hold its
/// letters, and no two blocks lead to the same words.
func strayBytes(_ document: Document, _ bytes: [UInt8]) throws -> [String] {
  var stray: [String] = []
  for run in document.map.runs {
    let (words, source) = (document.text.utf8[run.text], bytes[run.source])
    switch run.manner {
    case .verbatim: if !words.elementsEqual(source) { stray.append("\(run.text) is not verbatim") }
    case .wide:
      let letters = source.filter { $0 != 0 }
      if !words.elementsEqual(letters) { stray.append("\(run.text) is not wide") }
    case .replaced:
      let decoded = decode(Array(source), document.origin.encoding)
      if !words.elementsEqual(decoded.utf8) {
        stray.append("\(run.text) says “\(document.text[run.text])”, not “\(decoded)”")
      }
    }
  }
  let covered = document.map.runs.reduce(0) { $0 + $1.text.count }
  let gaps = document.text.utf8.count - covered
  let blanks = document.text.utf8.count { $0 == 0x20 || $0 == 0x0A }
  if gaps > blanks { stray.append("\(gaps) bytes lead nowhere, and only \(blanks) are blanks") }
  return stray
}

private func decode(_ bytes: [UInt8], _ encoding: String) -> String {
  switch encoding {
  case "ISO-8859-1": String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  case "windows-1252":
    String(
      String.UnicodeScalarView(
        bytes.map { $0 < 0x80 || $0 > 0x9F ? Unicode.Scalar($0) : Windows1252.c1[Int($0) - 0x80] }))
  case "UTF-16LE": String(decoding: pairs(bytes).map { UInt16($0.0) | UInt16($0.1) << 8 }, as: UTF16.self)
  case "UTF-16BE": String(decoding: pairs(bytes).map { UInt16($0.1) | UInt16($0.0) << 8 }, as: UTF16.self)
  default: "\u{FFFD}"
  }
}

private func pairs(_ bytes: [UInt8]) -> [(UInt8, UInt8)] {
  stride(from: 0, to: bytes.count - 1, by: 2).map { (bytes[$0], bytes[$0 + 1]) }
}

/// A small generator with a seed, so that a failure comes again (Steele, Lea and Flood 2014, SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
