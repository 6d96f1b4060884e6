import Codebook
import Evaluation
import PluginAPI
import Standoff

/// The first page: what was read, what was found, by whom it was said, and what made the labels.
struct Overview {
  let index: RunIndex
  let run: RunDescription
  let legend: Legend
  let title: String
  let pages: HTMLReport.Pages

  /// - Parameter texts: the documents' sections, where they share this page.
  func html(texts: [[UInt8]]) -> [UInt8] {
    Page(title: title, run: run).html { html in
      writeMasthead(to: &html)
      html.raw("<main id=\"main\">\n")
      writeFindings(to: &html)
      Tables(index: index, pages: pages).write(to: &html)
      legend.write(to: &html)
      writeRun(to: &html)
      if !texts.isEmpty {
        html.raw("<section class=\"texts\" id=\"texts\" aria-labelledby=\"texts-title\">\n")
        html.element("h2", ["id": "texts-title"], texts.count == 1 ? "The text" : "The texts")
        Filters.write(to: &html)
        for text in texts { html.raw(text) }
        html.raw("</section>\n")
      }
      html.raw("</main>\n")
    }
  }

  private func writeMasthead(to html: inout HTML) {
    let speakers = index.speakers.keys.count { !$0.isEmpty }
    html.open("header", ["class": "masthead"])
    html.element("p", ["class": "kicker"], "TwoSouls report")
    html.element("h1") { $0.element("bdi", title) }
    html.element(
      "p", ["class": "extent"],
      [
        Figure.count(index.documents.count, "document"),
        Figure.count(index.passages.judged + index.passages.unjudged, "passage"),
        Figure.count(index.speech.judged + index.speech.unjudged, "speech quotation"),
        Figure.count(speakers, "speaker"),
      ].joined(separator: " · "))
    html.raw("<nav aria-label=\"Contents\"><ul>")
    var parts = [("#findings", "Findings"), ("#speakers", "Speakers"), ("#documents", "Documents")]
    parts += [("#legend", "Labels"), ("#run", "This run")]
    if pages == .one, !index.documents.isEmpty { parts.append(("#texts", "Texts")) }
    for (link, name) in parts {
      html.raw("<li>")
      html.element("a", ["href": link], name)
      html.raw("</li>")
    }
    html.raw("</ul></nav>\n</header>\n")
  }

  private func writeFindings(to html: inout HTML) {
    html.raw("<section id=\"findings\" aria-labelledby=\"findings-title\">\n")
    html.element("h2", ["id": "findings-title"], "Findings")
    html.element("p", ["class": "lead"], sentence)
    let rows = [("Passages", index.passages), ("Notes", index.notes), ("Speech quotations", index.speech)]
      .filter { $0.1.judged + $0.1.unjudged > 0 }
    html.raw("<div class=\"scroll\"><table class=\"counts\">")
    html.element("caption", "What the words say: the stance, and the side that follows from stance and attitude.")
    html.raw("<thead><tr><th scope=\"col\">of</th><th scope=\"col\" class=\"n\">n</th>")
    for name in ["▲ above", "◆ mixed", "▼ below", "○ none", "other", "not judged"] where name != "other" || hasOther {
      html.element("th", ["scope": "col", "class": "n"], name)
    }
    html.raw(
      "<th scope=\"col\">▲ stance ▼</th><th scope=\"col\" class=\"n\">side: ▲ / ▼ / neither</th></tr></thead><tbody>\n")
    for (name, tally) in rows {
      html.raw("<tr>")
      html.element("th", ["scope": "row"], name)
      Tables.cells(tally, hasOther: hasOther, scale: 1, to: &html)
      html.element(
        "td", ["class": "n"],
        tally.sides.isEmpty
          ? "–" : [Side.above, .below, .neither].map { Figure.count(tally.count($0)) }.joined(separator: " / "))
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>\n")
    html.element(
      "p", ["class": "remark"],
      "Passages of fewer than \(DocumentTally.minimumWords) words are shown in the texts but not counted. "
        + "\(Figure.count(index.terms, "term")) and \(Figure.count(index.titles, "title")) stand beside the quotations. "
        + "“None” is judged and says nothing of the question; “not judged” means that no stage has judged it.")
    html.raw("</section>\n")
  }

  private var hasOther: Bool { Tables.other(index.passages) + Tables.other(index.speech) > 0 }

  /// The main finding in words.
  private var sentence: String {
    let tally = index.passages
    guard tally.judged > 0 else {
      return "No stage has judged passages here; what follows shows texts, quotations and speakers alone."
    }
    func part(_ stance: Stance) -> String {
      "\(Figure.count(tally.count(stance))) (\(Figure.percent(Share(tally.count(stance), of: tally.judged).value ?? 0)))"
    }
    var text =
      "Of \(Figure.count(tally.judged, "judged passage")), \(part(.above)) place the power over the people, "
      + "\(part(.below)) with the people themselves"
    text += tally.count(Stance.mixed) > 0 ? ", \(part(.mixed)) both; " : "; "
    text += "\(part(.none)) say nothing of it."
    let side = index.speech.belowSide
    if let value = side.value, let interval = side.interval {
      text +=
        " Of the \(Figure.count(side.n, "quotation")) whose speaker takes a side, \(Figure.percent(value)) are on the side "
        + "of below (95 % interval \(Figure.percent(interval.lowerBound)) to \(Figure.percent(interval.upperBound)))."
    }
    return text
  }

  private func writeRun(to html: inout HTML) {
    html.raw("<section id=\"run\" aria-labelledby=\"run-title\">\n")
    html.element("h2", ["id": "run-title"], "This run")
    html.open("dl", ["class": "run"])
    html.entry("Run", run.id)
    html.entry("Version", run.version)
    html.entry("Codebook", run.codebook)
    html.close("dl")
    if !run.pipeline.isEmpty {
      html.element("details") { html in
        html.element("summary", "Pipeline")
        html.element("pre", run.pipeline)
      }
    }
    if index.diagnostics.isEmpty {
      html.element("p", "The program had nothing to remark on the texts.")
    } else {
      html.raw("<div class=\"scroll\"><table><caption>What the program remarked on the texts</caption>")
      html.raw("<thead><tr><th scope=\"col\">remark</th><th scope=\"col\">weight</th>")
      html.raw("<th scope=\"col\" class=\"n\">n</th><th scope=\"col\">for example</th></tr></thead><tbody>\n")
      for (code, entry) in index.diagnostics.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
        html.raw("<tr>")
        html.element("th", ["scope": "row"]) { $0.element("bdi", code) }
        html.element("td", entry.severity.rawValue)
        html.element("td", ["class": "n"], Figure.count(entry.count))
        html.element("td") { html in
          html.element("bdi", entry.example)
          html.text(" — ")
          html.element("bdi", entry.document)
        }
        html.raw("</tr>\n")
      }
      html.raw("</tbody></table></div>\n")
    }
    html.raw("</section>\n")
  }
}
