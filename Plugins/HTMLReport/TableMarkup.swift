import Evaluation

/// A column of a table in the report.
struct Column {
  let title: String
  let isNumber: Bool

  static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
  static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
}

extension HTML {
  /// A table in a frame that scrolls where the window is narrow.
  mutating func table(
    _ caption: String, _ columns: [Column], isSortable: Bool = false, _ rows: (inout HTML) -> Void
  ) {
    raw("<div class=\"scroll\">")
    open("table", ["class": isSortable ? "sortable" : nil])
    element("caption", caption)
    raw("<thead><tr>")
    for column in columns { element("th", ["scope": "col", "class": column.isNumber ? "n" : nil], column.title) }
    raw("</tr></thead>\n<tbody>\n")
    rows(&self)
    raw("</tbody></table></div>\n")
  }

  /// A cell with a count; 0 is a faint one.
  mutating func cell(_ value: Int) {
    element("td", ["class": value == 0 ? "n zero" : "n"], Figure.count(value))
  }

  /// A cell with a count that a share rests on: marked where it is small, empty where there is nothing to share.
  mutating func cell(of share: Share) { cell(share.n, isFew: share.isFew) }

  mutating func cell(_ value: Int, isFew: Bool) {
    guard isFew, value > 0 else { return cell(value) }
    element("td", ["class": "n", "data-value": "\(value)"]) { html in
      html.element(
        "span", ["class": "few", "role": "img", "aria-label": "few cases", "title": "few cases: read with caution"], "⚠"
      )
      html.text("\u{A0}\(Figure.count(value))")
    }
  }

  /// A cell with a picture; `value` is what the table is sorted by.
  mutating func cell(sortedBy value: Double, _ picture: (inout HTML) -> Void) {
    element("td", ["class": "picture", "data-value": "\(value)"], picture)
  }
}
