import Codebook

/// A kind of label that is corrected: where it was found, and where somebody coded it.
struct PrevalenceVariable: Sendable {
  enum Kind: Sendable {
    case stance, side, attitude, strain
  }

  struct Key: Hashable {
    let grouping: Grouping
    let name: String
  }

  /// Where a coded item belongs.
  struct Place {
    let stratum: Int
    /// By number.
    let document: Int
    let keys: [Key]
  }

  /// Items of a group, by what was found in them, and those of them that are coded.
  private struct Members {
    /// How often each label was found; shorter than the list of labels where the last ones were not.
    var found: [Int] = []
    /// Indices of coded units.
    var units: [Int] = []
  }

  /// Coded items that what else was coded asks for a label, as those that take a stance are asked for an attitude.
  private struct Answers {
    var asked = 0
    var given = 0
    var silent: Int { asked - given }
  }

  /// The label of items that shares are not of: those that take no stance have no attitude, and who is not above no strain.
  static let rest = "(rest)"

  let kind: Kind
  private let codebook: Codebook
  private var labels: [String]
  private var members: [Key: Members] = [:]
  private var units: [(unit: CodedUnit, isAsked: Bool)] = []
  /// By stratum.
  private var answers: [Int: Answers] = [:]

  init(_ kind: Kind, _ codebook: Codebook) {
    self.kind = kind
    self.codebook = codebook
    labels = kind.labels(codebook)
  }

  /// How many items are coded.
  var count: Int { units.count }

  /// Coded items that lack a label of this kind and were to have one; none where the coder looked for no such labels.
  var unanswered: Int {
    answers.values.contains { $0.given > 0 } ? answers.values.reduce(0) { $0 + $1.silent } : 0
  }

  /// The names of its groups, in order.
  func groups(by grouping: Grouping) -> [String] {
    members.keys.filter { $0.grouping == grouping }.map(\.name).sorted()
  }

  /// Notes that a label was found in an item that belongs to these groups, and answers with its number.
  mutating func count(_ label: String, _ keys: [Key]) -> Int {
    let label = number(of: label)
    for key in keys {
      var found = members[key]?.found ?? []
      while found.count <= label { found.append(0) }
      found[label] += 1
      members[key, default: Members()].found = found
    }
    return label
  }

  /// Takes a coded item.
  ///
  /// - Parameters:
  ///   - label: nothing where the coder gave none.
  ///   - isAsked: whether what else was coded asks for one.
  mutating func add(_ label: String?, isAsked: Bool, found: Int, at place: Place) {
    if isAsked {
      answers[place.stratum, default: Answers()].asked += 1
      if label != nil { answers[place.stratum, default: Answers()].given += 1 }
    }
    guard let label else { return }
    for key in place.keys { members[key, default: Members()].units.append(units.count) }
    let unit = CodedUnit(
      found: found, coded: number(of: label), stratum: place.stratum, document: place.document, weight: 1)
    units.append((unit, isAsked))
  }

  private mutating func number(of label: String) -> Int {
    if let number = labels.firstIndex(of: label) { return number }
    labels.append(label)
    return labels.count - 1
  }
}

extension PrevalenceVariable.Kind {
  /// Those that come first, whether they are found or not.
  fileprivate func labels(_ codebook: Codebook) -> [String] {
    switch self {
    case .stance: codebook.stances.map(\.name.rawValue)
    case .side: codebook.sides?.all.map(\.rawValue) ?? []
    case .attitude: codebook.attitudes.map(\.name.rawValue) + [PrevalenceVariable.rest]
    case .strain: [PrevalenceVariable.rest]
    }
  }

  /// The label of items that shares are not of.
  fileprivate var rest: String? {
    switch self {
    case .stance: nil
    case .side: Side.neither.rawValue
    case .attitude, .strain: PrevalenceVariable.rest
    }
  }
}

