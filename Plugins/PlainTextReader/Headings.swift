import Standoff
import TextScanning

/// Headings: by their words (`CHAPTER II`), by capitals, by a lone number, by the empty lines around them.
extension BlockFinder {
  struct Heading {
    let opening: Draft.Opening?
    let opens: Region
  }

  /// What kind of heading a part is, or nothing where it is none.
  func heading(_ part: Part) -> Heading? {
    guard part.lines.count < 4, part.gapBefore > 0 || part.lines.lowerBound == body.lowerBound || part.isAfterBreak
    else { return nil }
    let first = lines[part.lines.lowerBound]
    guard lines[part.lines].allSatisfy({ $0.width < 100 }), let letter = bytes.firstLetter(first.range),
      !letter.properties.isLowercase, bytes[first.start] != UInt8(ascii: "[")
    else { return nil }
    let isCapitals = lines[part.lines].allSatisfy { bytes.isAllCapitals($0.range) || $0.width < 4 }
    if part.lines.count == 1, let heading = worded(first, isCapitals: isCapitals, part) { return heading }
    if part.lines.count > 1, let heading = worded(first, isCapitals: isCapitals, part), isCapitals { return heading }
    let looksSo = (isCapitals && !endsOpenly(part) && isCapitalHeading(part)) || isTitle(part)
    return looksSo && !isSignature(part) ? Heading(opening: .other, opens: .body) : nil
  }

  /// A heading that its first word or its number makes one.
  private func worded(_ line: Line, isCapitals: Bool, _ part: Part) -> Heading? {
    let (start, end) = (line.start, trimmedEnd(line))
    guard end > start, line.width < 100 else { return nil }
    if end - start < 24 {
      if Numeral.isRoman(bytes, start..<end, isLower: false) || Numeral.isArabic(bytes, start..<end) && end - start < 4
      {
        return Heading(opening: .inner, opens: .body)
      }
      let words = bytes.string(start..<end).lowercased()
      if let heading = alone(words) { return heading }
    }
    let gap = (start..<end).first { bytes[$0] == 0x20 || bytes[$0] == UInt8(ascii: ".") } ?? end
    let word = bytes.string(start..<gap)
    let lowered = word.lowercased()
    let rank = vocabulary.headings.ranks[lowered]
    let isNumbered = vocabulary.headings.numbered.contains(lowered)
    guard
      rank != nil || isNumbered || Numeral.isArabic(bytes, start..<gap) && gap - start < 4
        || Numeral.isRoman(bytes, start..<gap, isLower: false)
    else { return nil }
    if rank == nil, !isNumbered {
      // “1. THE SUPREME COURT”
      guard gap < end, bytes[gap] == UInt8(ascii: "."), isCapitals, part.lines.count < 3 else { return nil }
      return bytes.isAllCapitals(gap..<end) ? Heading(opening: .inner, opens: .body) : nil
    }
    guard let number = numeral(behind: gap, before: end), isRest(number.upperBound..<line.end, isCapitals: isCapitals)
    else { return nil }
    let opening: Draft.Opening =
      switch rank {
      case .outer: .outer
      case .middle: .middle
      case .inner: .inner
      case nil: .outermost
      }
    return Heading(opening: opening, opens: .body)
  }

  /// `PREFACE`, `CONTENTS`, `FOOTNOTES:`.
  private func alone(_ words: String) -> Heading? {
    let headings = vocabulary.headings
    if headings.contents.contains(words) { return Heading(opening: .outermost, opens: .contents) }
    if headings.notes.contains(words) { return Heading(opening: nil, opens: .notes) }
    if headings.index.contains(words) { return Heading(opening: .outermost, opens: .index) }
    return headings.alone.contains(words) ? Heading(opening: .outermost, opens: .body) : nil
  }

