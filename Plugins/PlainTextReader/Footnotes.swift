import Standoff
import TextScanning

/// Notes: `[1] See …`, `[^1]: See …`, `[Footnote 1: See …]`, `* See …` at the foot of a page.
extension BlockFinder {
  /// The mark with which a note starts, or nothing where the part is no note. Signs of Markdown are taken away.
  mutating func noteMark(_ part: Part) -> String? {
    let line = lines[part.lines.lowerBound]
    guard line.width > 1 else { return nil }
    if let bracket = bracketedMark(line) {
      if bracket.isMarkdown { lines[part.lines.lowerBound].drop(before: bracket.end) }
      return bracket.mark
    }
    guard let sign = signMark(line), hasReference(sign) else { return nil }
    return sign
  }

  func opensNote(_ line: Line) -> Bool { bracketedMark(line) != nil }

  private func bracketedMark(_ line: Line) -> (mark: String, end: Int, isMarkdown: Bool)? {
    guard bytes[line.start] == UInt8(ascii: "[") else { return nil }
    if bytes.starts(with: "[Footnote ", at: line.start, before: line.end),
      let colon = bytes.first(UInt8(ascii: ":"), in: line.start..<min(line.end, line.start + 24))
    {
      return (bytes.string(line.start + 10..<colon), colon + 1, false)
    }
    guard let close = bytes.first(UInt8(ascii: "]"), in: line.start..<min(line.end, line.start + 14)) else {
      return nil
    }
    var (start, end) = (line.start + 1, close + 1)
    let isMarkdown = start < close && bytes[start] == UInt8(ascii: "^")
    if isMarkdown {
      guard end < line.end, bytes[end] == UInt8(ascii: ":") else { return nil }
      start += 1
      end += 1
      while end < line.end, bytes[end] == 0x20 { end += 1 }
    } else {
      guard end < line.end, bytes[end] == 0x20, isMark(start..<close) else { return nil }
    }
    return start < close && end < line.end ? (bytes.string(start..<close), end, isMarkdown) : nil
  }

  /// A number, a letter or a sign.
  private func isMark(_ range: Range<Int>) -> Bool {
    if range.count == 1 {
      let byte = bytes[range.lowerBound]
      return ByteClass.isDigit(byte) || ByteClass.isASCIILetter(byte) || byte == UInt8(ascii: "*")
    }
    return Numeral.isArabic(bytes, range) || sign(range) == range.upperBound
  }

  /// `*`, `**`, `†`, `‡` at the start of a line, or behind a `(` there.
  private func signMark(_ line: Line) -> String? {
    let start = bytes[line.start] == UInt8(ascii: "(") ? line.start + 1 : line.start
    let end = sign(start..<line.end)
    guard end > start, end < line.end, end - start < 7 else { return nil }
    // “* * *” is a row, “*word*” is emphasis.
    let next = bytes[end] == 0x20 ? end + 1 : end
    guard next < line.end, bytes[next] != UInt8(ascii: "*"), bytes[end] == 0x20 ? !layout.isMarkdown : true,
      bytes.isLetterOrDigit(at: next) || bytes[next] == UInt8(ascii: "_") || bytes[next] == UInt8(ascii: "\"")
    else { return nil }
    return bytes.string(start..<end)
  }

  private func sign(_ range: Range<Int>) -> Int {
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] == UInt8(ascii: "*") {
        place += 1
      } else if bytes.starts(with: "†", at: place, before: range.upperBound)
        || bytes.starts(with: "‡", at: place, before: range.upperBound)
      {
        place += 3
      } else {
        break
      }
    }
    return place
  }

  /// Whether one of the blocks before refers to the sign: it stands at the end of a word there.
  private func hasReference(_ sign: String) -> Bool {
    guard let first = sign.utf8.first else { return false }
    for draft in drafts.reversed().prefix(8) where draft.kind != .other && draft.kind != .heading {
      for line in draft.lines.joined() {
        var place = lines[line].start + 1
        let end = lines[line].end
        while place < end, let found = bytes.first(first, in: place..<end) {
          if bytes[found - 1] != 0x20, bytes[found - 1] != first { return true }
          place = found + 1
        }
      }
    }
    return false
  }
}
