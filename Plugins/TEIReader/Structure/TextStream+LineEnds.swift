import Standoff
import TextScanning

// The hyphen at the end of a line.
extension TextStream {
  /// Takes a hyphen that ends the text so far out of it until the next word is known.
  ///
  /// - Parameter isOfBook: whether a line of the book ends here, not only one of the file.
  mutating func holdHyphen(isOfBook: Bool) {
    if hyphen != nil {
      if isOfBook { hyphen?.isOfBook = true }
      return
    }
    guard hyphens != nil, !hasSpace, let segment, let length = hyphenLength(from: segment.start) else { return }
    let start = text.count - length
    let bytes = Array(text[start...])
    hyphen = (bytes, cut(to: start), isOfBook)
  }

  /// The length of a hyphen behind a letter or a digit at the end of the text: `-`, `‐`, `¬` or `⸗`.
  private func hyphenLength(from start: Int) -> Int? {
    let count = text.count
    let room = count - start
    func byte(_ behind: Int) -> UInt8 { room > behind ? text[count - behind] : 0 }
    let length: Int? =
      switch (byte(3), byte(2), byte(1)) {
      case (_, _, 0x2D): 1
      case (_, 0xC2, 0xAC): 2
      case (0xE2, 0x80, 0x90), (0xE2, 0xB8, 0x97): 3
      default: nil
      }
    guard let length else { return nil }
    let before = text[count - length - 1]
    return ByteClass.isASCIILetter(before) || ByteClass.isDigit(before) || before >= 0x80 ? length : nil
  }

  /// Judges the hyphen that was held by the word behind it.
  mutating func settleHyphen(_ next: UnsafeBufferPointer<UInt8>) {
    guard let (bytes, _, isOfBook) = hyphen else { return }
    // These two marks never stand inside a word.
    let isBreakOnly = bytes == [0xC2, 0xAC] || bytes == [0xE2, 0xB8, 0x97]
    let verdict = hyphens?.verdict(text, next) ?? .keep
    if verdict != .apart || isBreakOnly { hasSpace = false }
    if isBreakOnly || (verdict == .join && isOfBook) { hyphen = nil } else { restoreHyphen() }
  }

  /// Puts back the hyphen that was held.
  mutating func restoreHyphen() {
    guard let (bytes, run, _) = hyphen else { return }
    hyphen = nil
    let start = text.count
    text += bytes
    if let run { append(start..<text.count, run.source, run.manner) }
  }
}
