import Standoff
import TextScanning

/// Finds the quotation marks of a text, apostrophes among them, in one pass over its rare bytes.
enum MarkFinder {
  private static let bytes = RareBytes([
    0x22, 0x27, 0x60, 0xC2, 0xE2, 0xE3, UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"),
  ])

  /// The marks inside the blocks, block by block; apostrophes inside words are left out, and those that join a word to
  /// a mark behind: `d’« ordre »`.
  static func marks(in text: UnsafeBufferPointer<UInt8>, blocks: [Span], _ words: KindWords) -> [[Mark]] {
    var marks = [[Mark]](repeating: [], count: blocks.count)
    var block = 0
    var last = 0
    /// Behind the apostrophe that was left out last.
    var elision = -1
    guard let first = blocks.first, let end = blocks.map(\.upperBound).max() else { return marks }
    bytes.forEach(in: text, first.lowerBound..<max(first.lowerBound, end)) { position in
      // A comma is the commonest of them and hardly ever a mark.
      if text[position] == UInt8(ascii: ","), position + 1 >= text.count || text[position + 1] != text[position] {
        return
      }
      while block < blocks.count, blocks[block].upperBound <= position { block += 1 }
      guard block < blocks.count, blocks[block].lowerBound <= position, position >= last else { return }
      guard let (glyph, length) = glyph(text, position, blocks[block].upperBound) else {
        if text[position] == 0x60 { last = endOfRun(text, position, blocks[block].upperBound) }
        return
      }
      last = position + length
      let span = position..<position + length
      if glyph.family == .single, isInsideWord(text, span, blocks[block]) { return }
      if glyph.family == .single, isElision(text, span, blocks[block], words) {
        elision = last
        return
      }
      marks[block].append(
        Mark(
          span: span, glyph: glyph,
          before: elision == position ? .opening : neighbour(before: position, text, blocks[block]),
          after: neighbour(after: span.upperBound, text, blocks[block]),
          startsBlock: marks[block].isEmpty && blocks[block].lowerBound + 8 > position
            && text[blocks[block].lowerBound..<position].allSatisfy { ByteClass.isWhite($0) || $0 == UInt8(ascii: "_") }
        ))
    }
    return marks
  }

  /// The byte behind a row of the same byte.
  private static func endOfRun(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, text[end] == text[start] { end += 1 }
    return end
  }

  private static func glyph(_ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int) -> (Glyph, Int)? {
    let second = position + 1 < limit ? text[position + 1] : 0
    let third = position + 2 < limit ? text[position + 2] : 0
    switch (text[position], second, third) {
    case (0x22, _, _): return (.straightDouble, 1)
    case (0x27, 0x27, _): return (.twinApostrophes, 2)
    case (0x27, _, _): return (.straightSingle, 1)
    case (0x60, 0x60, let third) where third != 0x60: return (.backticks, 2)
    case (0x60, 0x60, _): return nil
    case (0x60, _, _): return (.grave, 1)
    case (0x2C, 0x2C, let third) where third != 0x2C: return (.twinCommas, 2)
    case (0x3C, 0x3C, let third) where third != 0x3C: return (.leftChevrons, 2)
    case (0x3E, 0x3E, let third) where third != 0x3E: return (.rightChevrons, 2)
    case (0xC2, 0xB4, _): return (.acute, 2)
    case (0xC2, 0xAB, _): return (.leftGuillemet, 2)
    case (0xC2, 0xBB, _): return (.rightGuillemet, 2)
    case (0xE2, 0x80, 0x98): return (.leftSingle, 3)
    case (0xE2, 0x80, 0x99): return (.rightSingle, 3)
    case (0xE2, 0x80, 0x9A): return (.lowSingle, 3)
    case (0xE2, 0x80, 0x9B): return (.reversedSingle, 3)
    case (0xE2, 0x80, 0x9C): return (.leftDouble, 3)
    case (0xE2, 0x80, 0x9D): return (.rightDouble, 3)
    case (0xE2, 0x80, 0x9E): return (.lowDouble, 3)
    case (0xE2, 0x80, 0x9F): return (.reversedDouble, 3)
    case (0xE2, 0x80, 0xB9): return (.leftSingleGuillemet, 3)
    case (0xE2, 0x80, 0xBA): return (.rightSingleGuillemet, 3)
    case (0xE3, 0x80, 0x8A): return (.openTitle, 3)
    case (0xE3, 0x80, 0x8B): return (.closeTitle, 3)
    case (0xE3, 0x80, 0x8C): return (.openCorner, 3)
    case (0xE3, 0x80, 0x8D): return (.closeCorner, 3)
    case (0xE3, 0x80, 0x8E): return (.openWhiteCorner, 3)
    case (0xE3, 0x80, 0x8F): return (.closeWhiteCorner, 3)
    case (0xE3, 0x80, 0x9D): return (.openPrimes, 3)
    case (0xE3, 0x80, 0x9E): return (.closePrimes, 3)
    case (0xE3, 0x80, 0x9F): return (.lowPrimes, 3)
    default: return nil
    }
  }

