/// Writes CSV (RFC 4180): UTF-8, lines that end with CRLF, cells quoted where they must be, and an apostrophe before
/// text that a spreadsheet would take for a formula.
public struct CSVWriter: Sendable {
  public enum Cell: Sendable {
    case text(String)
    case integer(Int)
    /// Four decimals; an empty cell where there is no number.
    case number(Double?)
    /// Nine decimals.
    case precise(Double)
    case empty
  }

  public private(set) var text = ""
  private let separator: String

  /// - Parameters:
  ///   - header: the first line, a name for each column.
  ///   - separator: a comma, a semicolon or a tab.
  public init(header: [String], separator: String = ",") {
    self.separator = separator
    row(header.map(Cell.text))
  }

  public mutating func row(_ cells: [Cell]) {
    text += cells.map(Self.written).joined(separator: separator) + "\r\n"
  }

  /// What was written since the last time, for a table that is printed while it grows.
  public mutating func take() -> String {
    defer { text = "" }
    return text
  }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): quoted(FormulaGuard.added(to: text))
    case .integer(let integer): "\(integer)"
    case .number(let number): number.map { decimal($0, 4) } ?? ""
    case .precise(let number): decimal(number, 9)
    case .empty: ""
    }
  }

  private static func quoted(_ text: String) -> String {
    // Semicolons and tabs too: a spreadsheet may divide at any of them.
    guard text.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D, 0x3B, 0x09].contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

/// A number with a fixed count of decimals, rounded to the nearest; `-` where it is not finite.
public func decimal(_ value: Double, _ decimals: Int) -> String {
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  let scaled = (value * scale).rounded()
  guard scaled.isFinite, abs(scaled) < 9e15 else { return "-" }
  let magnitude = Int(abs(scaled))
  let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: Int(scale))
  let digits = String(rest)
  let fraction = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - digits.count) + digits
  return (scaled < 0 ? "-" : "") + "\(whole)" + fraction
}
