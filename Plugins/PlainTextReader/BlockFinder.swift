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
  /// What the last heading of the title page would open, if it were none of the title page.
  var lastOfFront: Draft.Opening?
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
    if region == .notes, takesAsNote(part) { return }
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
      if region == .front { beginText() }
      hasProse = true
      if let open = openDraft(part, kind) {
        drafts[open].lines.append(part.lines)
        return
      }
    }
    drafts.append(Draft(kind: kind, lines: [part.lines], isSetOff: isSetOff))
  }

  /// The text proper begins: the heading right before it opens its first division, unless it is the title alone.
  private mutating func beginText() {
    region = .body
    guard let last = drafts.indices.last, drafts[last].kind == .heading,
      drafts[..<last].contains(where: { $0.kind == .heading })
    else { return }
    drafts[last].opening = lastOfFront
  }

  /// Takes what stands under the heading of the notes: `1. See …`, and further paragraphs of a note.
  private mutating func takesAsNote(_ part: Part) -> Bool {
    if let number = itemNumber(lines[part.lines.lowerBound]) {
      drafts.append(Draft(kind: .note, lines: [part.lines], mark: number))
    } else if drafts.last?.kind == .note {
      addNote(part)
    } else {
      region = .body
      return false
    }
    return true
  }

  private mutating func addNote(_ part: Part) {
    drafts.append(Draft(kind: .note, lines: [part.lines], mark: drafts.last { $0.kind == .note }?.mark))
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
}
