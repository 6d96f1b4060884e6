/// A table in columns for a terminal, as wide as its cells need and no wider than the terminal.
///
/// Widths are those of the screen: a wide character takes two cells, a combining one none.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  public init(_ columns: [(title: String, alignment: Alignment)]) { self.columns = columns }

  public mutating func row(_ cells: [String]) { rows.append(cells) }

  /// The cells of a terminal that the table needs.
  public var width: Int { widths.reduce(0, +) + 2 * (columns.count - 1) }

  /// - Parameter width: cells of the terminal. Where the table needs more, the widest left-aligned column is shortened,
  ///   down to twelve cells.
  public func text(width: Int = .max) -> String {
    var widths = widths
    let needed = self.width
    let left = columns.indices.filter { columns[$0].alignment == .left }
    if needed > width, let widest = left.max(by: { widths[$0] < widths[$1] }) {
      widths[widest] = max(min(12, widths[widest]), widths[widest] - (needed - width))
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    return ([columns.map(\.title), rule] + rows).map { line($0, widths) }.joined(separator: "\n") + "\n"
  }

  private var widths: [Int] {
    columns.indices.map { index in
      ([columns[index].title] + rows.map { index < $0.count ? $0[index] : "" }).map(screenWidth).max() ?? 0
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for index in columns.indices {
      let cell = shortened(index < cells.count ? cells[index] : "", to: widths[index])
      let blank = String(repeating: " ", count: widths[index] - screenWidth(cell))
      if index > 0 { line += "  " }
      line += columns[index].alignment == .left ? cell + blank : blank + cell
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}

/// How many cells of a terminal a text takes.
public func screenWidth(_ text: String) -> Int {
  text.reduce(0) { $0 + screenWidth($1) }
}

/// The text without what goes beyond so many cells; an ellipsis says that something was cut.
public func cut(_ text: String, to width: Int) -> String {
  guard screenWidth(text) > width else { return text }
  var cut = ""
  var used = 1
  for character in text {
    used += screenWidth(character)
    if used > width { break }
    cut.append(character)
  }
  return width > 0 ? cut + "…" : ""
}

/// The text with its middle left out where it takes more than so many cells: names that differ, as paths do, mostly differ
/// at the end.
public func shortened(_ text: String, to width: Int) -> String {
  guard screenWidth(text) > width, width > 4 else { return cut(text, to: width) }
  let start = cut(text, to: width / 2)
  var end = ""
  var used = screenWidth(start)
  for character in text.reversed() {
    used += screenWidth(character)
    if used > width { break }
    end = String(character) + end
  }
  return start + end
}

private func screenWidth(_ character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  let properties = scalar.properties
  switch properties.generalCategory {
  case .control, .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  let isEmoji = properties.isEmojiPresentation || character.unicodeScalars.contains { $0.value == 0xFE0F }
  return isEmoji || wide.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// The blocks that Unicode's East Asian Width (UAX #11) calls wide.
private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
  0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]
