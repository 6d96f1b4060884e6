import Standoff
import TextScanning

/// A text while it grows: the main text of a document, or that of a note, which joins the main text behind its block.
///
/// White space is folded here, lines are joined, and every byte that came from the file keeps its run.
struct TextStream {
  private(set) var text: [UInt8] = []
  private(set) var runs: [OffsetMap.Run] = []
  var marks = Marks()

  /// The block that is open: what it will be, and which frame it belongs to.
  private(set) var segment: (start: Int, block: Block)?
  /// The owner of the open block, -1 where none is open.
  private(set) var owner = -1
  /// Notes that wait for the end of the block.
  private var waiting: [TextStream] = []
  /// The place in the text around that this stream belongs to.
  var anchor = 0

  /// White space stands before the next word.
  var hasSpace = false
  /// That white space has a line end in it.
  private(set) var spaceHasLineEnd = false
  private var spaceSource = -1
  /// The next word goes on with the last one, whatever white space comes.
  private var isGlued = false
  /// A hyphen at the end of a line, which waits for the word behind it.
  private var hyphen: (bytes: [UInt8], run: OffsetMap.Run?)?
  /// Only a line end of the printer's stands before the next word, if that is a mark that closes.
  var wantsNoSpaceBeforeMark = false
  /// A note came between the open block and the rest of its sentence.
  var isInterrupted = false
  /// The next line of a verse group starts on a line of its own.
  var wantsLine = false
  private let hyphens: LineHyphens?

  init(_ hyphens: LineHyphens?) { self.hyphens = hyphens }

