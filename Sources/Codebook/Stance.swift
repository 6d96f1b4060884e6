/// Where the words place the power that brings about, or runs, the better society.
///
/// A string, so that a codebook of one's own can declare others; these are the built-in ones.
public struct Stance: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  public static let above: Stance = "above"
  public static let below: Stance = "below"
  /// Passages only.
  public static let mixed: Stance = "mixed"
  public static let none: Stance = "none"
}

/// Which kind of power above the people it is; only with the stance `above`.
public struct Strain: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  /// How files write that none fits; inside, that is no strain.
  static let unnamed: Strain = "-"
}

/// What the one who speaks does with the stance.
public enum AttitudeKind: String, Sendable, CaseIterable {
  case endorses, rejects, reports
}

/// Stance and attitude taken together: the side that the one who speaks is on.
public enum Side: String, Sendable, CaseIterable {
  case above, below, neither

  /// As the codebook says: rejecting one side is taking the other; reporting takes none.
  public init(_ stance: Stance, _ attitude: AttitudeKind) {
    switch (stance, attitude) {
    case (.above, .endorses), (.below, .rejects), (.mixed, .rejects): self = .above
    case (.below, .endorses), (.above, .rejects), (.mixed, .endorses): self = .below
    default: self = .neither
    }
  }
}
