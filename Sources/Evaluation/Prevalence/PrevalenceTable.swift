import Standoff

/// Shares as they were found and as they are corrected, group by group.
public struct PrevalenceTable: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public let group: String
    /// `stance above`, `side of below, of the sided`, `attitude rejects, of stances`, `strain elitism, of above`.
    public let label: String
    /// As the classifier has it.
    public let found: Share
    /// By the sample's own design; nothing where too few items of the group were coded, or nobody drew a sample.
    public let corrected: Estimate?
    /// By adjusted counts, with the error rates of the whole sample.
    public let adjusted: Estimate?
    /// Coded items of the group; of those with a stance, say, the ones that have it by the classifier or by the coder.
    public let coded: Int
    /// How many items drawn with equal weights would tell as much (Kish 1965).
    public let effective: Double

    public var caution: String? {
      if coded < PrevalenceStudy.fewest { return "fewer than \(PrevalenceStudy.fewest) coded: not corrected" }
      return coded < PrevalenceStudy.enough ? "fewer than \(PrevalenceStudy.enough) coded" : nil
    }
  }

  public let grouping: Grouping
  public let unit: SampleDesign.Unit
  /// Whether the coded items are a sample with known probabilities.
  public let hasDesign: Bool
  public let rows: [Row]

  public var title: String {
    "\(unit == .passage ? "Passages" : "Speech quotations") by \(grouping), corrected for the classifier's errors"
  }

  /// - Parameter width: cells of the terminal.
  public func text(width: Int = .max) -> String {
    var table = TextTable([
      ("\(grouping)", .left), ("share", .left), ("n", .right), ("found", .right), ("corrected", .right),
      ("95 % interval", .right), ("adjusted", .right), ("95 % interval", .right), ("coded  ", .right),
      ("effective", .right),
    ])
    for row in rows {
      table.row(
        [
          row.group.isEmpty ? "(not given)" : row.group.onOneLine, row.label, "\(row.found.n)",
          percent(row.found.value),
        ]
          + cells(row.corrected) + cells(row.adjusted)
          + ["\(row.coded)\(row.caution == nil ? "  " : " !")", decimal(row.effective, 0)])
    }
    return "\(title)\n\n" + table.text(width: width)
  }

  private func percent(_ value: Double?) -> String { value.map { "\(decimal(100 * $0, 0)) %" } ?? "–" }
  private func cells(_ estimate: Estimate?) -> [String] {
    [percent(estimate?.value), estimate?.interval?.percent ?? "–"]
  }
}

extension [PrevalenceTable] {
  /// All tables for a terminal, and how to read them.
  public func text(width: Int = .max) -> String {
    guard !isEmpty else { return "" }
    var text = map { $0.text(width: width) }.joined(separator: "\n")
    text +=
      "\nFound: as the classifier has it. Corrected: plus the mean of its errors among the coded items of the group,\n"
    text +=
      "each weighed by the sample's design; holds whatever the classifier is like. Adjusted: solved for by the error\n"
    text += "rates of the whole sample; holds if the classifier errs alike in all groups.\n"
    if !allSatisfy(\.hasDesign) {
      text += "The coded items were not drawn by “\(ToolName.current) sample”, so nothing is corrected by design.\n"
    }
    if contains(where: { $0.rows.contains { $0.caution != nil } }) {
      text += "! fewer than \(PrevalenceStudy.enough) coded items: read with caution; "
      text += "fewer than \(PrevalenceStudy.fewest): not corrected\n"
    }
    return text
  }

  /// A row for each group and share, from 0 to 1.
  public func csv() -> String {
    var csv = CSVWriter(header: [
      "by", "group", "of", "share", "count", "n", "found", "corrected", "corrected_low", "corrected_high", "adjusted",
      "adjusted_low", "adjusted_high", "adjusted_interval", "coded", "effective", "caution",
    ])
    for table in self {
      for row in table.rows {
        csv.row([
          .text("\(table.grouping)"), .text(row.group), .text(table.unit.rawValue), .text(row.label),
          .integer(row.found.count), .integer(row.found.n), .number(row.found.value), .number(row.corrected?.value),
          .number(row.corrected?.interval?.low), .number(row.corrected?.interval?.high), .number(row.adjusted?.value),
          .number(row.adjusted?.interval?.low), .number(row.adjusted?.interval?.high),
          row.adjusted?.interval.map { .text($0.method.rawValue) } ?? .empty, .integer(row.coded),
          .number(row.effective), row.caution.map { .text($0) } ?? .empty,
        ])
      }
    }
    return csv.text
  }

  /// As a section of a page.
  func html() -> String {
    map { table in
      let rows = table.rows.map { row in
        [HTML.escaped(row.group.isEmpty ? "(not given)" : row.group), HTML.escaped(row.label), "\(row.found.n)"]
          + [row.found.value.map { "\(decimal(100 * $0, 0)) %" } ?? "–"]
          + [row.corrected, row.adjusted].map { estimate in
            guard let estimate else { return "–" }
            let interval = estimate.interval.map { " (\($0.percent))" } ?? ""
            return "\(decimal(100 * estimate.value, 0)) %\(interval)"
          } + [HTML.counted(row.coded, few: PrevalenceStudy.enough), decimal(row.effective, 0)]
      }
      return "<section>\n<h2>\(HTML.escaped(table.title))</h2>\n"
        + HTML.table(
          "Found: as the classifier has it. Corrected: plus the weighted mean of its errors among the coded items of the "
            + "group. Adjusted: solved for by the error rates of the whole sample. With 95 % intervals.",
          ["\(table.grouping)", "share", "n", "found", "corrected", "adjusted", "coded", "effective"], rows)
        + "</section>\n"
    }.joined()
  }
}
