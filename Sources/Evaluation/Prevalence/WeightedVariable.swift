import Codebook

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
}
