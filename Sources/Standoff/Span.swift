/// A stretch of a document's text: a half-open range of UTF-8 byte offsets.
///
/// Both ends lie on the border of a Unicode scalar. Offsets become scalar values only where a document is written as
/// JSON, and bytes of the original file only through the ``OffsetMap``.
public typealias Span = Range<Int>

extension Span {
  /// Whether the other span lies wholly inside this one.
  public func encloses(_ other: Span) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }

  /// How many bytes the two spans share.
  public func overlap(with other: Span) -> Int {
    Swift.max(0, Swift.min(upperBound, other.upperBound) - Swift.max(lowerBound, other.lowerBound))
  }
}
