public import Codebook

/// How far two or more coders agree on the labels that they gave to the same passages and quotations.
///
/// None of them is gold. What two coders mean is brought together by its place, one to one; who gave an item no label has
/// left it out, and does not disagree.
public struct AgreementStudy: Sendable {
  /// A kind of label of passages or of quotations.
  private struct Variable: Sendable {
    let key: String
    let title: String
    let isPassage: Bool
    let label: @Sendable (Coding.Item) -> String?

    static func all(_ codebook: Codebook) -> [Variable] {
      [true, false].flatMap { isPassage -> [Variable] in
        let group = isPassage ? "passages" : "quotations"
        func variable(_ name: String, _ label: @escaping @Sendable (Coding.Item) -> String?) -> Variable {
          let title = name.prefix(1).uppercased() + name.dropFirst()
          return Variable(key: "\(name).\(group)", title: "\(title) of \(group)", isPassage: isPassage, label: label)
        }
        return [
          variable("stance") { $0.stance?.rawValue },
          variable("side") { item in
            guard codebook.sides != nil else { return nil }
            return (item.side(codebook) ?? (item.stance == codebook.rest ? .neither : nil))?.rawValue
          },
          variable("attitude") { $0.attitude?.rawValue },
          variable("strain") { item in
            item.stance.map { codebook.strains(of: $0).isEmpty } == false ? item.strain?.rawValue : nil
          },
        ] + (isPassage ? [] : [variable("kind") { $0.kind?.rawValue }])
      }
    }
  }

  private let names: [String]
  private let codebook: Codebook
  private let variables: [Variable]
  private var sheet = CountSheet()
  /// Items that one coder alone has.
  private var alone = 0

  /// - Parameters:
  ///   - names: one for each coder, two or more.
  ///   - codebook: declares the labels that they gave.
  public init(_ names: [String], codebook: Codebook = .twoSouls) {
    self.names = names
    self.codebook = codebook
    variables = Variable.all(codebook)
  }

  /// - Parameters:
  ///   - document: its id.
  ///   - codings: of one document, in the order of the names; nothing where a coder does not have it.
  public mutating func add(_ document: String, _ codings: [Coding?]) {
    var items: [[Addition]] = []
    for (path, isPassage) in [(\Coding.passages, true), (\Coding.quotations, false)] {
      for unit in Self.units(codings.map { $0?[keyPath: path] ?? [] }) {
        if unit.count(where: { $0 != nil }) < 2 { alone += 1 }
        items.append(counts(unit, isPassage: isPassage).map { Addition($0) })
      }
    }
    sheet.addDocument(document, items)
  }

  /// One row for each place, with what each coder has there.
  private static func units(_ coders: [[Coding.Item]]) -> [[Coding.Item?]] {
    var places: [Range<Int>] = []
    var units: [[Coding.Item?]] = []
    for (coder, items) in coders.enumerated() {
      let pairs = SpanMatching.oneToOne(items.map(\.source), places)
      let known = Dictionary(pairs.map { ($0.gold, $0.found) }, uniquingKeysWith: { first, _ in first })
      for (index, item) in items.enumerated() {
        if let unit = known[index] {
          units[unit][coder] = item
        } else {
          places.append(item.source)
          units.append([Coding.Item?](repeating: nil, count: coders.count))
          units[units.count - 1][coder] = item
        }
      }
    }
    return units
  }

  private func counts(_ unit: [Coding.Item?], isPassage: Bool) -> [Count] {
    variables.filter { $0.isPassage == isPassage }.flatMap { variable -> [Count] in
      let labels = unit.map { $0.flatMap(variable.label) }
      let given = labels.compactMap { $0 }
      guard given.count > 1 else { return [] }
      var counts: [Count] = [
        .pair(Self.patterns(variable), gold: given.sorted().joined(separator: Self.separator), found: "")
      ]
      for (one, other) in Self.pairs(unit.count) {
        guard let first = labels[one], let second = labels[other] else { continue }
        counts.append(.pair(Self.table(variable, one, other), gold: first, found: second))
      }
      return counts
    }
  }

  private static let separator = "\u{1F}"
  private static func patterns(_ variable: Variable) -> String { "\(variable.key).together" }
  private static func table(_ variable: Variable, _ one: Int, _ other: Int) -> String {
    "\(variable.key).\(one + 1)-\(other + 1)"
  }
  private static func pairs(_ coders: Int) -> [(Int, Int)] {
    (0..<coders).flatMap { one in (one + 1..<max(coders, one + 1)).map { (one, $0) } }
  }
}

extension AgreementStudy {
  /// Alpha over all coders, then each pair of them: the same label, and Cohen's kappa.
  public func report(_ bootstrap: Bootstrap = Bootstrap()) -> EvaluationReport {
    let sections = variables.compactMap(section)
    var remarks: [String] = []
    if alone > 0 {
      remarks.append("Passages and quotations that one coder alone has count in no figure (n = \(alone)).")
    }
    if sheet.documents.count < 2 {
      remarks.append(
        "With fewer than two documents the intervals come from drawing single items, and are too narrow for other texts."
      )
    }
    var report = EvaluationReport(
      documents: sheet.documents.count, head: names.enumerated().map { "\($0 + 1): \($1)" }, byDocument: [],
      method: sheet.method, bootstrap: bootstrap, sections: sheet.figures(sections, bootstrap), remarks: remarks,
      errors: [])
    report.corner = "1 \\ 2"
    return report
  }

  private func section(_ variable: Variable) -> FormulaSection? {
    let name = Self.patterns(variable)
    let patterns = sheet.labels(name).gold.sorted().map { pattern in
      (
        labels: pattern.split(separator: Self.separator).map(String.init),
        count: Count.pair(name, gold: pattern, found: "")
      )
    }
    guard !patterns.isEmpty else { return nil }
    var formulas = [
      Formula("\(variable.key).alpha", "Krippendorff's alpha") { totals in
        var coincidences = Coincidences()
        for (labels, count) in patterns { coincidences.add(labels, times: totals[count]) }
        return .score(coincidences.alpha, n: patterns.reduce(0) { $0 + totals[$1.count] })
      }
    ]
    for (one, other) in Self.pairs(names.count) {
      let table = LabelTable(Self.table(variable, one, other), in: sheet, order: [])
      guard !table.rows.isEmpty else { continue }
      let (key, title) = (Self.table(variable, one, other), "\(one + 1) and \(other + 1)")
      formulas += [
        Formula("\(key).agreement", "\(title): the same label") { totals in
          let matrix = totals.matrix(table)
          return .share(matrix.agreed, of: matrix.n)
        },
        Formula("\(key).kappa", "\(title): Cohen's kappa") { totals in
          let matrix = totals.matrix(table)
          return .score(matrix.kappa, n: matrix.n)
        },
      ]
    }
    let table = LabelTable(
      Self.table(variable, 0, 1), in: sheet, order: codebook.labelOrder)
    return FormulaSection(
      title: variable.title, formulas: formulas, table: names.count == 2 && !table.rows.isEmpty ? table : nil)
  }
}
