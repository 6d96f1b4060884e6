import Codebook

/// The codebook's labels in a sentence each.
struct Legend {
  private struct Group {
    let title: String
    let labels: [(name: String, sentence: String)]
  }

  private let groups: [Group]
  private let look: LabelLook

  init(_ look: LabelLook) {
    let codebook = look.codebook
    self.look = look
    var groups = [
      Group(title: "Stance", labels: codebook.stances.map { ($0.name.rawValue, $0.meaning) }),
      Group(title: "Attitude", labels: codebook.attitudes.map { ($0.name.rawValue, $0.meaning) }),
      Group(title: "Side", labels: codebook.sides.map { [("how it follows", $0.meaning)] } ?? []),
    ]
    for stance in codebook.stances {
      let strains = codebook.strains.filter { $0.stance == stance.name }
      groups.append(
        Group(title: "Strain of \(stance.name)", labels: strains.map { ($0.name.rawValue, $0.meaning) }))
    }
    groups.append(Group(title: "Quotation", labels: Quotation.Kind.allCases.map { ($0.rawValue, $0.meaning) }))
    self.groups = groups.filter { !$0.labels.isEmpty }
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
        html.element("dt", ["class": isStance ? "swatch \(look.cssClass(stance))" : nil]) { html in
          if isStance { html.element("span", ["class": "symbol", "aria-hidden": "true"], "\(look.symbol(stance)) ") }
          html.text(label.name)
        }
        html.element("dd", label.sentence)
      }
      html.raw("</dl></div>\n")
    }
    html.raw("</div>\n")
  }
}
