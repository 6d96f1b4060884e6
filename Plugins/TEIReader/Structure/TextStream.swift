import Standoff
import TextScanning

/// A text while it grows: the main text of a document, or that of a note, which joins the main text behind its block.
///
/// White space is folded here, lines are joined, and every byte that came from the file keeps its run.
struct TextStream {
  var text: [UInt8] = []
  var runs: [OffsetMap.Run] = []
  var marks = Marks()

  /// The block that is open: what it will be, and which frame it belongs to.
  var segment: (start: Int, block: Block)?
  /// The owner of the open block, -1 where none is open.
  var owner = -1
  /// Notes that wait for the end of the block.
  var waiting: [TextStream] = []
  /// The place in the text around that this stream belongs to.
  var anchor = 0

  /// White space stands before the next word.
  var hasSpace = false
  /// That white space has a line end in it.
  var spaceHasLineEnd = false
  /// Where that white space starts in the file, if it starts with a space; -1 where it does not.
  private var spaceSource = -1
  /// The next word goes on with the last one, whatever white space comes.
  var isGlued = false
  /// A hyphen at the end of a line, which waits for the word behind it; the line is that of the book where markup says
  /// so, else only that of the file.
  var hyphen: (bytes: [UInt8], run: OffsetMap.Run?, isOfBook: Bool)?
  /// Only a line end of the printer's stands before the next word, if that is a mark that closes.
  var wantsNoSpaceBeforeMark = false
  /// A note came between the open block and the rest of its sentence.
  var isInterrupted = false
  /// The next line of a verse group starts on a line of its own.
  var wantsLine = false
  let hyphens: LineHyphens?

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
    while offset < text.count, WhiteSpace.isWhite(text[offset]) { offset += 1 }
    return offset
  }

  /// The span from one offset to another without the white space at its ends; nothing where nothing is left.
  func trimmed(_ start: Int, _ end: Int) -> Span? {
    var (start, end) = (min(start, text.count), min(end, text.count))
    while start < end, WhiteSpace.isWhite(text[start]) { start += 1 }
    while start < end, WhiteSpace.isWhite(text[end - 1]) { end -= 1 }
    return start < end ? start..<end : nil
  }

  var hasLetters: Bool {
    text.contains { ByteClass.isASCIILetter($0) } || String(decoding: text, as: UTF8.self).contains(where: \.isLetter)
  }
  var endsSentence: Bool { Punctuation.ends(text.suffix(3)) }
  var endsWithOpeningMark: Bool { Punctuation.opens(text.suffix(3)) }

  /// Makes room for the text of a file of so many bytes.
  mutating func reserve(_ count: Int) { text.reserveCapacity(count) }

  var count: Int { text.count }

  // MARK: Words

  /// Adds words to the open segment.
  ///
  /// - Parameter source: where they stand in the file; nothing where they stand elsewhere.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>?, isVerbatim: Bool) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    var at = 0
    while at < count {
      if WhiteSpace.isWhite(base[at]) {
        at = skipWhite(base, at, count, source: isVerbatim ? source?.lowerBound : nil)
        continue
      }
      if base[at] == 0xC2, at + 1 < count, base[at + 1] == 0xAD {
        at += 2
        glue()
        continue
      }
      let end = WhiteSpace.plainEnd(base, at, count)
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
    holdHyphen(isOfBook: true)
    addSpace()
    spaceHasLineEnd = true
  }

  /// The next word goes on with the last one.
  mutating func glue() {
    holdHyphen(isOfBook: true)
    (hasSpace, isGlued) = (false, true)
  }

  private mutating func skipWhite(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, source: Int?) -> Int {
    var at = start
    var hasLineEnd = false
    while at < count, WhiteSpace.isWhite(base[at]) {
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
      holdHyphen(isOfBook: false)
    }
    hasSpace = true
    return at
  }

  /// Writes what stands between the last word and the next.
  mutating func join(to next: UnsafeBufferPointer<UInt8>) {
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

  // MARK: Runs

  /// Shortens the text; answers with the run of what was cut, where it is one.
  @discardableResult
  mutating func cut(to end: Int) -> OffsetMap.Run? {
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

  mutating func append(_ text: Range<Int>, _ source: Range<Int>, _ manner: OffsetMap.Manner) {
    if manner == .verbatim, let last = runs.last, last.manner == .verbatim,
      last.source.upperBound == source.lowerBound, last.text.upperBound == text.lowerBound
    {
      runs[runs.count - 1] = OffsetMap.Run(
        text: last.text.lowerBound..<text.upperBound, source: last.source.lowerBound..<source.upperBound, .verbatim)
    } else {
      runs.append(OffsetMap.Run(text: text, source: source, manner))
    }
  }
}
