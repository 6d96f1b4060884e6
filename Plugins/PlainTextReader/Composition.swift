import Standoff

/// Makes the text of a document and its layers from drafts.
struct Composition {
  private(set) var assembly: Assembly
  private(set) var blocks: [(block: Block, span: Span)] = []
  private(set) var milestones: [(milestone: Milestone, span: Span)] = []
  private var references = References()

  private let lines: [Line]
  private let bytes: Bytes
  private let pages: Pages
  private let hyphens: Hyphens
  private let emphasis: Emphasis?
  private var nextPage = 0
  private var nextMark = 0

  init(
    _ drafts: [Draft], lines: [Line], bytes: Bytes, decoding: OffsetMap?, pages: Pages, hyphens: Hyphens,
    emphasis: Emphasis?
  ) {
    assembly = Assembly(bytes, decoding: decoding)
    self.lines = lines
    self.bytes = bytes
    self.pages = pages
    self.hyphens = hyphens
    self.emphasis = emphasis
    blocks.reserveCapacity(drafts.count)
    for draft in drafts { add(draft) }
    let places = references.places(of: blocks)
    for (index, place) in places { blocks[index].block.at = place }
  }

  private mutating func add(_ draft: Draft) {
    guard let first = draft.lines.first?.lowerBound else { return }
    if !assembly.text.isEmpty { assembly.addGap("\n\n") }
    let start = assembly.text.count
    let cuts = cuts(in: draft)
    var cut = 0
    let keepsLines = draft.kind == .verse || draft.kind == .other
    // What stands between the line before and this one: nothing before the first.
    var gap: StaticString?
    for range in draft.lines {
      for index in range {
        var words = lines[index].range
        passPages(before: words.lowerBound)
        if let gap { assembly.addGap(gap) }
        let isLast = index == range.upperBound - 1
        gap = keepsLines && !isLast ? "\n" : " "
        if !keepsLines, let hyphen = bytes.hyphen(endOf: words), let joint = hyphens.joint(behind: index) {
          gap = nil
          if joint == .drop { words = words.lowerBound..<hyphen.lowerBound }
        } else if !keepsLines, endsInTightDash(words) {
          gap = nil
        }
        if cuts.isEmpty { assembly.add(words) } else { add(words, without: cuts, from: &cut) }
      }
    }
    if assembly.text.count == start {
      // Nothing but signs: then the signs are the words.
      for index in draft.lines.joined() { assembly.add(lines[index].range) }
    }
    let span = start..<assembly.text.count
    if draft.kind != .note { references.collect(in: span, of: assembly.text) }
    blocks.append((Block(draft.kind, page: pages.page(at: lines[first].start), n: draft.mark), span))
  }

  /// A dash of two behind a word, which has no blank before the next either.
  private func endsInTightDash(_ words: Range<Int>) -> Bool {
    let end = words.upperBound
    return words.count > 2 && bytes[end - 1] == UInt8(ascii: "-") && bytes[end - 2] == UInt8(ascii: "-")
      && bytes[end - 3] != 0x20
  }

  private mutating func add(_ words: Range<Int>, without cuts: [Range<Int>], from cut: inout Int) {
    var start = words.lowerBound
    while cut < cuts.count, cuts[cut].lowerBound < words.upperBound {
      let range = cuts[cut]
      if range.lowerBound >= start {
        assembly.add(start..<range.lowerBound)
        start = range.upperBound
      }
      cut += 1
    }
    if start < words.upperBound { assembly.add(start..<words.upperBound) }
  }

  /// Signs of emphasis and page numbers inside the lines of a block.
  private mutating func cuts(in draft: Draft) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    guard let first = draft.lines.first, let last = draft.lines.last else { return [] }
    let hull = lines[first.lowerBound].start..<max(lines[first.lowerBound].start, lines[last.upperBound - 1].end)
    guard pages.hasMarks || emphasis?.mayStand(in: hull) == true else { return [] }
    let ranges = draft.lines.flatMap { $0.map { lines[$0].range } }
    emphasis?.marks(in: ranges, into: &cuts)
    for mark in pages.marks(in: ranges, bytes) { cuts.append(mark) }
    if cuts.count > 1 { cuts.sort { $0.lowerBound < $1.lowerBound } }
    return cuts
  }

  /// Pages that start before these words, unless words of theirs have been added already.
  private mutating func passPages(before place: Int) {
    while nextPage < pages.starts.count, pages.starts[nextPage].place <= place {
      let at = assembly.text.count
      milestones.append((Milestone(unit: "page", n: pages.starts[nextPage].n), at..<at))
      nextPage += 1
    }
  }
}

/// The places in the text at which it refers to notes.
private struct References {
  private var places: [String: [Span]] = [:]

  /// Looks for `[12]`, `*` and the like.
  mutating func collect(in span: Span, of text: [UInt8]) {
    text.withUnsafeBufferPointer { bytes in
      var place = span.lowerBound
      while let open = bytes.first(UInt8(ascii: "["), in: place..<span.upperBound) {
        place = open + 1
        guard let close = bytes.first(UInt8(ascii: "]"), in: open..<min(span.upperBound, open + 12)) else { continue }
        var start = open + 1
        if start < close, bytes[start] == UInt8(ascii: "^") { start += 1 }
        places[bytes.string(start..<close), default: []].append(open..<close + 1)
      }
      collect("*", in: span, of: bytes)
      collect("†", in: span, of: bytes)
      collect("‡", in: span, of: bytes)
    }
  }

  /// Signs that end a word.
  private mutating func collect(_ sign: StaticString, in span: Span, of bytes: Bytes) {
    var place = span.lowerBound + 1
    while place < span.upperBound, let found = bytes.first(sign.utf8Start[0], in: place..<span.upperBound) {
      var end = found
      while bytes.starts(with: sign, at: end, before: span.upperBound) { end += sign.utf8CodeUnitCount }
      if end > found, bytes[found - 1] != 0x20, bytes[found - 1] != 0x0A {
        places[bytes.string(found..<end), default: []].append(found..<end)
      }
      place = max(end, found + 1)
    }
  }

  /// For each note, by its index, the place that refers to it: the last before it that bears its mark; where as many
  /// places as notes bear a mark, the first belongs to the first.
  func places(of blocks: [(block: Block, span: Span)]) -> [(Int, Span)] {
    var notes: [String: [Int]] = [:]
    var last: String?
    for (index, item) in blocks.enumerated() {
      guard item.block.kind == .note, let mark = item.block.n else {
        if item.block.kind != .note { last = nil }
        continue
      }
      // Further paragraphs of a note bear its mark too.
      if mark != last { notes[mark, default: []].append(index) }
      last = mark
    }
    var answer: [(Int, Span)] = []
    for (mark, indices) in notes {
      guard let found = places[mark] else { continue }
      for (position, index) in indices.enumerated() {
        let start = blocks[index].span.lowerBound
        if found.count == indices.count {
          answer.append((index, found[position]))
        } else if let place = Self.last(of: found, before: start) {
          answer.append((index, place))
        }
      }
    }
    return answer
  }

  private static func last(of places: [Span], before end: Int) -> Span? {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].upperBound <= end { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? places[low - 1] : nil
  }
}
