import Standoff
import TextScanning

/// Small signs by which a part shows what it is.
extension BlockFinder {
  /// A row of asterisks, dashes or the like.
  func isOrnament(_ part: Part) -> Bool {
    part.lines.count == 1 && bytes.firstLetter(lines[part.lines.lowerBound].range) == nil
  }

  /// A caption or a remark in brackets of its own.
  func isBracketed(_ part: Part) -> Bool {
    let (first, last) = (lines[part.lines.lowerBound], lines[part.lines.upperBound - 1])
    let opening = bytes[first.start]
    if opening == UInt8(ascii: "+") || opening == UInt8(ascii: "|") {
      return bytes[first.end - 1] == opening && first.width > 1
    }
    guard opening == UInt8(ascii: "["), bytes[last.end - 1] == UInt8(ascii: "]") else { return false }
    return part.lines.count < 4 && bytes.first(UInt8(ascii: "]"), in: first.start..<last.end) == last.end - 1
  }

  /// Lines ruled with `-`, `=` or `|`, or most of them set in columns.
  func isTable(_ part: Part) -> Bool {
    guard part.lines.count > 1 else { return false }
    var (ruled, columns) = (0, 0)
    for (number, line) in lines[part.lines].enumerated() {
      let first = bytes[line.start]
      let isRule = line.width > 5 && (first == UInt8(ascii: "-") || first == UInt8(ascii: "="))
      if (isRule && bytes[line.start + 4] == first) || first == UInt8(ascii: "|") { ruled += 1 }
      if hasColumns(line) { columns += 1 }
      if number == 3, ruled + columns == 0 { return false }
    }
    return ruled > 1 || 2 * (ruled + columns) > part.lines.count
  }

  /// Whether three blanks stand side by side in a line.
  private func hasColumns(_ line: Line) -> Bool {
    var place = line.start + 2
    while place < line.end {
      if bytes[place] == 0x20 {
        if bytes[place - 1] == 0x20, bytes[place - 2] == 0x20 { return true }
        place += 1
      } else {
        place += 3
      }
    }
    return false
  }

  func isFirstIndented(_ part: Part) -> Bool {
    part.lines.count == 1 && lines[part.lines.lowerBound].indent == layout.firstIndent
  }

  func isWords(_ draft: Draft) -> Bool {
    draft.lines.contains { $0.contains { bytes.firstLetter(lines[$0].range) != nil } }
  }

  /// Words of those who made the file.
  func isCredits(_ part: Part) -> Bool {
    guard frame.isGutenberg else { return false }
    for line in lines[part.lines].prefix(3) {
      var start = line.start
      while start < line.end, !bytes.isLetter(at: start) {
        start = min(line.end, start + max(1, bytes[start] < 0x80 ? 1 : 2))
      }
      guard start < line.end else { continue }
      let words = vocabulary.gutenberg
      return bytes.starts(withAny: words.remarks, at: start, before: line.end)
        || (drafts.count < 12 && bytes.starts(withAny: words.credits, at: start, before: line.end))
    }
    return false
  }
}
