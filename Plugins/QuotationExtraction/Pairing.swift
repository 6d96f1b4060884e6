import PluginAPI
import Standoff
import TextScanning

/// A quotation as its marks give it.
struct Pair: Sendable {
  let opening: Mark
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
  private let marks: [[Mark]]
  private let words: KindWords
  private let conventions: Conventions
  private let diagnostics: Diagnostics
  private var stack: [Open] = []
  private(set) var pairs: [Pair] = []

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
    for block in run where !blocks[block].isEmpty {
      var next = 0
      if !stack.isEmpty { next = takeUp(in: block) }
      while next < marks[block].count {
        take(next, of: block)
        next += 1
      }
    }
    giveUp(downTo: 0, before: run.last.map { blocks[$0].upperBound } ?? 0)
  }

  /// Goes on with the open quotations where the block starts with their marks, and gives them up where it does not.
  /// Answers with the number of marks used up.
  private mutating func takeUp(in block: Int) -> Int {
    var used = 0
    var position = text.trimmed(blocks[block]).lowerBound
    while used < stack.count, used < marks[block].count {
      let mark = marks[block][used]
      guard mark.span.lowerBound == position, mark.family == stack[used].mark.family,
        mark.opens > .no || mark.glyph == stack[used].mark.glyph
      else { break }
      stack[used].isContinued = true
      used += 1
      position = mark.span.upperBound
    }
    let end = stack.last.map { blocks[$0.block].upperBound } ?? 0
    if used == 0 { giveUp(downTo: 0, before: end) }
    return used
  }

  private mutating func take(_ index: Int, of block: Int) {
    let mark = marks[block][index]
    let isOpen = stack.contains { $0.mark.family == mark.family }
    if isOpen, mark.closes > .no, !(mark.opens == .strong && mark.closes == .weak) {
      if mark.family == .single, isApostrophe(index, of: block) { return }
      close(with: mark)
    } else if mark.opens > .no {
      open(index, of: block)
    } else if mark.closes == .strong, mark.family != .single {
      diagnostics.note(.unopened(mark.glyph), at: mark.span)
    }
  }

  private mutating func open(_ index: Int, of block: Int) {
    let mark = marks[block][index]
    if mark.opens == .weak, mark.family == .single {
      let isInside = stack.contains { $0.mark.family == .single }
      guard !isInside, isClosedLater(index, of: block, atLeast: .strong) else { return }
    }
    if let depth = stack.firstIndex(where: { $0.mark.family == mark.family }), !canNest(index, of: block) {
      giveUp(downTo: depth, before: mark.span.lowerBound)
    }
    if mark.isWrongWay { diagnostics.note(.wrongWay(mark.glyph, "opens"), at: mark.span) }
    stack.append(Open(mark: mark, block: block))
  }

  private mutating func close(with mark: Mark) {
    guard let depth = stack.lastIndex(where: { $0.mark.family == mark.family }) else { return }
    giveUp(downTo: depth + 1, before: mark.span.lowerBound)
    let open = stack.removeLast()
    let content = text.trimmed(open.mark.span.upperBound..<mark.span.lowerBound)
    guard !content.isEmpty else { return }
    if mark.isWrongWay { diagnostics.note(.wrongWay(mark.glyph, "closes"), at: mark.span) }
    pairs.append(Pair(opening: open.mark, closing: mark, content: content, isContinued: open.isContinued))
  }

  /// Whether a single mark that could close is rather the apostrophe of a possessive or a clipped word.
  private func isApostrophe(_ index: Int, of block: Int) -> Bool {
    let mark = marks[block][index]
    if let top = stack.last, top.mark.family != .single,
      marks[block][(index + 1)...].prefix(50).contains(where: { $0.family == top.mark.family && $0.closes > .no })
    {
      return true
    }
    return mark.closes == .weak && isClosedLater(index, of: block, atLeast: .fair)
  }

  /// Whether a single mark closes for certain further on, before another one opens.
  private func isClosedLater(_ index: Int, of block: Int, atLeast least: Mark.Likelihood) -> Bool {
    for mark in marks[block][(index + 1)...].prefix(50) where mark.family == .single {
      if mark.closes >= least { return true }
      if mark.opens == .strong { return false }
    }
    return false
  }

  /// Whether the rest of the block closes this mark and the open ones of its family, so that it stands inside them.
  private func canNest(_ index: Int, of block: Int) -> Bool {
    let family = marks[block][index].family
    var depth = 1 + stack.count { $0.mark.family == family }
    for mark in marks[block][(index + 1)...].prefix(200) where mark.family == family {
      if mark.closes > .no, mark.closes >= mark.opens {
        depth -= 1
      } else if mark.opens > .no {
        depth += 1
      }
      if depth == 0 { return true }
    }
    return false
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
      let content = text.trimmed(rest.lowerBound..<end)
      if !content.isEmpty { pairs.append(Pair(opening: open.mark, closing: nil, content: content)) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unclosed(_ glyph: Glyph) -> Self {
    Self("quotation.unclosed", "the mark \(glyph.character) is not closed in its paragraph")
  }

  fileprivate static func unopened(_ glyph: Glyph) -> Self {
    Self("quotation.unopened", "the mark \(glyph.character) closes nothing")
  }

  fileprivate static func wrongWay(_ glyph: Glyph, _ does: String) -> Self {
    Self("quotation.wrong-way", "the mark \(glyph.character) \(does) a quotation here")
  }
}
