import Codebook
import Evaluation
import Standoff

/// The tables of speakers and of documents.
struct Tables {
  let index: RunIndex
  let pages: HTMLReport.Pages

  /// More speakers than these stand in `speakers.csv` alone.
  private static let speakersShown = 300

  func write(to html: inout HTML) {
    html.section("speakers", "Speakers", writeSpeakers)
    html.section("documents", "Documents", writeDocuments)
  }

  private func writeSpeakers(to html: inout HTML) {
    let speakers = index.speakersByWeight
    guard !speakers.isEmpty else { return html.element("p", "No speaker was found.") }
    html.table(
      "Who is quoted, and on whose side; the same name in several documents is taken for one speaker. The share is that "
        + "of quotations on the side of below among the n that take a side, with its 95% interval; "
        + "⚠ marks shares of fewer than \(Share.fewItems).",
      [
        .text("speaker"), .text("▲ share of below ▼"), .number("interval"), .number("n"), .number("▲ side"),
        .number("▼ side"), .number("neither"), .number("quotations"), .number("documents"),
      ], isSortable: true
    ) { html in
      for (name, tally) in speakers.prefix(Self.speakersShown) { write(name, tally, to: &html) }
    }
    let (more, unnamed) = (speakers.count - Self.speakersShown, index.speakers[""]?.counted ?? 0)
    let remarks = [
      more > 0 ? "\(Figure.count(more, "more speaker")) in speakers.csv." : nil,
      unnamed > 0 ? "\(Figure.count(unnamed, "speech quotation")) without a named speaker." : nil,
    ].compactMap { $0 }
    if !remarks.isEmpty { html.element("p", ["class": "remark"], remarks.joined(separator: " ")) }
  }

  private func write(_ name: String, _ tally: GroupTally, to html: inout HTML) {
    let share = tally.belowSide
    html.raw("<tr>")
    html.element("th", ["scope": "row"]) { $0.element("bdi", name) }
    html.cell(sortedBy: share.value ?? -1) { Picture.share(share, to: &$0) }
    var interval = "–"
    if let value = share.value, let bounds = share.interval {
      let (low, high) = (Figure.score(bounds.low), Figure.score(bounds.high))
      interval = "\(Figure.score(value)) [\(low), \(high)]"
    }
    html.element("td", ["class": "n"], interval)
    html.cell(of: share)
    for side in [Side.above, .below, .neither] { html.cell(tally.count(side)) }
    html.cell(tally.counted)
    html.cell(tally.documents.count)
    html.raw("</tr>\n")
  }

  private func writeDocuments(to html: inout HTML) {
    let scale = Picture.scale(for: index.documents.map(\.passages))
    html.table(
      "Passages of each document by stance. The bars show shares of the judged passages; each half is "
        + "\(Figure.percent(scale)) wide, and mixed lies across the middle.",
      [.text("document")] + Self.columns(hasOther: false) + [.number("quotations"), .text("date")], isSortable: true
    ) { html in
      for entry in index.documents {
        html.raw("<tr><th scope=\"row\">")
        html.element("a", ["href": pages == .one ? "#\(entry.prefix)" : "report/\(entry.prefix).html"]) { html in
          html.element("bdi", entry.title)
        }
        if let author = entry.author {
          html.raw("<br>")
          html.element("bdi", ["class": "author"], author)
        }
        html.raw("</th>")
        Self.writeCells(entry.passages, hasOther: false, scale: scale, to: &html)
        html.cell(entry.quotations)
        html.element("td") { $0.element("bdi", entry.date ?? "") }
        html.raw("</tr>\n")
      }
    }
  }

  /// The columns that ``writeCells(_:hasOther:scale:to:)`` fills.
  static func columns(hasOther: Bool) -> [Column] {
    [.text("▲ stance ▼"), .number("n"), .number("▲ above"), .number("◆ mixed"), .number("▼ below"), .number("○ none")]
      + (hasOther ? [.number("■ other")] : []) + [.number("not judged")]
  }

  static func writeCells(_ tally: Tally, hasOther: Bool, scale: Double, to html: inout HTML) {
    let (above, below) = (tally.count(Stance.above), tally.count(Stance.below))
    html.cell(sortedBy: tally.judged > 0 ? Double(below - above) / Double(tally.judged) : 0) { html in
      Picture.balance(of: tally, scale: scale, to: &html)
    }
    html.cell(tally.judged + tally.unjudged, isFew: tally.judged < Share.fewItems)
    for stance in [Stance.above, .mixed, .below, .none] { html.cell(tally.count(stance)) }
    if hasOther { html.cell(other(tally)) }
    html.cell(tally.unjudged)
  }

  /// Judged with a stance that only a codebook of one's own knows.
  static func other(_ tally: Tally) -> Int {
    tally.judged - [Stance.above, .mixed, .below, .none].reduce(0) { $0 + tally.count($1) }
  }
}