  /// The words from an offset on as one line; nothing where there are none.
  func words(from start: Int) -> String? {
    guard let span = trimmed(start, text.count) else { return nil }
    var line: [UInt8] = []
    for byte in text[span] where byte != 0x0A || line.last != 0x20 { line.append(byte == 0x0A ? 0x20 : byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Where the next word from an offset on starts.
  func nextWord(from offset: Int) -> Int {
    var offset = min(offset, text.count)
    while offset < text.count, Self.isWhite(text[offset]) { offset += 1 }
    return offset
  }

  /// The span from one offset to another without the white space at its ends; nothing where nothing is left.
  func trimmed(_ start: Int, _ end: Int) -> Span? {
    var (start, end) = (min(start, text.count), min(end, text.count))
    while start < end, Self.isWhite(text[start]) { start += 1 }
    while start < end, Self.isWhite(text[end - 1]) { end -= 1 }
    return start < end ? start..<end : nil
  }

  var hasLetters: Bool {
    text.contains { ByteClass.isASCIILetter($0) } || String(decoding: text, as: UTF8.self).contains(where: \.isLetter)
  }
  var endsSentence: Bool { Punctuation.ends(text.suffix(3)) }
  var endsWithOpeningMark: Bool { Punctuation.opens(text.suffix(3)) }

  mutating func reserve(_ count: Int) { text.reserveCapacity(count) }

  var count: Int { text.count }

  // MARK: Words

  /// Adds words to the open segment; opens one of the frame's kind where none is open.
  ///
  /// - Parameter source: where they stand in the file; nothing where they stand elsewhere.
  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>?, isVerbatim: Bool, in frame: BlockFrame, page: String?
  ) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    var at = 0
    while at < count {
      if Self.isWhite(base[at]) {
        at = skipWhite(base, at, count, source: isVerbatim ? source?.lowerBound : nil)
        continue
      }
      if base[at] == 0xC2, at + 1 < count, base[at + 1] == 0xAD {
        at += 2
        glue()
        continue
      }
      let end = Self.plainEnd(base, at, count)
      enter(frame, page)
      join(to: UnsafeBufferPointer(start: base + at, count: count - at))
      let start = text.count
      text.append(contentsOf: UnsafeBufferPointer(start: base + at, count: end - at))
      if let source {
        if isVerbatim {
          append(start..<text.count, source.lowerBound + at..<source.lowerBound + end, .verbatim)
        } else {
          append(start..<text.count, source, .replaced)
        }
      }
      at = end
    }
  }

  /// White space that markup stands for (`lb`, `space`), also where the file has none.
  mutating func addSpace() {
    guard !isGlued, segment != nil else { return }
    if !hasSpace { spaceSource = -1 }
    hasSpace = true
  }

  /// The line ends here; a hyphen at its end is judged once the next word is known.
  mutating func endLine() {
    holdHyphen()
    addSpace()
    spaceHasLineEnd = true
  }

  /// The next word goes on with the last one.
  mutating func glue() {
    holdHyphen()
    (hasSpace, isGlued) = (false, true)
  }

  private mutating func skipWhite(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, source: Int?) -> Int {
    var at = start
    var hasLineEnd = false
    while at < count, Self.isWhite(base[at]) {
      if base[at] == 0x0A { hasLineEnd = true }
      at += 1
    }
    if segment == nil || isGlued { return at }
    if !hasSpace {
      spaceHasLineEnd = false
      spaceSource = base[start] == 0x20 ? source.map { $0 + start } ?? -1 : -1
    }
    if hasLineEnd, !spaceHasLineEnd {
      spaceHasLineEnd = true
      holdHyphen()
    }
    hasSpace = true
    return at
  }

  /// Writes what stands between the last word and the next.
  private mutating func join(to next: UnsafeBufferPointer<UInt8>) {
    if hyphen != nil { settleHyphen(next) }
    if wantsNoSpaceBeforeMark {
      wantsNoSpaceBeforeMark = false
      if Punctuation.closes(next) { hasSpace = false }
    }
    if wantsLine {
      if let segment, text.count > segment.start { text.append(0x0A) }
      wantsLine = false
    } else if hasSpace, !isGlued, let segment, text.count > segment.start {
      text.append(0x20)
      if spaceSource >= 0 { append(text.count - 1..<text.count, spaceSource..<spaceSource + 1, .verbatim) }
    }
    (hasSpace, isGlued, spaceHasLineEnd) = (false, false, false)
  }

  // MARK: Hyphens

  /// Takes a hyphen that ends the text so far out of it until the next word is known.
  private mutating func holdHyphen() {
    guard hyphens != nil, hyphen == nil, !hasSpace, let segment, let length = hyphenLength(from: segment.start) else {
      return
    }
    let start = text.count - length
    let bytes = Array(text[start...])
    hyphen = (bytes, cut(to: start))
  }

  /// The length of a hyphen behind a letter at the end of the text: `-`, `‐`, `¬` or `⸗`.
  private func hyphenLength(from start: Int) -> Int? {
    let count = text.count
    let room = count - start
    func byte(_ behind: Int) -> UInt8 { room > behind ? text[count - behind] : 0 }
    let length: Int? =
      switch (byte(3), byte(2), byte(1)) {
      case (_, _, 0x2D): 1
      case (_, 0xC2, 0xAC): 2
      case (0xE2, 0x80, 0x90), (0xE2, 0xB8, 0x97): 3
      default: nil
      }
    guard let length else { return nil }
    let before = text[count - length - 1]
    return ByteClass.isASCIILetter(before) || before >= 0x80 ? length : nil
  }

  private mutating func settleHyphen(_ next: UnsafeBufferPointer<UInt8>) {
    guard let (bytes, run) = hyphen else { return }
    hyphen = nil
    // These two marks never stand inside a word.
    let isBreakOnly = bytes == [0xC2, 0xAC] || bytes == [0xE2, 0xB8, 0x97]
    let verdict = hyphens?.verdict(text, next) ?? .keep
    if isBreakOnly || verdict == .join {
      hasSpace = false
      return
    }
    let start = text.count
    text += bytes
    if let run { append(start..<text.count, run.source, run.manner) }
    if verdict == .keep { hasSpace = false }
  }

  private mutating func restoreHyphen() {
    guard let (bytes, run) = hyphen else { return }
    hyphen = nil
    let start = text.count
    text += bytes
    if let run { append(start..<text.count, run.source, run.manner) }
  }

  /// Shortens the text; answers with the run of what was cut, where it is one.
  @discardableResult
  private mutating func cut(to end: Int) -> OffsetMap.Run? {
    let length = text.count - end
    text.removeLast(length)
    var last: OffsetMap.Run?
    while let run = runs.last, run.text.upperBound > end {
      runs.removeLast()
      let kept = max(0, end - run.text.lowerBound)
      if run.manner == .verbatim {
        if kept > 0 {
          runs.append(
            OffsetMap.Run(
              text: run.text.lowerBound..<end, source: run.source.lowerBound..<run.source.lowerBound + kept, .verbatim))
        }
        last = OffsetMap.Run(
          text: end..<end + run.text.count - kept, source: run.source.lowerBound + kept..<run.source.upperBound,
          .verbatim)
      } else {
        if kept > 0 { runs.append(OffsetMap.Run(text: run.text.lowerBound..<end, source: run.source, .replaced)) }
        last = OffsetMap.Run(text: end..<end + run.text.count - kept, source: run.source, .replaced)
      }
    }
    return last
  }

  private mutating func append(_ text: Range<Int>, _ source: Range<Int>, _ manner: OffsetMap.Manner) {
    if manner == .verbatim, let last = runs.last, last.manner == .verbatim,
      last.source.upperBound == source.lowerBound, last.text.upperBound == text.lowerBound
    {
      runs[runs.count - 1] = OffsetMap.Run(
        text: last.text.lowerBound..<text.upperBound, source: last.source.lowerBound..<source.upperBound, .verbatim)
    } else {
      runs.append(OffsetMap.Run(text: text, source: source, manner))
    }
  }

  // MARK: Segments

  /// Goes on with the open segment where it belongs to this frame, else starts one.
  @inline(__always)
  private mutating func enter(_ frame: BlockFrame, _ page: String?) {
    if owner == frame.owner { return }
    if segment != nil { closeSegment() }
    if !text.isEmpty { text += [0x0A, 0x0A] }
    segment = (text.count, Block(frame.kind, page: page, xml: frame.xml, n: frame.n))
    owner = frame.owner
    (hasSpace, isGlued, spaceHasLineEnd, wantsLine) = (false, false, false, false)
  }

  /// Ends the open block; the notes that it refers to follow.
  mutating func closeSegment() {
    restoreHyphen()
    (isInterrupted, wantsNoSpaceBeforeMark) = (false, false)
    var place: Span?
    if let (start, block) = segment {
      place = start..<text.count
      marks.blocks.append((block, start..<text.count))
      (segment, owner) = (nil, -1)
    }
    (hasSpace, isGlued, wantsLine) = (false, false, false)
    guard !waiting.isEmpty else { return }
    let notes = waiting
    waiting = []
    for note in notes { append(note, referredToIn: place) }
  }

  /// Keeps a note until its block ends.
  mutating func wait(_ note: TextStream) { waiting.append(note) }

  /// Adds a note behind what is there.
  ///
  /// - Parameter block: the span of the block with the reference, if there is one.
  mutating func append(_ note: TextStream, referredToIn block: Span? = nil) {
    guard !note.text.isEmpty else { return }
    if !text.isEmpty { text += [0x0A, 0x0A] }
    let offset = text.count
    take(note, at: offset)
    var moved = note.marks.shifted(by: offset)
    if let block {
      let place = min(max(note.anchor, block.lowerBound), block.upperBound)
      for index in moved.blocks.indices where moved.blocks[index].label.at == nil {
        moved.blocks[index].label.at = place..<place
      }
    }
    marks.append(moved)
  }

  /// Adds the words of a stream to the line.
  mutating func addInline(_ other: TextStream, in frame: BlockFrame, page: String?) {
    guard !other.text.isEmpty else { return }
    enter(frame, page)
    other.text.withUnsafeBufferPointer { join(to: $0) }
    take(other, at: text.count)
  }

  private mutating func take(_ other: TextStream, at offset: Int) {
    text += other.text
    for run in other.runs {
      let place = run.text.lowerBound + offset..<run.text.upperBound + offset
      runs.append(OffsetMap.Run(text: place, source: run.source, run.manner))
    }
  }

  // MARK: Going back

  /// The text as it is now, to go back to.
  mutating func snapshot() -> Snapshot {
    restoreHyphen()
    return Snapshot(
      count: text.count, segmentStart: segment?.start, blocks: marks.blocks.count, quotations: marks.quotations.count,
      milestones: marks.milestones.count, waiting: waiting.count, hasSpace: hasSpace)
  }

  struct Snapshot {
    let count: Int
    let segmentStart: Int?
    let blocks, quotations, milestones, waiting: Int
    let hasSpace: Bool
  }

  /// Drops what was added since, where it was added to the same block.
  mutating func goBack(to past: Snapshot) {
    guard past.blocks == marks.blocks.count else { return }
    restoreHyphen()
    cut(to: past.count)
    if past.segmentStart == nil { (segment, owner) = (nil, -1) }
    marks.quotations.removeLast(max(0, marks.quotations.count - past.quotations))
    marks.milestones.removeLast(max(0, marks.milestones.count - past.milestones))
    waiting.removeLast(max(0, waiting.count - past.waiting))
    (hasSpace, isGlued) = (past.hasSpace, false)
  }

  // MARK: Bytes

  @inline(__always)
  private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  /// Where words that need no folding end: before white space other than one space between two words, and before a
  /// soft hyphen.
  private static func plainEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(base)
    let (high, low): (UInt64, UInt64) = (0x8080_8080_8080_8080, 0x7F7F_7F7F_7F7F_7F7F)
    var at = start
    while at + 9 <= count {
      let here = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let next = raw.loadUnaligned(fromByteOffset: at + 1, as: UInt64.self)
      // The high bit of each byte below 0x20, at most 0x20 here, and at most 0x20 in the byte behind.
      let control = ~(((here & low) &+ 0x6060_6060_6060_6060) | here)
      let white = ~(((here & low) &+ 0x5F5F_5F5F_5F5F_5F5F) | here)
      let whiteNext = ~(((next & low) &+ 0x5F5F_5F5F_5F5F_5F5F) | next)
      var fold = (control | (white & whiteNext)) & high
      if here & high != 0 {
        let soft = (here ^ 0xC2C2_C2C2_C2C2_C2C2) | (next ^ 0xADAD_ADAD_ADAD_ADAD)
        fold |= ~(((soft & low) &+ low) | soft | low)
      }
      if fold != 0 {
        at += fold.trailingZeroBitCount >> 3
        return max(at, start + 1)
      }
      at += 8
    }
    while at < count {
      let byte = base[at]
      if byte <= 0x20, byte != 0x20 || at + 1 == count || base[at + 1] <= 0x20 { break }
      if byte == 0xC2, at + 1 < count, base[at + 1] == 0xAD { break }
      at += 1
    }
    return max(at, start + 1)
  }
}
