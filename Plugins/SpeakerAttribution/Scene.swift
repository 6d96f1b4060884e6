import Codebook
import Standoff
import TextScanning

/// A quotation with the line it stands in.
struct Scene {
  let content: Span
  let line: Line
  /// The last word before the quotation; -1 where there is none.
  let before: Int
  /// The first word behind it.
  let behind: Int
  /// The words behind that stand before the next quotation.
  let behindEnd: Int
  /// The words before that stand behind the quotation before.
  let beforeStart: Int
  /// The last character before its mark; 0 where it starts its paragraph.
  let lead: UInt8
  /// The last character inside that is no mark; a full stop behind the closing mark counts as inside.
  let last: UInt8
  /// Whether the words before stand in the paragraph before, as with a block quotation.
  let isSetOff: Bool
}

/// The lines made last: neighbouring quotations ask for the same few.
struct RecentLines {
  private var lines: [(key: Int, line: Line)] = []
  private var next = 0

  subscript(_ key: Int) -> Line? { lines.last { $0.key == key }?.line }

  mutating func add(_ line: Line, _ key: Int) {
    if lines.count < 16 {
      lines.append((key, line))
    } else {
      lines[next] = (key, line)
      next = (next + 1) % lines.count
    }
  }
}

extension Attribution {
  mutating func scene(of index: Int) -> Scene {
    let content = quotations[index].span
    let parent = parents[index]
    let room = parent >= 0 ? quotations[parent].span : blocks[blockOf[index]].span
    let line = line(of: index)
    let start = startBehindAside(content.lowerBound, room)
    let nearest = line.character(before: content.lowerBound, from: room.lowerBound)
    let lead = nearest == UInt8(ascii: ":") ? nearest : line.character(before: start, from: room.lowerBound)
    let last =
      isFollowedByStop(content)
      ? UInt8(ascii: ".") : text.utf8[content].last { $0 != UInt8(ascii: "_") && !ByteClass.isWhite($0) } ?? 0
    let behind = line.first(at: content.upperBound)
    let (previous, next) = siblings[index]
    return Scene(
      content: content, line: line, before: line.first(at: start) - 1, behind: behind,
      behindEnd: next >= 0 ? line.first(at: quotations[next].span.lowerBound) : line.count,
      beforeStart: previous >= 0 ? line.first(at: quotations[previous].span.upperBound) : 0, lead: lead, last: last,
      isSetOff: false)
  }

  /// A quotation with the paragraph before, where that leads to it: by a colon, or to a block.
  mutating func leadingScene(of index: Int) -> Scene? {
    let own = scene(of: index)
    guard parents[index] < 0, own.lead == 0, let before = leadingLine(index), before.count > 0 else { return nil }
    return Scene(
      content: own.content, line: before, before: before.count - 1, behind: before.count, behindEnd: before.count,
      beforeStart: 0, lead: 0, last: own.last, isSetOff: true)
  }

  /// The paragraph behind, where a quotation is a block or ends its paragraph.
  mutating func followingLine(_ index: Int) -> Line? {
    let own = scene(of: index)
    let block = lastBlock(of: index)
    guard parents[index] < 0, own.lead == 0, own.behind == own.line.count, block + 1 < blocks.count,
      blocks[block + 1].label.kind == .paragraph
    else { return nil }
    let line = blockLine(block + 1)
    guard line.count > 0, line.span(0).lowerBound == text.trimmed(blocks[block + 1].span).lowerBound else { return nil }
    return line
  }

  /// The byte before which the words lead to a quotation, without words in parentheses right before it: `wrote (p. 3): “…`.
  private func startBehindAside(_ start: Int, _ room: Span) -> Int {
    var position = start
    var isColon = false
    while position > room.lowerBound {
      let byte = text.utf8[position - 1]
      if byte == UInt8(ascii: ")") { break }
      let isBetween = ByteClass.isWhite(byte) || byte == 0x22 || byte == 0x27 || byte >= 0x80
      guard isBetween || byte == UInt8(ascii: ":") && !isColon else { return start }
      isColon = isColon || byte == UInt8(ascii: ":")
      position -= 1
    }
    let near = max(room.lowerBound, position - 160)..<max(room.lowerBound, position - 1)
    guard let open = text.utf8[near].lastIndex(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }),
      text.utf8[open] == UInt8(ascii: "(")
    else { return start }
    return open
  }

  /// Whether the sentence ends behind the closing mark: `“…”.`
  private func isFollowedByStop(_ content: Span) -> Bool {
    let behind = text.utf8[content.upperBound...].prefix(8)
    return behind.first { $0 < 0x80 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") } == UInt8(ascii: ".")
  }

  /// The paragraph before, when it leads to this quotation with a colon or the quotation is set off as a block.
  private mutating func leadingLine(_ index: Int) -> Line? {
    let block = blockOf[index]
    let isBlock = quotations[index].label.marks == "block"
    let near = max(0, block - (isBlock ? 4 : 1))..<block
    guard
      let before = near.last(where: {
        (blocks[$0].label.kind == .paragraph || blocks[$0].label.kind == .item) && blocks[$0].span.count > 6
      })
    else { return nil }
    let span = text.trimmed(blocks[before].span)
    guard !span.isEmpty, text.utf8[span.upperBound - 1] == UInt8(ascii: ":") || isBlock else { return nil }
    return blockLine(before)
  }

  private mutating func line(of index: Int) -> Line {
    let parent = parents[index]
    return parent >= 0 ? innerLine(of: parent) : blockLine(lastBlock(of: index))
  }

  /// The words of a quotation.
  mutating func innerLine(of parent: Int) -> Line {
    if let line = innerLines[parent] { return line }
    let inside = (parent + 1..<quotations.count).prefix { quotations[parent].span.encloses(quotations[$0].span) }
      .filter { parents[$0] == parent && !isInSentence($0) }.map { quotations[$0].span }
    let line = Line(quotations[parent].span, without: inside, in: text, words, book)
    innerLines.add(line, parent)
    return line
  }

  mutating func blockLine(_ block: Int) -> Line {
    if let line = lines[block] { return line }
    let span = blocks[block].span
    let inside = outer[firstOuter(endingAfter: span.lowerBound)...].prefix { $0.lowerBound < span.upperBound }
    let line = Line(span, without: inside, in: text, words, book)
    lines.add(line, block)
    return line
  }

  private func firstOuter(endingAfter offset: Int) -> Int {
    var (low, high) = (0, outer.count)
    while low < high {
      let middle = (low + high) / 2
      if outer[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The block in which a quotation ends, whose words follow it.
  private func lastBlock(of index: Int) -> Int {
    var block = blockOf[index]
    let start = quotations[index].span.lowerBound - blocks[block].span.lowerBound
    guard start < 8 else { return block }
    while block + 1 < blocks.count, blocks[block].span.upperBound < quotations[index].span.upperBound { block += 1 }
    return block
  }
}
