import Standoff
import TextScanning

/// Finds paragraphs without marks that the paragraph before announces as the words of another: `The paper wrote:`
///
/// Such a text has lost the margin of its block quotations. The announcement must end with a colon, shortly behind a
/// verb that reports, or behind a pointing word and a noun for words or a work: `in the following letter:`.
struct Announced {
  let text: Text
  let words: KindWords

  /// - Parameter blocks: all blocks of the document, in text order.
  func spans(_ blocks: [Annotation<Block>]) -> [Span] {
    zip(blocks, blocks.dropFirst()).compactMap { before, block in
      guard before.label.kind == .paragraph, block.label.kind == .paragraph else { return nil }
      let span = text.trimmed(block.span)
      guard announces(text.trimmed(before.span)), isProse(span) else { return nil }
      return StatedMerge.withoutNoteNumber(span, in: text)
    }
  }

  private func announces(_ span: Span) -> Bool {
    text.utf8.withUnsafeBufferPointer { bytes in
      var end = span.upperBound
      while end > span.lowerBound, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
      guard end > span.lowerBound, bytes[end - 1] == UInt8(ascii: ":") else { return false }
      var isNamed = false
      for distance in 0..<12 {
        while end > span.lowerBound, !Word.canStart(bytes, at: end - 1) {
          if bytes[end - 1] == UInt8(ascii: "."), distance > 6 { return false }
          end -= 1
        }
        guard let word = Word(in: bytes, before: end, from: span.lowerBound) else { return false }
        if distance < 4, word.shape == .lower, words.reporting.contains(word.hash) { return true }
        if words.reportingNouns.contains(word.hash) || words.works.contains(word.hash) { isNamed = true }
        if isNamed, words.pointers.contains(word.hash) { return true }
        end = word.span.lowerBound
      }
      return false
    }
  }

  /// Whether it starts with a capital and is as long as a sentence: no item of a list, no marks.
  private func isProse(_ span: Span) -> Bool {
    text.utf8.withUnsafeBufferPointer { bytes in
      guard span.count >= 60, Word.isCapital(bytes, at: span.lowerBound) else { return false }
      let last = bytes[span.upperBound - 1]
      return last != UInt8(ascii: ":") && last != UInt8(ascii: ";")
    }
  }
}
