import TextScanning

/// Finds the signs of emphasis in a block: `_word_`, and in Markdown `*word*` and `**word**`.
struct Emphasis {
  let bytes: Bytes
  let isMarkdown: Bool
  let hasTags: Bool

  /// A run of `_` or `*` that may open or close.
  private struct Sign {
    let range: Range<Int>
    let opens: Bool
    let closes: Bool
  }

  /// Whether one of the signs stands somewhere in a stretch.
  func mayStand(in range: Range<Int>) -> Bool {
    bytes.first(UInt8(ascii: "_"), in: range) != nil
      || (isMarkdown && bytes.first(UInt8(ascii: "*"), in: range) != nil)
      || (hasTags && bytes.first(UInt8(ascii: "<"), in: range) != nil)
  }

  /// Adds the signs of some lines to what is left out of their block.
  func marks(in lines: [Range<Int>], into cuts: inout [Range<Int>]) {
    pair(UInt8(ascii: "_"), in: lines, into: &cuts)
    if isMarkdown { pair(UInt8(ascii: "*"), in: lines, into: &cuts) }
    if hasTags { for line in lines { tags(in: line, into: &cuts) } }
  }

  private func pair(_ byte: UInt8, in lines: [Range<Int>], into cuts: inout [Range<Int>]) {
    var open: Range<Int>?
    for line in lines {
      var place = line.lowerBound
      while let found = bytes.first(byte, in: place..<line.upperBound) {
        let sign = sign(at: found, byte, in: line)
        place = sign.range.upperBound
        if let start = open, sign.closes, start.count == sign.range.count {
          cuts.append(start)
          cuts.append(sign.range)
          open = nil
        } else if sign.opens {
          open = sign.range
        }
      }
    }
  }

  private func sign(at place: Int, _ byte: UInt8, in line: Range<Int>) -> Sign {
    var end = place
    while end < line.upperBound, bytes[end] == byte { end += 1 }
    let range = place..<end
    // Rows such as “____” are places to fill in.
    guard range.count < (isMarkdown ? 4 : 2) else { return Sign(range: range, opens: false, closes: false) }
    let isBehindBlank = place == line.lowerBound || bytes[place - 1] == 0x20
    let isBeforeBlank = end == line.upperBound || bytes[end] == 0x20
    let isBehindWord = place > line.lowerBound && isWord(before: place, from: line.lowerBound)
    return Sign(range: range, opens: !isBeforeBlank && !isBehindWord, closes: !isBehindBlank)
  }

  private func isWord(before place: Int, from start: Int) -> Bool {
    bytes.isLetterOrDigit(at: bytes.startOfScalar(before: place, from: start))
  }

  /// `<i>`, `</i>`, `<b>`, `<em>` and the like, which some editions leave in.
  private func tags(in line: Range<Int>, into cuts: inout [Range<Int>]) {
    var place = line.lowerBound
    while let open = bytes.first(UInt8(ascii: "<"), in: place..<line.upperBound) {
      place = open + 1
      guard let close = bytes.first(UInt8(ascii: ">"), in: open..<min(line.upperBound, open + 10)) else { continue }
      var start = open + 1
      if bytes[start] == UInt8(ascii: "/") { start += 1 }
      switch bytes.string(start..<close).lowercased() {
      case "i", "b", "em", "strong", "u", "sup", "sub", "small": cuts.append(open..<close + 1)
      default: break
      }
    }
  }
}
