/// Rows of a CSV file as RFC 4180 has it: UTF-8, commas, `"` around a cell that needs it, CRLF behind each row.
///
/// CRLF is what the RFC says and what Excel writes; the readers of R and Python take it as it is.
///
/// A spreadsheet runs a cell that starts like a formula. Following OWASP ("CSV Injection"), such a cell gets an
/// apostrophe in front. To undo it: take one apostrophe off a cell that starts with one or more apostrophes followed by
/// `=`, `+`, `-`, `@`, their full-width forms, a tab, a line feed or a carriage return. A cell that had an apostrophe
/// there by itself gets a second one, so nothing is lost; all other cells are as they were.
struct CSVRows {
  private(set) var bytes: [UInt8] = []
  private var isRowOpen = false

  mutating func addByteOrderMark() { bytes += [0xEF, 0xBB, 0xBF] }

  mutating func add(_ cells: [String]) {
    for cell in cells { add(cell) }
    endRow()
  }

  /// Text of any kind; nothing is an empty cell.
  mutating func add(_ text: String?) {
    separate()
    guard var text else { return }
    text.withUTF8 { appendGuarded($0) }
  }

  mutating func add(_ value: Int) {
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// At most four decimals.
  mutating func add(_ value: Double?) {
    separate()
    guard let value, value.isFinite else { return }
    bytes.append(contentsOf: CSVRows.decimal(value).utf8)
  }

  mutating func endRow() {
    bytes += [0x0D, 0x0A]
    isRowOpen = false
  }

  static func decimal(_ value: Double) -> String {
    abs(value) < 1e9 ? "\((value * 10_000).rounded() / 10_000)" : "\(value)"
  }

  private mutating func separate() {
    if isRowOpen { bytes.append(UInt8(ascii: ",")) }
    isRowOpen = true
  }

  private mutating func appendGuarded(_ cell: UnsafeBufferPointer<UInt8>) {
    let isFormula = CSVRows.startsLikeFormula(cell)
    let needsQuotes = cell.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }
    guard isFormula || needsQuotes else {
      bytes.append(contentsOf: cell)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a spreadsheet could take the cell for a formula, leading apostrophes aside.
  private static func startsLikeFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let rest = cell.drop { $0 == UInt8(ascii: "'") }
    switch rest.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    // ＋ － ＝ ＠
    case 0xEF:
      return [[0xEF, 0xBC, 0x8B], [0xEF, 0xBC, 0x8D], [0xEF, 0xBC, 0x9D], [0xEF, 0xBC, 0xA0]].contains(
        Array(rest.prefix(3)))
    default: return false
    }
  }
}
