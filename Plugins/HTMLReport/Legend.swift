import Codebook
import PluginAPI

/// The codebook's labels in a sentence each.
struct Legend {
  private struct Group {
    let title: String
    let labels: [(name: String, sentence: String)]
  }

  private let groups: [Group]

  init() throws {
    groups =
      try WordFile.legend.load().entries?.map { group in
        Group(
          title: group.key,
          labels: group.value.entries?.map { (name: $0.key, sentence: $0.value.string ?? "") } ?? [])
      } ?? []
  }

  func write(to html: inout HTML) {
    html.section("legend", "How to read the labels", writeGroups)
  }

  private func writeGroups(to html: inout HTML) {
    html.raw("<div class=\"groups\">\n")
    for group in groups {
      html.raw("<div>")
      html.element("h3", group.title)
      html.open("dl")
      for label in group.labels {
        let stance = Stance(rawValue: label.name)
        let isStance = group.title == "Stance"
        html.element("dt", ["class": isStance ? "swatch \(stance.cssClass)" : nil]) { html in
          if isStance { html.element("span", ["class": "symbol", "aria-hidden": "true"], "\(stance.symbol) ") }
          html.text(label.name)
        }
        html.element("dd", label.sentence)
      }
      html.raw("</dl></div>\n")
    }
    html.raw("</div>\n")
  }
}
