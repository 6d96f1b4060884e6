import Standoff
import TextScanning

extension Text {
  /// The words at a span as a name is written: on one line and without signs of emphasis.
  func folded(_ span: Span) -> String {
    guard let bytes = foldedBytes(span) else { return folded(characters: self[span]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func folded(characters words: String) -> String {
    words.split(whereSeparator: \.isWhitespace).joined(separator: " ").filter { $0 != "_" && $0 != "*" }
  }

  /// The same byte by byte, where all are of ASCII, of accented Latin letters or of typographic apostrophes, so that
  /// each scalar is a character; nothing for other words.
  private func foldedBytes(_ span: Span) -> [UInt8]? {
    var folded: [UInt8] = []
    folded.reserveCapacity(span.count)
    var (hasWord, isBehindBlank) = (false, false)
    for position in span {
      let byte = utf8[position]
      if ByteClass.isWhite(byte) {
        isBehindBlank = hasWord
        continue
      }
      if byte >= 0xC0, !(0xC3...0xC9).contains(byte), !(byte == 0xE2 && isApostrophe(at: position)) { return nil }
      if isBehindBlank { folded.append(0x20) }
      if byte != UInt8(ascii: "_"), byte != UInt8(ascii: "*") { folded.append(byte) }
      (hasWord, isBehindBlank) = (true, false)
    }
    return folded
  }

  private func isApostrophe(at position: Int) -> Bool {
    position + 2 < utf8.count && utf8[position + 1] == 0x80 && utf8[position + 2] == 0x99
  }
}
