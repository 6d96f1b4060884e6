import Codebook
import Evaluation
import Standoff

/// Small pictures, as SVG inside the page. Each says in words what it shows.
struct Picture {
  private let look: LabelLook

  init(_ look: LabelLook) { self.look = look }

  /// Shares of two opposites, drawn from a middle line to the left and to the right, with what they share across the
  /// line; those of other codebooks one after another from the left.
  ///
  /// - Parameter scale: the share that fills one half, or the whole where there is no middle line.
  func balance(of tally: Tally, scale: Double, to html: inout HTML) {
    guard let (one, other) = look.opposites else { return row(of: tally, scale: scale, to: &html) }
    let (above, below) = (tally.count(one), tally.count(other))
    let mixed = look.codebook.contrasts.reduce(0) { $0 + tally.count($1) }
    let half = 110.0
    func width(_ count: Int) -> Double {
      tally.judged > 0 ? min(half, Double(count) / Double(tally.judged) / scale * half) : 0
    }
    let inner = width(mixed) / 2
    let (left, right) = (min(width(above), half - inner), min(width(below), half - inner))
    html.open(
      "svg",
      [
        "class": "balance", "viewBox": "0 0 220 16", "role": "img",
        "aria-label": look.stances.filter { $0 != look.codebook.rest }.map { "\(tally.count($0)) \($0), " }.joined()
          + "of \(tally.judged)",
      ])
    rectangle(look.cssClass(one), x: half - inner - left, width: left, y: 2, height: 12, &html)
    for contrast in look.codebook.contrasts.prefix(1) {
      rectangle(look.cssClass(contrast), x: half - inner, width: 2 * inner, y: 2, height: 12, &html)
    }
    rectangle(look.cssClass(other), x: half + inner, width: right, y: 2, height: 12, &html)
    html.raw("<path class=\"axis\" d=\"M110 0V16\"/></svg>")
  }

  /// The stances beside the rest, one after another.
  private func row(of tally: Tally, scale: Double, to html: inout HTML) {
    let shown = look.codebook.stances.map(\.name).filter { $0 != look.codebook.rest }
    html.open(
      "svg",
      [
        "class": "balance", "viewBox": "0 0 220 16", "role": "img",
        "aria-label": shown.map { "\(tally.count($0)) \($0), " }.joined() + "of \(tally.judged)",
      ])
    var x = 0.0
    for stance in shown where tally.judged > 0 {
      let width = min(220 - x, Double(tally.count(stance)) / Double(tally.judged) / scale * 220)
      rectangle(look.cssClass(stance), x: x, width: width, y: 2, height: 12, &html)
      x += width
    }
    html.raw("<path class=\"axis\" d=\"M0 0V16\"/></svg>")
  }

  /// Of a few round scales, the smallest on which no share leaves the picture.
  func scale(for tallies: [Tally]) -> Double {
    let shares = tallies.map { tally in
      let shared = look.codebook.contrasts.reduce(0) { $0 + tally.count($1) }
      let most =
        look.opposites.map { max(tally.count($0.left), tally.count($0.right)) + shared }
        ?? tally.judged - tally.count(look.codebook.rest)
      return tally.judged > 0 ? Double(most) / Double(tally.judged) : 0
    }
    let most = shares.max() ?? 0
    return [0.1, 0.25, 0.5].first { most <= $0 } ?? 1
  }

  /// The share of the second side with its interval: a dot on a line from 0 to 1; the interval of few cases is dashed.
  func share(_ share: Share, of side: Side, to html: inout HTML) {
    guard let value = share.value, let interval = share.interval else { return }
    func x(_ value: Double) -> String { Figure.point(6 + value * 108) }
    html.open(
      "svg",
      [
        "class": "share", "viewBox": "0 0 120 16", "role": "img",
        "aria-label": "share of \(side) \(Figure.score(value)), 95% interval from "
          + "\(Figure.score(interval.low)) to \(Figure.score(interval.high))\(share.isFew ? ", few cases" : "")",
      ])
    html.raw("<path class=\"axis\" d=\"M6 8H114M60 3V13\"/>")
    html.raw("<path class=\"whisker\(share.isFew ? " few" : "")\" d=\"M\(x(interval.low)) 8H\(x(interval.high))\"/>")
    html.raw(
      "<circle class=\"\(value > 0.5 ? "below" : value < 0.5 ? "above" : "mixed")\" cx=\"\(x(value))\" cy=\"8\" r=\"4.5\"/></svg>"
    )
  }

