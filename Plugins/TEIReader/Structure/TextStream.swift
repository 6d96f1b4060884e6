import Standoff
import TextScanning

/// A text while it grows: the main text of a document, or that of a note, which joins the main text behind its block.
///
/// White space is folded here, lines are joined, and every byte that came from the file keeps its run. A class, because
/// the reading of a document keeps a stack of them and changes the topmost with every event.
final class TextStream {
  private(set) var text: [UInt8] = []
  private(set) var runs: [OffsetMap.Run] = []
  var marks = Marks()

  /// The block that is open: what it will be, and which frame it belongs to.
  private(set) var segment: (start: Int, block: Block, owner: Int)?
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

  /// The words from an offset on, without white space around them.
  func words(from start: Int) -> String? {
    guard start < text.count else { return nil }
    let words = String(decoding: text[start...], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
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

  func reserve(_ count: Int) { text.reserveCapacity(count) }

  var count: Int { text.count }

  // MARK: Words

  /// Adds words to the open segment; opens one that `block` describes where none is open.
  ///
  /// - Parameter source: where they stand in the file; nothing where they stand elsewhere.
  func add(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>?, isVerbatim: Bool, owner: Int, block: () -> Block) {
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
      if let segment, segment.owner != owner { closeSegment() }
      if segment == nil { open(block(), owner) }
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
  func addSpace() {
    guard !isGlued, segment != nil else { return }
    if !hasSpace { spaceSource = -1 }
    hasSpace = true
  }

  /// The line ends here; a hyphen at its end is judged once the next word is known.
  func endLine() {
    holdHyphen()
    addSpace()
    spaceHasLineEnd = true
  }

  /// The next word goes on with the last one.
  func glue() {
    holdHyphen()
    (hasSpace, isGlued) = (false, true)
  }

  private func skipWhite(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, source: Int?) -> Int {
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
  private func join(to next: UnsafeBufferPointer<UInt8>) {
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
  private func holdHyphen() {
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
    func ends(_ bytes: UInt8...) -> Bool {
      count - start > bytes.count && text[(count - bytes.count)...].elementsEqual(bytes)
    }
    let length = ends(0x2D) ? 1 : ends(0xC2, 0xAC) ? 2 : ends(0xE2, 0x80, 0x90) || ends(0xE2, 0xB8, 0x97) ? 3 : nil
    guard let length else { return nil }
    let before = text[count - length - 1]
    return ByteClass.isASCIILetter(before) || before >= 0x80 ? length : nil
  }

  private func settleHyphen(_ next: UnsafeBufferPointer<UInt8>) {
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

  private func restoreHyphen() {
    guard let (bytes, run) = hyphen else { return }
    hyphen = nil
    let start = text.count
    text += bytes
    if let run { append(start..<text.count, run.source, run.manner) }
  }

  /// Shortens the text; answers with the run of what was cut, where it is one.
  @discardableResult
  private func cut(to end: Int) -> OffsetMap.Run? {
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

  private func append(_ text: Range<Int>, _ source: Range<Int>, _ manner: OffsetMap.Manner) {
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

  private func open(_ block: Block, _ owner: Int) {
    if !text.isEmpty { text += [0x0A, 0x0A] }
    segment = (text.count, block, owner)
    (hasSpace, isGlued, spaceHasLineEnd, wantsLine) = (false, false, false, false)
  }

  /// Ends the open block; the notes that it refers to follow.
  func closeSegment() {
    restoreHyphen()
    (isInterrupted, wantsNoSpaceBeforeMark) = (false, false)
    var place: Span?
    if let (start, block, _) = segment {
      place = start..<text.count
      marks.blocks.append((block, start..<text.count))
      segment = nil
    }
    (hasSpace, isGlued, wantsLine) = (false, false, false)
    guard !waiting.isEmpty else { return }
    let notes = waiting
    waiting = []
    for note in notes { append(note, referredToIn: place) }
  }

  /// Keeps a note until its block ends.
  func wait(_ note: TextStream) { waiting.append(note) }

  /// Adds a note behind what is there.
  ///
  /// - Parameter block: the span of the block with the reference, if there is one.
  func append(_ note: TextStream, referredToIn block: Span? = nil) {
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
  func addInline(_ other: TextStream, owner: Int, block: () -> Block) {
    guard !other.text.isEmpty else { return }
    if let segment, segment.owner != owner { closeSegment() }
    if segment == nil { open(block(), owner) }
    other.text.withUnsafeBufferPointer { join(to: $0) }
    take(other, at: text.count)
  }

  private func take(_ other: TextStream, at offset: Int) {
    text += other.text
    for run in other.runs {
      let place = run.text.lowerBound + offset..<run.text.upperBound + offset
      runs.append(OffsetMap.Run(text: place, source: run.source, run.manner))
    }
  }

  // MARK: Going back

  /// The text as it is now, to go back to.
  func snapshot() -> Snapshot {
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
  func goBack(to past: Snapshot) {
    guard past.blocks == marks.blocks.count else { return }
    restoreHyphen()
    cut(to: past.count)
    if past.segmentStart == nil { segment = nil }
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
    var at = start
    let raw = UnsafeRawPointer(base)
    while at + 17 <= count {
      let here = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let next = raw.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
      let space = SIMD16<UInt8>(repeating: 0x20)
      let fold = (here .< space) .| ((here .== space) .& (next .<= space)) .| ((here .== 0xC2) .& (next .== 0xAD))
      let bits = unsafeBitCast(
        SIMD16<UInt8>(repeating: 0).replacing(with: SIMD16(repeating: 0xFF), where: fold), to: SIMD2<UInt64>.self)
      if bits.x | bits.y != 0 {
        at += bits.x != 0 ? bits.x.trailingZeroBitCount >> 3 : 8 + bits.y.trailingZeroBitCount >> 3
        return at > start ? at : start + 1
      }
      at += 16
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
