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
    /// A speaker that is wrong, missing, or named where the gold names none is one error, `speaker`.
    case kind, speaker, stance, attitude, strain
  }

  public let kind: Kind
  public let isPassage: Bool
  public let document: String
  /// Bytes of the original file, or of the gold text where that was run.
  public let source: Range<Int>
  /// Where an editor finds it; nothing where the file is not at hand.
  public let place: SourceLines.Place?
  /// The file of the place.
  public let file: String?
  /// The found item, where there is one.
  public let id: AnnotationID?
  public let gold: String
  public let found: String
  /// The rule that found what is wrong.
  public let rule: String?
  public let words: String
  /// Up to 60 characters on either side, on one line.
  public let before, after: String
}

extension Scorer {
  mutating func record(
    _ kind: ScoringError.Kind, _ sides: Sides, _ goldItem: Coding.Item?, _ foundItem: Coding.Item?, gold: String,
    found: String
  ) {
    guard let item = goldItem ?? foundItem else { return }
    let around = sides.around(goldItem, foundItem)
    let rule: Coding.Decision? =
      switch kind {
      case .speaker: foundItem?.speakerRule
      case .span, .spurious, .kind: foundItem?.rule
      case .missed, .stance, .attitude, .strain: nil
      }
    errors.append(
      ScoringError(
        kind: kind, isPassage: sides.isPassages, document: sides.document, source: item.source,
        place: sides.original.map { $0.lines.place(of: $0.start + item.source.lowerBound) },
        file: sides.original?.file, id: foundItem?.id, gold: gold, found: found, rule: rule?.rule, words: item.words,
        before: around.before, after: around.after))
  }
}

extension Sides {
  private static let width = 60

  /// The words around an item, out of the gold's text or the one that was found in.
  func around(_ gold: Coding.Item?, _ found: Coding.Item?) -> (before: String, after: String) {
    for (text, span) in [(goldText, gold?.span), (foundText, found?.span)] {
      guard let text, let span, text.holds(span) else { continue }
      return text.around(span, scalars: Self.width)
    }
    return ("", "")
  }
}

extension Text {
  /// Up to so many characters before and behind a span, on one line.
  func around(_ span: Span, scalars: Int) -> (before: String, after: String) {
    guard holds(span) else { return ("", "") }
    let (start, end) = (start(of: scalars, before: span.lowerBound), end(of: scalars, behind: span.upperBound))
    return (self[start..<span.lowerBound].onOneLine, self[span.upperBound..<end].onOneLine)
  }

  /// The offset so many scalars before another, or the start of the text.
  fileprivate func start(of scalars: Int, before offset: Int) -> Int {
    var (position, left) = (offset, scalars)
    while position > 0, left > 0 {
      position -= 1
      if utf8[position] & 0xC0 != 0x80 { left -= 1 }
    }
    return position
  }

  /// The offset so many scalars behind another, or the end of the text.
  fileprivate func end(of scalars: Int, behind offset: Int) -> Int {
    var (position, left) = (offset, scalars)
    while position < utf8.count, left > 0 {
      position += 1
      if position == utf8.count || utf8[position] & 0xC0 != 0x80 { left -= 1 }
    }
    return position
  }
}
