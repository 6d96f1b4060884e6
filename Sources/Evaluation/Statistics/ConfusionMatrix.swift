/// How often one coder's label met another's: gold in rows, found in columns.
public struct ConfusionMatrix: Sendable, Equatable {
  public let rows: [String]
  public let columns: [String]
  /// One array a row.
  public let cells: [[Int]]
  /// How many items there are.
  public let n: Int
  private let rowSums: [Int]
  private let columnSums: [Int]

  public init(rows: [String], columns: [String], cells: [[Int]]) {
    self.rows = rows
    self.columns = columns
    self.cells = cells
    var columnSums = [Int](repeating: 0, count: columns.count)
    for row in cells {
      for column in row.indices { columnSums[column] += row[column] }
    }
    rowSums = cells.map { $0.reduce(0, +) }
    n = rowSums.reduce(0, +)
    self.columnSums = columnSums
  }

  /// From pairs of labels; labels stand in the given order, then in that of the alphabet.
  public init(_ pairs: some Sequence<(gold: String, found: String)>, order: [String] = []) {
    let pairs = Array(pairs)
    let rows = Self.sorted(Set(pairs.map(\.gold)), order)
    let columns = Self.sorted(Set(pairs.map(\.found)), order)
    var cells = [[Int]](repeating: [Int](repeating: 0, count: columns.count), count: rows.count)
    for pair in pairs {
      guard let row = rows.firstIndex(of: pair.gold), let column = columns.firstIndex(of: pair.found) else { continue }
      cells[row][column] += 1
    }
    self.init(rows: rows, columns: columns, cells: cells)
  }

  public subscript(_ gold: String, _ found: String) -> Int {
    guard let row = rows.firstIndex(of: gold), let column = columns.firstIndex(of: found) else { return 0 }
    return cells[row][column]
  }

  public func gold(_ label: String) -> Int { rows.firstIndex(of: label).map { rowSums[$0] } ?? 0 }
  public func found(_ label: String) -> Int { columns.firstIndex(of: label).map { columnSums[$0] } ?? 0 }
  public var agreed: Int { rows.reduce(0) { $0 + self[$1, $1] } }

  /// The label as something to be found: what was right, missed and found wrongly.
  public func hits(_ label: String) -> Hits {
    let right = self[label, label]
    return Hits(right: right, missed: gold(label) - right, spurious: found(label) - right)
  }

  /// The plain mean of F1 over labels. A label that neither coder uses is left out; one that only the second coder uses
  /// counts as 0.
  public func macroF1(_ labels: [String]) -> Double? {
    let scores = labels.compactMap { hits($0).f1 }
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }

  /// The agreement beyond what the two coders' own frequencies would bring by chance (Cohen 1960), from -1 to 1.
  ///
  /// Not defined where both coders use one and the same label throughout.
  public var kappa: Double? {
    let n = Double(n)
    guard n > 0 else { return nil }
    let observed = Double(agreed) / n
    let chance = rows.reduce(0.0) { $0 + Double(gold($1)) / n * Double(found($1)) / n }
    return chance < 1 ? (observed - chance) / (1 - chance) : nil
  }

  /// Krippendorff's alpha for labels without an order (2004, chapter 11), from -1 to 1: agreement beyond what two labels
  /// drawn from all that were given would show.
  ///
  /// Not defined where one and the same label stands throughout.
  public var alpha: Double? {
    var coincidences = Coincidences()
    for row in rows {
      for column in columns { coincidences.add([row, column], times: self[row, column]) }
    }
    return coincidences.alpha
  }

  static func sorted(_ labels: Set<String>, _ order: [String]) -> [String] {
    order.filter(labels.contains) + labels.subtracting(order).sorted()
  }
}

/// Things to be found: how many were, how many were missed, and how many others were found.
public struct Hits: Sendable, Equatable {
  public var right: Int
  public var missed: Int
  public var spurious: Int

  public init(right: Int = 0, missed: Int = 0, spurious: Int = 0) {
    self.right = right
    self.missed = missed
    self.spurious = spurious
  }

  public var gold: Int { right + missed }
  public var found: Int { right + spurious }
  public var precision: Double? { found == 0 ? nil : Double(right) / Double(found) }
  public var recall: Double? { gold == 0 ? nil : Double(right) / Double(gold) }
  /// The harmonic mean of precision and recall: 2 right / (gold + found).
  public var f1: Double? { gold + found == 0 ? nil : 2 * Double(right) / Double(gold + found) }
}
