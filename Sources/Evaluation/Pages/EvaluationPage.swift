/// An evaluation, or a study of agreement, as one page that stands alone: figures with intervals and n, tables of labels, and
/// pictures of scores and thresholds.
public struct EvaluationPage: Sendable {
  public var report: EvaluationReport
  public var title: String
  /// What made the figures, as pairs of a name and a value.
  public var facts: [(name: String, value: String)]

  public init(_ report: EvaluationReport, title: String = "Evaluation", facts: [(name: String, value: String)] = []) {
    self.report = report
    self.title = title
    self.facts = facts
  }

  public func html() -> String {
    var main = "<p>\(report.documents) \(report.documents == 1 ? "document" : "documents"). "
    main +=
      "95 % intervals: \(report.method.rawValue), \(report.bootstrap.replicates) times, seed \(report.bootstrap.seed); "
    main +=
      "where all were right or wrong, Wilson's. ⚠: fewer than \(Share.fewItems) items, to be read with caution.</p>\n"
    main += "<ul>" + report.head.map { "<li>\(HTML.escaped($0))</li>" }.joined() + "</ul>\n"
    main += contents
    for (number, section) in report.sections.enumerated() { main += html(section, "s\(number + 1)") }
    if report.byDocument.count > 1 { main += documents }
    if !report.remarks.isEmpty {
      main += "<section id=\"remarks\">\n<h2>Remarks</h2>\n<ul>"
      main += report.remarks.map { "<li>\(HTML.escaped($0))</li>" }.joined() + "</ul>\n</section>\n"
    }
    return StandalonePage(title: title, facts: facts).html(main)
  }

  private var contents: String {
    let links = report.sections.enumerated().map { number, section in
      "<li><a href=\"#s\(number + 1)\">\(HTML.escaped(section.title))</a></li>"
    }
    return "<nav aria-label=\"Contents\"><ul>\(links.joined())</ul></nav>\n"
  }

  private func html(_ section: EvaluationReport.Section, _ id: String) -> String {
    var html = "<section id=\"\(id)\">\n<h2>\(HTML.escaped(section.title))</h2>\n"
    let picture = ScorePicture(id: id, title: section.title)
    if !section.bins.isEmpty { html += figure(picture.reliability(section.bins), Self.reliability) }
    if section.points.isEmpty {
      html += figures(section)
    } else {
      html += figure(picture.coverage(section.points), Self.coverage) + thresholds(section)
    }
    if let table = section.table, table.n > 0 { html += labels(table) }
    return html + "</section>\n"
  }

  private static let reliability =
    "A dot for each tenth of the scores, as large as it has labels; the upright line is its 95 % interval, and scores that hold "
    + "what they say lie on the dashed one. Hollow: few items."
  private static let coverage =
    "From right to left the threshold rises, as written at some of the dots; the band is the 95 % interval of precision. Hollow: "
    + "few items."

  private func figure(_ picture: String, _ caption: String) -> String {
    "<figure>\n\(picture)<figcaption class=\"note\">\(HTML.escaped(caption))</figcaption>\n</figure>\n"
  }

  private func figures(_ section: EvaluationReport.Section) -> String {
    let rows = section.figures.map { figure in
      [
        HTML.escaped(figure.title), figure.value.map { decimal($0, 3) } ?? "–", figure.interval?.text(3) ?? "–",
        figure.count.map(String.init) ?? "", HTML.counted(figure.n),
      ]
    }
    return HTML.table("Figures, with 95 % intervals", ["figure", "value", "95 % interval", "right", "n"], rows)
  }

  private func thresholds(_ section: EvaluationReport.Section) -> String {
    let rows = section.points.filter { $0.precision.n > 0 }.map { point in
      ["from \(decimal(point.threshold, 2))"]
        + [point.precision, point.coverage].flatMap { figure in
          [
            figure.value.map { decimal($0, 3) } ?? "–", figure.interval?.text(3) ?? "–", HTML.counted(figure.n),
          ]
        }
    }
    return HTML.table(
      "If a stance beside none is given only from a score on: how many of those given are right (precision), and how many of "
        + "the gold ones are given one (coverage)",
      ["threshold", "precision", "95 % interval", "n", "coverage", "95 % interval", "n"], rows)
  }

  private func labels(_ table: ConfusionMatrix) -> String {
    var rows = table.rows.map { row in
      [HTML.escaped(row)] + table.columns.map { "\(table[row, $0])" } + ["\(table.gold(row))"]
    }
    rows.append(["n"] + table.columns.map { "\(table.found($0))" } + ["\(table.n)"])
    return HTML.table("Labels, counted", [report.corner] + table.columns + ["n"], rows)
  }

  private var documents: String {
    func right(_ count: EvaluationReport.RightOf) -> String { count.n == 0 ? "–" : "\(count.right) of \(count.n)" }
    func f1(_ hits: Hits) -> String { hits.f1.map { "\(decimal($0, 2)) (n = \(hits.gold))" } ?? "–" }
    let rows = report.byDocument.map { row in
      [
        HTML.escaped(row.document), f1(row.spans), f1(row.speech), right(row.speakers), right(row.passageStances),
        right(row.quotationStances),
      ]
    }
    return "<section id=\"documents\">\n<h2>By document</h2>\n"
      + HTML.table(
        "The chief figures of each document",
        [
          "document", "spans F1", "speech F1", "speakers", "passage stances", "quotation stances",
        ], rows) + "</section>\n"
  }
}
