import Codebook

/// The comparison as one page that stands alone: nothing is fetched, no script runs, and it reads on paper, on a phone, in
/// dark mode and without colours.
public struct ComparisonPage: Sendable {
  public var title: String
  /// What made the labels, as pairs of a name and a value: version, pipeline, run.
  public var facts: [(name: String, value: String)]
  public var tables: [ProfileTable]

  public init(_ tables: [ProfileTable], title: String = "Comparison", facts: [(name: String, value: String)] = []) {
    self.tables = tables
    self.title = title
    self.facts = facts
  }

  public func html() -> String {
    var html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(HTML.escaped(title))</title>
      <style>
      \(Self.style)</style>
      </head>
      <body>
      <header>
      <h1>\(HTML.escaped(title))</h1>

      """
    html += factList + "</header>\n<main>\n" + lead
    if tables.count > 1 { html += contents }
    if tables.isEmpty { html += "<p>Nothing to compare: no passage or quotation was found.</p>\n" }
    for (index, table) in tables.enumerated() { html += section(table, "t\(index + 1)") }
    return html + method + "</main>\n</body>\n</html>\n"
  }

  private var factList: String {
    let shown = facts.filter { !$0.value.isEmpty }
    guard !shown.isEmpty else { return "" }
    let rows = shown.map { "<dt>\(HTML.escaped($0.name))</dt><dd>\(HTML.escaped($0.value))</dd>" }
    return "<dl class=\"facts\">\(rows.joined())</dl>\n"
  }

  private var lead: String {
    """
    <p>Dots: of the passages or quotations that take a side, the share on the side of below. Lines: 95 % intervals. \
    Hollow, and with ⚠: fewer than \(Share.fewItems) items, to be read with caution.</p>

    """
  }

  private var method: String {
    """
    <section id="method">
    <h2>How to read this</h2>
    <p>A <em>stance</em> is what the words express: power over the people (<em>above</em>), the people's own action \
    (<em>below</em>), both (<em>mixed</em>) or neither (<em>none</em>). A <em>side</em> is what the one who speaks makes of \
    it: to endorse below or to reject above is to be on the side of below. <em>Sided</em> are those that take a side at \
    all. Passages of fewer than five words and notes are not counted.</p>
    <p>Intervals are percentile bootstraps: documents are drawn anew where a group has two or more, single items where it \
    has one; where all or none are on one side, Wilson's interval stands instead. They tell how far a share may change with \
    other texts of the kind, not how often the labels are wrong.</p>
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
    if svg.isEmpty {
      html += "<p>Nobody takes a side here, so there is nothing to rank.</p>\n"
    } else {
      if table.runs.count > 1 { html += legend(table.runs) }
      html += "<figure tabindex=\"0\" role=\"group\" aria-label=\"Plot, scrolls sideways\">\n\(svg)</figure>\n"
      if plot.omitted > 0 {
        html +=
          "<p class=\"note\">\(plot.omitted) more \(plot.omitted == 1 ? "group stands" : "groups stand") in the table only.</p>\n"
      }
    }
    return html + self.table(table) + "</section>\n"
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
    var html = "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table, scrolls sideways\">\n<table>\n"
    html += "<caption>\(HTML.escaped(table.title)); shares of the judged, and of the sided</caption>\n<thead><tr>"
    for (index, cell) in head.enumerated() {
      html += "<th scope=\"col\"\(index > 0 ? " class=\"n\"" : "")>\(HTML.escaped(cell))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for profile in table.profiles {
      html += "<tr><th scope=\"row\">\(HTML.escaped(profile.title))</th>"
      var cells = hasRuns ? [HTML.escaped(profile.run)] : []
      if table.grouping != .document { cells.append("\(profile.documents)") }
      cells += [counted(profile.tally.judged)] + (hasUnjudged ? ["\(profile.tally.unjudged)"] : [])
      cells += table.stances.map { profile.share($0).text }
      cells += [counted(profile.below.n), profile.below.text, profile.below.interval?.percent ?? "–"]
      html += cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func counted(_ n: Int) -> String {
    guard n < Share.fewItems else { return "\(n)" }
    return
      "\(n) <span class=\"caution\" role=\"img\" aria-label=\"few items\" title=\"few items: read with caution\">⚠</span>"
  }
}