  /// Whether letters or digits stand right before and right behind, as with an apostrophe.
  private static func isInsideWord(_ text: UnsafeBufferPointer<UInt8>, _ span: Span, _ block: Span) -> Bool {
    guard span.lowerBound > block.lowerBound, span.upperBound < block.upperBound,
      Word.canStart(text, at: span.upperBound)
    else { return false }
    var position = span.lowerBound - 1
    while position > block.lowerBound, text[position] & 0xC0 == 0x80 { position -= 1 }
    return Word.canStart(text, at: position)
  }

  /// Whether an apostrophe joins the word before to a mark or a sign of emphasis behind.
  private static func isElision(
    _ text: UnsafeBufferPointer<UInt8>, _ span: Span, _ block: Span, _ words: KindWords
  ) -> Bool {
    guard span.upperBound < block.upperBound, neighbour(at: span.upperBound, text, block) == nil,
      let word = Word(in: text, before: span.lowerBound, from: block.lowerBound)
    else { return false }
    return words.elided.contains(word.hash)
  }

  private static func neighbour(before start: Int, _ text: UnsafeBufferPointer<UInt8>, _ block: Span) -> Neighbour {
    var position = start
    while position > block.lowerBound {
      position -= 1
      while position > block.lowerBound, text[position] & 0xC0 == 0x80 { position -= 1 }
      if let neighbour = neighbour(at: position, text, block) { return neighbour }
    }
    return .space
  }

  private static func neighbour(after end: Int, _ text: UnsafeBufferPointer<UInt8>, _ block: Span) -> Neighbour {
    var position = end
    while position < block.upperBound {
      if let neighbour = neighbour(at: position, text, block) { return neighbour }
      position += ByteClass.length(ofScalarAt: text[position])
    }
    return .space
  }

  /// What the character here is to a mark beside it; nothing where one looks past it.
  private static func neighbour(at position: Int, _ text: UnsafeBufferPointer<UInt8>, _ block: Span) -> Neighbour? {
    let byte = text[position]
    if ByteClass.isASCIILetter(byte) { return .letter }
    if ByteClass.isDigit(byte) { return .digit }
    if ByteClass.isWhite(byte) { return .space }
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return .opening
    case UInt8(ascii: "-"): return .dash
    case UInt8(ascii: "_"), UInt8(ascii: "*"), 0x22, 0x27, 0x60: return nil
    case UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"):
      return glyph(text, position, block.upperBound) == nil ? .stop : nil
    case 0..<0x80: return UInt8(ascii: "&") == byte || UInt8(ascii: "$") == byte ? .other : .stop
    case 0xC2, 0xE2, 0xE3:
      if glyph(text, position, block.upperBound) != nil { return nil }
      let next = position + 1 < text.count ? text[position + 1] : 0
      let third = position + 2 < text.count ? text[position + 2] : 0
      if byte == 0xC2 { return next == 0xA0 ? .space : next == 0xBF || next == 0xA1 ? .letter : .other }
      if byte == 0xE2, next == 0x80 {
        return (0x90...0x95).contains(third)
          ? .dash : third == 0xA6 ? .stop : third <= 0x8B || third == 0xAF ? .space : .other
      }
      return ByteClass.isMark(text, at: position) ? .stop : .letter
    default: return Word.canStart(text, at: position) ? .letter : .other
    }
  }
}
