import Evaluation
import Standoff

extension Overview {
  /// More labels of a layer than these stand in `annotations.csv` alone.
  private static let labelsShown = 12

  /// What the stages of the user's own have found, a row a layer.
  func writeOwn(to html: inout HTML) {
    html.table(
      "What stages of your own have found.",
      [.text("layer"), .number("annotations"), .number("documents"), .text("labels")]
    ) { html in
      for layer in index.own.layers {
        html.raw("<tr>")
        html.element("th", ["scope": "row"]) { $0.element("bdi", layer.name.description) }
        html.cell(layer.annotations)
        html.cell(layer.documents)
        html.element("td") { write(layer, to: &$0) }
        html.raw("</tr>\n")
      }
    }
    html.element(
      "p", ["class": "remark"],
      "In the texts such words are dotted below, and name their layer where you point at them. With report.csv in the pipeline, "
        + "every annotation has a row in annotations.csv.")
  }

  private func write(_ layer: OwnTally.LayerTally, to html: inout HTML) {
    let labels = layer.labels
    for (number, label) in labels.prefix(Self.labelsShown).enumerated() {
      if number > 0 { html.text(", ") }
      html.element("bdi", OwnTally.shortened(label.label))
      html.text("\u{A0}\(Figure.count(label.count))")
    }
    if labels.count > Self.labelsShown {
      html.text(" and \(Figure.count(labels.count - Self.labelsShown, "other label"))")
    }
  }
}
