import Codebook

/// A kind of label that is corrected: where it was found, and where somebody coded it.
struct PrevalenceVariable: Sendable {
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
  struct Members {
    /// How often each label was found; shorter than the list of labels where the last ones were not.
    var found: [Int] = []
    /// Indices of coded units.
    var units: [Int] = []
  }

  /// Coded items that what else was coded asks for a label, as those that take a stance are asked for an attitude.
  struct Answers {
    var asked = 0
    var given = 0
    var silent: Int { asked - given }
  }

  /// The label of items that shares are not of: those that take no stance have no attitude, and who is not above no strain.
  static let rest = "(rest)"

  let kind: Kind
  let codebook: Codebook
  private(set) var labels: [String]
  private(set) var members: [Key: Members] = [:]
  private(set) var units: [(unit: CodedUnit, isAsked: Bool)] = []
  /// By stratum.
  private(set) var answers: [Int: Answers] = [:]

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
