import Codebook
import Evaluation
import Standoff

/// Small pictures, as SVG inside the page. Each says in words what it shows.
enum Picture {
  /// Shares of above and below, drawn from a middle line to the left and to the right; `mixed` lies across the line.
  ///
  /// - Parameter scale: the share that fills one half.
  static func balance(of tally: Tally, scale: Double, to html: inout HTML) {
    let (above, mixed, below) = (tally.count(Stance.above), tally.count(Stance.mixed), tally.count(Stance.below))
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
        "aria-label": "\(above) above, \(mixed) mixed, \(below) below, of \(tally.judged)",
      ])
    rectangle("above", x: half - inner - left, width: left, y: 2, height: 12, &html)
    rectangle("mixed", x: half - inner, width: 2 * inner, y: 2, height: 12, &html)
    rectangle("below", x: half + inner, width: right, y: 2, height: 12, &html)
    html.raw("<path class=\"axis\" d=\"M110 0V16\"/></svg>")
  }

  /// Of a few round scales, the smallest on which no share leaves the picture.
  static func scale(for tallies: [Tally]) -> Double {
    let shares = tallies.map { tally in
      let most = max(tally.count(Stance.above), tally.count(Stance.below)) + tally.count(Stance.mixed)
      return tally.judged > 0 ? Double(most) / Double(tally.judged) : 0
    }
    let most = shares.max() ?? 0
    return [0.1, 0.25, 0.5].first { most <= $0 } ?? 1
  }

  /// A share with its interval: a dot on a line from 0 (all above) to 1 (all below); the interval of few cases is dashed.
  static func share(_ share: Share, to html: inout HTML) {
    guard let value = share.value, let interval = share.interval else { return }
    func x(_ value: Double) -> String { Figure.point(6 + value * 108) }
    html.open(
      "svg",
      [
        "class": "share", "viewBox": "0 0 120 16", "role": "img",
        "aria-label": "share of below \(Figure.score(value)), 95% interval from "
          + "\(Figure.score(interval.low)) to \(Figure.score(interval.high))\(share.isFew ? ", few cases" : "")",
      ])
    html.raw("<path class=\"axis\" d=\"M6 8H114M60 3V13\"/>")
    html.raw("<path class=\"whisker\(share.isFew ? " few" : "")\" d=\"M\(x(interval.low)) 8H\(x(interval.high))\"/>")
    html.raw(
      "<circle class=\"\(value > 0.5 ? "below" : value < 0.5 ? "above" : "mixed")\" cx=\"\(x(value))\" cy=\"8\" r=\"4.5\"/></svg>"
    )
  }

  /// The passages from the first to the last: above rises over the line, below hangs under it.
  static func course(of reading: Reading, to html: inout HTML) {
    let judged = reading.passages.filter { $0.judgment != nil && !$0.passage.isNote }
    let length = max(1, reading.document.text.count)
    guard judged.count > 2 else { return }
    let bins = min(120, max(40, 2 * judged.count))
    var counts = [(above: Int, below: Int)](repeating: (0, 0), count: bins)
    for passage in judged {
      let bin = min(bins - 1, (passage.span.lowerBound + passage.span.count / 2) * bins / length)
      let stance = passage.judgment?.stance
      if stance == .above || stance == .mixed { counts[bin].above += 1 }
      if stance == .below || stance == .mixed { counts[bin].below += 1 }
    }
    let most = Double(max(1, counts.reduce(0) { max($0, $1.above, $1.below) }))
    let step = 720 / Double(bins)
    html.open("figure", ["class": "course"])
    html.open(
      "svg",
      [
        "viewBox": "0 0 720 64", "role": "img", "preserveAspectRatio": "none",
        "aria-label": "where in the text passages speak for above and for below",
      ])
    for (index, count) in counts.enumerated() {
      let x = Double(index) * step + step * 0.1
      let (up, down) = (Double(count.above) / most * 30, Double(count.below) / most * 30)
      rectangle("above", x: x, width: step * 0.8, y: 32 - up, height: up, &html)
      rectangle("below", x: x, width: step * 0.8, y: 32, height: down, &html)
    }
    html.raw("<path class=\"axis\" d=\"M0 32H720\"/></svg>")
    html.element(
      "figcaption", "From the first page to the last: ▲ passages from above over the line, ▼ from below under it.")
    html.close("figure")
  }

  private static func rectangle(
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
