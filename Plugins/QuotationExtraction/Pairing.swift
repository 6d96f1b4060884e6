import PluginAPI
import Standoff
import TextScanning

/// A quotation as its marks give it.
struct Pair: Sendable {
  /// Nothing where no mark opens it and its start is a guess.
  let opening: Mark?
  /// Nothing where no mark closes it and its end is a guess.
  let closing: Mark?
  /// The words between the marks.
  let content: Span
  /// Whether it runs on over paragraphs, with an opening mark at each.
  var isContinued = false
}

/// Pairs marks with a stack, block by block.
///
/// A quotation ends in the paragraph in which it starts, unless the next one starts with its opening mark again: then
/// it goes on there. So a mark that is never closed does no harm beyond its paragraph.
struct Pairing {
  private struct Open {
    let mark: Mark
    let block: Int
    var isContinued = false
  }

  private let text: Text
  private let blocks: [Span]
  private var marks: [[Mark]]
  private let words: KindWords
  private let conventions: Conventions
  private let diagnostics: Diagnostics
  private var stack: [Open] = []
  private(set) var pairs: [Pair] = []
  /// The block behind the one in hand, where a quotation may run on into it.
  private var following: Int?
  /// The byte behind the last mark that closed something in the block in hand.
  private var lastEnd = 0

  /// - Parameter marks: those of each block, weighed.
  init(
    _ text: Text, blocks: [Span], marks: [[Mark]], _ conventions: Conventions, _ words: KindWords,
    _ diagnostics: Diagnostics
  ) {
    self.text = text
    self.blocks = blocks
    self.marks = marks
    self.words = words
    self.conventions = conventions
    self.diagnostics = diagnostics
  }

  /// Pairs the marks of a run of blocks: those between two headings, or one note.
  mutating func pair(run: [Int]) {
    let run = run.filter { !blocks[$0].isEmpty }
    for (index, block) in run.enumerated() {
      following = index + 1 < run.count ? run[index + 1] : nil
      lastEnd = blocks[block].lowerBound
      var next = 0
      if !stack.isEmpty { next = takeUp(in: block) }
      while next < marks[block].count {
        take(next, of: block)
        next += 1
      }
    }
    giveUp(downTo: 0, before: run.last.map { blocks[$0].upperBound } ?? 0)
  }

  /// Goes on with the open quotations where the block starts with their marks or closes them before it opens another,
  /// and gives them up where it does not. Answers with the number of marks used up.
  private mutating func takeUp(in block: Int) -> Int {
    var used = 0
    var position = text.trimmed(blocks[block]).lowerBound
    while used < stack.count, used < marks[block].count {
      let mark = marks[block][used]
      guard mark.span.lowerBound == position, mark.family == stack[used].mark.family,
        mark.opens > .no || mark.glyph == stack[used].mark.glyph, !startsAnew(used, in: block)
      else { break }
      stack[used].isContinued = true
      used += 1
      position = mark.span.upperBound
    }
    let end = stack.last.map { blocks[$0.block].upperBound } ?? 0
    if used == 0, let depth = stack.lastIndex(where: { isClosed($0, first: block) }) {
      giveUp(downTo: depth + 1, before: end)
      stack[depth].isContinued = true
    } else if used == 0 {
      giveUp(downTo: 0, before: end)
    }
    return used
  }

  /// Whether a mark at the start of the block opens a quotation of its own although another is open: in talk, where
  /// the paragraph before is short and this one closes what it opens, a closing mark is missing rather.
  private func startsAnew(_ depth: Int, in block: Int) -> Bool {
    let open = stack[depth]
    guard conventions.closesParagraphs, !open.isContinued, blocks[open.block].count < 160,
      let first = marks[block].first
    else { return false }
    let rest = marks[block].dropFirst().first { $0.family == first.family }
    return rest.map { $0.closes > $0.opens } ?? false
  }

  /// Whether the block that follows that of an open mark closes it with its first mark, with none to open before it.
  private func isClosed(_ open: Open, first block: Int) -> Bool {
    guard open.mark.opens == .strong,
      open.mark.family != .single || conventions.singleIsPrimary,
      let first = marks[block].first(where: { $0.family == open.mark.family && !($0.opens == .no && $0.closes == .no) })
    else { return false }
    return first.closes == .strong && first.opens == .no && (first.before == .stop || first.family != .single)
  }

  private mutating func take(_ index: Int, of block: Int) {
    if marks[block][index].glyph == .twinApostrophes { divideThree(at: index, of: block) }
    let mark = marks[block][index]
    let isOpen = stack.contains { $0.mark.family == mark.family }
    if isOpen, mark.closes > .no, !(mark.opens == .strong && mark.closes == .weak) {
      if isApostrophe(index, of: block) { return }
      close(with: mark)
    } else if mark.opens > .no {
      open(index, of: block)
    } else if mark.closes == .strong, mark.family != .single || mark.glyph == .twinApostrophes {
      giveStart(to: mark, in: block)
    }
  }

