import Codebook

/// What a higher threshold brings: if a stance beside the rest is given only where its score is as high as that, how often is it
/// right, and how many of those that gold has are given one?
struct CoverageCurve: Sendable {
  /// `passages`, `quotations` or `speech`.
  let group: String
  /// The stance of what says nothing.
  let rest: Stance

  /// Precision and coverage at a threshold.
  struct Point: Sendable, Equatable {
    let threshold: Double
    let precision: EvaluationReport.Figure
    let coverage: EvaluationReport.Figure
  }

  private static let steps = 20

  private func count(isSided: Bool, isRight: Bool, _ bin: Int) -> Count {
    .pair("curve.\(group)", gold: isSided ? "sided" : "none", found: "\(isRight ? "right" : "wrong") \(bin)")
  }

  /// A gold stance where none would be given, whatever the threshold.
  private var missed: Count { .pair("curve.\(group)", gold: "sided", found: "none") }

  /// - Parameter strongest: the stance that would be given, with its score.
  func additions(gold: Stance, _ strongest: Judgment.Score?) -> [Addition] {
    guard let strongest, strongest.value.isFinite else { return gold == rest ? [] : [Addition(missed)] }
    let bin = min(Self.steps - 1, max(0, Int(strongest.value * Double(Self.steps) + 1e-9)))
    return [Addition(count(isSided: gold != rest, isRight: gold == strongest.stance, bin))]
  }

  /// Where the counts of the items whose scores lie in one step stand in the sums, looked up once for all sums.
  private struct Columns {
    /// Of each step: gold has the stance found, another, none.
    var steps: [(right: Int?, wrong: Int?, none: Int?)]
    var missed: Int?

    init(of curve: CoverageCurve, in sheet: CountSheet) {
      steps = (0..<CoverageCurve.steps).map { bin in
        (
          sheet.columns[curve.count(isSided: true, isRight: true, bin)],
          sheet.columns[curve.count(isSided: true, isRight: false, bin)],
          sheet.columns[curve.count(isSided: false, isRight: false, bin)]
        )
      }
      missed = sheet.columns[curve.missed]
    }

    /// The sums over the items at or above a threshold.
    func sums(_ totals: Totals, from bin: Int) -> (right: Int, given: Int, sided: Int) {
      var (right, wrong, none) = (0, 0, 0)
      for step in steps[bin...] {
        right += totals[column: step.right]
        wrong += totals[column: step.wrong]
        none += totals[column: step.none]
      }
      return (right, right + wrong + none, right + wrong)
    }
  }

  fileprivate func formulas(_ sheet: CountSheet) -> [Formula] {
    let columns = Columns(of: self, in: sheet)
    return (0..<Self.steps).flatMap { bin -> [Formula] in
      let threshold = decimal(Double(bin) / Double(Self.steps), 2)
      return [
        Formula("curve.\(group).\(threshold).precision", "from \(threshold): right, of those given") { totals in
          let sums = columns.sums(totals, from: bin)
          return .share(sums.right, of: sums.given)
        },
        Formula("curve.\(group).\(threshold).coverage", "from \(threshold): given one, of the gold stances") { totals in
          let all = columns.sums(totals, from: 0).sided + totals[column: columns.missed]
          return .share(columns.sums(totals, from: bin).sided, of: all)
        },
      ]
    }
  }

  fileprivate func n(_ sheet: CountSheet) -> Int { Columns(of: self, in: sheet).sums(sheet.totals, from: 0).given }

  /// From the figures of its own formulas.
  func points(_ figures: [EvaluationReport.Figure]) -> [Point] {
    (0..<min(Self.steps, figures.count / 2)).map { bin in
      Point(
        threshold: Double(bin) / Double(Self.steps), precision: figures[2 * bin], coverage: figures[2 * bin + 1])
    }
  }
}

extension FormulaSection {
  static func coverage(_ sheet: CountSheet, _ curve: CoverageCurve, _ title: String) -> FormulaSection? {
    guard curve.n(sheet) > 0 else { return nil }
    return FormulaSection(
      title: "Thresholds for the stance of \(title)", formulas: curve.formulas(sheet), curve: curve)
  }
}
