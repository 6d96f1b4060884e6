import Codebook

/// The ranked plot of a table: for each group and run a dot at the share on the second side, with its interval.
///
/// An SVG that stands alone: text is text, colours come from the page's style, and every run has a shape of its own.
struct RankedPlot {
  let table: ProfileTable
  /// The page may hold several plots; ids must differ.
  let id: String

  /// More rows than this cannot be read as a picture; the table below the plot has them all.
  static let most = 60

  private var first: String { table.codebook.sides?.first.rawValue ?? "" }
  private var second: String { table.codebook.sides?.second.rawValue ?? "" }

  private static let (left, width, right) = (150.0, 230.0, 90.0)
  private static let (top, bottom) = (34.0, 18.0)
  private static let step = 17.0

  /// The groups shown: those in which anyone takes a side; of too many, those with most that do.
  var groups: [[Profile]] {
    let sided = table.groups.map { group in group.filter { $0.sided.n > 0 } }.filter { !$0.isEmpty }
    guard sided.count > Self.most else { return sided }
    let weights = sided.map { group in group.reduce(0) { $0 + $1.sided.n } }
    let kept = Set(weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }.prefix(Self.most))
    return sided.indices.filter(kept.contains).map { sided[$0] }
  }

  /// How many groups have a place in the table only.
  var omitted: Int { table.groups.count - groups.count }

  /// Empty where nobody takes a side.
  func svg() -> String {
    let groups = groups
    guard !groups.isEmpty else { return "" }
    let rows = groups.reduce(0.0) { $0 + Double($1.count) } * Self.step + Double(groups.count) * 5
    let height = Self.top + rows + Self.bottom
    let total = Self.left + Self.width + Self.right
    var svg = """
      <svg class="plot" viewBox="0 0 \(number(total)) \(number(height))" role="img" \
      aria-labelledby="\(id)-t \(id)-d" xmlns="http://www.w3.org/2000/svg">
      <title id="\(id)-t">\(HTML.escaped(table.title)): share on the side of \(HTML.escaped(second))</title>
      <desc id="\(id)-d">\(HTML.escaped(description(of: groups)))</desc>

      """
    svg += axis(height)
    var y = Self.top + 5
    for group in groups {
      svg += label(group, y)
      for profile in group {
        svg += mark(profile, y + Self.step / 2)
        y += Self.step
      }
      y += 5
    }
    return svg + "</svg>\n"
  }

  private func axis(_ height: Double) -> String {
    var svg = ""
    for percent in [0, 25, 50, 75, 100] {
      let x = number(Self.left + Self.width * Double(percent) / 100)
      svg += "<line class=\"\(percent == 50 ? "middle" : "grid")\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(number(Self.top))\" "
      svg += "y2=\"\(number(height - Self.bottom))\"/>"
      svg += "<text class=\"tick\" x=\"\(x)\" y=\"\(number(height - 4))\" text-anchor=\"middle\">\(percent) %</text>\n"
    }
    svg += "<text class=\"end\" x=\"\(number(Self.left))\" y=\"14\">← side of \(HTML.escaped(first))</text>"
    svg += "<text class=\"end\" x=\"\(number(Self.left + Self.width))\" y=\"14\" text-anchor=\"end\">"
    svg += "side of \(HTML.escaped(second)) →</text>"
    svg +=
      "<text class=\"end\" x=\"\(number(Self.left + Self.width + 12))\" y=\"14\">\(HTML.escaped(second)) / sided</text>\n"
    return svg
  }

  private func label(_ group: [Profile], _ y: Double) -> String {
    let title = (group.first?.title ?? "").onOneLine
    let middle = y + Self.step * Double(group.count) / 2 + 4
    return "<text class=\"name\" x=\"\(number(Self.left - 10))\" y=\"\(number(middle))\" text-anchor=\"end\">"
      + "<title>\(HTML.escaped(title))</title>\(HTML.escaped(shortened(title, to: 19)))</text>\n"
  }

  private func mark(_ profile: Profile, _ y: Double) -> String {
    guard let value = profile.sided.value else { return "" }
    func x(_ share: Double) -> Double { Self.left + Self.width * min(1, max(0, share)) }
    let run = table.runs.firstIndex(of: profile.run) ?? 0
    var svg = "<g class=\"run\(run % 4)\(profile.sided.isFew ? " few" : "")\"><title>"
    svg += HTML.escaped(sentence(profile)) + "</title>"
    if let interval = profile.sided.interval {
      svg += "<line class=\"interval\" x1=\"\(number(x(interval.low)))\" x2=\"\(number(x(interval.high)))\" "
      svg += "y1=\"\(number(y))\" y2=\"\(number(y))\"/>"
    }
    svg += "<path class=\"dot\" d=\"\(shape(run, x(value), y))\"/>"
    svg += "<text class=\"count\" x=\"\(number(Self.left + Self.width + 12))\" y=\"\(number(y + 4))\">"
    svg += "\(profile.sided.count) / \(profile.sided.n)\(profile.sided.isFew ? " ⚠" : "")</text></g>\n"
    return svg
  }

  /// The signs of the shapes, for legends.
  static func sign(of run: Int) -> String { ["●", "■", "◆", "▲"][shape(of: run)] }

  /// Shapes and colours repeat after four runs, but not together before sixteen.
  private static func shape(of run: Int) -> Int { (run + run / 4) % 4 }

  /// A circle, square, diamond or triangle.
  private func shape(_ run: Int, _ x: Double, _ y: Double) -> String {
    let (left, right, up, down) = (number(x - 4.5), number(x + 4.5), number(y - 4.5), number(y + 4.5))
    let (centre, middle) = (number(x), number(y))
    return switch Self.shape(of: run) {
    case 0: "M\(left) \(middle)a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"
    case 1: "M\(left) \(up)H\(right)V\(down)H\(left)Z"
    case 2:
      "M\(centre) \(number(y - 6))L\(number(x + 6)) \(middle)L\(centre) \(number(y + 6))L\(number(x - 6)) \(middle)Z"
    default: "M\(centre) \(number(y - 5.5))L\(number(x + 5.5)) \(down)H\(number(x - 5.5))Z"
    }
  }

  private func sentence(_ profile: Profile) -> String {
    let share = profile.sided
    var text = profile.title.onOneLine
    if table.runs.count > 1 { text += ", \(profile.run)" }
    text += ": \(share.count) of \(share.n) sided \(profile.unit.title) on the side of \(second)"
    if let value = share.value { text += ", \(decimal(100 * value, 0)) %" }
    if let interval = share.interval { text += ", 95 % interval \(interval.percent) (\(interval.method.rawValue))" }
    return text + (share.isFew ? "; few items, read with caution" : "")
  }

  private func description(of groups: [[Profile]]) -> String {
    let order = table.grouping.isChronological ? "in order of time" : "highest share first"
    let shown = groups.prefix(5).compactMap(\.first).map(sentence).joined(separator: ". ")
    return "A dot and an interval for each of \(groups.count) groups, \(order). \(shown)."
      + (groups.count > 5 ? " The table below has all." : "")
  }

  private func number(_ value: Double) -> String { decimal(value, 1) }
}
