/// The labels that may be given, and the name under which a pipeline file asks for them.
public struct Codebook: Sendable {
  public let name: String
  public let stances: [Stance]
  public let strains: [Strain]

  public static let twoSouls = Codebook(
    name: "two-souls", stances: [.above, .below, .mixed, .none],
    strains: ["philanthropism", "elitism", "plannism", "communionism", "permeationism", "outside"])

  /// Everything that the codebook says, as bytes that are hashed into every run.
  public var canonicalBytes: [UInt8] {
    Array(([name] + stances.map(\.rawValue) + strains.map(\.rawValue)).joined(separator: "\n").utf8)
  }
}
