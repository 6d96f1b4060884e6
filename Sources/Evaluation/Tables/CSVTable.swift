/// A table read from CSV (RFC 4180), with the place of every cell.
///
/// Comma, semicolon and tab are taken as separators, whichever the header line has most of, since spreadsheets of some
/// countries write the others. Lines end with LF, CRLF or CR. An apostrophe before `=`, `+`, `-`, `@`, a tab or a
/// carriage return at the start of a cell is taken away: it was put there so that no spreadsheet computes the cell. The
/// encoding is UTF-8, UTF-16 where a byte order mark says so, else windows-1252, in which some write “CSV”.
public struct CSVTable: Sendable {
  public struct Cell: Sendable, Equatable {
    public let text: String
    /// From 1.
    public let line: Int
    /// In Unicode scalars, from 1.
    public let column: Int
  }

  public let header: [Cell]
  /// Lines without any content are left out.
  public let rows: [[Cell]]

  /// - Throws: ``GoldError`` for a quotation mark that is not closed or stands in the middle of a cell, for a row with
  ///   more cells than the header, and for a workbook.
  public init(_ bytes: [UInt8], name: String) throws(GoldError) {
    // Workbooks of Excel and LibreOffice are ZIP archives.
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw GoldError(file: name, line: 1, column: 1, "this is a workbook; save its sheet as CSV in UTF-8")
    }
    var parser = CSVParser(bytes, name)
    guard let header = try parser.row() else { throw GoldError(file: name, line: 1, column: 1, "the table is empty") }
    var rows: [[Cell]] = []
    while let row = try parser.row() {
      if row.count > header.count {
        let cell = row[header.count]
        throw GoldError(
          file: name, line: cell.line, column: cell.column,
          "this row has \(row.count) cells, the header \(header.count)")
      }
      rows.append(row)
    }
    self.header = header
    self.rows = rows
  }

  /// Every row of a file without a header, however many cells each has.
  public static func rows(_ bytes: [UInt8], name: String) throws(GoldError) -> [[Cell]] {
    var parser = CSVParser(bytes, name)
    var rows: [[Cell]] = []
    while let row = try parser.row() { rows.append(row) }
    return rows
  }

  /// The index of a column by its name; case does not matter.
  public func column(_ name: String) -> Int? {
    header.firstIndex { $0.text.lowercased() == name.lowercased() }
  }
}

private struct CSVParser {
  private let bytes: [UInt8]
  private let name: String
  private let separator: UInt8
  private var position: Int
  private var line = 1
  private var lineStart: Int

  init(_ file: [UInt8], _ name: String) {
    bytes = SheetEncoding.utf8(file)
    self.name = name
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
    separator = Self.separator(in: bytes[position...].prefix { $0 != 0x0A && $0 != 0x0D })
  }

  private static func separator(in header: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    let counts = candidates.map { candidate in header.count { $0 == candidate } }
    return zip(candidates, counts).reduce((candidates[0], counts[0])) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// The next row that has any content; nothing at the end.
  mutating func row() throws(GoldError) -> [CSVTable.Cell]? {
    while position < bytes.count {
      var cells: [CSVTable.Cell] = []
      repeat { cells.append(try cell()) } while takeSeparator()
      takeLineEnd()
      if cells.contains(where: { !$0.text.isEmpty }) { return cells }
    }
    return nil
  }

  private mutating func cell() throws(GoldError) -> CSVTable.Cell {
    let (line, column) = (line, self.column)
    var content: [UInt8] = []
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      try takeQuoted(into: &content)
      guard position == bytes.count || bytes[position] == separator || isLineEnd(bytes[position]) else {
        throw error("expected a separator or the end of the line behind the closing quotation mark")
      }
    } else {
      while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
        content.append(bytes[position])
        position += 1
      }
    }
    return CSVTable.Cell(text: FormulaGuard.removed(from: content), line: line, column: column)
  }

  private mutating func takeQuoted(into content: inout [UInt8]) throws(GoldError) {
    let opening = error("the quotation mark that opens this cell is not closed")
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == byte else { return }
        position += 1
      }
      content.append(byte)
      if byte == 0x0A || (byte == 0x0D && !(position < bytes.count && bytes[position] == 0x0A)) {
        line += 1
        lineStart = position
      }
    }
    throw opening
  }

  private mutating func takeSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard position < bytes.count else { return }
    let isCR = bytes[position] == 0x0D
    position += 1
    if isCR, position < bytes.count, bytes[position] == 0x0A { position += 1 }
    line += 1
    lineStart = position
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private var column: Int { JSONPlaces(bytes: Array(bytes[lineStart..<position])).column(at: position - lineStart) }

  private func error(_ message: String) -> GoldError {
    GoldError(file: name, line: line, column: column, message)
  }
}

/// Keeps spreadsheets from computing a cell that comes from a text.
enum FormulaGuard {
  private static let signs = Set("=+-@\t\r".utf8)

  static func removed(from cell: [UInt8]) -> String {
    let isGuarded = cell.count > 1 && cell[0] == UInt8(ascii: "'") && signs.contains(cell[1])
    return String(decoding: isGuarded ? cell[1...] : cell[...], as: UTF8.self)
  }

  static func added(to text: String) -> String {
    guard let first = text.utf8.first, signs.contains(first) else { return text }
    return "'" + text
  }
}
