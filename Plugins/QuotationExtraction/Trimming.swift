import Standoff
import TextScanning

extension Text {
  /// The span without white space at its ends, the spaces that do not break a line included: `« so »`.
  func trimmedWide(_ span: Span) -> Span {
    var span = trimmed(span)
    while let length = utf8.widthOfFixedSpace(from: span.lowerBound, to: span.upperBound) {
      span = trimmed(span.lowerBound + length..<span.upperBound)
    }
    while let length = utf8.widthOfFixedSpace(before: span.upperBound, from: span.lowerBound) {
      span = trimmed(span.lowerBound..<span.upperBound - length)
    }
    return span
  }
}

extension [UInt8] {
  /// How many bytes the no-break, narrow or thin space has that starts here.
  fileprivate func widthOfFixedSpace(from start: Int, to end: Int) -> Int? {
    if start + 2 <= end, self[start] == 0xC2, self[start + 1] == 0xA0 { return 2 }
    guard start + 3 <= end, self[start] == 0xE2, self[start + 1] == 0x80 else { return nil }
    return self[start + 2] == 0xAF || (0x80...0x8B).contains(self[start + 2]) ? 3 : nil
  }

  fileprivate func widthOfFixedSpace(before end: Int, from start: Int) -> Int? {
    [2, 3].first { end - $0 >= start && widthOfFixedSpace(from: end - $0, to: end) == $0 }
  }
}
