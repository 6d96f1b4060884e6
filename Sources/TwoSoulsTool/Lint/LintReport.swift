import Evaluation
import Standoff

/// What was found, for people and for programs.
struct LintReport {
  let findings: [Finding]
  /// Findings below the level that is shown.
  let hidden: Int
  let files: Int
  let failures: [String]

  /// `FILE:LINE:COLUMN: LEVEL: MESSAGE [RULE]`, a line each.
  ///
  /// - Parameter fold: so many of one rule in one file are listed, then how many more there are.
  func text(fold: Int) -> String {
    var text = ""
    for item in folded(fold) {
      switch item {
      case .finding(let finding):
        text += "\(finding.place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule.rawValue)]\n"
      case .more(let file, let rule, let count): text += "\(file): and \(count) more [\(rule.rawValue)]\n"
      }
    }
    return text
  }

  func table(fold: Int) -> String {
    guard !findings.isEmpty else { return "" }
    var table = TextTable([("place", .left), ("level", .left), ("rule", .left), ("message", .left)])
    for item in folded(fold) {
      switch item {
      case .finding(let finding):
        table.row([finding.place, finding.severity.rawValue, finding.rule.rawValue, finding.message])
      case .more(let file, let rule, let count): table.row([file, "", rule.rawValue, "and \(count) more"])
      }
    }
    return table.text() + "\n" + counts.text()
  }

  func csv() -> String {
    var csv = CSVWriter(header: ["file", "line", "column", "end_line", "end_column", "level", "rule", "message"])
    for finding in findings {
      let places = [finding.region?.lowerBound, finding.region?.upperBound].flatMap { place -> [CSVWriter.Cell] in
        place.map { [.integer($0.line), .integer($0.column)] } ?? [.empty, .empty]
      }
      csv.row(
        [.text(finding.file)] + places + [
          .text(finding.severity.rawValue), .text(finding.rule.rawValue), .text(finding.message),
        ])
    }
    return csv.text
  }

  /// An array with an object for each finding; the keys are the columns of the CSV.
  func json() -> [UInt8] {
    var json = JSONWriter()
    json.openArray()
    for finding in findings {
      json.openObject()
      json.key("file")
      json.string(finding.file)
      if let region = finding.region {
        for (key, number) in [
          ("line", region.lowerBound.line), ("column", region.lowerBound.column), ("end_line", region.upperBound.line),
          ("end_column", region.upperBound.column),
        ] {
          json.key(named: key)
          json.integer(number)
        }
      }
      for (key, value) in [
        ("level", finding.severity.rawValue), ("rule", finding.rule.rawValue), ("message", finding.message),
      ] {
        json.key(named: key)
        json.string(value)
      }
      json.closeObject()
    }
    json.closeArray()
    json.newline()
    return json.bytes
  }

  /// For the person at the terminal.
  func summary(level: Diagnostic.Severity) -> String {
    let levels: [Diagnostic.Severity] = [.error, .warning, .note]
    let parts = levels.compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let withFindings = Set(findings.map(\.file)).count
    var summary = "\(files) \(files == 1 ? "file" : "files"): "
    summary += parts.isEmpty ? "no findings" : parts.joined(separator: ", ") + " in \(withFindings)"
    if hidden > 0 { summary += "; \(hidden) below the level “\(level.rawValue)” not shown, “--level note” shows all" }
    return summary
  }

  // MARK: Folding

  private enum Item {
    case finding(Finding)
    case more(file: String, LintRule, Int)
  }

  private func folded(_ fold: Int) -> [Item] {
    var items: [Item] = []
    var start = 0
    while start < findings.count {
      let file = findings[start].file
      let own = findings[start...].prefix { $0.file == file }
      start = own.endIndex
      var counts: [LintRule: Int] = [:]
      for finding in own {
        counts[finding.rule, default: 0] += 1
        if fold == 0 || counts[finding.rule, default: 0] <= fold { items.append(.finding(finding)) }
      }
      for rule in LintRule.allCases {
        if fold > 0, let count = counts[rule], count > fold { items.append(.more(file: file, rule, count - fold)) }
      }
    }
    return items
  }

  private var counts: TextTable {
    var table = TextTable([("rule", .left), ("findings", .right), ("files", .right)])
    for rule in LintRule.allCases {
      let own = findings.filter { $0.rule == rule }
      if !own.isEmpty { table.row([rule.rawValue, "\(own.count)", "\(Set(own.map(\.file)).count)"]) }
    }
    return table
  }
}

extension Finding {
  fileprivate var place: String {
    region.map { "\(file):\($0.lowerBound.line):\($0.lowerBound.column)" } ?? file
  }
}
