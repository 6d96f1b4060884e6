/// Pictures of how far scores can be trusted, as SVG that stands alone: text is text, colours come from the page's style.
struct ScorePicture {
  /// The page may hold several; ids must differ.
  let id: String
  let title: String

  private static let (left, top, side, right, bottom) = (46.0, 24.0, 250.0, 26.0, 40.0)

  /// Score against truth: a dot for each bin, with the interval of its share, on the line where both are the same; above it how
  /// many labels it has.
  func reliability(_ bins: [Reliability.Bin]) -> String {
    let most = Double(bins.map(\.right.n).max() ?? 1)
    let words = bins.map { bin in
      "score \(decimal(bin.meanScore, 2)): \(bin.right.count) of \(bin.right.n) right"
    }
    var svg = open("Scores against the share that is right. " + words.joined(separator: "; ") + ".")
    svg += axes("score", "share right")
    svg += "<text class=\"tick\" x=\"\(decimal(Self.left - 6, 1))\" y=\"\(above)\" text-anchor=\"end\">n</text>"
    for bin in bins {
      let middle = (Double(bin.number) + 0.5) / Double(Reliability.bins)
      svg += "<text class=\"tick count\" x=\"\(x(middle))\" y=\"\(above)\" text-anchor=\"middle\">\(bin.right.n)</text>"
    }
    svg += "<line class=\"middle\" x1=\"\(x(0))\" y1=\"\(y(0))\" x2=\"\(x(1))\" y2=\"\(y(1))\"/>\n"
    for (bin, words) in zip(bins, words) {
      guard let share = bin.right.value else { continue }
      svg += "<g class=\"run0\(bin.right.isFew ? " few" : "")\"><title>\(words)</title>"
      if let interval = bin.right.interval {
        let place = x(bin.meanScore)
        svg += "<line class=\"interval\" x1=\"\(place)\" x2=\"\(place)\" "
        svg += "y1=\"\(y(interval.low))\" y2=\"\(y(interval.high))\"/>"
      }
      // The area of the dot goes with the number of labels.
      let radius = 3 + 5 * (Double(bin.right.n) / most).squareRoot()
      svg += "<circle class=\"dot\" cx=\"\(x(bin.meanScore))\" cy=\"\(y(share))\" r=\"\(decimal(radius, 1))\"/></g>\n"
    }
    return svg + "</svg>\n"
  }

  /// The line of the counts above the plot.
  private var above: String { decimal(Self.top - 8, 1) }

  /// Coverage against precision, from the highest threshold to the lowest, in the band of the precision's intervals.
  func coverage(_ points: [CoverageCurve.Point]) -> String {
    let shown = points.reversed().compactMap { point -> (threshold: Double, x: Double, y: Double, n: Int)? in
      guard let precision = point.precision.value, let coverage = point.coverage.value else { return nil }
      return (point.threshold, coverage, precision, point.precision.n)
    }
    let words = shown.map { point in
      "from \(decimal(point.threshold, 2)): \(decimal(100 * point.y, 0)) % right, \(decimal(100 * point.x, 0)) % covered, n = \(point.n)"
    }
    var svg = open("Precision against coverage as the threshold falls. " + words.joined(separator: "; ") + ".")
    svg += axes("coverage of the gold stances", "precision")
    svg += band(points)
    let path = shown.enumerated().map { "\($0 == 0 ? "M" : "L")\(x($1.x)) \(y($1.y))" }.joined()
    svg += "<g class=\"run0\"><path class=\"curve\" d=\"\(path)\"/></g>\n"
    for (index, point) in shown.enumerated() {
      let isFew = point.n < Share.fewItems
      svg += "<g class=\"run0\(isFew ? " few" : "")\"><title>\(words[index])</title>"
      svg += "<circle class=\"dot\" cx=\"\(x(point.x))\" cy=\"\(y(point.y))\" r=\"3\"/></g>\n"
      let isTenth = Int((point.threshold * 20).rounded()) % 4 == 2
      if isTenth, isFree(of: shown[..<index].filter { Int(($0.threshold * 20).rounded()) % 4 == 2 }, point.x, point.y) {
        svg +=
          "<text class=\"tick\" x=\"\(x(point.x + 0.02))\" y=\"\(y(point.y + 0.03))\">\(decimal(point.threshold, 1))</text>\n"
      }
    }
    return svg + "</svg>\n"
  }

  /// The area between the ends of the intervals of precision.
  private func band(_ points: [CoverageCurve.Point]) -> String {
    let ends = points.reversed().compactMap { point -> (x: Double, interval: Interval)? in
      guard let interval = point.precision.interval, let coverage = point.coverage.value else { return nil }
      return (coverage, interval)
    }
    guard ends.count > 1 else { return "" }
    let corners =
      ends.map { "\(x($0.x)) \(y($0.interval.high))" } + ends.reversed().map { "\(x($0.x)) \(y($0.interval.low))" }
    return "<g class=\"run0\"><path class=\"band\" d=\"M\(corners.joined(separator: "L"))Z\"/></g>\n"
  }

  /// Whether a label at a point would not lie on another.
  private func isFree(of others: [(threshold: Double, x: Double, y: Double, n: Int)], _ x: Double, _ y: Double) -> Bool
  {
    others.allSatisfy { abs($0.x - x) > 0.08 || abs($0.y - y) > 0.06 }
  }

  private func open(_ description: String) -> String {
    let (width, height) = (Self.left + Self.side + Self.right, Self.top + Self.side + Self.bottom)
    return """
      <svg class="plot square" viewBox="0 0 \(decimal(width, 0)) \(decimal(height, 0))" role="img" \
      aria-labelledby="\(id)-t \(id)-d" xmlns="http://www.w3.org/2000/svg">
      <title id="\(id)-t">\(HTML.escaped(title))</title>
      <desc id="\(id)-d">\(HTML.escaped(description))</desc>

      """
  }

  private func axes(_ horizontal: String, _ vertical: String) -> String {
    var svg = ""
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      svg += "<line class=\"grid\" x1=\"\(x(tick))\" x2=\"\(x(tick))\" y1=\"\(y(0))\" y2=\"\(y(1))\"/>"
      svg += "<line class=\"grid\" x1=\"\(x(0))\" x2=\"\(x(1))\" y1=\"\(y(tick))\" y2=\"\(y(tick))\"/>"
      let label = tick == 0.25 || tick == 0.75 ? decimal(tick, 2) : decimal(tick, 1)
      svg +=
        "<text class=\"tick\" x=\"\(x(tick))\" y=\"\(decimal(Self.top + Self.side + 15, 1))\" text-anchor=\"middle\">\(label)</text>"
      svg +=
        "<text class=\"tick\" x=\"\(decimal(Self.left - 6, 1))\" y=\"\(decimal(Self.top + Self.side * (1 - tick) + 4, 1))\" text-anchor=\"end\">\(label)</text>\n"
    }
    let (middle, foot) = (decimal(Self.left + Self.side / 2, 1), decimal(Self.top + Self.side + 33, 1))
    svg += "<text class=\"end\" x=\"\(middle)\" y=\"\(foot)\" text-anchor=\"middle\">\(horizontal)</text>"
    let height = decimal(Self.top + Self.side / 2, 1)
    svg +=
      "<text class=\"end\" transform=\"translate(12 \(height)) rotate(-90)\" text-anchor=\"middle\">\(vertical)</text>\n"
    return svg
  }

  private func x(_ value: Double) -> String { decimal(Self.left + Self.side * min(1, max(0, value)), 1) }
  private func y(_ value: Double) -> String { decimal(Self.top + Self.side * (1 - min(1, max(0, value))), 1) }
}
