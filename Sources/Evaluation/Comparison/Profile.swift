public import Codebook

/// The stances, sides, attitudes and strains of one group of texts: counts, and shares with their intervals.
public struct Profile: Sendable, Equatable {
  /// What is counted.
  public enum Unit: String, Sendable, CaseIterable {
    /// Passages of five words and more, notes apart.
    case passages
    /// Quotations of the kind `speech`.
    case speech

    public var title: String { self == .passages ? "passages" : "speech quotations" }
  }

  /// The results file, where several are compared.
  public let run: String
  public let grouping: Grouping
  /// Empty where the documents do not say to which group they belong.
  public let name: String
  public let unit: Unit
  /// The documents that have something to count.
  public let documents: Int
  public let tally: Tally
  /// The side whose share is told; nothing where the codebook has no sides.
  private let side: Side?
  private let shares: [Proportion: Share]

  init(
    run: String, grouping: Grouping, name: String, unit: Unit, _ group: GroupTally, _ codebook: Codebook,
    _ bootstrap: Bootstrap
  ) {
    side = codebook.sides?.second
    self.run = run
    self.grouping = grouping
    self.name = name
    self.unit = unit
    tally = group.total
    documents = group.documents.count
    let proportions =
      Set(codebook.stances.map(\.name)).union(tally.stances).map(Proportion.stance)
      + (codebook.sides.map { [.side($0.second)] } ?? []) + AttitudeKind.allCases.map(Proportion.attitude)
      + tally.strains.keys.map(codebook.proportion)
    shares = Dictionary(
      zip(proportions, group.shares(proportions, bootstrap)), uniquingKeysWith: { first, _ in first })
  }

  /// A name to print.
  public var title: String {
    guard name.isEmpty else { return name }
    return grouping == .speaker ? "(no speaker)" : "(not given)"
  }

  public func share(_ proportion: Proportion) -> Share {
    let (count, n) = tally.of(proportion)
    return shares[proportion] ?? Share(count, of: n)
  }

  /// Of the judged items, those of a stance.
  public func share(_ stance: Stance) -> Share { share(.stance(stance)) }
  /// The items on the codebook's second side (that of below), of those that take a side.
  public var sided: Share { side.map { share(.side($0)) } ?? Share(0, of: 0) }
}

extension Codebook {
  /// What a strain is a share of; one that is not declared, of those that have it.
  func proportion(_ strain: Strain) -> Proportion {
    .strain(strain, of: strains.first { $0.name == strain }?.stance ?? strains.first?.stance ?? rest)
  }
}
