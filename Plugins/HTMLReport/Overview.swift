import Codebook
import Evaluation
import PluginAPI
import Standoff

/// The first page: what was read, what was found, by whom it was said, and what made the labels.
struct Overview {
  let index: RunIndex
  let run: RunDescription
  let look: LabelLook
  let title: String
  let pages: HTMLReport.Pages

  /// - Parameter texts: the documents' sections, where they share this page.
  func html(texts: [[UInt8]]) -> [UInt8] {
    Page(title: title, run: run).html { html in
      writeMasthead(to: &html)
      html.raw("<main id=\"main\">\n")
      html.section("findings", "Findings", writeFindings)
      tables.write(to: &html)
      if !index.own.layers.isEmpty { html.section("own", "Layers of your own", writeOwn) }
      Legend(look).write(to: &html)
      if !texts.isEmpty {
        html.section("texts", texts.count == 1 ? "The text" : "The texts") { html in
          Filters.write(to: &html)
          for text in texts { html.raw(text) }
        }
      }
      html.section("run", "This run", writeRun)
      html.raw("</main>\n")
    }
  }

  private func writeMasthead(to html: inout HTML) {
    let speakers = index.speakers.keys.count { !$0.isEmpty }
    html.open("header", ["class": "masthead"])
    html.element(
      "p", ["class": "kicker"],
      [
        "TwoSouls \(run.version)", run.codebook.isEmpty ? "" : "codebook \(run.codebook)",
        run.id.isEmpty ? "" : "run \(run.id.prefix(12))",
      ]
      .filter { !$0.isEmpty }.joined(separator: " · "))
    html.element("h1") { $0.element("bdi", title) }
    html.element(
      "p", ["class": "extent"],
      [
        Figure.count(index.documents.count, "document"),
        Figure.count(index.passages.counted, "passage"),
        Figure.count(index.speech.counted, "speech quotation"),
        Figure.count(speakers, "speaker"),
      ].joined(separator: " · "))
    html.raw("<nav aria-label=\"Contents\"><ul>")
    var parts = [("#findings", "Findings"), ("#speakers", "Speakers"), ("#documents", "Documents")]
    if !index.own.layers.isEmpty { parts.append(("#own", "Layers of your own")) }
    parts.append(("#legend", "Labels"))
    if pages == .one, !index.documents.isEmpty { parts.append(("#texts", "Texts")) }
    parts.append(("#run", "This run"))
    for (link, name) in parts {
      html.raw("<li>")
      html.element("a", ["href": link], name)
      html.raw("</li>")
    }
    html.raw("</ul></nav>\n</header>\n")
  }

  private func writeFindings(to html: inout HTML) {
    html.element("p", ["class": "lead"], sentence)
    let rows = [("Passages", index.passages.total), ("Notes", index.notes), ("Speech quotations", index.speech.total)]
      .filter { $0.1.judged + $0.1.unjudged > 0 }
    let scale = Picture(look).scale(for: rows.map(\.1))
    let sides = look.codebook.sides
    html.table(
      "What the words say: the stance" + (sides == nil ? "" : ", and the side that follows from stance and attitude")
        + ". The bars show shares of the judged ones; \(look.opposites == nil ? "a bar" : "each half") is "
        + "\(Figure.percent(scale)) wide.",
      [.text("of")] + tables.columns(hasOther: hasOther)
        + (sides.map {
          [.number("\(look.symbol($0.first)) side"), .number("\(look.symbol($0.second)) side"), .number("neither")]
        } ?? [])
    ) { html in
      for (name, tally) in rows {
        html.raw("<tr>")
        html.element("th", ["scope": "row"], name)
        tables.writeCells(tally, hasOther: hasOther, scale: scale, to: &html)
        for side in sides?.all ?? [] { html.cell(tally.count(side)) }
        html.raw("</tr>\n")
      }
    }
    html.element(
      "p", ["class": "remark"],
      "Passages of fewer than \(DocumentTally.minimumWords) words are shown in the texts but not counted. "
        + "\(Figure.count(index.terms, "term")) and \(Figure.count(index.titles, "title")) stand beside the quotations. "
        + "“\(rest)” is judged and says nothing of the question; “not judged” means that no stage has judged it.")
  }

  private var tables: Tables { Tables(index: index, look: look, pages: pages) }

  private var hasOther: Bool { tables.other(index.passages.total) + tables.other(index.speech.total) > 0 }

  /// The label of what says nothing, as a sentence starts.
  private var rest: String {
    look.codebook.rest.rawValue.prefix(1).uppercased() + look.codebook.rest.rawValue.dropFirst()
  }

  /// The main finding in words.
  private var sentence: String {
    let tally = index.passages
    guard tally.judged > 0 else {
      return "No stage has judged passages here; what follows shows texts, quotations and speakers alone."
    }
    func part(_ stance: Stance) -> String {
      "\(Figure.count(tally.count(stance))) (\(Figure.percent(Share(tally.count(stance), of: tally.judged).value ?? 0)))"
    }
    var text = "Of \(Figure.count(tally.judged, "judged passage")), "
    let codebook = look.codebook
    if codebook.isBuiltIn {
      text += "\(part(.above)) place power over the people, \(part(.below)) with the people themselves"
      text += tally.count(Stance.mixed) > 0 ? ", \(part(.mixed)) both; " : "; "
    } else {
      let shown = codebook.stances.map(\.name).filter { $0 != codebook.rest }
      text += shown.map { "\(part($0)) are judged \($0)" }.joined(separator: ", ") + "; "
    }
    text += "\(part(codebook.rest)) say nothing of it."
    guard let side = codebook.sides?.second else { return text }
    let share = index.speech.share(of: side)
    if let value = share.value, let interval = share.interval {
      text +=
        " Of the \(Figure.count(share.n, "quotation")) whose speaker takes a side, \(Figure.percent(value)) are on the side "
        + "of \(side) (95% interval \(Figure.percent(interval.low)) to \(Figure.percent(interval.high)))."
    }
    return text
  }

  private func writeRun(to html: inout HTML) {
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
    guard !index.diagnostics.isEmpty else {
      return html.element("p", "The program had nothing to remark on the texts.")
    }
    html.table(
      "What the program remarked on the texts", [.text("remark"), .text("weight"), .number("n"), .text("for example")]
    ) { html in
      for (code, entry) in index.diagnostics.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
        html.raw("<tr>")
        html.element("th", ["scope": "row"]) { $0.element("bdi", code) }
        html.element("td", entry.severity.rawValue)
        html.cell(entry.count)
        html.element("td") { html in
          html.element("bdi", entry.example)
          html.text(" — ")
          html.element("bdi", entry.document)
        }
        html.raw("</tr>\n")
      }
    }
  }
}
