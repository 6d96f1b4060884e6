import Standoff
import TextScanning

/// Guesses where a quotation ends that no mark closes, and where one starts that no mark opens.
enum LikelyEnd {
  /// The byte behind the likeliest last one; nothing where the mark may not have opened a quotation at all.
  ///
  /// - Parameter rest: from the mark to the end of its paragraph or to the next mark that opens.
  static func of(_ rest: Span, in text: Text, opening: Mark, _ block: Span, _ words: KindWords) -> Int? {
    text.utf8.withUnsafeBufferPointer { bytes in
      let first = text.trimmedWide(rest).first { !isSkipped(bytes[$0]) }
      guard let first else { return nil }
      let keepsIncises = words.keepsIncises && opening.family == .guillemet
      let isSpeech =
        introduces(bytes, before: opening.span.lowerBound, block)
        || Word.isCapital(bytes, at: first) && !isAttached(bytes, opening.span.lowerBound, block)
      guard isSpeech else {
        return rest.first { isPause(bytes[$0]) }.map { isStop(bytes[$0]) ? $0 + 1 : $0 }
      }
      var lastStop: Int?
      for position in rest.dropLast() where isStop(bytes[position]) && ByteClass.isWhite(bytes[position + 1]) {
        if !keepsIncises, isReported(bytes, position + 1, rest.upperBound, words) { return position + 1 }
        if bytes[position] != UInt8(ascii: ",") { lastStop = position + 1 }
      }
      return rest.upperBound == block.upperBound ? rest.upperBound : lastStop ?? rest.upperBound
    }
  }

  /// The byte at which a quotation most likely starts: behind a reporting verb and its comma or colon; else at the
  /// start of its block, where it fills the block or who says it stands behind; else nothing.
  ///
  /// - Parameter before: from the last closing mark or the start of the block to the mark that closes nothing.
  static func start(_ before: Span, _ closing: Mark, in text: Text, _ block: Span, _ words: KindWords) -> Int? {
    text.utf8.withUnsafeBufferPointer { bytes in
      for position in before.dropLast() where ByteClass.isWhite(bytes[position + 1]) {
        guard bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: ":"),
          let word = Word(in: bytes, before: position, from: before.lowerBound), words.reporting.contains(word.hash)
        else { continue }
        return position + 1
      }
      guard before.lowerBound == block.lowerBound, before.count <= 400 else { return nil }
      let fills = text.trimmed(closing.span.upperBound..<max(closing.span.upperBound, block.upperBound)).isEmpty
      return fills || isReported(bytes, closing.span.upperBound, block.upperBound, words) ? before.lowerBound : nil
    }
  }

  /// Whether the block starts here, or a colon or a comma stands before.
  private static func introduces(_ bytes: UnsafeBufferPointer<UInt8>, before mark: Int, _ block: Span) -> Bool {
    var position = mark
    while position > block.lowerBound, ByteClass.isWhite(bytes[position - 1]) { position -= 1 }
    return position == block.lowerBound || bytes[position - 1] == UInt8(ascii: ":")
      || bytes[position - 1] == UInt8(ascii: ",")
  }

  /// Whether a word stands before, with nothing but white space between.
  private static func isAttached(_ bytes: UnsafeBufferPointer<UInt8>, _ mark: Int, _ block: Span) -> Bool {
    var position = mark
    while position > block.lowerBound, ByteClass.isWhite(bytes[position - 1]) { position -= 1 }
    return position > block.lowerBound && ByteClass.isASCIILetter(bytes[position - 1])
  }

  /// Whether one of the next three words reports what stands before.
  private static func isReported(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ words: KindWords
  ) -> Bool {
    var position = start
    for _ in 0..<3 {
      while position < end, ByteClass.isWhite(bytes[position]) { position += 1 }
      guard let word = Word(in: bytes, at: position, end: end) else { return false }
      if words.reporting.contains(word.hash), word.shape == .lower { return true }
      position = word.span.upperBound
    }
    return false
  }

  private static func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "!"): true
    default: false
    }
  }

  /// Whether a phrase may end here.
  private static func isPause(_ byte: UInt8) -> Bool {
    isStop(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ")")
  }

  private static func isSkipped(_ byte: UInt8) -> Bool { ByteClass.isWhite(byte) || byte == UInt8(ascii: "_") }
}
