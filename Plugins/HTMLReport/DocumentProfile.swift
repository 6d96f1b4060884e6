import Codebook
import Evaluation

/// The shares of a document, each with its n and interval: stances, attitudes, sides and strains of its passages and of what
/// is quoted.
struct DocumentProfile {
  private let groups: [(title: String, group: GroupTally)]
  private let look: LabelLook

  init(_ tally: DocumentTally, _ look: LabelLook) {
    self.look = look
    groups = [("passages", tally.passages), ("speech quotations", tally.speech)].filter { $0.1.judged > 0 }
  }

  func write(to html: inout HTML) {
    guard !groups.isEmpty else { return }
    html.open("details", ["class": "profile"])
    html.element("summary", "Shares of this document, with intervals")
    html.table(
      "Shares with their 95% intervals: how far they may change with other parts of the kind, not how often labels are "
        + "wrong. ⚠ marks shares of fewer than \(Share.fewItems).",
      [
        .text("of"), .text("share"), .number("count"), .number("n"), .number("share"), .number("95% interval"),
        .text("by"),
      ]
    ) { html in
      for (title, group) in groups {
        let rows = rows(group.total)
        for (row, share) in zip(rows, group.shares(rows.map(\.of))) where share.n > 0 {
          write(title, row.name, share, to: &html)
        }
      }
    }
    html.close("details")
  }

  private func rows(_ tally: Tally) -> [(name: String, of: Proportion)] {
    let codebook = look.codebook
    let known = codebook.stances.map(\.name)
    let stances = known + tally.stances.subtracting(known).sorted { $0.rawValue < $1.rawValue }
    let strains = tally.strains.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map(\.key)
    return stances.filter { tally.count($0) > 0 }.map { ("\(look.symbol($0)) \($0), of the judged", .stance($0)) }
      + codebook.attitudes.map { ("\($0.name.rawValue), of those with an attitude", .attitude($0.name)) }
      + (codebook.sides.map { [("side of \($0.second), of those that take a side", .side($0.second))] } ?? [])
      + strains.map { strain in
        let stance = codebook.strains.first { $0.name == strain }?.stance ?? codebook.rest
        return ("\(strain), of those \(stance)", .strain(strain, of: stance))
      }
  }

  private func write(_ title: String, _ name: String, _ share: Share, to html: inout HTML) {
    html.raw("<tr>")
    html.element("th", ["scope": "row"], title)
    html.element("td", name)
    html.cell(share.count)
    html.cell(of: share)
    html.element("td", ["class": "n"], share.value.map(Figure.percent) ?? "–")
    html.element(
      "td", ["class": "n"], share.interval.map { "\(Figure.percent($0.low)) to \(Figure.percent($0.high))" } ?? "–")
    html.element("td", ["class": "method"], share.interval?.method.rawValue ?? "")
    html.raw("</tr>\n")
  }
}
