extension FormulaSection {
  /// How well the quotations are sorted by speakers, whatever these are called.
  static func entities(_ sheet: CountSheet) -> FormulaSection? {
    func n(_ totals: Totals) -> Int { totals[.right(BCubed.name)] }
    guard n(sheet.totals) > 0 else { return nil }
    func mean(_ totals: Totals, _ sum: String) -> Double? {
      n(totals) == 0 ? nil : totals.sum(sum) / Double(n(totals))
    }
    return FormulaSection(
      title: "Speakers as entities (B-cubed)",
      formulas: [
        Formula("speaker.entity.precision", "precision") { .mean(mean($0, BCubed.precision), n: n($0)) },
        Formula("speaker.entity.recall", "recall") { .mean(mean($0, BCubed.recall), n: n($0)) },
        Formula("speaker.entity.f1", "F1") { totals in
          guard let precision = mean(totals, BCubed.precision), let recall = mean(totals, BCubed.recall) else {
            return .mean(nil, n: 0)
          }
          return .mean(2 * precision * recall / (precision + recall), n: n(totals))
        },
      ])
  }

  /// How often each rule that finds speakers is right, those that found most first.
  static func rules(_ sheet: CountSheet) -> FormulaSection? {
    let table = LabelTable("speaker-rule", in: sheet, order: [])
    let matrix = sheet.totals.matrix(table)
    guard matrix.n > 0 else { return nil }
    let rules = matrix.rows.sorted { (-matrix.gold($0), $0) < (-matrix.gold($1), $1) }
    return FormulaSection(
      title: "Speakers right, by the rule that found them",
      formulas: rules.map { rule in
        Formula("speaker.rule.\(rule)", rule) { totals in
          let right = totals[.pair("speaker-rule", gold: rule, found: "right")]
          return .share(right, of: right + totals[.pair("speaker-rule", gold: rule, found: "wrong")])
        }
      })
  }
}

/// The measure of Bagga and Baldwin (1998) over the speech quotations of a document whose gold speaker is known.
///
/// For each quotation: of those that were given the same speaker, the share that has the same gold speaker (precision),
/// and the reverse (recall). A quotation that was missed, or was given no speaker, has a speaker of its own.
struct BCubed {
  static let name = "speaker.entity"
  static let precision = "speaker.entity.precision"
  static let recall = "speaker.entity.recall"

  /// What each quotation adds to the sums.
  ///
  /// - Parameters:
  ///   - gold: a number for each speaker.
  ///   - found: a name for each; nothing where none was found.
  static func additions(gold: [Int], found: [String?]) -> [[Addition]] {
    struct Cell: Hashable {
      let gold: Int
      let found: String
    }
    var (goldCounts, foundCounts, both) = ([Int: Int](), [String: Int](), [Cell: Int]())
    for (gold, found) in zip(gold, found) {
      goldCounts[gold, default: 0] += 1
      guard let found else { continue }
      foundCounts[found, default: 0] += 1
      both[Cell(gold: gold, found: found), default: 0] += 1
    }
    return zip(gold, found).map { gold, found in
      let shared = found.flatMap { both[Cell(gold: gold, found: $0)] } ?? 1
      let (goldCount, foundCount) = (goldCounts[gold] ?? 1, found.flatMap { foundCounts[$0] } ?? 1)
      return [
        Addition(.right(name)), Addition(precision, Double(shared) / Double(foundCount)),
        Addition(recall, Double(shared) / Double(goldCount)),
      ]
    }
  }
}
