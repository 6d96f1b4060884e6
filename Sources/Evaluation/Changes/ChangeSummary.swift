import Codebook
import Standoff

/// How much two pipelines say differently, label by label.
public struct ChangeSummary: Sendable {
  /// One kind of label, of passages, quotations or another layer.
  public struct Row: Sendable {
    /// A name that stays: `passage.stance`, `quotation.span`, `layer.keyword`.
    public let key: String
    public let title: String
    /// What has the label under one of the pipelines, or both; of spans and other layers, all there are.
    public let n: Int
    public let changed: Int
    /// The share of the same, Cohen's kappa and Krippendorff's alpha; the last two of labels from a fixed set alone.
    public let agreement: EvaluationReport.Figure
    public let kappa: EvaluationReport.Figure?
    public let alpha: EvaluationReport.Figure?
    /// How often what became of what, the most often first.
    public let turns: [(title: String, count: Int)]
  }

  public let first: String
  public let second: String
  /// Read under both pipelines.
  public let documents: Int
  /// Read under one of them alone.
  public let onlyFirst: Int
  public let onlySecond: Int
  public let method: Interval.Method
  public let bootstrap: Bootstrap
  public let rows: [Row]
  /// What is not compared and why, as sentences.
  public let remarks: [String]
  public let hasChanges: Bool
  /// Whether the codebooks leave something out of the comparison.
  let isPartial: Bool
}

extension ChangeStudy {
  /// What was found out so far.
  public func summary(_ bootstrap: Bootstrap = Bootstrap()) -> ChangeSummary {
    let tables = tables
    let sections = sheet.figures(tables.map(\.section), bootstrap)
    let rows = zip(tables, sections).map { table, section in
      let figures = section.figures
      let matrix = section.table
      return ChangeSummary.Row(
        key: table.key, title: table.title, n: figures[0].n, changed: figures[0].n - (figures[0].count ?? 0),
        agreement: figures[0], kappa: figures.count > 1 ? figures[1] : nil, alpha: figures.count > 2 ? figures[2] : nil,
        turns: matrix.map { table.turns(of: $0) } ?? [])
    }
    return ChangeSummary(
      first: names.first, second: names.second, documents: sheet.documents.count, onlyFirst: documents.first,
      onlySecond: documents.second, method: sheet.method, bootstrap: bootstrap, rows: rows, remarks: remarks,
      hasChanges: changes > 0 || oneSided.values.contains { $0.first + $0.second > 0 },
      isPartial: isPartial)
  }

  /// The tables of counts that hold anything, passages first.
  private var tables: [ChangeTable] {
    var names: Set<String> = []
    for count in sheet.columns.keys {
      if case .pair(let table, _, _) = count { names.insert(table) }
    }
    let known = ["passage", "quotation"].flatMap { unit in
      Change.Aspect.allCases.map { ChangeTable("\(unit).\($0.rawValue)", $0, of: unit, sheet, codebooks.order) }
    }
    let layers = names.filter { $0.hasPrefix("layer.") }.sorted().map {
      ChangeTable($0, .layers, of: String($0.dropFirst("layer.".count)), sheet, [])
    }
    return (known + layers).filter { names.contains($0.key) }
  }

  private var remarks: [String] {
    var remarks = codebookRemarks
    for (layer, counts) in oneSided.sorted(by: { $0.key < $1.key }) {
      for (which, count) in [("first", counts.first), ("second", counts.second)] where count > 0 {
        remarks.append("Only the \(which) gives the layer “\(layer)” (n = \(count)); it is not compared.")
      }
    }
    if sheet.documents.count == 1 {
      remarks.append(
        "With one document the intervals come from drawing single items, and are too narrow for other texts.")
    }
    return remarks
  }
}

/// The counts of one kind of label, on their way to a row.
private struct ChangeTable {
  let key: String
  let title: String
  private let isFixed: Bool
  private let table: LabelTable

  init(_ key: String, _ aspect: Change.Aspect, of unit: String, _ sheet: CountSheet, _ order: [String]) {
    self.key = key
    isFixed = ![.span, .speaker, .layers].contains(aspect)
    title =
      switch aspect {
      case .span: "\(unit)s"
      case .layers: "layer “\(unit)”"
      default: "\(aspect.rawValue) of \(unit)s"
      }
    table = LabelTable(key, in: sheet, order: order)
  }

  var section: FormulaSection {
    var formulas = [
      Formula("\(key).agreement", "the same") { [table, isFixed] totals in
        let matrix = totals.matrix(table)
        return .share(isFixed ? matrix.agreed : matrix.gold("same"), of: matrix.n)
      }
    ]
    if isFixed {
      formulas += [
        Formula("\(key).kappa", "Cohen's kappa") { [table] totals in
          let matrix = totals.matrix(table)
          return .score(matrix.kappa, n: matrix.n)
        },
        Formula("\(key).alpha", "Krippendorff's alpha") { [table] totals in
          let matrix = totals.matrix(table)
          return .score(matrix.alpha, n: matrix.n)
        },
      ]
    }
    return FormulaSection(title: title, formulas: formulas, table: table)
  }

  func turns(of matrix: ConfusionMatrix) -> [(title: String, count: Int)] {
    var turns: [(title: String, count: Int)] = []
    for row in matrix.rows {
      if !isFixed {
        if row != "same" { turns.append((row, matrix.gold(row))) }
        continue
      }
      for column in matrix.columns where column != row {
        let count = matrix[row, column]
        if count > 0 { turns.append(("\(row) → \(column)", count)) }
      }
    }
    return turns.sorted { ($1.count, $0.title) < ($0.count, $1.title) }
  }
}
