import Evaluation
import PipelineEngine
import PluginAPI
import Standoff
import Synchronization

/// Columns of a CSV file (party, year, author …) that become metadata of documents.
///
/// A class, because workers that run side by side note in it which rows have found their document.
final class MetadataTable: Sendable {
  private let rows: [String: [(name: String, value: String)]]
  /// Of the file's bytes, in hexadecimal.
  let sha256: String
  private let used = Mutex<Set<String>>([])

  /// - Throws: ``GoldError`` where the file is no CSV or has no column by which to join.
  init(path: String) throws {
    let bytes = try Files.read(path)
    sha256 = SHA256Digest.hex(of: bytes)
    let table = try CSVTable(bytes, name: path)
    guard let key = ["id", "file", "document"].compactMap(table.column).first else {
      throw GoldError(
        file: path, line: 1, column: 1,
        "the table needs a column “id” or “file” that says to which document a row belongs")
    }
    var rows: [String: [(name: String, value: String)]] = [:]
    for row in table.rows where key < row.count {
      let cells = zip(table.header, row).enumerated().filter { $0.offset != key }.map(\.element)
      let named = cells.map { (name: $0.text, value: $1.text) }
      if let other = rows.updateValue(named, forKey: row[key].text), !other.elementsEqual(named, by: ==) {
        throw GoldError(
          file: path, line: row[key].line, column: row[key].column,
          "there are two rows for “\(row[key].text)”, and they do not say the same")
      }
    }
    self.rows = rows
  }

  /// A row belongs to a document whose id, file name, or file name without its ending it names.
  func join(_ metadata: inout Metadata, id: String) {
    let file = id.split(separator: "#").first.map(String.init) ?? id
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    guard let key = [id, file, name, stem].first(where: { rows[$0] != nil }), let row = rows[key] else { return }
    used.withLock { _ = $0.insert(key) }
    for (column, value) in row where !value.isEmpty {
      switch column {
      case "title": metadata.title = value
      case "author": metadata.author = value
      case "date": metadata.date = value
      case "language": metadata.language = value
      default: metadata.other[column] = value
      }
    }
  }

  /// Rows that belong to no document read so far.
  var unused: [String] { used.withLock { used in rows.keys.filter { !used.contains($0) }.sorted() } }
}
