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
    writeSpeakers(to: &html)
    writeDocuments(to: &html)
  }

  private func writeSpeakers(to html: inout HTML) {
    let speakers = index.speakersByWeight
    html.raw("<section id=\"speakers\" aria-labelledby=\"speakers-title\">\n")
    html.element("h2", ["id": "speakers-title"], "Speakers")
    guard !speakers.isEmpty else {
      html.element("p", "No speaker was found.")
      html.raw("</section>\n")
      return
    }
    html.raw("<div class=\"scroll\"><table class=\"sortable\">")
    html.element(
      "caption",
      "Who is quoted, and on whose side. The share is that of quotations on the side of below among those that take a "
        + "side (n), with Wilson’s 95 % interval.")
    html.raw("<thead><tr><th scope=\"col\">speaker</th>")
    for name in ["quotations", "documents", "▲ side", "▼ side", "neither", "n"] {
      html.element("th", ["scope": "col", "class": "n"], name)
    }
    html.raw(
      "<th scope=\"col\">▲ share of below ▼</th><th scope=\"col\" class=\"n\">interval</th></tr></thead><tbody>\n")
    for (name, entry) in speakers.prefix(Self.speakersShown) { writeSpeaker(name, entry, to: &html) }
    html.raw("</tbody></table></div>\n")
    let (shown, unnamed) = (min(speakers.count, Self.speakersShown), index.speakers[""]?.quotations ?? 0)
    if unnamed > 0 || shown < speakers.count {
      html.element(
        "p", ["class": "remark"],
        (shown < speakers.count ? "\(Figure.count(speakers.count - shown, "more speaker")) in speakers.csv. " : "")
          + (unnamed > 0 ? "\(Figure.count(unnamed, "speech quotation")) without a named speaker." : ""))
    }
    html.raw("</section>\n")
  }

  private func writeSpeaker(_ name: String, _ entry: RunIndex.SpeakerEntry, to html: inout HTML) {
    let share = entry.tally.belowSide
    html.raw("<tr>")
    html.element("th", ["scope": "row"]) { $0.element("bdi", name) }
    html.number(entry.quotations)
    html.number(entry.documents)
    for side in [Side.above, .below, .neither] { html.number(entry.tally.count(side)) }
    html.number(share.n)
    html.element("td", ["class": "picture", "data-value": share.value.map { "\($0)" } ?? "-1"]) { html in
      Picture.share(share, to: &html)
    }
    html.element(
      "td", ["class": "n"],
      share.value.flatMap { value in
        share.interval.map {
          "\(Figure.score(value)) [\(Figure.score($0.lowerBound)), \(Figure.score($0.upperBound))]"
        }
      } ?? "–")
    html.raw("</tr>\n")
  }

  private func writeDocuments(to html: inout HTML) {
    let scale = index.scale
    html.raw("<section id=\"documents\" aria-labelledby=\"documents-title\">\n")
    html.element("h2", ["id": "documents-title"], "Documents")
    html.raw("<div class=\"scroll\"><table class=\"sortable\">")
    html.element(
      "caption",
      "Passages of each document by stance. The bars show shares of the judged passages; each half is "
        + "\(Figure.percent(scale)) wide, and mixed lies across the middle.")
    html.raw(
      "<thead><tr><th scope=\"col\">document</th><th scope=\"col\">date</th><th scope=\"col\" class=\"n\">n</th>")
    for name in ["▲ above", "◆ mixed", "▼ below", "○ none", "not judged"] {
      html.element("th", ["scope": "col", "class": "n"], name)
    }
    html.raw("<th scope=\"col\">▲ stance ▼</th><th scope=\"col\" class=\"n\">quotations</th></tr></thead><tbody>\n")
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
      html.element("td") { $0.element("bdi", entry.date ?? "") }
      Self.cells(entry.tally.passages, hasOther: false, scale: scale, to: &html)
      html.number(entry.tally.speech.judged + entry.tally.speech.unjudged)
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>\n</section>\n")
  }

  /// n, the stances, the unjudged, and their picture.
  static func cells(_ tally: Tally, hasOther: Bool, scale: Double, to html: inout HTML) {
    let (above, mixed, below) = (tally.count(Stance.above), tally.count(Stance.mixed), tally.count(Stance.below))
    html.number(tally.judged + tally.unjudged)
    for count in [above, mixed, below, tally.count(Stance.none)] { html.number(count) }
    if hasOther { html.number(other(tally)) }
    html.number(tally.unjudged)
    let balance = tally.judged > 0 ? Double(below - above) / Double(tally.judged) : 0
    html.element("td", ["class": "picture", "data-value": "\(balance)"]) { html in
      Picture.balance(above: above, mixed: mixed, below: below, of: tally.judged, scale: scale, to: &html)
    }
  }

  /// Judged with a stance that only a codebook of one's own knows.
  static func other(_ tally: Tally) -> Int {
    tally.judged - [Stance.above, .mixed, .below, .none].reduce(0) { $0 + tally.count($1) }
  }
}

extension HTML {
  /// A cell with a count; 0 is a faint one.
  fileprivate mutating func number(_ value: Int) {
    element("td", ["class": value == 0 ? "n zero" : "n"], Figure.count(value))
  }
}
