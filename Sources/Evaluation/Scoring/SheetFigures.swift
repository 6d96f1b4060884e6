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
      EvaluationReport.Section(
        title: section.title, figures: section.formulas.map { $0.figure(totals, rest.popFirst() ?? nil) },
        table: section.table.map(totals.matrix))
    }
  }
}

extension Formula {
  fileprivate func figure(_ totals: Totals, _ interval: Interval?) -> EvaluationReport.Figure {
    let outcome = outcome(totals)
    var count: Int?
    var wilson: Interval?
    if case .share(let right, let n) = outcome {
      count = right
      wilson = Interval.wilson(right, of: n)
    }
    // An interval without width promises what the items cannot keep.
    let isWide = interval.map { $0.low < $0.high } ?? false
    return EvaluationReport.Figure(
      key: key, title: title, value: outcome.value, count: count, n: outcome.n,
      interval: outcome.value == nil ? nil : isWide ? interval : wilson, wilson: wilson)
  }
}
