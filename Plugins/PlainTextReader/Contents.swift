import Standoff
import TextScanning

/// What a table of contents has shown so far, to tell its end.
struct ContentsWalk {
  var parts = 0
  /// The most empty lines between two of its parts.
  var widestGap = 0
  /// The words of its entries, hashed.
  var entries: Set<UInt64> = []
}

/// Tables of contents and indices, of which each line is a block.
extension BlockFinder {
  /// Whether the text goes on with this part, behind the table of contents.
  func endsContents(_ part: Part) -> Bool {
    guard contents.parts > 0 else { return isProse(part) && part.lines.count > 4 }
    if part.gapBefore > 2, part.gapBefore > contents.widestGap, contents.parts > 1 || part.gapBefore > 3 { return true }
    if part.lines.count == 1, contents.parts > 1, contents.entries.contains(key(lines[part.lines.lowerBound])),
      !endsInNumber(lines[part.lines.lowerBound]), part.gapBefore >= contents.widestGap
    {
      return true
    }
    return isProse(part)
  }

  /// Lines that fill their width and do not lead to a page.
  private func isProse(_ part: Part) -> Bool {
    if layout.hasLongLines, lines[part.lines.lowerBound].width > 130 { return true }
    guard part.lines.count > 2, !lines[part.lines].contains(where: endsInNumber) else { return false }
    let right = lines[part.lines].reduce(0) { max($0, $1.right) }
    return !Shape(part, lines, layout, bytes).isRagged && 10 * right >= 8 * layout.width
      && !bytes.isAllCapitals(lines[part.lines.lowerBound].range)
  }

  /// Lines of which most lead to a page by dots or blanks, under a heading or not.
  func isTabular(_ part: Part) -> Bool {
    guard part.lines.count > 2,
      region == .front || bytes.first(UInt8(ascii: "."), in: lines[part.lines.lowerBound].range) != nil
    else { return false }
    return 10 * lines[part.lines].filter(leadsToPage).count >= 6 * part.lines.count
  }

  mutating func addEntries(_ part: Part, kind: Block.Kind) {
    contents.widestGap = contents.parts > 0 ? max(contents.widestGap, part.gapBefore) : 0
    contents.parts += 1
    var start = part.lines.lowerBound
    for index in part.lines {
      contents.entries.insert(key(lines[index]))
      let next = index + 1
      let goesOn =
        next < part.lines.upperBound && lines[next].indent > lines[start].indent && !endsInNumber(lines[index])
      if goesOn { continue }
      drafts.append(Draft(kind: kind, lines: [start..<next]))
      start = next
    }
  }

  private func endsInNumber(_ line: Line) -> Bool {
    var place = line.end
    while place > line.start, ByteClass.isDigit(bytes[place - 1]) { place -= 1 }
    return place < line.end && line.end - place < 5
  }

  /// Two blanks or dots before the number at the end.
  private func leadsToPage(_ line: Line) -> Bool {
    var place = line.end
    while place > line.start, ByteClass.isDigit(bytes[place - 1]) { place -= 1 }
    guard place < line.end, line.end - place < 5, place - line.start > 3 else { return false }
    let (one, other) = (bytes[place - 1], bytes[place - 2])
    let isLeader = { (byte: UInt8) in (region == .front && byte == 0x20) || byte == UInt8(ascii: ".") || byte == 0x09 }
    return isLeader(one) && isLeader(other) && bytes.isLetterOrDigit(at: line.start)
  }

  /// The letters of a line, hashed.
  private func key(_ line: Line) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in line.range where ByteClass.isASCIILetter(bytes[place]) || bytes[place] >= 0x80 {
      hash = (hash ^ UInt64(bytes[place] | 0x20)) &* 0x100_0000_01b3
    }
    return hash
  }
}
