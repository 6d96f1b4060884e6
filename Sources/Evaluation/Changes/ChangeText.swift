import Standoff

extension Change {
  /// For a terminal: where it is, the words in their surroundings, and each label before and after with what it rests on.
  public func text() -> String {
    var text = "\(head)\n"
    guard subject != .document else { return text + (reason.map { "    \($0.onOneLine)\n" } ?? "") }
    // Results that were written without their text have none to show.
    if let item, !item.words.isBlank {
      text += "    …\(before)⟦\(item.words.brief(160))⟧\(after)…\n"
      if kind == .moved, let second { text += "    second: ⟦\(second.words.brief(160))⟧\n" }
    }
    // A strain rests on what its stance rests on.
    let hasStance = differences.contains { $0.aspect == .stance }
    for difference in differences {
      text += difference.text(kind, withGrounds: difference.aspect != .strain || !hasStance)
    }
    return text
  }

  /// `essay.txt:12:5: quotation p. 3, ¶ 12, q3 (q4 in the second)`.
  private var head: String {
    let bytes = item.map { "\(document) (bytes \($0.source.lowerBound)–\($0.source.upperBound))" } ?? document
    var head = (place.map { "\(file ?? document):\($0.line):\($0.column)" } ?? bytes) + ": \(subject.name)"
    if let item { head += " \(item.locator)" }
    if let first, let second, first.id != second.id { head += " (\(second.id) in the second)" }
    switch kind {
    case .relabelled: break
    case .moved: head += ": moved"
    case .added: head += ": in the second only"
    case .gone: head += ": in the first only"
    }
    return head
  }
}

extension Change.Difference {
  fileprivate func text(_ kind: Change.Kind, withGrounds: Bool) -> String {
    guard aspect != .layers else {
      let sides = [("first", first), ("second", second)]
      return sides.map { "      \($0.0): \($0.1?.label ?? "-")\n" }.joined()
    }
    let given = first ?? second
    guard kind != .added, kind != .gone else {
      return "    \(aspect.rawValue): \(given?.label ?? "-")"
        + (withGrounds ? given?.grounds(for: aspect) ?? "" : "") + "\n"
    }
    var text = "    \(aspect.rawValue): \(first?.label ?? "-") → \(second?.label ?? "-")\n"
    for (name, statement) in [("first", first), ("second", second)] {
      guard withGrounds, let statement, statement.by != nil else { continue }
      text += "      \(name):\(statement.grounds(for: aspect))\n"
    }
    return text
  }
}

extension Statement {
  private static let most = 5

  /// ` by stance.cues, 0.62: “must be led” 1.20 above (lead.masses)`.
  fileprivate func grounds(for aspect: Change.Aspect) -> String {
    guard let by else { return "" }
    let rule = aspect == .kind || aspect == .speaker ? "by the rule “\(by)”" : "by \(by)"
    var grounds = " \(rule)" + (score.map { ", \(decimal($0, 2))" } ?? "")
    let strongest = evidence.enumerated().sorted { one, other in
      (other.element.weight ?? 0, one.offset) < (one.element.weight ?? 0, other.offset)
    }.prefix(Self.most).map(\.element.text)
    if !strongest.isEmpty { grounds += ": \(strongest.joined(separator: "; "))" }
    if evidence.count > Self.most { grounds += "; and \(evidence.count - Self.most) more" }
    return grounds
  }

  /// Everything on one line, for a cell.
  var evidenceLine: String { evidence.map(\.text).joined(separator: "; ") }
}

extension Statement.Evidence {
  fileprivate var text: String {
    let parts = [
      words.isBlank ? nil : "“\(words.brief(60))”", weight.map { decimal($0, 2) }, toward.map { "toward \($0)" },
      entry.map { "(\($0))" },
    ]
    return parts.compactMap { $0 }.joined(separator: " ") + (isNegated ? ", turned by a negation" : "")
  }
}

extension String {
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 <= 0x20 } }

  /// On one line, with the middle left out where it takes more than so many cells; a passage may have megabytes.
  fileprivate func brief(_ width: Int) -> String {
    guard utf8.count > 16 * width else { return shortened(onOneLine, to: width) }
    return shortened("\(prefix(2 * width)) \(suffix(2 * width))".onOneLine, to: width)
  }
}

extension ChangeSummary {
  /// For a terminal: a row for each kind of label, and what became of what.
  public func text(width: Int = .max) -> String {
    var text = "first: \(first)\nsecond: \(second)\n"
    text += "\(documents) \(documents == 1 ? "document" : "documents") read by both"
    if onlyFirst > 0 { text += ", \(onlyFirst) by the first alone" }
    if onlySecond > 0 { text += ", \(onlySecond) by the second alone" }
    text += "; 95 % intervals: \(method.rawValue), \(bootstrap.replicates) times, seed \(bootstrap.seed)\n"
    if !rows.isEmpty { text += "\n" + table.text(width: width) }
    let turned = rows.filter { !$0.turns.isEmpty }
    if !turned.isEmpty { text += "\n" }
    for row in turned {
      text += "\(row.title): " + row.turns.map { "\($0.title) \($0.count)" }.joined(separator: ", ") + "\n"
    }
    if rows.contains(where: { $0.n < Share.fewItems }) {
      text += "\n! fewer than \(Share.fewItems) items: read with caution\n"
    }
    if !remarks.isEmpty { text += "\n" + remarks.joined(separator: "\n") + "\n" }
    if !hasChanges, documents > 0 {
      text += isPartial ? "\nOf what is compared, nothing changes.\n" : "\nNo label changes.\n"
    }
    return text
  }

  private var table: TextTable {
    var table = TextTable([
      ("label", .left), ("n  ", .right), ("changed", .right), ("the same", .right), ("95 % interval", .right),
      ("kappa", .right), ("95 % interval", .right), ("alpha", .right), ("95 % interval", .right),
    ])
    func cells(_ figure: EvaluationReport.Figure?) -> [String] {
      guard let figure else { return ["", ""] }
      return [figure.value.map { decimal($0, 3) } ?? "–", figure.interval?.text(3) ?? "–"]
    }
    for row in rows {
      table.row(
        [row.title, "\(row.n)\(row.n < Share.fewItems ? " !" : "  ")", "\(row.changed)"] + cells(row.agreement)
          + cells(row.kappa) + cells(row.alpha))
    }
    return table
  }
}
