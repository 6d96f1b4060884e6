import Codebook
import Standoff

/// What the apparatus says of one passage or quotation: its labels on one line, and behind it all that speaks for them.
struct Note<Item: Reading.Judged> {
  let item: Item
  let id: String
  let reading: Reading
  let look: LabelLook
  /// `passage`, or the kind of a quotation.
  let kind: String
  /// Where the line leads: from a quotation's note back to its words.
  let link: String
  /// Whether the line is shown only on demand: a term or title that says nothing of the codebook's question.
  var isQuiet = false
  /// What stands before the stance: the number of the quotation and its speaker.
  let opening: (inout HTML) -> Void
  /// What is said beside the judgment.
  let details: (inout HTML) -> Void
  let speaker: String?

  func write(to html: inout HTML) {
    let stance = item.judgment?.stance
    html.open(
      "li",
      [
        "class": "note \(stance.map(look.cssClass) ?? "unjudged")\(isQuiet ? " quiet" : "")", "id": id,
        "data-kind": kind,
        "data-stance": stance?.rawValue, "data-speaker": speaker,
      ])
    html.element("a", ["class": "label", "href": "#\(link)"]) { html in
      html.element("span", ["class": "symbol", "aria-hidden": "true"], stance.map(look.symbol) ?? "·")
      html.raw(" ")
      opening(&html)
      html.element("b", stance?.rawValue ?? "not judged")
      if let judgment = item.judgment { html.text(" \(Figure.score(judgment.score))") }
      if let strain = item.judgment?.strain { html.text(", \(strain)") }
      if let attitude = item.attitude, stance != look.codebook.rest {
        html.text(" · \(attitude.attitude.rawValue)")
        if attitude.side != .neither { html.text(" → side of \(attitude.side.rawValue)") }
      }
    }
    html.element("dl", ["class": "more"]) { html in
      if let judgment = item.judgment { write(judgment, to: &html) }
      if let attitude = item.attitude { write(attitude, to: &html) }
      details(&html)
      html.entry("Judged by", [item.judgment?.by, item.attitude?.by].compactMap { $0 }.joined(separator: ", "))
      let source = reading.document.map.file(item.span)
      html.entry(
        "Place",
        "\(reading.locator(of: item.id, block: item.block)); bytes \(source.lowerBound)–\(source.upperBound)")
    }
    html.close("li")
    html.raw("\n")
  }

  private func write(_ judgment: Judgment, to html: inout HTML) {
    html.entry(
      "Stance", [judgment.stance.rawValue, judgment.strain?.rawValue].compactMap { $0 }.joined(separator: ", "))
    html.entry(
      "Scores", judgment.scores.map { "\($0.stance) \(Figure.score($0.value))" }.joined(separator: ", "))
    html.element("dt", "Evidence")
    html.open("dd")
    if judgment.evidence.isEmpty { html.text("no cue found") }
    for (index, evidence) in judgment.evidence.enumerated() {
      if index > 0 { html.raw("<br>") }
      html.element("span", ["class": "symbol", "aria-hidden": "true"], look.symbol(evidence.toward))
      html.raw(" ")
      html.element("q") { html in
        html.element("bdi", reading.words(at: evidence.span, limit: 80))
      }
      html.text(" \(evidence.toward) \(Figure.score(evidence.weight))\(evidence.isNegated ? ", negated" : "")")
    }
    html.close("dd")
  }

  private func write(_ attitude: Attitude, to html: inout HTML) {
    html.element("dt", "Attitude")
    html.open("dd")
    html.text("\(attitude.attitude.rawValue) \(Figure.score(attitude.score))")
    for evidence in attitude.evidence {
      html.raw("<br>")
      html.element("q") { html in
        html.element("bdi", reading.words(at: evidence.span, limit: 80))
      }
      html.text(" \(evidence.toward.rawValue) \(Figure.score(evidence.weight))")
    }
    html.close("dd")
    html.entry("Side", attitude.side.rawValue)
  }
}

extension HTML {
  /// A term and what is said of it; nothing where nothing is said.
  mutating func entry(_ term: String, _ content: String?) {
    guard let content, !content.isEmpty else { return }
    element("dt", term)
    element("dd") { $0.element("bdi", content) }
  }
}
