public import Standoff

extension Change {
  public static let csvHeader = [
    "document", "file", "line", "column", "start", "end", "unit", "first_id", "second_id", "locator", "change", "label",
    "first", "second", "first_by", "first_score", "first_evidence", "second_by", "second_score", "second_evidence",
    "before", "words", "after",
  ]

  /// A row for each label; of what is added, gone or moved one more, `span`, with the words of both.
  public var csvRows: [[CSVWriter.Cell]] {
    if subject == .document {
      let (first, second) = kind == .gone ? ("read", reason) : (reason, "read")
      return [row("document", first: Self.cell(first), second: Self.cell(second), grounds: nil)]
    }
    var rows: [[CSVWriter.Cell]] = []
    let isOther = differences.contains { $0.aspect == .layers }
    if kind != .relabelled, !isOther {
      rows.append(row("span", first: Self.cell(first?.words), second: Self.cell(second?.words), grounds: nil))
    }
    return rows
      + differences.map { difference in
        row(
          difference.aspect.rawValue, first: Self.cell(difference.first?.label),
          second: Self.cell(difference.second?.label), grounds: difference)
      }
  }

  private func row(
    _ label: String, first one: CSVWriter.Cell, second other: CSVWriter.Cell, grounds: Difference?
  ) -> [CSVWriter.Cell] {
    let place: [CSVWriter.Cell] = [
      .text(document), Self.cell(file), place.map { .integer($0.line) } ?? .empty,
      place.map { .integer($0.column) } ?? .empty, item.map { .integer($0.source.lowerBound) } ?? .empty,
      item.map { .integer($0.source.upperBound) } ?? .empty,
    ]
    let unit: [CSVWriter.Cell] = [
      .text(subject.name), Self.cell(first?.id.description), Self.cell(second?.id.description),
      Self.cell(item?.locator),
    ]
    let statements = [grounds?.first, grounds?.second].flatMap { statement -> [CSVWriter.Cell] in
      [Self.cell(statement?.by), .number(statement?.score), Self.cell(statement?.evidenceLine)]
    }
    return place + unit + [.text(kind.csvName), .text(label), one, other] + statements
      + [.text(before), Self.cell(item?.words), .text(after)]
  }

  private static func cell(_ text: String?) -> CSVWriter.Cell { text.map { .text($0) } ?? .empty }
}

extension Change.Kind {
  fileprivate var csvName: String { self == .relabelled ? "label" : rawValue }
}

extension Change {
  /// One object; the places are bytes of the original file.
  public func write(to json: inout JSONWriter) {
    json.openObject()
    func string(_ key: String, _ value: String?) {
      json.key(named: key)
      if let value { json.string(value) } else { json.null() }
    }
    string("document", document)
    string("file", file)
    for (key, number) in [("line", place?.line), ("column", place?.column)] {
      json.key(named: key)
      if let number { json.integer(number) } else { json.null() }
    }
    string("unit", subject.name)
    string("change", kind.csvName)
    if let reason { string("reason", reason) }
    for (key, item) in [("first", first), ("second", second)] {
      json.key(named: key)
      if let item { item.write(to: &json) } else { json.null() }
    }
    string("before", before)
    string("after", after)
    json.key("labels")
    json.openArray()
    for difference in differences {
      json.openObject()
      json.key("label")
      json.string(difference.aspect.rawValue)
      for (key, statement) in [("first", difference.first), ("second", difference.second)] {
        json.key(named: key)
        if let statement { statement.write(to: &json) } else { json.null() }
      }
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
  }
}

extension Change.Item {
  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    json.key("id")
    json.string(id.description)
    json.key("start")
    json.integer(source.lowerBound)
    json.key("end")
    json.integer(source.upperBound)
    json.key("locator")
    json.string(locator)
    json.key("words")
    json.string(words)
    json.closeObject()
  }
}

extension Statement {
  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    json.key("label")
    json.string(label)
    json.key("by")
    if let by { json.string(by) } else { json.null() }
    json.key("score")
    if let score { json.number(score) } else { json.null() }
    json.key("evidence")
    json.openArray()
    for one in evidence {
      json.openObject()
      json.key("words")
      json.string(one.words)
      json.key("start")
      json.integer(one.source.lowerBound)
      json.key("end")
      json.integer(one.source.upperBound)
      if let weight = one.weight {
        json.key("weight")
        json.number(weight)
      }
      for (key, value) in [("toward", one.toward), ("entry", one.entry)] {
        guard let value else { continue }
        json.key(named: key)
        json.string(value)
      }
      if one.isNegated {
        json.key("negated")
        json.bool(true)
      }
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
  }
}

extension ChangeSummary {
  /// A row for each kind of label.
  public func csv() -> String {
    var csv = CSVWriter(
      header: [
        "label", "n", "changed", "agreement", "agreement_low", "agreement_high", "kappa", "kappa_low", "kappa_high",
        "alpha", "alpha_low", "alpha_high", "turns",
      ])
    for row in rows {
      let figures = [row.agreement, row.kappa, row.alpha].flatMap { figure -> [CSVWriter.Cell] in
        [.number(figure?.value), .number(figure?.interval?.low), .number(figure?.interval?.high)]
      }
      let turns = row.turns.map { "\($0.title) \($0.count)" }.joined(separator: "; ")
      csv.row([.text(row.key), .integer(row.n), .integer(row.changed)] + figures + [.text(turns)])
    }
    return csv.text
  }

  /// The members of an object: the pipelines, how many documents, and the figures of each label.
  public func writeMembers(to json: inout JSONWriter) {
    for (key, value) in [("first", first), ("second", second)] {
      json.key(named: key)
      json.string(value)
    }
    json.key("documents")
    json.openObject()
    for (key, count) in [("both", documents), ("first", onlyFirst), ("second", onlySecond)] {
      json.key(named: key)
      json.integer(count)
    }
    json.closeObject()
    json.key("bootstrap")
    bootstrap.write(to: &json, drawing: method)
    json.key("labels")
    json.openObject()
    for row in rows {
      json.key(named: row.key)
      row.write(to: &json)
    }
    json.closeObject()
    json.key("remarks")
    json.openArray()
    for remark in remarks { json.string(remark) }
    json.closeArray()
    json.key("changes-found")
    json.bool(hasChanges)
  }
}

extension ChangeSummary.Row {
  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    json.key("title")
    json.string(title)
    json.key("n")
    json.integer(n)
    json.key("changed")
    json.integer(changed)
    for (key, figure) in [("agreement", agreement), ("kappa", kappa), ("alpha", alpha)] {
      json.key(named: key)
      if let figure { figure.write(to: &json) } else { json.null() }
    }
    json.key("turns")
    json.openObject()
    for turn in turns {
      json.key(named: turn.title)
      json.integer(turn.count)
    }
    json.closeObject()
    json.closeObject()
  }
}
