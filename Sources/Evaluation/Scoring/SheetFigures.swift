extension CountSheet {
  /// What is drawn anew: documents, or single items where there are fewer than two documents.
  var method: Interval.Method { documents.count > 1 ? .documents : .items }

  /// The figures of the sections with their intervals.
  func figures(_ sections: [FormulaSection], _ bootstrap: Bootstrap) -> [EvaluationReport.Section] {
    let formulas = sections.flatMap(\.formulas)
    let units = method == .documents ? byDocument : documents.flatMap { $0 }
    let intervals = bootstrap.intervals(units, columns: columns.count, method: method) { values in
      let totals = Totals(sheet: self, values: values)
      return formulas.map { $0.outcome(totals).value }
    }
    let totals = totals
    var rest = intervals[...]
    return sections.map { section in
      let figures = section.formulas.map { $0.figure(totals, rest.popFirst() ?? nil) }
      return EvaluationReport.Section(
        title: section.title, figures: figures, table: section.table.map(totals.matrix),
        key: section.table?.name ?? section.reliability?.key ?? section.curve.map { "stance.\($0.group)" },
        bins: section.reliability?.bins(self, totals, figures) ?? [], points: section.curve?.points(figures) ?? [])
    }
  }
}

extension Formula {
  fileprivate func figure(_ totals: Totals, _ interval: Interval?) -> EvaluationReport.Figure {
    let outcome = outcome(totals)
    var count: Int?
    if case .share(let right, _) = outcome { count = right }
    let wilson = outcome.wilson
    // An interval without width promises what the items cannot keep.
    let isWide = interval.map { $0.low < $0.high } ?? false
    return EvaluationReport.Figure(
      key: key, title: title, value: outcome.value, count: count, n: outcome.n,
      interval: outcome.value == nil ? nil : isWide ? interval : wilson, wilson: count == nil ? nil : wilson)
  }
}

extension Formula.Outcome {
  /// As if each item were independent of the others.
  ///
  /// F1 rises with the share of the right ones among all that are gold or found (it is 2 s / (1 + s) of that share), so
  /// that the ends of the share's interval give those of F1's. A mean that lies at 0 or 1 is a share of all items or none.
  fileprivate var wilson: Interval? {
    switch self {
    case .share(let right, let n): return Interval.wilson(right, of: n)
    case .f1(let hits):
      guard let share = Interval.wilson(hits.right, of: hits.right + hits.missed + hits.spurious) else { return nil }
      return Interval(2 * share.low / (1 + share.low), 2 * share.high / (1 + share.high), .wilson)
    case .mean(let value, let n):
      guard let value, value < 1e-6 || value > 1 - 1e-6 else { return nil }
      return Interval.wilson(value < 0.5 ? 0 : n, of: n)
    case .score: return nil
    }
  }
}