extension PrevalenceVariable {
  /// The variable with weights, once it is known how many of each stratum were coded: who was not coded is taken to be like
  /// the others of the stratum, and what lacks a label like the others of the stratum that were to have one.
  struct Weighted {
    let kind: Kind
    private let codebook: Codebook
    let labels: [String]
    let units: [CodedUnit]
    let design: DesignEstimator?
    private let groups: [Key: Members]

    /// Nothing where in some stratum nobody gave the labels that were asked for.
    init?(_ variable: PrevalenceVariable, _ record: SampleRecord?) {
      guard variable.answers.values.allSatisfy({ $0.given > 0 }) else { return nil }
      (kind, codebook, labels, groups) = (variable.kind, variable.codebook, variable.labels, variable.members)
      let sample = record?.sample
      let hasClusters = sample?.hasClusters ?? false
      let coded = Dictionary(grouping: variable.units.map(\.unit), by: \.stratum).mapValues { units in
        hasClusters ? Set(units.map(\.document)).count : units.count
      }
      let strata = (sample?.strata ?? []).enumerated().map { number, stratum in
        DesignEstimator.Stratum(population: stratum.population, coded: coded[number] ?? 0)
      }
      design = sample.map { DesignEstimator(strata: strata, hasClusters: $0.hasClusters) }
      units = variable.units.map { unit, isAsked in
        let answers = variable.answers[unit.stratum] ?? Answers()
        var weight = isAsked ? Double(answers.asked) / Double(max(1, answers.given)) : 1
        if strata.indices.contains(unit.stratum) {
          let stratum = strata[unit.stratum]
          let drawn = stratum.coded + (hasClusters ? 0 : answers.silent)
          weight *= Double(stratum.population) / Double(max(1, drawn))
        }
        return CodedUnit(
          found: unit.found, coded: unit.coded, stratum: unit.stratum, document: unit.document, weight: weight)
      }
    }

    var adjusted: AdjustedCount {
      AdjustedCount(
        // Codes that nobody drew are those of documents that somebody read.
        units: units,
        hasClusters: design?.hasClusters ?? (Set(units.map(\.document)).count >= GroupTally.enough))
    }

    /// The labels of items that shares are of.
    var members: [Int] { labels.indices.filter { labels[$0] != kind.rest } }

    /// The labels that have a row: those found or coded, of the sides the second.
    func shown(in group: Group) -> [Int] {
      let some = members.filter { label in group.counts[label] > 0 || group.units.contains { $0.coded == label } }
      switch kind {
      case .stance, .attitude: return some
      case .side: return some.isEmpty ? [] : labels.indices.filter { labels[$0] == codebook.sides?.second.rawValue }
      case .strain: return some.sorted { title(labels[$0]) < title(labels[$1]) }
      }
    }

    /// What the row of a label is called.
    func title(_ label: String) -> String {
      switch kind {
      case .stance: return "stance \(label)"
      case .side: return "side of \(label), of the sided"
      case .attitude: return "attitude \(label), of stances"
      case .strain:
        let stances = codebook.strains.filter { label == Strain.noneFits.rawValue || $0.name.rawValue == label }
        let of = Set(stances.map(\.stance.rawValue)).sorted().joined(separator: ", ")
        return (label == Strain.noneFits.rawValue ? "no strain" : "strain \(label)") + ", of \(of)"
      }
    }

    func group(_ key: Key) -> Group {
      let members = groups[key] ?? Members()
      let counts = members.found + [Int](repeating: 0, count: labels.count - members.found.count)
      return Group(counts: counts, units: members.units.map { units[$0] })
    }
  }

  struct Group {
    /// How often each label was found.
    let counts: [Int]
    /// The coded items.
    let units: [CodedUnit]

    /// The share of each label found.
    var shares: [Double] {
      let n = Double(max(1, counts.reduce(0, +)))
      return counts.map { Double($0) / n }
    }
  }
}
