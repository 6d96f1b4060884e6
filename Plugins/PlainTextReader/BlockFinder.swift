import Standoff

/// Tells the blocks of a text apart: what is a paragraph, a heading, a note, verse, a line of the contents.
struct BlockFinder {
  /// What the blocks at this place are part of.
  enum Region { case front, body, contents, notes, index, credits }

  var lines: [Line]
  let body: Range<Int>
  let layout: Layout
  let bytes: Bytes
  let vocabulary: Vocabulary
  let frame: Frame

  var drafts: [Draft] = []
  var region = Region.front
  /// What the table of contents has shown so far.
  var contents = ContentsWalk()
  /// Whether the text proper has begun.
  private var hasProse = false

  init(
    lines: [Line], layout: Layout, bytes: Bytes, vocabulary: Vocabulary, frame: Frame
  ) {
    self.lines = lines
    body = frame.body
    self.layout = layout
    self.bytes = bytes
    self.vocabulary = vocabulary
    self.frame = frame
  }

  mutating func find() {
    for part in Part.all(in: lines, body: body) {
      if takesAsRegion(part) { continue }
      for piece in pieces(of: part) { take(piece) }
    }
    if !hasProse {
      // No page of titles without a book behind it.
      for index in drafts.indices where drafts[index].kind == .other && isWords(drafts[index]) {
        drafts[index].kind = .paragraph
      }
    }
  }

  /// Takes lines of a table of contents, an index, a transcriber's closing remarks.
  private mutating func takesAsRegion(_ part: Part) -> Bool {
    switch region {
    case .credits: return true
    case .contents:
      if !endsContents(part) {
        addEntries(part, kind: .contents)
        return true
      }
      region = .body
    case .index:
      if let heading = heading(part), heading.opening != .other || part.gapBefore > 3 {
        region = .body
      } else {
        addEntries(part, kind: .contents)
        return true
      }
    case .front, .body, .notes: break
    }
    if isCredits(part) {
      if 20 * (body.upperBound - part.lines.lowerBound) < body.count, part.lines.count == 1 { region = .credits }
      return true
    }
    if isTabular(part) {
      addEntries(part, kind: .contents)
      return true
    }
    return false
  }

  private mutating func take(_ part: Part) {
    let first = lines[part.lines.lowerBound]
    if isOrnament(part) { return add(.other, part) }
    if layout.isMarkdown, takesAsMarkdownHeading(part) { return }
    if first.traits.contains(.isQuoted) { return add(.quotation, part, isSetOff: true) }
    if let mark = noteMark(part) {
      return drafts.append(Draft(kind: .note, lines: [part.lines], mark: mark))
    }
    if isBracketed(part) || isTable(part) { return add(.other, part) }
    let heading = heading(part)
    if let heading, !continues(part) {
      if region == .notes, heading.opening == .other, part.gapBefore < 3 { return addNote(part) }
      return addHeading(part, heading)
    }
    if region == .notes { return addNote(part) }
    let shape = Shape(part, lines, layout, bytes)
    if shape.indent > layout.margin + 1, !isFirstIndented(part) { return takeSetOff(part, shape) }
    if shape.isRagged, !layout.hasLongLines || shape.count > 2 { return takeRagged(part, shape) }
    if isItem(first) { return add(.item, part) }
    if shape.count == 1, first.width < 40, isTitleCase(first, atLeast: 1), isSignature(part) {
      return add(.other, part)
    }
    let isProse =
      shape.count > 2 || layout.hasLongLines || bytes.endsSentence(lines[part.lines.upperBound - 1].range)
      || (first.width > 60 && !isTitleCase(first, atLeast: 0)) || continues(part)
    if region == .front, !isProse { return add(.other, part) }
    add(.paragraph, part)
  }

  /// A block quotation, verse, a list, or words of another kind set in: a signature, a date, an address.
  private mutating func takeSetOff(_ part: Part, _ shape: Shape) {
    let (first, last) = (lines[part.lines.lowerBound], lines[part.lines.upperBound - 1])
    let follows =
      drafts.last?.isSetOff == true && drafts.last?.kind == .quotation && part.gapBefore <= layout.usualGap
    if region == .front, shape.count < 4, !bytes.endsSentence(last.range) || shape.isRagged { return add(.other, part) }
    if isClosing(part, shape) { return add(.other, part) }
    if shape.isRagged { return add(.verse, part, isSetOff: true) }
    let isShort = shape.right - shape.indent < 46 && shape.count < 3 && !bytes.endsSentence(last.range)
    if isShort, !follows || shape.indent > layout.margin + 12 { return add(.other, part) }
    if isItem(first), !follows { return add(.item, part) }
    add(.quotation, part, isSetOff: true)
  }

