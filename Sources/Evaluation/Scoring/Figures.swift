import Codebook

/// A figure and how it follows from the counts.
struct Formula {
  /// What the counts give.
  enum Outcome {
    /// So many of so many.
    case share(Int, of: Int)
    case f1(Hits)
    /// The mean over items of a number from 0 to 1.
    case mean(Double?, n: Int)
    /// Anything else, with the number of gold items it rests on.
    case score(Double?, n: Int)

    var value: Double? {
      switch self {
      case .share(let count, let n): n == 0 ? nil : Double(count) / Double(n)
      case .f1(let hits): hits.f1
      case .mean(let value, _), .score(let value, _): value
      }
    }

    var n: Int {
      switch self {
      case .f1(let hits): hits.gold
      case .share(_, let n), .mean(_, let n), .score(_, let n): n
      }
    }
  }

  let key: String
  let title: String
  let outcome: (Totals) -> Outcome

  init(_ key: String, _ title: String, _ outcome: @escaping (Totals) -> Outcome) {
    self.key = key
    self.title = title
    self.outcome = outcome
  }
}

/// Figures that belong together, with the table of labels behind them.
struct FormulaSection {
  let title: String
  var formulas: [Formula]
  var table: LabelTable?
  var reliability: Reliability?
  var curve: CoverageCurve?
}

extension FormulaSection {
  /// Everything that can be said of a sheet, without the sections that rest on nothing.
  static func all(_ sheet: CountSheet, _ codebook: Codebook) -> [FormulaSection] {
    [
      spans(sheet), kinds(sheet), reliability(sheet, .kind), speakers(sheet), entities(sheet), rules(sheet),
      reliability(sheet, .speaker),
    ].compactMap { $0 }
      + [("passages", "passages"), ("quotations", "quotations"), ("speech", "quotations of the kind speech")].flatMap {
        group, title in
        [
          stances(sheet, group, title, codebook),
          coverage(sheet, CoverageCurve(group: group, rest: codebook.rest), title),
          reliability(sheet, .stance(group)), sides(sheet, group, title, codebook), attitudes(sheet, group, title),
          reliability(sheet, .attitude(group)), strains(sheet, group, title, codebook),
        ].compactMap { $0 }
      }
  }

  private static func spans(_ sheet: CountSheet) -> FormulaSection? {
    let totals = sheet.totals
    guard totals.hits("spans.overlap").gold + totals.hits("spans.overlap").found > 0 else { return nil }
    var formulas = hits("spans.exact", "exact", sheet) + hits("spans.overlap", "overlap", sheet)
    for system in MarkSystem.allCases {
      let key = "spans.\(system.rawValue)"
      guard totals.hits(key).gold + totals.hits(key).found > 0 else { continue }
      formulas += hits(key, "\(system.rawValue) marks, exact", sheet)
    }
    return FormulaSection(title: "Quotation spans", formulas: formulas)
  }

  private static func kinds(_ sheet: CountSheet) -> FormulaSection? {
    let table = LabelTable("kind", in: sheet, order: Quotation.Kind.allCases.map(\.rawValue) + ["missed"])
    guard !table.rows.isEmpty else { return nil }
    var formulas = [
      Formula("kind.accuracy", "right, of matched quotations") { totals in
        let matrix = totals.matrix(table)
        return .share(matrix.agreed, of: matrix.n - matrix.found("missed"))
      }
    ]
    for kind in Quotation.Kind.allCases {
      let found = sheet.totals.hits("kind.\(kind.rawValue)")
      guard found.gold + found.found > 0 else { continue }
      formulas += hits("kind.\(kind.rawValue)", "\(kind.rawValue), span and kind", sheet)
    }
    return FormulaSection(title: "Kind of quotation", formulas: formulas, table: table)
  }

