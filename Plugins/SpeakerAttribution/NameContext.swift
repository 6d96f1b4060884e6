import Standoff
import TextScanning

/// What stands around a name and tells more of it.
extension NameFinder {
  /// Whether a capitalised word at the start of a sentence owns something, or does what people do.
  func actsLikeName(_ part: NamePart, in block: Span) -> Bool {
    guard part.span.count > 2, !words.commonEndings.contains(where: { ends(part.span, with: $0) }) else {
      return false
    }
    if part.isPossessive { return true }
    let end = part.end
    if end + 2 < block.upperBound, bytes[end] == UInt8(ascii: ","), !words.capitalisesNouns,
      let next = Word(in: bytes, at: end + 2, end: block.upperBound)
    {
      return words.traits(of: next.hash).contains(.apposition)
    }
    guard end < block.upperBound, ByteClass.isWhite(bytes[end]),
      let next = Word(in: bytes, at: end + 1, end: block.upperBound), next.shape == .lower
    else { return false }
    return words.traits(of: next.hash).isAny(of: [.verb, .deed])
  }

  /// Whether a name stands between a verb that reports speech and a mark: `, said Orde.`
  func isInverted(_ part: NamePart, _ before: WordTraits, _ block: Span) -> Bool {
    guard before.contains(.verb), part.end < block.upperBound else { return false }
    return bytes[part.end] == UInt8(ascii: ",") || bytes[part.end] == UInt8(ascii: ".")
  }

  func ends(_ span: Span, with ending: [UInt8]) -> Bool {
    span.count > ending.count && bytes[span.upperBound - ending.count..<span.upperBound].elementsEqual(ending)
  }

  func isBareApostrophe(_ end: Int, _ block: Span) -> Bool {
    guard end < block.upperBound, bytes[end - 1] | 0x20 == UInt8(ascii: "s") else { return false }
    let isStraight = bytes[end] == UInt8(ascii: "'")
    let isCurly = end + 2 < block.upperBound && bytes[end] == 0xE2 && bytes[end + 1] == 0x80 && bytes[end + 2] == 0x99
    let behind = end + (isStraight ? 1 : 3)
    return (isStraight || isCurly) && behind < block.upperBound && ByteClass.isWhite(bytes[behind])
  }

  /// Whether `'s` stands here.
  func isPossessiveEnding(_ end: Int, _ block: Span) -> Bool {
    guard end + 1 < block.upperBound else { return false }
    let length = bytes[end] == UInt8(ascii: "'") ? 1 : 3
    guard length == 1 || bytes[end] == 0xE2, end + length < block.upperBound,
      bytes[end + length] | 0x20 == UInt8(ascii: "s")
    else { return false }
    return end + length + 1 == block.upperBound || !Word.canStart(bytes, at: end + length + 1)
  }

  func startsSentence(_ start: Int, _ block: Span) -> Bool {
    var position = start
    while position > block.lowerBound {
      let byte = bytes[position - 1]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
        || byte == UInt8(ascii: ":")
      {
        return true
      }
      if byte == UInt8(ascii: "]"), position - block.lowerBound > 3, ByteClass.isDigit(bytes[position - 2]) {
        return true
      }
      guard
        ByteClass.isWhite(byte) || byte == 0x22 || byte == 0x27 || byte == UInt8(ascii: "_") || byte >= 0x80
          || byte == UInt8(ascii: "(")
      else { return false }
      if byte == 0x22 || byte == 0x27 || byte >= 0x80 { return true }
      position -= 1
    }
    return true
  }
}