  /// The passages from the first to the last: of two opposites one rises over the line and the other hangs under it; with
  /// other codebooks all stances beside the rest rise, each in its place.
  func course(of reading: Reading, to html: inout HTML) {
    let judged = reading.passages.filter { $0.judgment != nil && !$0.passage.isNote }
    let length = max(1, reading.document.text.count)
    guard judged.count > 2 else { return }
    let bins = min(120, max(40, 2 * judged.count))
    var counts = [[Int]](repeating: [], count: bins)
    let (over, under) = rows
    for passage in judged {
      let bin = min(bins - 1, (passage.span.lowerBound + passage.span.count / 2) * bins / length)
      guard let stance = passage.judgment?.stance else { continue }
      let parts = look.codebook.definition(of: stance).map { $0.both.isEmpty ? [stance] : $0.both } ?? []
      if counts[bin].isEmpty { counts[bin] = Array(repeating: 0, count: over.count + under.count) }
      for (row, shown) in (over + under).enumerated() where parts.contains(shown) { counts[bin][row] += 1 }
    }
    let heights = counts.map { max($0.prefix(over.count).reduce(0, +), $0.dropFirst(over.count).reduce(0, +)) }
    let most = Double(max(1, heights.max() ?? 0))
    let step = 720 / Double(bins)
    let (line, room) = under.isEmpty ? (62.0, 60.0) : (32.0, 30.0)
    html.open("figure", ["class": "course"])
    html.open(
      "svg",
      [
        "viewBox": "0 0 720 64", "role": "img", "preserveAspectRatio": "none",
        "aria-label": "where in the text passages speak for "
          + (over + under).map(\.rawValue).joined(separator: under.isEmpty ? ", " : " and for "),
      ])
    for (index, count) in counts.enumerated() where !count.isEmpty {
      let x = Double(index) * step + step * 0.1
      var y = line
      for (row, stance) in over.enumerated() {
        let height = Double(count[row]) / most * room
        y -= height
        rectangle(look.cssClass(stance), x: x, width: step * 0.8, y: y, height: height, &html)
      }
      for (row, stance) in under.enumerated() {
        let height = Double(count[over.count + row]) / most * room
        rectangle(look.cssClass(stance), x: x, width: step * 0.8, y: line, height: height, &html)
      }
    }
    html.raw("<path class=\"axis\" d=\"M0 \(Int(line))H720\"/></svg>")
    let key = { (stance: Stance) in "\(look.symbol(stance)) \(stance)" }
    html.element(
      "figcaption",
      "From the first page to the last: \(over.map(key).joined(separator: ", ")) over the line"
        + (under.isEmpty ? "." : ", \(under.map(key).joined(separator: ", ")) under it."))
    html.close("figure")
  }

  /// The stances that are drawn over the line and under it.
  private var rows: (over: [Stance], under: [Stance]) {
    look.opposites.map { ([$0.left], [$0.right]) } ?? (look.codebook.plainStances, [])
  }

  private func rectangle(
    _ cssClass: String, x: Double, width: Double, y: Double, height: Double, _ html: inout HTML
  ) {
    guard width > 0, height > 0 else { return }
    html.raw(
      "<rect class=\"\(cssClass)\" x=\"\(Figure.point(x))\" y=\"\(Figure.point(y))\" "
        + "width=\"\(Figure.point(max(0.5, width)))\" height=\"\(Figure.point(height))\"/>")
  }

  /// The hatchings that stand beside the colours, once a page.
  static let patterns = """
    <svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
    <pattern id="hatch-below" width="4" height="4" patternUnits="userSpaceOnUse">\
    <rect width="4" height="4" class="ground"/><path d="M0 1H4" class="line"/></pattern>
    <pattern id="hatch-mixed" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="4" height="4" class="ground"/><path d="M1 0V4" class="line"/></pattern>
    </defs></svg>

    """
}
