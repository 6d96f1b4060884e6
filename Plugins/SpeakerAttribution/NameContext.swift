import Standoff
import TextScanning

/// What stands around a name and tells more of it.
extension NameFinder {
  /// Whether a capitalised word at the start of a sentence owns something, or does what people do.
  func actsLikeName(_ token: Token, in block: Span) -> Bool {
    guard token.span.count > 2, !words.commonEndings.contains(where: { ends(token.span, with: $0) }) else {
      return false
    }
    if token.isPossessive { return true }
    let end = token.word.span.upperBound
    if end + 2 < block.upperBound, bytes[end] == UInt8(ascii: ","),
      let next = Word(in: bytes, at: end + 2, end: block.upperBound)
    {
      return words.traits(of: next.hash).contains(.apposition)
    }
    guard end < block.upperBound, ByteClass.isWhite(bytes[end]),
      let next = Word(in: bytes, at: end + 1, end: block.upperBound), next.shape == .lower
    else { return false }
    return words.traits(of: next.hash).isAny(of: [.verb, .deed])
  }

  func ends(_ span: Span, with ending: [UInt8]) -> Bool {
    span.count > ending.count && bytes[span.upperBound - ending.count..<span.upperBound].elementsEqual(ending)
  }

  /// The pronoun that takes up a name within the next sixty bytes.
  func follower(behind end: Int, in block: Span) -> NameBook.Gender {
    var position = end
    let limit = min(end + 60, block.upperBound)
    while position < limit {
      guard let word = Word(in: bytes, at: position, end: limit) else {
        position += ByteClass.length(ofScalarAt: bytes[position])
        continue
      }
      let traits = words.traits(of: word.hash)
      if traits.contains(.he) { return .male }
      if traits.contains(.she) { return .female }
      if word.shape != .lower { return .unknown }
      position = word.span.upperBound
    }
    return .unknown
  }

  func isBareApostrophe(_ end: Int, _ block: Span) -> Bool {
    guard end < block.upperBound, bytes[end - 1] | 0x20 == UInt8(ascii: "s") else { return false }
    let isStraight = bytes[end] == UInt8(ascii: "'")
    let isCurly = end + 2 < block.upperBound && bytes[end] == 0xE2 && bytes[end + 1] == 0x80 && bytes[end + 2] == 0x99
    let behind = end + (isStraight ? 1 : 3)
    return (isStraight || isCurly) && behind < block.upperBound && ByteClass.isWhite(bytes[behind])
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
