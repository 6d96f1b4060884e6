/// The family of marks that a quotation stands between.
public enum MarkSystem: String, Sendable, CaseIterable {
  case double, single, guillemets, block
  /// Stated by markup alone, or by other marks.
  case other

  /// - Parameter marks: the opening and closing mark, or the name that gold gives the family.
  public init(_ marks: String?) {
    switch marks?.first {
    case "\"", "“", "”", "„", "‟", "「", "『", "＂": self = .double
    case "'", "‘", "’", "‚", "‛", "`": self = .single
    case "«", "»", "‹", "›": self = .guillemets
    default: self = marks.flatMap { MarkSystem(rawValue: $0) } ?? .other
    }
  }
}
