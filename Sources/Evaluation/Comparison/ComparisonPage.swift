import Codebook

/// The comparison as one page that stands alone: nothing is fetched, no script runs, and it reads on paper, on a phone, in
/// dark mode and without colours.
public struct ComparisonPage: Sendable {
  public var title: String
  /// What made the labels, as pairs of a name and a value: version, pipeline, run.
  public var facts: [(name: String, value: String)]
  public var tables: [ProfileTable]
  /// Shares corrected for the classifier's errors, where a sample was coded.
  public var prevalence: [PrevalenceTable] = []

  public init(_ tables: [ProfileTable], title: String = "Comparison", facts: [(name: String, value: String)] = []) {
    self.tables = tables
    self.title = title
    self.facts = facts
  }

  public func html() -> String {
    var main = lead
    if tables.count > 1 { main += contents }
    if tables.isEmpty { main += "<p>Nothing to compare: no passage or quotation was found.</p>\n" }
    for (index, table) in tables.enumerated() { main += section(table, "t\(index + 1)") }
    return StandalonePage(title: title, facts: facts).html(main + prevalence.html() + method)
  }

  private var codebook: Codebook { tables.first?.codebook ?? .twoSouls }

  private var dots: String {
    guard let side = codebook.sides?.second else { return "" }
    return
      "Dots: of the passages or quotations that take a side, the share on the side of \(HTML.escaped(side.rawValue)). "
      + "Lines: 95 % intervals. Hollow, and with "
  }

  private var lead: String {
    """
    <p>Dots: of the passages or quotations that take a side, the share on the side of below. Lines: 95 % intervals. \
    Hollow, and with ⚠: fewer than \(Share.fewItems) items, to be read with caution.</p>

    """
  }

  /// What the labels mean, as the codebook says.
  private var labels: String {
    let stances = codebook.stances.map { "<em>\(HTML.escaped($0.name.rawValue))</em>: \(HTML.escaped($0.meaning))" }
    let sides = codebook.sides.map {
      " A <em>side</em> is what the one who speaks makes of it. \(HTML.escaped($0.meaning)) "
        + "<em>Sided</em> are those that take a side at all."
    }
    return "<p>A <em>stance</em> is what the words express. \(HTML.escaped(codebook.question)) "
      + stances.joined(separator: " ") + (sides ?? "")
      + " Passages of fewer than five words and notes are not counted.</p>"
  }

  private var method: String {
    """
    <section id="method">
    <h2>How to read this</h2>
    \(labels)
    <p>Intervals are percentile bootstraps: documents are drawn anew where five or more have something to share out; where \
    fewer do, parts of documents (divisions, or runs of passages); else, and where all or none are on one side, Wilson's \
    interval stands instead. They tell how far a share may change with other texts of the kind, not how often the labels \
    are wrong: for that, code a sample.</p>
    </section>

    """
  }

  private var contents: String {
    let links = tables.enumerated().map { index, table in
      "<li><a href=\"#t\(index + 1)\">\(HTML.escaped(table.title))</a></li>"
    }
    return
      "<nav aria-label=\"Tables\"><ul>\(links.joined())<li><a href=\"#method\">How to read this</a></li></ul></nav>\n"
  }

  private func section(_ table: ProfileTable, _ id: String) -> String {
    let plot = RankedPlot(table: table, id: id)
    let svg = plot.svg()
    var html = "<section id=\"\(id)\">\n<h2>\(HTML.escaped(table.title))</h2>\n"
    if svg.isEmpty, table.side == nil {
      html += "<p>The codebook has no sides, so there is nothing to rank.</p>\n"
    } else if svg.isEmpty {
      html += "<p>Nobody takes a side here, so there is nothing to rank.</p>\n"
    } else {
      if table.runs.count > 1 { html += legend(table.runs) }
      html += "<figure>\n\(svg)</figure>\n"
      if plot.omitted > 0 {
        html +=
          "<p class=\"note\">\(plot.omitted) more \(plot.omitted == 1 ? "group stands" : "groups stand") in the table only.</p>\n"
      }
    }
    return html + self.table(table) + details(table) + "</section>\n"
  }

  private func legend(_ runs: [String]) -> String {
    let items = runs.enumerated().map { index, run in
      "<li><span class=\"key run\(index % 4)\" aria-hidden=\"true\">\(RankedPlot.sign(of: index))</span> \(HTML.escaped(run))</li>"
    }
    return "<ul class=\"legend\">\(items.joined())</ul>\n"
  }

  private func table(_ table: ProfileTable) -> String {
    let hasRuns = table.runs.count > 1
    let hasUnjudged = table.profiles.contains { $0.tally.unjudged > 0 }
    let head =
      [table.grouping == .corpus ? "group" : "\(table.grouping)"] + (hasRuns ? ["run"] : [])
      + (table.grouping == .document ? [] : ["documents"]) + ["judged"]
      + (hasUnjudged ? ["not judged"] : [])
      + table.stances.map(\.rawValue) + ["sided", "on below's side", "95 % interval"]
    let rows = table.profiles.map { profile -> [String] in
      var cells = [HTML.escaped(profile.title)] + (hasRuns ? [HTML.escaped(profile.run)] : [])
      if table.grouping != .document { cells.append("\(profile.documents)") }
      cells += [HTML.counted(profile.tally.judged)] + (hasUnjudged ? ["\(profile.tally.unjudged)"] : [])
      cells += table.stances.map { profile.share($0).text }
      guard table.side != nil else { return cells }
      return cells + [HTML.counted(profile.sided.n), profile.sided.text, profile.sided.interval?.percent ?? "–"]
    }
    return HTML.table(
      "\(table.title); shares of the judged\(table.side == nil ? "" : ", and of the sided")", head, rows)
  }

  /// Attitudes among the items that have one, strains among those with the stance whose kinds they are.
  private func details(_ table: ProfileTable) -> String {
    let strains = table.strains.filter { strain in table.profiles.contains { $0.tally.count(strain) > 0 } }
    let strained = codebook.stances.map(\.name).filter { !codebook.strains(of: $0).isEmpty }
    let columns =
      codebook.attitudes.map { ($0.name.rawValue, Proportion.attitude($0.name)) }
      + strains.map { ($0.rawValue, codebook.proportion($0)) }
    let hasAttitudes = !codebook.attitudes.isEmpty
    let head =
      ["group"] + (table.runs.count > 1 ? ["run"] : []) + (hasAttitudes ? ["with an attitude"] : [])
      + strained.map(\.rawValue) + columns.map(\.0)
    let rows = table.profiles.filter { profile in
      profile.tally.withAttitude > 0 || strained.contains { profile.tally.count($0) > 0 }
    }
    guard !rows.isEmpty, !columns.isEmpty else { return "" }
    let cells = rows.map { profile in
      [HTML.escaped(profile.title)] + (table.runs.count > 1 ? [HTML.escaped(profile.run)] : [])
        + (hasAttitudes ? [HTML.counted(profile.tally.withAttitude)] : [])
        + strained.map { HTML.counted(profile.tally.count($0)) }
        + columns.map { profile.share($0.1).textWithInterval }
    }
    let those = strained.map(\.rawValue).joined(separator: " or ")
    let table = HTML.table(
      [
        hasAttitudes ? "Attitudes: shares of those that have one." : "",
        strained.isEmpty ? "" : "Strains: shares of those that are \(HTML.escaped(those)).", "With 95 % intervals.",
      ].filter { !$0.isEmpty }.joined(separator: " "), head, cells)
    return "<details><summary>Attitudes and strains</summary>\n\(table)</details>\n"
  }
}
