import Standoff

extension EvaluationReport {
  /// The report for a terminal: every figure with its interval and n, and the tables of labels.
  ///
  /// - Parameter width: cells of the terminal.
  public func text(width: Int = .max) -> String {
    var text = "\(documents) \(documents == 1 ? "document" : "documents"); 95 % intervals: \(method.rawValue), "
    text += "\(bootstrap.replicates) times, seed \(bootstrap.seed)\n"
    for sentence in head { text += sentence + "\n" }
    for section in sections { text += "\n" + section.text(width: width, corner: corner) }
    if byDocument.count > 1 { text += "\n" + documentTable.text(width: width) }
    if sections.contains(where: { $0.figures.contains { $0.n < Share.fewItems } }) {
      text += "\n! fewer than \(Share.fewItems) items: read with caution\n"
    }
    if !remarks.isEmpty { text += "\n" + remarks.joined(separator: "\n") + "\n" }
    return text
  }

  private var documentTable: TextTable {
    var table = TextTable([
      ("By document", .left), ("spans F1", .right), ("gold", .right), ("speech F1", .right), ("gold", .right),
      ("speakers", .right), ("passage stances", .right), ("quotation stances", .right),
    ])
    func f1(_ hits: Hits) -> [String] { [hits.f1.map { decimal($0, 2) } ?? "–", "\(hits.gold)"] }
    func right(_ count: EvaluationReport.RightOf) -> String { count.n == 0 ? "–" : "\(count.right) of \(count.n)" }
    for row in byDocument {
      table.row(
        [row.document.onOneLine] + f1(row.spans) + f1(row.speech) + [
          right(row.speakers), right(row.passageStances), right(row.quotationStances),
        ])
    }
    return table
  }

  /// A row for each figure, then one for each cell of the tables of labels: `table.stance.passages.above.none` is the share
  /// of the gold label that was called otherwise.
  public func csv() -> String {
    var csv = CSVWriter(
      header: ["figure", "title", "value", "low", "high", "interval", "right", "n", "wilson_low", "wilson_high"])
    for figure in sections.flatMap(\.figures) {
      csv.row([
        .text(figure.key), .text(figure.title), .number(figure.value), .number(figure.interval?.low),
        .number(figure.interval?.high), figure.interval.map { .text($0.method.rawValue) } ?? .empty,
        figure.count.map(CSVWriter.Cell.integer) ?? .empty, .integer(figure.n), .number(figure.wilson?.low),
        .number(figure.wilson?.high),
      ])
    }
    let sides = corner.split(separator: " ").map(String.init)
    let (first, second) = (sides.first ?? "", sides.last ?? "")
    for section in sections {
      guard let key = section.key, let table = section.table else { continue }
      for row in table.rows {
        for column in table.columns {
          let share = Share(table[row, column], of: table.gold(row))
          csv.row([
            .text("table.\(key).\(row).\(column)"), .text("\(first) \(row), \(second) \(column)"), .number(share.value),
            .empty, .empty, .empty, .integer(share.count), .integer(share.n), .number(share.interval?.low),
            .number(share.interval?.high),
          ])
        }
      }
    }
    return csv.text
  }

  /// One object: `documents`, `gold`, `bootstrap`, `figures` by key, `tables` by section, `reliability` and `curves` by what is
  /// scored, for pictures of one's own, `remarks`.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.openObject()
    json.key("documents")
    json.integer(documents)
    json.key("gold")
    json.openArray()
    for sentence in head { json.string(sentence) }
    json.closeArray()
    json.key("bootstrap")
    bootstrap.write(to: &json, drawing: method)
    json.key("figures")
    json.openObject()
    for figure in sections.flatMap(\.figures) {
      json.key(named: figure.key)
      figure.write(to: &json)
    }
    json.closeObject()
    json.key("tables")
    json.openObject()
    for section in sections {
      guard let table = section.table else { continue }
      json.key(named: section.title)
      table.write(to: &json)
    }
    json.closeObject()
    json.key("reliability")
    json.openObject()
    for section in sections where !section.bins.isEmpty {
      json.key(named: section.key ?? section.title)
      json.openArray()
      for bin in section.bins { bin.write(to: &json) }
      json.closeArray()
    }
    json.closeObject()
    json.key("curves")
    json.openObject()
    for section in sections where !section.points.isEmpty {
      json.key(named: section.key ?? section.title)
      json.openArray()
      for point in section.points where point.precision.n > 0 { point.write(to: &json) }
      json.closeArray()
    }
    json.closeObject()
    json.key("remarks")
    json.openArray()
    for remark in remarks { json.string(remark) }
    json.closeArray()
    json.closeObject()
    json.newline()
    return json.bytes
  }
}

