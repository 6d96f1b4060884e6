public import Codebook
import Standoff

/// Shares of stances and sides in groups of texts as the classifier found them, and as they are once its errors are
/// corrected by coded items.
public struct PrevalenceStudy: Sendable {
  /// Where a label was found, and where somebody coded it.
  private struct GroupCounts {
    /// How often each label was found; shorter than the list of labels where the last ones were not.
    var found: [Int] = []
    /// Indices of coded units.
    var units: [Int] = []
  }

  private struct Key: Hashable {
    let grouping: Grouping
    let name: String
  }

  /// A kind of label that is corrected.
  private struct Variable {
    var labels: [String]
    var groups: [Key: GroupCounts] = [:]
    var units: [CodedUnit] = []

    /// Notes that a label was found in an item that belongs to these groups.
    mutating func count(_ label: Int, _ keys: [Key]) {
      for key in keys {
        var found = groups[key]?.found ?? []
        while found.count <= label { found.append(0) }
        found[label] += 1
        groups[key, default: GroupCounts()].found = found
      }
    }

    mutating func add(_ unit: CodedUnit, _ keys: [Key]) {
      for key in keys { groups[key, default: GroupCounts()].units.append(units.count) }
      units.append(unit)
    }

    mutating func number(of label: String) -> Int {
      if let number = labels.firstIndex(of: label) { return number }
      labels.append(label)
      return labels.count - 1
    }
  }

  public let groupings: [Grouping]
  public let unit: SampleDesign.Unit
  private let corrections: Corrections
  /// Nothing for codes that were not drawn as a sample.
  public let record: SampleRecord?
  private let strata: [String: Int]
  private let bootstrap: Bootstrap
  private let codebook: Codebook
  private var stances: Variable
  private var sides: Variable
  private var documents = 0
  /// Items with a code that the sample does not have.
  public private(set) var outside = 0
  /// Items of the sample that nobody has coded.
  public var missing: Int { record.map { $0.sample.items.count - stances.units.count } ?? 0 }

  /// - Parameter record: nothing for codes that were not drawn as a sample; then only the adjusted counts are computed.
  public init(
    by groupings: [Grouping], _ corrections: Corrections, _ record: SampleRecord?, unit: SampleDesign.Unit,
    codebook: Codebook = .twoSouls, bootstrap: Bootstrap = Bootstrap()
  ) {
    self.codebook = codebook
    stances = Variable(labels: codebook.stances.map(\.name.rawValue))
    sides = Variable(labels: codebook.sides?.all.map(\.rawValue) ?? [])
    self.groupings = groupings
    self.corrections = corrections
    self.record = record
    self.unit = record?.design.unit ?? unit
    self.bootstrap = bootstrap
    strata = Dictionary(
      (record?.sample.items ?? []).map { (Self.key($0.document, $0.id), $0.stratum) },
      uniquingKeysWith: { first, _ in first })
  }

  public mutating func add(_ reading: Reading) {
    let id = reading.document.id
    for item in FrameItem.all(of: unit, in: reading) {
      guard let judgment = item.judgment else { continue }
      let keys = self.keys(item, id, reading.document.metadata)
      let stance = stances.number(of: judgment.stance.rawValue)
      let side = item.side(codebook).map { sides.number(of: $0.rawValue) }
      stances.count(stance, keys)
      if let side { sides.count(side, keys) }
      guard let code = corrections.code(document: id, id: item.id, codebook) else { continue }
      let stratum = strata[Self.key(id, item.id)]
      guard record == nil || stratum != nil else {
        outside += 1
        continue
      }
      func unit(_ found: Int, _ coded: Int) -> CodedUnit {
        CodedUnit(found: found, coded: coded, stratum: stratum ?? 0, document: documents, weight: 1)
      }
      stances.add(unit(stance, stances.number(of: code.stance.rawValue)), keys)
      if let side, let coded = code.side { sides.add(unit(side, sides.number(of: coded.rawValue)), keys) }
    }
    documents += 1
  }

  private func keys(_ item: FrameItem, _ id: String, _ metadata: Metadata) -> [Key] {
    groupings.flatMap { grouping -> [Key] in
      switch (grouping, unit) {
      case (.speaker, .quotation), (.turn, .passage): [Key(grouping: grouping, name: item.speaker)]
      case (.speaker, _), (.turn, _): []
      default: grouping.groups(of: id, metadata).map { Key(grouping: grouping, name: $0) }
      }
    }
  }

  private static func key(_ document: String, _ id: AnnotationID) -> String { "\(document)\u{0}\(id)" }
}

// MARK: Tables