  /// Of three apostrophes in a row, the first closes the single marks that were opened last.
  private mutating func divideThree(at index: Int, of block: Int) {
    guard isThree(at: index, of: block), stack.last?.mark.family == .single else { return }
    let (double, single) = (marks[block][index], marks[block][index + 1])
    let start = double.span.lowerBound
    marks[block][index] = Mark(single, at: start..<start + 1)
    marks[block][index + 1] = Mark(double, at: start + 1..<start + 3)
  }

  private func isThree(at index: Int, of block: Int) -> Bool {
    let marks = marks[block]
    return marks[index].glyph == .twinApostrophes && index + 1 < marks.count
      && marks[index + 1].glyph == .straightSingle
      && marks[index + 1].span.lowerBound == marks[index].span.upperBound
  }

  private mutating func open(_ index: Int, of block: Int) {
    let mark = marks[block][index]
    if mark.opens == .weak, mark.family == .single {
      let isInside = stack.contains { $0.mark.family == .single }
      guard !isInside, isClosedLater(index, of: block, atLeast: .strong) else { return }
    }
    if mark.family == .single, isElision(index, of: block) || isCode(index, of: block) { return }
    if let depth = stack.firstIndex(where: { $0.mark.family == mark.family }), !canNest(index, of: block) {
      if stands(index, forClosingIn: block) { return close(with: turned(mark)) }
      giveUp(downTo: depth, before: mark.span.lowerBound)
    }
    if mark.isWrongWay { diagnostics.note(.wrongWay(mark.glyph, "opens"), at: mark.span) }
    stack.append(Open(mark: mark, block: block))
  }

  private mutating func close(with mark: Mark) {
    guard let depth = stack.lastIndex(where: { $0.mark.family == mark.family }) else { return }
    giveUp(downTo: depth + 1, before: mark.span.lowerBound)
    let open = stack.removeLast()
    let content = text.trimmedWide(open.mark.span.upperBound..<mark.span.lowerBound)
    guard !content.isEmpty else { return }
    if mark.isWrongWay { diagnostics.note(.wrongWay(mark.glyph, "closes"), at: mark.span) }
    lastEnd = mark.span.upperBound
    pairs.append(Pair(opening: open.mark, closing: mark, content: content, isContinued: open.isContinued))
  }

  /// Whether a mark that could close is rather the apostrophe of a possessive or a clipped word, or stands for inches.
  private func isApostrophe(_ index: Int, of block: Int) -> Bool {
    let mark = marks[block][index]
    if mark.family == .single, let top = stack.last, top.mark.family != .single,
      marks[block][(index + 1)...].prefix(50).contains(where: { $0.family == top.mark.family && $0.closes > .no })
    {
      return true
    }
    guard mark.family == .single || mark.family == .double, mark.closes < .strong else { return false }
    return isClosedLater(index, of: block, atLeast: mark.closes == .weak ? .fair : .strong)
  }

  /// Whether a mark of the same family closes for certain further on, before another one opens.
  private func isClosedLater(_ index: Int, of block: Int, atLeast least: Mark.Likelihood) -> Bool {
    let family = marks[block][index].family
    for mark in marks[block][(index + 1)...].prefix(50) where mark.family == family {
      if mark.closes >= least { return true }
      if mark.opens == .strong { return false }
    }
    return false
  }

  /// Whether a single mark before a small letter, inside a quotation, is left without one that could close it before
  /// that quotation ends, but for the apostrophe of a clipped word far behind.
  private func isElision(_ index: Int, of block: Int) -> Bool {
    let mark = marks[block][index]
    guard let top = stack.last, top.mark.family != .single, mark.glyph != .leftSingle,
      mark.span.upperBound < text.count,
      text.utf8[mark.span.upperBound] &- UInt8(ascii: "a") < 26
    else { return false }
    for (number, other) in marks[block].enumerated().dropFirst(index + 1).prefix(50) {
      if isThree(at: number, of: block) { return false }
      if other.family == top.mark.family, other.closes > .no, other.opens == .no { return true }
      guard other.family == .single else { continue }
      if other.closes >= .fair { return false }
      if other.closes == .weak { return other.span.lowerBound - mark.span.upperBound > 30 }
      if other.opens == .strong { return false }
    }
    return false
  }

  /// Whether the next single mark is a grave too, as Markdown writes code.
  private func isCode(_ index: Int, of block: Int) -> Bool {
    guard marks[block][index].glyph == .grave else { return false }
    return marks[block][(index + 1)...].first { $0.family == .single }?.glyph == .grave
  }

