public import Codebook
public import Standoff

/// Counts stances and sides by document, speaker or any field of the metadata, over the documents of one or more runs.
///
/// Takes document by document and keeps a few numbers of each, so that a corpus of any size can be compared.
public struct Comparison: Sendable {
  private struct Key: Hashable {
    let run: String
    let grouping: Grouping
    let name: String
    let unit: Profile.Unit
  }

  public let groupings: [Grouping]
  private let codebook: Codebook
  private let bootstrap: Bootstrap
  private var groups: [Key: GroupTally] = [:]
  /// Those of single documents, which nothing is added to any more.
  private var finished: [Profile] = []
  private var stances: Set<Stance>
  private var strains: Set<Strain> = []
  /// In the order in which they came.
  public private(set) var runs: [String] = []
  public private(set) var documents = 0

  public init(by groupings: [Grouping], codebook: Codebook = .twoSouls, bootstrap: Bootstrap = Bootstrap()) {
    self.codebook = codebook
    stances = Set(codebook.stances.map(\.name))
    self.groupings = groupings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    self.bootstrap = bootstrap
  }

  /// - Parameters:
  ///   - reading: a document with its labels.
  ///   - run: names the results file, where several are compared.
  public mutating func add(_ reading: Reading, run: String = "") {
    add(DocumentTally(reading), id: reading.document.id, metadata: reading.document.metadata, run: run)
  }

  public mutating func add(_ tally: DocumentTally, id: String, metadata: Metadata, run: String = "") {
    documents += 1
    if !runs.contains(run) { runs.append(run) }
    for total in [tally.passages.total, tally.speech.total] {
      stances.formUnion(total.stances)
      strains.formUnion(total.strains.keys)
    }
    func add(_ group: GroupTally, _ grouping: Grouping, _ name: String, _ unit: Profile.Unit) {
      guard group.counted > 0 else { return }
      if grouping == .document {
        finished.append(Profile(run: run, grouping: grouping, name: name, unit: unit, group, codebook, bootstrap))
      } else {
        groups[Key(run: run, grouping: grouping, name: name, unit: unit), default: GroupTally()].add(group)
      }
    }
    for grouping in groupings {
      switch grouping {
      case .speaker: for (name, group) in tally.speakers { add(group, grouping, name, .speech) }
      case .turn: for (name, group) in tally.turns { add(group, grouping, name, .passages) }
      default:
        for name in grouping.groups(of: id, metadata) {
          add(tally.passages, grouping, name, .passages)
          add(tally.speech, grouping, name, .speech)
        }
      }
    }
  }

  /// One table for each grouping and unit that has anything to count.
  public func tables() -> [ProfileTable] {
    let stances = ConfusionMatrix.sorted(Set(stances.map(\.rawValue)), codebook.stances.map(\.name.rawValue))
      .map { Stance(rawValue: $0) }
    let known = codebook.strains.map(\.name.rawValue)
    let strains = ConfusionMatrix.sorted(Set(strains.map(\.rawValue)).union(known), known)
      .map { Strain(rawValue: $0) }
    let drawn = groups.map { key, group in
      Profile(run: key.run, grouping: key.grouping, name: key.name, unit: key.unit, group, codebook, bootstrap)
    }
    let profiles = Dictionary(grouping: finished + drawn) { TableKey(grouping: $0.grouping, unit: $0.unit) }
    return groupings.flatMap { grouping in
      Profile.Unit.allCases.compactMap { unit in
        profiles[TableKey(grouping: grouping, unit: unit)].map { profiles in
          ProfileTable(
            grouping: grouping, unit: unit, codebook: codebook, stances: stances, strains: strains, runs: runs,
            profiles: profiles)
        }
      }
    }
  }

  private struct TableKey: Hashable {
    let grouping: Grouping
    let unit: Profile.Unit
  }
}

/// The profiles of all groups of one grouping, ranked.
public struct ProfileTable: Sendable {
  public let grouping: Grouping
  public let unit: Profile.Unit
  let codebook: Codebook
  /// Those that get a column.
  public let stances: [Stance]
  public let strains: [Strain]
  public let runs: [String]
  /// The groups in order: by the share of the second side (below) among the sided, highest first, then those in which nobody takes a side;
  /// years and decades in their own order. A group holds the profiles of the runs, in the order of the runs.
  public let groups: [[Profile]]

  init(
    grouping: Grouping, unit: Profile.Unit, codebook: Codebook, stances: [Stance], strains: [Strain], runs: [String],
    profiles: [Profile]
  ) {
    self.codebook = codebook
    self.grouping = grouping
    self.unit = unit
    self.stances = stances
    self.strains = strains
    self.runs = runs
    let places = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1, $0) })
    groups = Dictionary(grouping: profiles, by: \.name).values
      .map { group in group.sorted { (places[$0.run] ?? 0) < (places[$1.run] ?? 0) } }
      .sorted { Self.precedes($0, $1, isChronological: grouping.isChronological) }
  }

  private static func precedes(_ one: [Profile], _ other: [Profile], isChronological: Bool) -> Bool {
    guard let first = one.first, let second = other.first else { return false }
    if first.name.isEmpty != second.name.isEmpty { return second.name.isEmpty }
    if !isChronological {
      let (share, otherShare) = (one.lazy.compactMap(\.sided.value).first, other.lazy.compactMap(\.sided.value).first)
      if (share ?? -1) != (otherShare ?? -1) { return (share ?? -1) > (otherShare ?? -1) }
      if first.sided.n != second.sided.n { return first.sided.n > second.sided.n }
      if first.tally.judged != second.tally.judged { return first.tally.judged > second.tally.judged }
    }
    return first.name < second.name
  }

  public var profiles: [Profile] { groups.flatMap { $0 } }
  public var title: String {
    grouping == .corpus
      ? "All \(unit.title)" : "\(unit == .passages ? "Passages" : "Speech quotations") by \(grouping)"
  }
}
