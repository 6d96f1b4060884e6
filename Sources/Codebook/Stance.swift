/// What the words express or describe; in the built-in codebook, where they place the power that brings about, or runs,
/// the better society.
///
/// A string, so that a codebook of one's own can declare others; these are the built-in ones.
public struct Stance: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  /// From above: handed down.
  public static let above: Stance = "above"
  /// From below: won by people's own action.
  public static let below: Stance = "below"
  /// Passages only.
  public static let mixed: Stance = "mixed"
  /// Says nothing of it.
  public static let none: Stance = "none"
}

/// A kind of one stance; in the built-in codebook, which kind of power above the people it is.
public struct Strain: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  /// How files write that none fits; inside, that is no strain.
  static let unnamed: Strain = "-"
}

/// What the one who speaks does with the stance. Every codebook that codes attitudes has these three.
public enum AttitudeKind: String, Sendable, CaseIterable {
  case endorses, rejects, reports
}

/// Stance and attitude taken together: the side that the one who speaks is on.
///
/// A string, so that a codebook of one's own can name two others; ``Codebook/side(_:_:)`` says which follows.
public struct Side: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  /// With those above.
  public static let above: Side = "above"
  /// With those below.
  public static let below: Side = "below"
  /// In every codebook that has sides.
  public static let neither: Side = "neither"

  /// As the built-in codebook says.
  public init(_ stance: Stance, _ attitude: AttitudeKind) { self = Codebook.twoSouls.side(stance, attitude) }
}