  /// Whether the rest of the block closes this mark and the open ones of its family, so that it stands inside them; an
  /// open one need not be closed where the next block takes it up.
  private func canNest(_ index: Int, of block: Int) -> Bool {
    let mark = marks[block][index]
    let outer = stack.count { $0.mark.family == mark.family }
    var depth = 1 + outer
    for mark in marks[block][(index + 1)...].prefix(200) where mark.family == marks[block][index].family {
      if mark.closes > .no, mark.closes >= mark.opens {
        depth -= 1
      } else if mark.opens > .no {
        depth += 1
      }
      if depth == 0 { return true }
    }
    return depth <= outer && followsWord(mark, in: block) && isTakenUp(mark.family)
  }

  /// Whether a guillemet that opens is rather the other one the wrong way round: it stands behind the end of a
  /// sentence, and the next in the block does not close.
  private func stands(_ index: Int, forClosingIn block: Int) -> Bool {
    let mark = marks[block][index]
    guard mark.family == .guillemet, endsSentence(before: mark, in: block) else { return false }
    let next = marks[block][(index + 1)...].first { $0.family == .guillemet }
    return next.map { $0.opens == .strong } ?? !isTakenUp(.guillemet)
  }

  /// Whether a full stop or its like stands before a mark and the white space before it.
  private func endsSentence(before mark: Mark, in block: Int) -> Bool {
    let before = text.trimmedWide(blocks[block].lowerBound..<max(blocks[block].lowerBound, mark.span.lowerBound))
    guard let last = before.last.map({ text.utf8[$0] }) else { return false }
    return last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
  }

  private func turned(_ mark: Mark) -> Mark {
    var mark = mark
    (mark.opens, mark.closes, mark.isWrongWay) = (.no, .strong, true)
    return mark
  }

  /// Whether a word stands right before the mark, so that no speech starts with it.
  private func followsWord(_ mark: Mark, in block: Int) -> Bool {
    var position = mark.span.lowerBound
    while position > blocks[block].lowerBound, ByteClass.isWhite(text.utf8[position - 1]) { position -= 1 }
    return position > blocks[block].lowerBound && ByteClass.isASCIILetter(text.utf8[position - 1])
  }

  /// Whether the next block starts with a mark of this family that opens.
  private func isTakenUp(_ family: Glyph.Family) -> Bool {
    guard let following, let first = marks[following].first else { return false }
    return first.family == family && first.opens > .no
      && first.span.lowerBound == text.trimmed(blocks[following]).lowerBound
  }

  /// Takes marks from the stack that nothing has closed; each may still give a quotation with a guessed end.
  private mutating func giveUp(downTo depth: Int, before limit: Int) {
    while stack.count > depth {
      let open = stack.removeLast()
      let isApostrophe =
        open.mark.family == .single && !conventions.singleIsPrimary && open.mark.glyph != .leftSingle
      guard !isApostrophe else { continue }
      diagnostics.warn(.unclosed(open.mark.glyph), at: open.mark.span)
      let block = blocks[open.block]
      let rest = open.mark.span.upperBound..<max(open.mark.span.upperBound, min(limit, block.upperBound))
      guard open.mark.opens == .strong, let end = LikelyEnd.of(rest, in: text, opening: open.mark, block, words) else {
        continue
      }
      let content = text.trimmedWide(rest.lowerBound..<end)
      if !content.isEmpty { pairs.append(Pair(opening: open.mark, closing: nil, content: content)) }
    }
  }

  /// Says that a mark closes nothing, and guesses where its quotation may have started.
  private mutating func giveStart(to mark: Mark, in block: Int) {
    if mark.span.lowerBound == lastEnd, lastEnd > blocks[block].lowerBound {
      diagnostics.note(.doubled(mark.glyph), at: mark.span)
      lastEnd = mark.span.upperBound
      return
    }
    diagnostics.note(.unopened(mark.glyph), at: mark.span)
    guard mark.before == .stop, stack.isEmpty,
      let start = LikelyEnd.start(lastEnd..<mark.span.lowerBound, mark, in: text, blocks[block], words)
    else { return }
    let content = text.trimmedWide(start..<mark.span.lowerBound)
    lastEnd = mark.span.upperBound
    if !content.isEmpty { pairs.append(Pair(opening: nil, closing: mark, content: content)) }
  }
}

extension Diagnostic.Message {
  fileprivate static func unclosed(_ glyph: Glyph) -> Self {
    Self("quotation.unclosed", "the mark \(glyph.character) is not closed in its paragraph")
  }

  fileprivate static func doubled(_ glyph: Glyph) -> Self {
    Self("quotation.doubled", "the mark \(glyph.character) stands twice")
  }

  fileprivate static func unopened(_ glyph: Glyph) -> Self {
    Self("quotation.unopened", "the mark \(glyph.character) closes nothing")
  }

  fileprivate static func wrongWay(_ glyph: Glyph, _ does: String) -> Self {
    Self("quotation.wrong-way", "the mark \(glyph.character) \(does) a quotation here")
  }
}
