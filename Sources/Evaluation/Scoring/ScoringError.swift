public import Standoff

/// A place where the found label is not the gold one.
public struct ScoringError: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A gold quotation that nothing overlaps.
    case missed
    /// A found quotation that belongs to no gold one.
    case spurious
    /// A quotation that was found with other ends.
    case span
    case kind, speaker, stance, attitude, strain
  }

  public let kind: Kind
  public let isPassage: Bool
  public let document: String
  /// Bytes of the original file, or of the gold text where that was run.
  public let source: Range<Int>
  /// The found item, where there is one.
  public let id: AnnotationID?
  public let gold: String
  public let found: String
  public let words: String
}