extension PrevalenceStudy {
  /// So many coded items are needed in a group for a corrected share; below ``enough`` it is marked.
  public static let fewest = 10
  public static let enough = 30

  /// One table for each grouping that has anything in it; groups in the order of their names.
  public func tables() -> [PrevalenceTable] {
    let (stances, sides) = (Weighted(stances, record), Weighted(sides, record))
    return groupings.compactMap { grouping in
      let names = self.stances.groups.keys.filter { $0.grouping == grouping }.map(\.name).sorted()
      guard !names.isEmpty else { return nil }
      let rows = names.flatMap { name in
        let key = Key(grouping: grouping, name: name)
        return stanceRows(key, stances) + sideRows(key, sides)
      }
      return PrevalenceTable(grouping: grouping, unit: unit, hasDesign: record != nil, rows: rows)
    }
  }

  private func stanceRows(_ key: Key, _ variable: Weighted) -> [PrevalenceTable.Row] {
    let group = variable.group(key)
    let adjusted = variable.adjusted.estimates(group.counts, bootstrap) { $0.map { $0 } }
    return variable.labels.indices.compactMap { label in
      guard group.counts[label] > 0 || group.units.contains(where: { $0.coded == label }) else { return nil }
      return row(
        key, "stance \(variable.labels[label])", Share(group.counts[label], of: group.n), group.units,
        variable.design?.share(of: label, group.units, found: group.share(label)), adjusted[label])
    }
  }

  private func sideRows(_ key: Key, _ variable: Weighted) -> [PrevalenceTable.Row] {
    let group = variable.group(key)
    let (above, below) = (0, 1)
    guard group.counts[above] + group.counts[below] > 0 else { return [] }
    let adjusted = variable.adjusted.estimates(group.counts, bootstrap) { shares in
      let sided = shares[above] + shares[below]
      return [sided > 0 ? shares[below] / sided : nil]
    }
    let design = variable.design?.ratio(
      of: below, to: above, group.units, found: (group.share(below), group.share(above)))
    let found = Share(group.counts[below], of: group.counts[above] + group.counts[below])
    return [row(key, "side of below, of the sided", found, group.units, design, adjusted[0])]
  }

  private func row(
    _ key: Key, _ label: String, _ found: Share, _ units: [CodedUnit], _ design: Estimate?, _ adjusted: Estimate?
  ) -> PrevalenceTable.Row {
    PrevalenceTable.Row(
      group: key.name, label: label, found: found,
      corrected: units.count < Self.fewest ? nil : design, adjusted: adjusted, coded: units.count,
      effective: DesignEstimator.effective(units))
  }

  /// A variable with weights, once it is known how many of each stratum were coded: who was not coded is taken to be like
  /// the others of the stratum.
  private struct Weighted {
    let labels: [String]
    let units: [CodedUnit]
    let design: DesignEstimator?
    private let groups: [Key: GroupCounts]

    init(_ variable: Variable, _ record: SampleRecord?) {
      (labels, groups) = (variable.labels, variable.groups)
      let sample = record?.sample
      let hasClusters = sample?.hasClusters ?? false
      let coded = Dictionary(grouping: variable.units, by: \.stratum).mapValues { units in
        hasClusters ? Set(units.map(\.document)).count : units.count
      }
      let strata = (sample?.strata ?? []).enumerated().map { number, stratum in
        DesignEstimator.Stratum(population: stratum.population, coded: coded[number] ?? 0)
      }
      design = sample.map { DesignEstimator(strata: strata, hasClusters: $0.hasClusters) }
      units = variable.units.map { unit in
        guard strata.indices.contains(unit.stratum) else { return unit }
        let stratum = strata[unit.stratum]
        return CodedUnit(
          found: unit.found, coded: unit.coded, stratum: unit.stratum, document: unit.document,
          weight: Double(stratum.population) / Double(max(1, stratum.coded)))
      }
    }

    var adjusted: AdjustedCount {
      AdjustedCount(
        // Codes that nobody drew are those of documents that somebody read.
        units: units,
        hasClusters: design?.hasClusters ?? (Set(units.map(\.document)).count >= GroupTally.enough))
    }

    func group(_ key: Key) -> (counts: [Int], n: Int, units: [CodedUnit], share: (Int) -> Double) {
      let group = groups[key] ?? GroupCounts()
      let counts = group.found + [Int](repeating: 0, count: labels.count - group.found.count)
      let n = counts.reduce(0, +)
      return (counts, n, group.units.map { units[$0] }, { Double(counts[$0]) / Double(max(1, n)) })
    }
  }
}