  /// The name, place and date behind a preface or a letter.
  private func isClosing(_ part: Part, _ shape: Shape) -> Bool {
    guard shape.count < 5 else { return false }
    return lines[part.lines].contains { line in
      bytes.isAllCapitals(line.range) || line.indent > layout.margin + layout.width / 2
    } || (shape.count == 1 && shape.right - shape.indent < 30 && isTitleCase(lines[part.lines.lowerBound], atLeast: 1))
  }

  /// Verse, or one line for each sentence or speaker, or lines of a title page or an address.
  private mutating func takeRagged(_ part: Part, _ shape: Shape) {
    if part.lines.contains(where: { bytes.isAllCapitals(lines[$0].range) }) || region == .front && shape.count < 4 {
      return add(.other, part)
    }
    if 5 * shape.sentences >= 4 * shape.count {
      for index in part.lines {
        add(.paragraph, Part(lines: index..<index + 1, gapBefore: 0, gapAfter: 0, isAfterBreak: false))
      }
      return
    }
    add(shape.count > 2 || shape.sentences == 0 ? .verse : .paragraph, part)
  }

  // MARK: Adding

  mutating func add(_ kind: Block.Kind, _ part: Part, isSetOff: Bool = false) {
    if kind == .paragraph || kind == .quotation || kind == .item {
      if region == .front { region = .body }
      hasProse = true
      if let open = openDraft(part, kind) {
        drafts[open].lines.append(part.lines)
        return
      }
    }
    drafts.append(Draft(kind: kind, lines: [part.lines], isSetOff: isSetOff))
  }

  private mutating func addNote(_ part: Part) {
    let last = drafts.last { $0.kind == .note }
    drafts.append(Draft(kind: .note, lines: [part.lines], mark: last?.mark))
  }

  private func continues(_ part: Part) -> Bool {
    part.isAfterBreak && bytes.startsLower(lines[part.lines.lowerBound].range)
  }

  /// The block that goes on with these lines behind the end of a page, or behind notes that stood there.
  private func openDraft(_ part: Part, _ kind: Block.Kind) -> Int? {
    guard let index = drafts.lastIndex(where: { $0.kind != .note }), kind != .item else { return nil }
    let draft = drafts[index]
    guard draft.kind == kind || (draft.kind == .item && kind == .paragraph), let end = draft.lines.last,
      region != .notes
    else { return nil }
    let (last, first) = (lines[end.upperBound - 1], lines[part.lines.lowerBound])
    let isOpen = !bytes.endsSentence(last.range) || bytes.endsInHyphen(last.range)
    let width = draft.isSetOff ? layout.quotationWidth : layout.width
    let isFull = 10 * last.right >= 8 * width
    let mayPageEnd = part.isAfterBreak || index < drafts.count - 1
    if bytes.startsLower(first.range) {
      // A full line without a stop and a small letter show the end of a page that nothing else shows.
      return part.isAfterBreak || (isOpen && (mayPageEnd || (isFull && !layout.hasLongLines))) ? index : nil
    }
    guard mayPageEnd else { return nil }
    let goesOn = isOpen ? isFull : part.isGlued && 10 * last.right >= 9 * width && first.indent <= layout.margin + 1
    return goesOn && layout.firstIndent != first.indent ? index : nil
  }

  // MARK: Small signs

  /// A row of asterisks, dashes or the like.
  private func isOrnament(_ part: Part) -> Bool {
    part.lines.count == 1 && bytes.firstLetter(lines[part.lines.lowerBound].range) == nil
  }

  /// A caption or a remark in brackets of its own.
  private func isBracketed(_ part: Part) -> Bool {
    let (first, last) = (lines[part.lines.lowerBound], lines[part.lines.upperBound - 1])
    let opening = bytes[first.start]
    if opening == UInt8(ascii: "+") || opening == UInt8(ascii: "|") {
      return bytes[first.end - 1] == opening && first.width > 1
    }
    guard opening == UInt8(ascii: "["), bytes[last.end - 1] == UInt8(ascii: "]") else { return false }
    return part.lines.count < 4 && bytes.first(UInt8(ascii: "]"), in: first.start..<last.end) == last.end - 1
  }

  /// Lines ruled with `-`, `=` or `|`, or most of them set in columns.
  private func isTable(_ part: Part) -> Bool {
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

  private func isFirstIndented(_ part: Part) -> Bool {
    part.lines.count == 1 && lines[part.lines.lowerBound].indent == layout.firstIndent
  }

  private func isWords(_ draft: Draft) -> Bool {
    draft.lines.contains { $0.contains { bytes.firstLetter(lines[$0].range) != nil } }
  }

  /// Words of those who made the file.
  private func isCredits(_ part: Part) -> Bool {
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
