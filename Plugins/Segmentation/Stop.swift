import Standoff
import TextScanning

/// The marks at which a sentence may end, with the closing marks, brackets and note numbers that follow at once.
struct Stop {
  enum Manner {
    /// One full stop.
    case period
    /// Several, or the sign `…`.
    case ellipsis
    /// With a question or an exclamation mark.
    case strong
  }

  let manner: Manner
  /// The marks themselves.
  let dots: Span
  /// The byte behind all that belongs to the sentence.
  let end: Int
  let closesQuotation: Bool
  /// Whether the marks are those of Chinese and Japanese, behind which no space stands.
  let isIdeographic: Bool

  /// Nothing where the byte starts some other character.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) {
    var position = start
    var (count, isStrong, isIdeographic) = (0, false, false)
    while position < limit {
      let byte = bytes[position]
      if byte == UInt8(ascii: ".") {
        count += 1
        position += 1
      } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
        isStrong = true
        position += 1
      } else if Scan.matches(bytes, position, limit, 0xE2, 0x80, 0xA6) {
        count += 3
        position += 3
      } else if Scan.matches(bytes, position, limit, 0xE3, 0x80, 0x82) {
        isIdeographic = true
        position += 3
      } else if Scan.matches(bytes, position, limit, 0xEF, 0xBC, 0x81)
        || Scan.matches(bytes, position, limit, 0xEF, 0xBC, 0x9F)
      {
        isIdeographic = true
        position += 3
      } else if count > 0, ByteClass.isWhite(byte), position + 1 < limit, bytes[position + 1] == UInt8(ascii: ".") {
        position += 1
      } else {
        break
      }
    }
    guard position > start else { return nil }
    dots = start..<position
    manner = isStrong ? .strong : count > 1 ? .ellipsis : .period
    self.isIdeographic = isIdeographic
    var closesQuotation = false
    while position < limit {
      if let length = Scan.spacedGuillemet(bytes, position, limit) ?? Scan.closingMark(bytes, position, limit) {
        closesQuotation = true
        position += length
      } else if Scan.isCloser(bytes[position]) {
        position += 1
      } else if let length = Scan.noteNumber(bytes, position, limit) {
        position += length
      } else {
        break
      }
    }
    end = position
    self.closesQuotation = closesQuotation
  }
}
