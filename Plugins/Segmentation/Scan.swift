import TextScanning

/// Small looks at the bytes around a place; none reads outside `0..<limit`.
enum Scan {
  static func skipWhite(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var position = start
    while position < limit {
      if ByteClass.isWhite(bytes[position]) {
        position += 1
      } else if position + 1 < limit, isNoBreakSpace(bytes, position) {
        position += 2
      } else {
        break
      }
    }
    return position
  }

  static func isNoBreakSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    bytes[position] == 0xC2 && position + 1 < bytes.count && bytes[position + 1] == 0xA0
  }

  static func matches(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int, _ a: UInt8, _ b: UInt8, _ c: UInt8
  ) -> Bool {
    position + 2 < limit && bytes[position] == a && bytes[position + 1] == b && bytes[position + 2] == c
  }

  /// The length of the quotation mark that stands here, when it can close: `"`, `'`, `”`, `’`, `“`, `‘`, `»`, `«`, `›`,
  /// `‹`, `」`, `』`.
  static func closingMark(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int) -> Int? {
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return 1
    case 0xC2 where position + 1 < limit && (bytes[position + 1] == 0xBB || bytes[position + 1] == 0xAB): return 2
    case 0xE2 where position + 2 < limit && bytes[position + 1] == 0x80:
      return [0x98, 0x99, 0x9C, 0x9D, 0xB9, 0xBA].contains(bytes[position + 2]) ? 3 : nil
    case 0xE3 where position + 2 < limit && bytes[position + 1] == 0x80:
      return bytes[position + 2] == 0x8D || bytes[position + 2] == 0x8F ? 3 : nil
    default: return nil
    }
  }

  /// The length of a space and the French mark `»` behind it.
  static func spacedGuillemet(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int) -> Int? {
    let mark = skipWhite(bytes, position, limit)
    guard mark > position, mark <= position + 3, mark + 1 < limit, bytes[mark] == 0xC2, bytes[mark + 1] == 0xBB else {
      return nil
    }
    return mark + 2 - position
  }

  static func isCloser(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "_"), UInt8(ascii: "*"): true
    default: false
    }
  }

  /// The length of a note number that clings to the word before: `[12]`, `[*]`, `¹`.
  static func noteNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int) -> Int? {
    if bytes[position] == UInt8(ascii: "[") {
      var end = position + 1
      while end < limit, end < position + 6, ByteClass.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: "*") {
        end += 1
      }
      return end > position + 1 && end < limit && bytes[end] == UInt8(ascii: "]") ? end + 1 - position : nil
    }
    if position + 1 < limit, bytes[position] == 0xC2, [0xB9, 0xB2, 0xB3].contains(bytes[position + 1]) { return 2 }
    if position + 2 < limit, bytes[position] == 0xE2, bytes[position + 1] == 0x81, bytes[position + 2] & 0xF0 == 0xB0 {
      return 3
    }
    return nil
  }

  /// Behind quotation marks, brackets, italics and dashes with which a sentence may start.
  static func skipOpenings(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var position = start
    while position < limit, isOpening(bytes, position) {
      position += ByteClass.length(ofScalarAt: bytes[position])
    }
    if position > start, position < limit { position = skipWhite(bytes, position, limit) }
    return min(position, limit)
  }

  static func isOpening(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "_"),
      UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "`"):
      true
    case 0xC2, 0xE2, 0xE3: ByteClass.isMark(bytes, at: position) && !isEllipsis(bytes, position)
    default: false
    }
  }

  private static func isEllipsis(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    matches(bytes, position, bytes.count, 0xE2, 0x80, 0xA6)
  }

  /// The byte behind the bracket that closes this one, when it stands within a thousand bytes.
  static func closingBracket(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int) -> Int? {
    let opening = bytes[position]
    let closing = opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
    var depth = 0
    for place in position..<min(limit, position + 1000) {
      if bytes[place] == opening { depth += 1 }
      if bytes[place] == closing { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return nil
  }

  /// Whether the letter here belongs to a script without capitals.
  static func isCaseless(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool { bytes[position] >= 0xD6 }

  static func isSingleLetter(_ word: Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    word.shape != .number && word.span.count == ByteClass.length(ofScalarAt: bytes[word.span.lowerBound])
  }

  /// Two letters and more, all of them Roman numerals in capitals.
  static func isRoman(_ word: Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    word.span.count > 1 && word.shape == .upper
      && word.span.allSatisfy { [0x49, 0x56, 0x58, 0x4C, 0x43, 0x44, 0x4D].contains(bytes[$0]) }
  }

  /// A number in figures or Roman numerals, or a single letter, as in `Fig. B`.
  static func isNumberLike(_ word: Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if word.shape == .number || isSingleLetter(word, bytes) { return true }
    let letters = word.span.map { bytes[$0] | 0x20 }
    return ByteClass.isDigit(bytes[word.span.lowerBound])
      || letters.allSatisfy { [0x69, 0x76, 0x78, 0x6C, 0x63, 0x64, 0x6D].contains($0) }
  }
}