extension Reliability.Bin {
  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    let (low, high) = (Double(number) / Double(Reliability.bins), Double(number + 1) / Double(Reliability.bins))
    for (key, value) in [("from", low), ("to", high), ("score", meanScore), ("right", right.value ?? 0)] {
      json.key(named: key)
      json.number(value)
    }
    json.key("n")
    json.integer(right.n)
    right.interval?.write(as: "interval", to: &json)
    json.closeObject()
  }
}

extension CoverageCurve.Point {
  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    json.key("threshold")
    json.number(threshold)
    for (key, figure) in [("precision", precision), ("coverage", coverage)] {
      json.key(named: key)
      if let value = figure.value { json.number(value) } else { json.null() }
      json.key(named: "\(key)-n")
      json.integer(figure.n)
      figure.interval?.write(as: "\(key)-interval", to: &json)
    }
    json.closeObject()
  }
}

extension EvaluationReport.Figure {
  func write(to json: inout JSONWriter) {
    json.openObject()
    json.key("title")
    json.string(title)
    json.key("value")
    if let value { json.number(value) } else { json.null() }
    json.key("n")
    json.integer(n)
    if let count {
      json.key("right")
      json.integer(count)
    }
    interval?.write(as: "interval", to: &json)
    wilson?.write(as: "wilson", to: &json)
    json.closeObject()
  }
}

extension EvaluationReport.Section {
  /// - Parameter corner: what stands in the rows and what in the columns of the table of labels.
  func text(width: Int, corner: String) -> String {
    guard points.isEmpty else { return pointText(width: width) }
    var table = TextTable([
      (title, .left), ("value", .right), ("95 % interval", .right), ("right", .right), ("n  ", .right),
    ])
    for figure in figures {
      table.row([
        figure.title, figure.value.map { decimal($0, 3) } ?? "–", figure.interval?.text(3) ?? "–",
        figure.count.map(String.init) ?? "", "\(figure.n)\(figure.n < Share.fewItems ? " !" : "  ")",
      ])
    }
    var text = table.text(width: width)
    if let matrix = self.table, matrix.n > 0 { text += "\n" + matrix.text(width: width, corner: corner) }
    return text
  }
}

extension EvaluationReport.Section {
  /// Every second threshold; the CSV and JSON forms have all.
  private func pointText(width: Int) -> String {
    var table = TextTable([
      (title, .left), ("right, of those given", .right), ("95 % interval", .right), ("n  ", .right),
      ("given one, of the gold", .right), ("95 % interval", .right), ("n  ", .right),
    ])
    for (index, point) in points.enumerated() where index % 2 == 0 && point.precision.n > 0 {
      table.row(
        ["from \(decimal(point.threshold, 2))"]
          + [point.precision, point.coverage].flatMap { figure in
            [
              figure.value.map { decimal($0, 3) } ?? "–", figure.interval?.text(3) ?? "–",
              "\(figure.n)\(figure.n < Share.fewItems ? " !" : "  ")",
            ]
          })
    }
    return table.text(width: width)
  }
}

extension ConfusionMatrix {
  /// - Parameters:
  ///   - width: cells of the terminal; where the table needs more, its widest column is shortened.
  ///   - corner: what stands in the rows and what in the columns.
  public func text(width: Int = .max, corner: String = "gold \\ found") -> String {
    var table = TextTable([(corner, .left)] + columns.map { ($0, .right) } + [("n", .right)])
    for row in rows { table.row([row] + columns.map { "\(self[row, $0])" } + ["\(gold(row))"]) }
    table.row(["n"] + columns.map { "\(found($0))" } + ["\(n)"])
    return table.text(width: width)
  }

  func write(to json: inout JSONWriter) {
    json.openObject()
    for row in rows {
      json.key(named: row)
      json.openObject()
      for column in columns {
        json.key(named: column)
        json.integer(self[row, column])
      }
      json.closeObject()
    }
    json.closeObject()
  }
}

extension Interval {
  fileprivate func write(as key: String, to json: inout JSONWriter) {
    json.key(named: key)
    json.openObject()
    json.key("low")
    json.number(low)
    json.key("high")
    json.number(high)
    json.key("method")
    json.string(method.rawValue)
    json.closeObject()
  }

  func text(_ decimals: Int) -> String { "\(decimal(low, decimals)) – \(decimal(high, decimals))" }
}

extension String {
  /// White space and control characters as single spaces.
  var onOneLine: String {
    split { $0.isWhitespace || $0.isNewline || $0.unicodeScalars.allSatisfy { $0.value < 0x20 || $0.value == 0x7F } }
      .joined(separator: " ")
  }
}
