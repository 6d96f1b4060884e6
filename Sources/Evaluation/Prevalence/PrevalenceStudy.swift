public import Codebook
import Standoff

/// Shares of stances, sides, attitudes and strains in groups of texts as the classifier found them, and as they are once its
/// errors are corrected by coded items.
public struct PrevalenceStudy: Sendable {
  public let groupings: [Grouping]
  public let unit: SampleDesign.Unit
  private let codes: GoldFile.Content
  /// Nothing for codes that were not drawn as a sample.
  public let record: SampleRecord?
  private let strata: [String: Int]
  private let bootstrap: Bootstrap
  private let codebook: Codebook
  private var stances: PrevalenceVariable
  private var sides: PrevalenceVariable
  private var attitudes: PrevalenceVariable
  private var strains: PrevalenceVariable
  private var documents = 0
  /// Items with a code that the sample does not have.
  public private(set) var outside = 0
  /// Items with a code that are none of the judged ones of the results.
  public var unknown: Int { max(0, codes.stances(of: unit) - stances.count - outside) }
  /// Items of the sample that nobody has coded.
  public var missing: Int { record.map { $0.sample.items.count - stances.count } ?? 0 }
  /// Coded items that take a stance and have no attitude in the codes, and those that have strains in the codebook and none there.
  public var unanswered: (attitudes: Int, strains: Int) { (attitudes.unanswered, strains.unanswered) }

  /// - Parameters:
  ///   - groupings: by what documents are put together; each has shares of its own.
  ///   - codes: what people say of the items.
  ///   - record: nothing for codes that were not drawn as a sample; then only the adjusted counts are computed.
  ///   - unit: whether shares are of passages or of quotations.
  ///   - codebook: declares the labels.
  ///   - bootstrap: for the intervals of the adjusted counts.
  public init(
    by groupings: [Grouping], _ codes: GoldFile.Content, _ record: SampleRecord?, unit: SampleDesign.Unit,
    codebook: Codebook = .twoSouls, bootstrap: Bootstrap = Bootstrap()
  ) {
    self.codebook = codebook
    stances = PrevalenceVariable(.stance, codebook)
    sides = PrevalenceVariable(.side, codebook)
    attitudes = PrevalenceVariable(.attitude, codebook)
    strains = PrevalenceVariable(.strain, codebook)
    self.groupings = groupings
    self.codes = codes
    self.record = record
    self.unit = record?.design.unit ?? unit
    self.bootstrap = bootstrap
    strata = Dictionary(
      (record?.sample.items ?? []).map { (Self.key($0.document, $0.id), $0.stratum) },
      uniquingKeysWith: { first, _ in first })
  }

  public mutating func add(_ reading: Reading) {
    let id = reading.document.id
    let codes = codes.codes(of: unit, in: reading)
    for item in FrameItem.all(of: unit, in: reading) {
      guard let judgment = item.judgment else { continue }
      let keys = self.keys(item, id, reading.document.metadata)
      let found = ItemCode(judgment.stance, item.attitude?.attitude, judgment.strain ?? .noneFits)
      let stance = stances.count(judgment.stance.rawValue, keys)
      let side = item.side(codebook).map { sides.count($0.rawValue, keys) }
      let attitude = found.attitudeLabel(codebook).map { attitudes.count($0, keys) }
      let strain = found.strainLabel(codebook).map { strains.count($0, keys) }
      guard let code = codes[item.id] else { continue }
      let place = strata[Self.key(id, item.id)]
      guard record == nil || place != nil else {
        outside += 1
        continue
      }
      let unit = PrevalenceVariable.Place(stratum: place ?? 0, document: documents, keys: keys)
      stances.add(code.stance.rawValue, isAsked: false, found: stance, at: unit)
      let takesStance = code.stance != codebook.rest
      if let side { sides.add(code.side(codebook)?.rawValue, isAsked: takesStance, found: side, at: unit) }
      if let attitude { attitudes.add(code.attitudeLabel(codebook), isAsked: takesStance, found: attitude, at: unit) }
      if let strain {
        strains.add(
          code.strainLabel(codebook), isAsked: !codebook.strains(of: code.stance).isEmpty, found: strain, at: unit)
      }
    }
    documents += 1
  }

  private func keys(_ item: FrameItem, _ id: String, _ metadata: Metadata) -> [PrevalenceVariable.Key] {
    groupings.flatMap { grouping -> [PrevalenceVariable.Key] in
      switch (grouping, unit) {
      case (.speaker, .quotation), (.turn, .passage):
        [PrevalenceVariable.Key(grouping: grouping, name: item.speaker)]
      case (.speaker, _), (.turn, _): []
      default: grouping.groups(of: id, metadata).map { PrevalenceVariable.Key(grouping: grouping, name: $0) }
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
    let variables = [stances, sides, attitudes, strains].compactMap { PrevalenceVariable.Weighted($0, record) }
    return groupings.compactMap { grouping -> PrevalenceTable? in
      let names = stances.groups(by: grouping)
      guard stances.count > 0, !names.isEmpty else { return nil }
      let found = names.flatMap { name in
        variables.flatMap { rows(of: $0, in: PrevalenceVariable.Key(grouping: grouping, name: name)) }
      }
      return PrevalenceTable(grouping: grouping, unit: unit, hasDesign: record != nil, rows: found)
    }
  }

  private func rows(of variable: PrevalenceVariable.Weighted, in key: PrevalenceVariable.Key) -> [PrevalenceTable.Row] {
    let group = variable.group(key)
    let shown = variable.shown(in: group)
    guard !shown.isEmpty else { return [] }
    let members = variable.members
    let units = group.units.filter { members.contains($0.found) || members.contains($0.coded) }
    let n = members.reduce(0) { $0 + group.counts[$1] }
    let adjusted = variable.adjusted.estimates(group.counts, bootstrap) { shares in
      let whole = members.reduce(0) { $0 + shares[$1] }
      return shown.map { whole > 0 ? shares[$0] / whole : nil }
    }
    return zip(shown, adjusted).map { label, adjusted in
      let corrected =
        units.count < Self.fewest
        ? nil : variable.design?.share(of: label, among: members, group.units, found: group.shares)
      return PrevalenceTable.Row(
        group: key.name, label: variable.title(variable.labels[label]),
        found: Share(group.counts[label], of: n), corrected: corrected, adjusted: adjusted, coded: units.count,
        effective: DesignEstimator.effective(units))
    }
  }
}
