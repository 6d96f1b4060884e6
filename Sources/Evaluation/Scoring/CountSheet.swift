/// Something that is counted when gold and found labels stand side by side; figures are computed from such counts alone.
enum Count: Hashable, Sendable {
  /// Of things that are to be found, by the name of what they are.
  case right(String), missed(String), spurious(String)
  /// A cell of the table with this name.
  case pair(String, gold: String, found: String)
  /// A sum of fractions, in millionths.
  case millionths(String)
}

/// How often an item counts as something.
struct Addition: Sendable {
  let count: Count
  let times: Int

  init(_ count: Count, times: Int = 1) {
    self.count = count
    self.times = times
  }

  /// Adds a number to a sum.
  init(_ sum: String, _ number: Double) {
    self.init(.millionths(sum), times: Int((number * Totals.million).rounded()))
  }
}

/// Counts by item and document, so that documents or items can be drawn anew.
struct CountSheet: Sendable {
  private(set) var columns: [Count: Int] = [:]
  /// Per document, per item.
  private(set) var documents: [[[ColumnCount]]] = []
  private(set) var names: [String] = []

  mutating func addDocument(_ name: String, _ items: [[Addition]]) {
    names.append(name)
    documents.append(
      items.map { additions in
        additions.map { addition in
          let column = columns[addition.count, default: columns.count]
          columns[addition.count] = column
          return ColumnCount(column, addition.times)
        }
      })
  }

  /// What each document adds, summed over its items.
  var byDocument: [[ColumnCount]] {
    documents.map { items in
      var sums: [Int: Int] = [:]
      for cell in items.joined() { sums[cell.column, default: 0] += cell.count }
      return sums.sorted { $0.key < $1.key }.map { ColumnCount($0.key, $0.value) }
    }
  }

  var totals: Totals { totals(of: documents.joined().joined()) }

  /// The totals of each document.
  var totalsByDocument: [(name: String, totals: Totals)] {
    zip(names, documents).map { ($0, totals(of: $1.joined())) }
  }

  private func totals(of cells: some Sequence<ColumnCount>) -> Totals {
    var values = [Int](repeating: 0, count: columns.count)
    for cell in cells { values[cell.column] += cell.count }
    return Totals(sheet: self, values: values)
  }

  /// The labels that a table has in its rows or columns.
  func labels(_ table: String) -> (gold: Set<String>, found: Set<String>) {
    var labels: (gold: Set<String>, found: Set<String>) = ([], [])
    for count in columns.keys {
      guard case .pair(table, let gold, let found) = count else { continue }
      labels.gold.insert(gold)
      labels.found.insert(found)
    }
    return labels
  }
}

/// Sums over documents or items, from which figures are computed.
struct Totals {
  private let columns: [Count: Int]
  private let values: [Int]
  private let matrices = Matrices()

  /// Tables that were asked for, since many figures are computed from one.
  ///
  /// A class, because a table is kept by the first figure that asks for it.
  private final class Matrices {
    var known: [ObjectIdentifier: ConfusionMatrix] = [:]
  }

  init(sheet: CountSheet, values: [Int]) {
    columns = sheet.columns
    self.values = values
  }

  subscript(_ count: Count) -> Int { columns[count].map { values[$0] } ?? 0 }

  /// What stands in a column of the sheet; 0 for a count that never occurs.
  subscript(column column: Int?) -> Int {
    guard let column else { return 0 }
    return values[column]
  }

  static let million = 1_000_000.0

  /// A sum of fractions.
  func sum(_ name: String) -> Double { Double(self[.millionths(name)]) / Self.million }
  func sum(column: Int?) -> Double { Double(self[column: column]) / Self.million }

  func hits(_ name: String) -> Hits {
    Hits(right: self[.right(name)], missed: self[.missed(name)], spurious: self[.spurious(name)])
  }

  func matrix(_ table: LabelTable) -> ConfusionMatrix {
    if let known = matrices.known[table.identity] { return known }
    let matrix = ConfusionMatrix(
      rows: table.rows, columns: table.columns, cells: table.cells.map { row in row.map { self[column: $0] } })
    matrices.known[table.identity] = matrix
    return matrix
  }
}

/// Where the counts of a thing to be found stand, looked up once for all the sums that follow.
struct HitColumns: Sendable {
  private let right, missed, spurious: Int?

  init(_ name: String, in sheet: CountSheet) {
    right = sheet.columns[.right(name)]
    missed = sheet.columns[.missed(name)]
    spurious = sheet.columns[.spurious(name)]
  }

  func hits(_ totals: Totals) -> Hits {
    Hits(right: totals[column: right], missed: totals[column: missed], spurious: totals[column: spurious])
  }
}

/// The labels of a table in their order, and where the count of each cell stands.
struct LabelTable: Sendable {
  /// `stance.passages`.
  let name: String
  let rows: [String]
  let columns: [String]
  /// Columns of the sheet; nothing for a pair that never occurs.
  let cells: [[Int?]]
  private let mark = Mark()

  /// Which table this is, whatever its copies.
  var identity: ObjectIdentifier { ObjectIdentifier(mark) }

  /// A class, because it stands for the table that it was made with.
  private final class Mark: Sendable {}

  init(_ name: String, in sheet: CountSheet, order: [String]) {
    self.name = name
    let labels = sheet.labels(name)
    let (rows, columns) = (ConfusionMatrix.sorted(labels.gold, order), ConfusionMatrix.sorted(labels.found, order))
    cells = rows.map { row in columns.map { sheet.columns[.pair(name, gold: row, found: $0)] } }
    self.rows = rows
    self.columns = columns
  }
}
