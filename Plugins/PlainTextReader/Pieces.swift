import TextScanning

/// Blocks that no empty line divides: paragraphs told by their first line's indentation, items, headings of Markdown.
extension BlockFinder {
  func pieces(of part: Part) -> [Part] {
    guard part.lines.count > 1 else { return [part] }
    if layout.hasLongLines { return longLines(of: part) }
    if lines[part.lines.lowerBound].indent > layout.margin + 1 {
      let shape = Shape(part, lines, layout, bytes)
      if shape.isRagged, shape.indent > layout.margin + 1 { return [part] }
    }
    var cuts: [Int] = []
    if part.lines.count > 3, opensDivision(part.lines.lowerBound, in: part) { cuts = [part.lines.lowerBound + 1] }
    for index in part.lines.dropFirst(1 + cuts.count) where !goesOnPlainly(index) {
      if startsPiece(index, in: part, since: cuts.last ?? part.lines.lowerBound) { cuts.append(index) }
    }
    return split(part, at: cuts)
  }

  /// Whether a line starts with a word, at the margin of the one before: most lines do, and start nothing.
  private func goesOnPlainly(_ index: Int) -> Bool {
    let (line, before) = (lines[index], lines[index - 1])
    guard line.indent == before.indent, line.width > 1, line.traits == before.traits, !layout.isMarkdown else {
      return false
    }
    return ByteClass.isASCIILetter(bytes[line.start]) && bytes[line.start + 1] != UInt8(ascii: ")")
      && bytes[line.start + 1] != UInt8(ascii: ".")
  }

  private func startsPiece(_ index: Int, in part: Part, since start: Int) -> Bool {
    let (line, before) = (lines[index], lines[index - 1])
    if line.traits.contains(.isQuoted) != before.traits.contains(.isQuoted) { return true }
    if layout.isMarkdown, startsMarkdown(index) { return true }
    if opensNote(line), opensNote(lines[start]) { return true }
    if isItem(line), line.indent == lines[start].indent,
      isItem(lines[start]) || bytes.endsSentence(before.range) || isBullet(line)
    {
      return true
    }
    let isInner = line.indent > layout.margin + 1
    let wasInner = before.indent > layout.margin + 1
    guard isInner != wasInner else { return false }
    let goesOn = index + 1 < part.lines.upperBound && lines[index + 1].indent > layout.margin + 1
    if isInner {
      // The first line of a paragraph, or the start of lines set off.
      if goesOn { return lines[index + 1].indent == line.indent }
      return line.indent == layout.firstIndent || (bytes.endsSentence(before.range) && bytes.startsUpper(line.range))
    }
    // Back at the margin, behind lines set off.
    return index - start > 1 && lines[index - 2].indent > layout.margin + 1
  }

  private func startsMarkdown(_ index: Int) -> Bool {
    Markdown.headingDepth(lines[index], bytes) != nil || Markdown.headingDepth(lines[index - 1], bytes) != nil
      || isBullet(lines[index]) || Markdown.underlineDepth(lines[index - 1], bytes) != nil
  }

  /// Each line is a block, unless all are short: then they are verse, an address or the like.
  private func longLines(of part: Part) -> [Part] {
    let areShort = lines[part.lines].allSatisfy { $0.width < 75 }
    let isPlain = !(layout.isMarkdown && part.lines.dropFirst().contains(where: startsMarkdown))
    if areShort, isPlain, part.lines.count < 60 { return [part] }
    return split(part, at: Array(part.lines.dropFirst()))
  }

  private func split(_ part: Part, at cuts: [Int]) -> [Part] {
    guard !cuts.isEmpty else { return [part] }
    var pieces: [Part] = []
    for (start, end) in zip([part.lines.lowerBound] + cuts, cuts + [part.lines.upperBound]) {
      pieces.append(
        Part(
          lines: start..<end, gapBefore: start == part.lines.lowerBound ? part.gapBefore : 0,
          gapAfter: end == part.lines.upperBound ? part.gapAfter : 0,
          isAfterBreak: start == part.lines.lowerBound && part.isAfterBreak))
    }
    return pieces
  }

  // MARK: Items

  /// Whether a line starts as an item of a list does: `(1)`, `2.`, `c)`, `iv)`, and bullets.
  func isItem(_ line: Line) -> Bool {
    var place = line.start
    guard line.width > 3, bytes[place] < 0x80 || isBullet(line) else { return false }
    if isBullet(line) { return true }
    if bytes[place] == UInt8(ascii: "\"") { place += 1 }
    let hasOpening = bytes[place] == UInt8(ascii: "(")
    if hasOpening { place += 1 }
    let start = place
    while place < line.end, place - start < 6, ByteClass.isDigit(bytes[place]) || ByteClass.isASCIILetter(bytes[place])
    {
      place += 1
    }
    let mark = start..<place
    guard !mark.isEmpty, place + 1 < line.end, bytes[place + 1] == 0x20 else { return false }
    let isDigits = mark.count < 4 && Numeral.isArabic(bytes, mark)
    let isLetter = mark.count == 1 && ByteClass.isASCIILetter(bytes[mark.lowerBound])
    switch bytes[place] {
    case UInt8(ascii: ")"): return isDigits || isLetter || Numeral.isRoman(bytes, mark)
    case UInt8(ascii: "."): return !hasOpening && isDigits
    default: return false
    }
  }

  /// The number of `12. See …` and `(12) See …`.
  func itemNumber(_ line: Line) -> String? {
    guard isItem(line), var start = line.range.first(where: { bytes[$0] != UInt8(ascii: "(") }) else { return nil }
    let first = start
    while start < line.end, ByteClass.isDigit(bytes[start]) { start += 1 }
    return start > first ? bytes.string(first..<start) : nil
  }

  /// `-`, `*`, `+` in Markdown or a typographic bullet, and a blank.
  func isBullet(_ line: Line) -> Bool {
    guard line.width > 2 else { return false }
    let first = bytes[line.start]
    if first == 0xE2 {
      return bytes.starts(with: "• ", at: line.start, before: line.end)
        || bytes.starts(with: "– ", at: line.start, before: line.end)
    }
    let isSign = first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+")
    return isSign && bytes[line.start + 1] == 0x20 && (layout.isMarkdown || first == UInt8(ascii: "-"))
  }
}
