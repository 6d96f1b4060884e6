import Standoff

/// A block before its words are put together.
struct Draft {
  /// What a heading opens, from the outermost to the innermost; its depth follows from what else the document has.
  enum Opening: Int, Comparable {
    case outermost, outer, middle, inner, other

    static func < (one: Opening, other: Opening) -> Bool { one.rawValue < other.rawValue }
  }

  var kind: Block.Kind
  /// Lines of the file; several ranges where a page ends inside the block. Furniture lies among them.
  var lines: [Range<Int>]
  /// The mark of a note.
  var mark: String?
  /// What a heading opens; nothing where it opens no division.
  var opening: Opening?
  /// Set off by its margin, or by `>`.
  var isSetOff = false
  /// How many `#` stand before a heading of Markdown.
  var markdownDepth: Int?
  /// The heading of a table of contents or an index.
  var opensList = false
}

/// Lines without an empty one between them, which may be a block.
struct Part {
  var lines: Range<Int>
  /// Empty lines before and behind.
  var gapBefore: Int
  var gapAfter: Int
  /// A page ends before it.
  var isAfterBreak: Bool

  var isGlued: Bool { gapBefore == 0 }
}

extension Part {
  /// The parts of a text, which empty lines, page breaks and furniture divide.
  static func all(in lines: [Line], body: Range<Int>) -> [Part] {
    var parts: [Part] = []
    var start: Int?
    var (gap, isAfterBreak) = (0, false)
    func close(before end: Int) {
      guard let first = start else { return }
      parts.append(Part(lines: first..<end, gapBefore: gap, gapAfter: 0, isAfterBreak: isAfterBreak))
      start = nil
      (gap, isAfterBreak) = (0, false)
    }
    for index in body {
      let line = lines[index]
      let breaks = line.isFurniture || line.traits.contains(.startsPage)
      if breaks || line.isBlank { close(before: index) }
      if breaks { isAfterBreak = true }
      if line.isBlank { gap += 1 }
      if !line.isBlank, !line.isFurniture, start == nil { start = index }
    }
    close(before: body.upperBound)
    for index in parts.indices { parts[index].gapAfter = index + 1 < parts.count ? parts[index + 1].gapBefore : gap }
    return parts
  }
}

/// What can be seen of a part without reading it.
struct Shape {
  private(set) var count = 0
  private(set) var indent = Int.max
  private(set) var right = 0
  private(set) var capitals = 0
  /// Lines behind which the first word of the next would have had room, where enough start with capitals: up to the margin of the text, and up to the
  /// longest of these lines.
  private(set) var loose = (margin: 0, longest: 0)
  /// Lines that end as sentences do.
  private(set) var sentences = 0

  init(_ part: Part, _ lines: [Line], _ layout: Layout, _ bytes: Bytes) {
    count = part.lines.count
    for line in lines[part.lines] {
      indent = min(indent, line.indent)
      right = max(right, line.right)
      if bytes.startsUpper(line.range) { capitals += 1 }
    }
    // Prose has few lines that start with capitals, and nothing else is asked of it.
    guard count > 1, 10 * capitals >= 7 * count else { return }
    let margin = indent > layout.margin + 1 ? layout.quotationWidth : layout.width
    for index in part.lines.dropLast() {
      let (line, next) = (lines[index], lines[index + 1])
      let needed = line.right + 1 + (bytes.first(0x20, in: next.range) ?? next.end) - next.start
      if needed <= margin { loose.margin += 1 }
      if needed <= min(margin, right) { loose.longest += 1 }
    }
    if isRagged { sentences = part.lines.reduce(0) { $0 + (bytes.endsSentence(lines[$1].range) ? 1 : 0) } }
  }

  /// Lines that start with capitals and end before the margin, as verses do.
  var isRagged: Bool {
    guard count > 1, 10 * capitals >= 7 * count else { return false }
    let joints = count - 1
    if count < 4 || capitals == count { return 10 * loose.margin >= 6 * joints }
    return 10 * loose.longest >= 3 * joints
  }
}