  /// The number behind `CHAPTER`: digits, Roman digits, or a word that counts, which ends with the line.
  private func numeral(behind place: Int, before end: Int) -> Range<Int>? {
    var start = place
    while start < end, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ".") { start += 1 }
    var stop = start
    while stop < end, bytes.isLetterOrDigit(at: stop) || bytes[stop] >= 0x80 { stop += 1 }
    guard stop > start else { return nil }
    if Numeral.isNumeral(bytes, start..<stop) { return start..<stop }
    let isWord = stop == end || bytes[stop] != 0x20
    return isWord && stop - start < 16 && bytes.startsUpper(start..<stop) ? start..<stop : nil
  }

  /// Whether what follows the number can be a title: nothing, capitals, or a few words that are no sentence.
  private func isRest(_ range: Range<Int>, isCapitals: Bool) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound, !bytes.isLetterOrDigit(at: start) { start += 1 }
    guard start < range.upperBound else { return true }
    if isCapitals { return true }
    let (next, last) = (bytes[range.lowerBound], bytes[range.upperBound - 1])
    return range.upperBound - start < 64 && bytes.startsUpper(start..<range.upperBound) && next != UInt8(ascii: ",")
      && last != UInt8(ascii: ",") && last != UInt8(ascii: ";") && last != UInt8(ascii: ":")
  }

  /// The end of a line without the stops and colons behind it.
  private func trimmedEnd(_ line: Line) -> Int {
    var end = line.end
    while end > line.start, [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"), 0x20].contains(bytes[end - 1]) {
      end -= 1
    }
    return end
  }

  // MARK: Headings without a word that tells them

  private func isCapitalHeading(_ part: Part) -> Bool {
    let right = lines[part.lines].map(\.width).max() ?? 0
    return right < 75
  }

  /// Whether a comma or a colon shows that something follows.
  private func endsOpenly(_ part: Part) -> Bool {
    let line = lines[part.lines.upperBound - 1]
    // A dash may stand behind the colon.
    let last = line.range.reversed().lazy.map { bytes[$0] }.first { $0 != UInt8(ascii: "-") }
    return last == UInt8(ascii: ",") || last == UInt8(ascii: ";") || last == UInt8(ascii: ":")
  }

  /// The author's name behind the last words, initials, or a name set to the right.
  func isSignature(_ part: Part) -> Bool {
    let line = lines[part.lines.lowerBound]
    guard region != .front, part.lines.count < 4 else { return false }
    let words = bytes.string(line.range)
    if let author = frame.metadata.author, words.lowercased().hasPrefix(author.lowercased()) { return true }
    let letters = words.utf8.filter { ByteClass.isASCIILetter($0) }.count
    let stops = words.utf8.filter { $0 == UInt8(ascii: ".") }.count
    if letters > 0, letters < 6, stops >= letters { return true }
    // Set to the right or a little in, one empty line behind a paragraph: not in the middle as a heading is.
    let isIndented = line.indent > layout.margin + 1
    let middle = (line.indent + line.right) / 2
    let isCentred = abs(middle - (layout.margin + layout.width) / 2) < 6
    return isIndented && !isCentred && part.gapBefore <= layout.usualGap
  }

  /// A few words in the case of titles, without a stop, with more room before them than paragraphs have.
  private func isTitle(_ part: Part) -> Bool {
    guard part.lines.count == 1, part.gapAfter > 0 else { return false }
    let line = lines[part.lines.lowerBound]
    guard line.width < 61, line.width > 2, bytes.isLetterOrDigit(at: line.start), !endsOpenly(part),
      !bytes.endsSentence(line.range), !isItem(line) || part.gapBefore > layout.usualGap
    else { return false }
    // More room before it than paragraphs have, or the only short line among long ones.
    if layout.hasLongLines || part.gapBefore > layout.usualGap { return bytes.startsUpper(line.range) }
    return isTitleCase(line, atLeast: 2)
  }

  /// Whether the long words of a line start with capitals.
  func isTitleCase(_ line: Line, atLeast least: Int) -> Bool {
    var (upper, lower) = (0, 0)
    for word in bytes.string(line.range).split(separator: " ") {
      guard let first = word.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else { continue }
      if first.properties.isUppercase { upper += 1 } else if word.utf8.count > 4 { lower += 1 }
    }
    return upper >= least && lower == 0
  }

  private func namesAuthor(_ part: Part) -> Bool {
    guard let author = frame.metadata.author?.lowercased() else { return false }
    let words = bytes.string(lines[part.lines.lowerBound].range).lowercased()
    return part.lines.count == 1 && words.hasSuffix(author)
  }

  // MARK: Adding

  mutating func addHeading(_ part: Part, _ heading: Heading) {
    if region == .front, heading.opening == .other || heading.opening == .inner {
      // A page of titles: the book's own title, its parts, printer and year.
      guard !namesAuthor(part) else { return add(.other, part) }
      drafts.append(Draft(kind: .heading, lines: [part.lines]))
      lastOfFront = heading.opening
      return
    }
    let opensList = heading.opens == .contents || heading.opens == .index
    drafts.append(Draft(kind: .heading, lines: [part.lines], opening: heading.opening, opensList: opensList))
    region = heading.opens
    if region == .contents { contents = ContentsWalk() }
  }

  /// Takes `# Words`, and words with a line of `===` or `---` behind them.
  mutating func takesAsMarkdownHeading(_ part: Part) -> Bool {
    let first = part.lines.lowerBound
    var draft = Draft(kind: .heading, lines: [first..<first + 1], opening: .other)
    if frame.fieldLines.contains(first), let depth = Markdown.headingDepth(lines[first], bytes) {
      Markdown.uncover(&lines[first], depth: depth, bytes)
      drafts.append(Draft(kind: .heading, lines: draft.lines))
      return true
    }
    if let depth = Markdown.headingDepth(lines[first], bytes) {
      Markdown.uncover(&lines[first], depth: depth, bytes)
      draft.markdownDepth = depth
    } else if part.lines.count == 2, let depth = Markdown.underlineDepth(lines[first + 1], bytes) {
      draft.markdownDepth = depth
    } else {
      return false
    }
    let line = lines[first]
    guard !line.isBlank else { return true }
    let words = line.width < 40 ? alone(bytes.string(line.start..<trimmedEnd(line)).lowercased()) : nil
    draft.opensList = words?.opens == .contents || words?.opens == .index
    region = words?.opens ?? .body
    if region == .contents { contents = ContentsWalk() }
    drafts.append(draft)
    return true
  }

  /// Whether a line opens a division by its words, though lines follow it at once.
  func opensDivision(_ index: Int, in part: Part) -> Bool {
    guard lines[index].width < 40, 2 * lines[index].right < layout.width else { return false }
    let alone = Part(lines: index..<index + 1, gapBefore: part.gapBefore, gapAfter: 0, isAfterBreak: part.isAfterBreak)
    guard let opening = heading(alone)?.opening, opening != .other else { return false }
    return bytes.startsUpper(lines[index].range) && !Numeral.isArabic(bytes, lines[index].range)
  }
}
