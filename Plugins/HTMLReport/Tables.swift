import Codebook
import Evaluation
import Standoff

/// The tables of speakers and of documents.
struct Tables {
  let index: RunIndex
  let look: LabelLook
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
    html.table(speakersCaption, speakersColumns, isSortable: true) { html in
      for (name, tally) in speakers.prefix(Self.speakersShown) { write(name, tally, to: &html) }
    }
    let (more, unnamed) = (speakers.count - Self.speakersShown, index.speakers[""]?.counted ?? 0)
    let remarks = [
      more > 0 ? "\(Figure.count(more, "more speaker")) in speakers.csv." : nil,
      unnamed > 0 ? "\(Figure.count(unnamed, "speech quotation")) without a named speaker." : nil,
    ].compactMap { $0 }
    if !remarks.isEmpty { html.element("p", ["class": "remark"], remarks.joined(separator: " ")) }
  }

  private var speakersCaption: String {
    guard let sides = look.codebook.sides else {
      return "Who is quoted, and what the quotations say; the same name in several documents is taken for one speaker. "
        + "The bar shows shares of the judged quotations; ⚠ marks shares of fewer than \(Share.fewItems)."
    }
    return
      "Who is quoted, and on whose side; the same name in several documents is taken for one speaker. The share is that "
      + "of quotations on the side of \(sides.second) among the n that take a side, with its 95% interval; "
      + "⚠ marks shares of fewer than \(Share.fewItems)."
  }

  private var speakersColumns: [Column] {
    guard let sides = look.codebook.sides else {
      return [.text("speaker")] + columns(hasOther: false) + [.number("documents")]
    }
    let (first, second) = (look.symbol(sides.first), look.symbol(sides.second))
    return [
      .text("speaker"), .text("\(first) share of \(sides.second) \(second)"), .number("interval"), .number("n"),
      .number("\(first) side"), .number("\(second) side"), .number("neither"), .number("quotations"),
      .number("documents"),
    ]
  }

  private func write(_ name: String, _ tally: GroupTally, to html: inout HTML) {
    html.raw("<tr>")
    html.element("th", ["scope": "row"]) { $0.element("bdi", name) }
    if let sides = look.codebook.sides {
      write(sides, tally, to: &html)
      html.cell(tally.counted)
    } else {
      writeCells(tally.total, hasOther: false, scale: Picture(look).scale(for: [tally.total]), to: &html)
    }
    html.cell(tally.documents.count)
    html.raw("</tr>\n")
  }

  private func write(_ sides: Codebook.Sides, _ tally: GroupTally, to html: inout HTML) {
    let share = tally.share(of: sides.second)
    html.cell(sortedBy: share.value ?? -1) { Picture(look).share(share, of: sides.second, to: &$0) }
    var interval = "–"
    if let value = share.value, let bounds = share.interval {
      let (low, high) = (Figure.score(bounds.low), Figure.score(bounds.high))
      interval = "\(Figure.score(value)) [\(low), \(high)]"
    }
    html.element("td", ["class": "n"], interval)
    html.cell(of: share)
    for side in sides.all { html.cell(tally.count(side)) }
  }

  private func writeDocuments(to html: inout HTML) {
    let scale = Picture(look).scale(for: index.documents.map(\.passages))
    let contrast = look.codebook.contrasts.first.map { ", and \($0) lies across the middle" } ?? ""
    html.table(
      "Passages of each document by stance. The bars show shares of the judged passages; "
        + (look.opposites == nil ? "a bar" : "each half")
        + " is \(Figure.percent(scale)) wide\(look.opposites == nil ? "" : contrast).",
      [.text("document")] + columns(hasOther: false) + [.number("quotations"), .text("date")], isSortable: true
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
        writeCells(entry.passages, hasOther: false, scale: scale, to: &html)
        html.cell(entry.quotations)
        html.element("td") { $0.element("bdi", entry.date ?? "") }
        html.raw("</tr>\n")
      }
    }
  }

  /// The columns that ``writeCells(_:hasOther:scale:to:)`` fills.
  func columns(hasOther: Bool) -> [Column] {
    let head = look.opposites.map { "\(look.symbol($0.left)) stance \(look.symbol($0.right))" } ?? "stance"
    return [.text(head), .number("n")] + look.stances.map { .number("\(look.symbol($0)) \($0)") }
      + (hasOther ? [.number("□ other")] : []) + [.number("not judged")]
  }

  func writeCells(_ tally: Tally, hasOther: Bool, scale: Double, to html: inout HTML) {
    let lean =
      look.opposites.map { tally.count($0.right) - tally.count($0.left) } ?? tally.judged
      - tally.count(look.codebook.rest)
    html.cell(sortedBy: tally.judged > 0 ? Double(lean) / Double(tally.judged) : 0) { html in
      Picture(look).balance(of: tally, scale: scale, to: &html)
    }
    html.cell(tally.judged + tally.unjudged, isFew: tally.judged < Share.fewItems)
    for stance in look.stances { html.cell(tally.count(stance)) }
    if hasOther { html.cell(other(tally)) }
    html.cell(tally.unjudged)
  }

  /// Judged with a stance that the codebook does not declare: results of another run.
  func other(_ tally: Tally) -> Int { tally.judged - look.stances.reduce(0) { $0 + tally.count($1) } }
}
