import TextScanning

/// How lines begin and end, which tells whether a sentence goes on.
extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether the words end as a sentence or an announcement does, marks that close and reference marks left aside.
  func endsSentence(_ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound {
      let place = startOfScalar(before: end, from: range.lowerBound)
      switch scalar(at: place) {
      case ".", "!", "?", ":", "…", "؟", "。": return true
      case "\"", "'", "”", "’", "»", "«", "›", "“", "‘", ")", "_", "*", "†", "‡", " ": end = place
      case "]":
        guard let open = lastOpening(before: place, from: range.lowerBound) else { return true }
        end = open
      case "-", "–", "—":
        // "!--": the dash closes what ended before it.
        end = place
        if end == range.lowerBound { return false }
        let before = self[end - 1]
        if before != UInt8(ascii: "-"), before != UInt8(ascii: "!"), before != UInt8(ascii: "?"),
          before != UInt8(ascii: "."), before != UInt8(ascii: "'"), before != UInt8(ascii: "\""), before < 0x80
        {
          return false
        }
      default: return false
      }
    }
    return false
  }

  /// The `[` of a short bracket such as `[12]` that closes at a place.
  private func lastOpening(before place: Int, from start: Int) -> Int? {
    var position = place - 1
    while position >= start, place - position < 8 {
      if self[position] == UInt8(ascii: "[") { return position }
      position -= 1
    }
    return nil
  }

  /// The first letter or digit of a line, behind marks that open.
  func firstLetter(_ range: Range<Int>) -> Unicode.Scalar? {
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = self[place]
      if byte < 0x80 {
        if ByteClass.isASCIILetter(byte) || ByteClass.isDigit(byte) { return Unicode.Scalar(byte) }
        place += 1
      } else {
        if !ByteClass.isMark(self, at: place) { return scalar(at: place) }
        place += ByteClass.length(ofScalarAt: byte)
      }
    }
    return nil
  }

  func startsLower(_ range: Range<Int>) -> Bool {
    guard let letter = firstLetter(range) else { return false }
    return letter.isASCII ? letter.value &- 0x61 < 26 : letter.properties.isLowercase
  }

  func startsUpper(_ range: Range<Int>) -> Bool {
    guard let letter = firstLetter(range) else { return false }
    return letter.isASCII ? letter.value &- 0x41 < 26 : letter.properties.isUppercase
  }

  /// Whether the words are written in capitals alone, three letters at least.
  func isAllCapitals(_ range: Range<Int>) -> Bool {
    var letters = 0
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = self[place]
      if byte &- 0x61 < 26 { return false }
      if byte < 0x80 {
        if ByteClass.isASCIILetter(byte) { letters += 1 }
        place += 1
      } else {
        let properties = scalar(at: place).properties
        if properties.isLowercase { return false }
        if properties.isUppercase { letters += 1 }
        place += ByteClass.length(ofScalarAt: byte)
      }
    }
    return letters >= 3
  }

  /// Whether the line breaks inside a word.
  func endsInHyphen(_ range: Range<Int>) -> Bool {
    guard let hyphen = hyphen(endOf: range) else { return false }
    return hyphen.lowerBound > range.lowerBound
      && isLetterOrDigit(
        at: startOfScalar(before: hyphen.lowerBound, from: range.lowerBound))
  }

  /// The hyphen at the end of a line: `-`, U+2010 or the soft hyphen; a dash of two is none.
  func hyphen(endOf range: Range<Int>) -> Range<Int>? {
    let end = range.upperBound
    guard range.count > 1 else { return nil }
    if self[end - 1] == UInt8(ascii: "-") {
      return self[end - 2] == UInt8(ascii: "-") ? nil : end - 1..<end
    }
    if self[end - 1] == 0xAD, self[end - 2] == 0xC2 { return end - 2..<end }
    if range.count > 3, self[end - 1] == 0x90, self[end - 2] == 0x80, self[end - 3] == 0xE2 { return end - 3..<end }
    return nil
  }
}
