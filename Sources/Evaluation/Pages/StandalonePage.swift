/// The frame of a page that stands alone: nothing is fetched, no script runs, and it reads on paper, on a phone, in dark
/// mode and without colours.
struct StandalonePage {
  let title: String
  /// What made the figures, as pairs of a name and a value; those without a value are left out.
  let facts: [(name: String, value: String)]

  /// - Parameter main: markup of our own, in which all that comes from texts is escaped.
  func html(_ main: String) -> String {
    """
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
    \(factList)</header>
    <main>
    \(main)</main>
    </body>
    </html>

    """
  }

  private var factList: String {
    let shown = facts.filter { !$0.value.isEmpty }
    guard !shown.isEmpty else { return "" }
    let rows = shown.map { "<dt>\(HTML.escaped($0.name))</dt><dd>\(HTML.escaped($0.value))</dd>" }
    return "<dl class=\"facts\">\(rows.joined())</dl>\n"
  }
}

extension HTML {
  /// A table in a frame that scrolls where the window is narrow.
  ///
  /// - Parameter rows: the first cell of each names the row; all are markup.
  static func table(_ caption: String, _ head: [String], _ rows: [[String]]) -> String {
    var html = "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table, scrolls sideways\">\n<table>\n"
    html += "<caption>\(escaped(caption))</caption>\n<thead><tr>"
    for (index, cell) in head.enumerated() {
      html += "<th scope=\"col\"\(index > 0 ? " class=\"n\"" : "")>\(escaped(cell))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr><th scope=\"row\">\(row.first ?? "")</th>"
      html += row.dropFirst().map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  /// A count, marked where it is of few items.
  static func counted(_ n: Int, few: Int = Share.fewItems) -> String {
    guard n < few else { return "\(n)" }
    return
      "\(n) <span class=\"caution\" role=\"img\" aria-label=\"few items\" title=\"few items: read with caution\">⚠</span>"
  }
}