  private static func speakers(_ sheet: CountSheet) -> FormulaSection? {
    let table = LabelTable("speaker", in: sheet, order: ["right", "wrong", "abstained", "quotation missed"])
    guard !table.rows.isEmpty else { return nil }
    return FormulaSection(
      title: "Speaker of speech with a gold speaker",
      formulas: [
        Formula("speaker.accuracy", "right, of all") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix["named", "right"], of: matrix.n)
        },
        Formula("speaker.found", "right, of quotations found") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix["named", "right"], of: matrix.n - matrix["named", "quotation missed"])
        },
        Formula("speaker.precision", "right, where one was named") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix["named", "right"], of: matrix["named", "right"] + matrix["named", "wrong"])
        },
        Formula("speaker.abstained", "none named, of quotations found") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix["named", "abstained"], of: matrix.n - matrix["named", "quotation missed"])
        },
      ], table: table)
  }

  private static func stances(
    _ sheet: CountSheet, _ group: String, _ title: String, _ codebook: Codebook
  ) -> FormulaSection? {
    let rest = codebook.rest.rawValue
    let contrasts = codebook.contrasts.map(\.rawValue)
    let order = codebook.stances.map(\.name.rawValue).filter { !contrasts.contains($0) } + contrasts
    let table = LabelTable("stance.\(group)", in: sheet, order: order)
    guard !table.rows.isEmpty else { return nil }
    let classes = ConfusionMatrix.sorted(Set(table.rows + table.columns).subtracting(contrasts), order)
    func printed(_ matrix: ConfusionMatrix) -> (right: Int, found: Int, covered: Int, gold: Int) {
      let sided = classes.filter { $0 != rest }
      let covered = sided.reduce(0) { sum, gold in sum + sided.reduce(0) { $0 + matrix[gold, $1] } }
      return (
        sided.reduce(0) { $0 + matrix[$1, $1] }, sided.reduce(0) { $0 + matrix.found($1) }, covered,
        sided.reduce(0) { $0 + matrix.gold($1) }
      )
    }
    let formulas = [
      Formula("stance.\(group).printed.precision", "right, of the stances found beside \(rest)") { totals in
        let printed = printed(totals.matrix(table))
        return .share(printed.right, of: printed.found)
      },
      Formula("stance.\(group).printed.coverage", "given one, of the gold stances beside \(rest)") { totals in
        let printed = printed(totals.matrix(table))
        return .share(printed.covered, of: printed.gold)
      },
    ]
    return FormulaSection(
      title: "Stance of \(title)",
      formulas: classification("stance.\(group)", table, classes, rest: rare(rest, table, sheet))
        + formulas, table: table)
  }

  /// The figures of a table of labels: over all, then class by class.
  ///
  /// - Parameter rest: the label of what says nothing, where another is commoner: what calls everything so is a baseline too.
  private static func classification(
    _ key: String, _ table: LabelTable, _ classes: [String], rest: String? = nil
  ) -> [Formula] {
    let named = classes.count > 4 ? "\(classes.count) labels" : classes.joined(separator: ", ")
    var formulas: [Formula] = [
      Formula("\(key).macro-f1", "macro-F1 of \(named)") { totals in
        let matrix = totals.matrix(table)
        return .score(matrix.macroF1(classes), n: matrix.n)
      },
      accuracy("\(key).accuracy", "accuracy", table),
      Formula("\(key).majority", "… of the commonest gold label throughout") { totals in
        let matrix = totals.matrix(table)
        return .share(matrix.rows.map(matrix.gold).max() ?? 0, of: matrix.n)
      },
      Formula("\(key).majority.macro-f1", "macro-F1 of the commonest gold label throughout") { totals in
        let matrix = totals.matrix(table)
        let commonest = matrix.rows.max { matrix.gold($0) < matrix.gold($1) }
        return .score(commonest.flatMap { matrix.constant($0).macroF1(classes) }, n: matrix.n)
      },
    ]
    if let rest { formulas += always(rest, key, table, classes) }
    formulas += [
      Formula("\(key).kappa", "Cohen's kappa") { totals in
        let matrix = totals.matrix(table)
        return .score(matrix.kappa, n: matrix.n)
      },
      Formula("\(key).alpha", "Krippendorff's alpha") { totals in
        let matrix = totals.matrix(table)
        return .score(matrix.alpha, n: matrix.n)
      },
    ]
    for label in classes {
      formulas += hits("\(key).\(label)", label == "-" ? "no strain" : label) { $0.matrix(table).hits(label) }
    }
    return formulas
  }

  /// The figures of what gives one label throughout.
  private static func always(_ label: String, _ key: String, _ table: LabelTable, _ classes: [String]) -> [Formula] {
    [
      Formula("\(key).always-\(label)", "accuracy of “\(label)” throughout") { totals in
        let matrix = totals.matrix(table)
        return .share(matrix.gold(label), of: matrix.n)
      },
      Formula("\(key).always-\(label).macro-f1", "macro-F1 of “\(label)” throughout") { totals in
        let matrix = totals.matrix(table)
        return .score(matrix.constant(label).macroF1(classes), n: matrix.n)
      },
    ]
  }

  /// The label, where gold has another more often.
  private static func rare(_ label: String, _ table: LabelTable, _ sheet: CountSheet) -> String? {
    let matrix = sheet.totals.matrix(table)
    return matrix.rows.contains { matrix.gold($0) > matrix.gold(label) } ? label : nil
  }

  private static func sides(
    _ sheet: CountSheet, _ group: String, _ title: String, _ codebook: Codebook
  ) -> FormulaSection? {
    guard let sides = codebook.sides else { return nil }
    let (first, second) = (sides.first.rawValue, sides.second.rawValue)
    let table = LabelTable("side.\(group)", in: sheet, order: sides.all.map(\.rawValue))
    guard !table.rows.isEmpty else { return nil }
    return FormulaSection(
      title: "Side of \(title)",
      formulas: [
        Formula("side.\(group).sided", "right, where both take a side") { totals in
          let matrix = totals.matrix(table)
          return .share(
            matrix.agreed(on: sides), of: matrix.agreed(on: sides) + matrix[first, second] + matrix[second, first])
        },
        Formula("side.\(group).precision", "right, of the sides found") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix.agreed(on: sides), of: matrix.found(first) + matrix.found(second))
        },
        Formula("side.\(group).recall", "found rightly, of the gold sides") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix.agreed(on: sides), of: matrix.gold(first) + matrix.gold(second))
        },
      ]
        + classification(
          "side.\(group)", table, sides.all.map(\.rawValue).filter(table.rows.contains),
          rest: rare(Side.neither.rawValue, table, sheet)),
      table: table)
  }

  private static func attitudes(_ sheet: CountSheet, _ group: String, _ title: String) -> FormulaSection? {
    let order = AttitudeKind.allCases.map(\.rawValue) + ["-"]
    let table = LabelTable("attitude.\(group)", in: sheet, order: order)
    guard !table.rows.isEmpty else { return nil }
    let given = LabelTable("attitude-given.\(group)", in: sheet, order: order)
    return FormulaSection(
      title: "Attitude of \(title)",
      formulas: [accuracy("attitude.\(group).given-stance", "right, where the stance is right", given)]
        + classification("attitude.\(group)", table, order.filter { $0 != "-" && table.rows.contains($0) }),
      table: table)
  }

  private static func strains(
    _ sheet: CountSheet, _ group: String, _ title: String, _ codebook: Codebook
  ) -> FormulaSection? {
    let strained = codebook.stances.map(\.name).filter { !codebook.strains(of: $0).isEmpty }.map(\.rawValue)
    let table = LabelTable("strain.\(group)", in: sheet, order: [])
    guard !table.rows.isEmpty else { return nil }
    return FormulaSection(
      title: "Strain of \(title), where gold is \(strained.joined(separator: " or "))",
      formulas: [
        Formula("strain.\(group).given-stance", "right, where the stance is right") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix.agreed, of: matrix.n - strained.reduce(0) { $0 + matrix.found("not \($1)") })
        }
      ] + classification("strain.\(group)", table, table.rows), table: table)
  }

  private static func accuracy(_ key: String, _ title: String, _ table: LabelTable) -> Formula {
    Formula(key, title) { totals in
      let matrix = totals.matrix(table)
      return .share(matrix.agreed, of: matrix.n)
    }
  }

  private static func hits(_ key: String, _ title: String, _ sheet: CountSheet) -> [Formula] {
    hits(key, title, HitColumns(key, in: sheet).hits)
  }

  private static func hits(
    _ key: String, _ title: String, _ hits: @escaping (Totals) -> Hits
  ) -> [Formula] {
    [
      Formula("\(key).precision", "\(title): precision") { .share(hits($0).right, of: hits($0).found) },
      Formula("\(key).recall", "\(title): recall") { .share(hits($0).right, of: hits($0).gold) },
      Formula("\(key).f1", "\(title): F1") { .f1(hits($0)) },
    ]
  }
}

extension ConfusionMatrix {
  /// The table of one that gives the same label to everything.
  fileprivate func constant(_ label: String) -> ConfusionMatrix {
    ConfusionMatrix(rows: rows, columns: [label], cells: rows.map { [gold($0)] })
  }

  fileprivate func agreed(on sides: Codebook.Sides) -> Int {
    [sides.first.rawValue, sides.second.rawValue].reduce(0) { $0 + self[$1, $1] }
  }
}
