import Evaluation
import PipelineEngine
import PluginAPI

/// Files that settings name, as components read them.
enum SettingFiles {
  /// YAML or JSON as it is; a CSV table as a list of its rows, each a map from the header's names to the cells that are
  /// not empty.
  static func load(_ file: SettingFile) throws -> ConfigNode {
    let bytes = try Files.read(file.resolvedPath)
    guard file.path.lowercased().hasSuffix(".csv") else {
      return try YAML.parse(String(decoding: bytes, as: UTF8.self), file: file.resolvedPath)
    }
    return rows(try table(bytes, file: file.resolvedPath), file: file.resolvedPath)
  }

  private static func table(_ bytes: [UInt8], file: String) throws(ConfigError) -> CSVTable {
    do {
      return try CSVTable(bytes, name: file)
    } catch {
      throw ConfigError(error.message, at: ConfigNode.Place(file: file, line: error.line, column: error.column))
    }
  }

  private static func rows(_ table: CSVTable, file: String) -> ConfigNode {
    let rows = table.rows.map { row in
      let entries = zip(table.header, row).filter { !$0.1.text.isEmpty }.map { name, cell in
        ConfigNode.Entry(
          key: name.text, keyPlace: place(of: name, file),
          value: ConfigNode(.string(cell.text), at: place(of: cell, file)))
      }
      return ConfigNode(.map(entries), at: place(of: row[0], file))
    }
    return ConfigNode(.list(rows), at: ConfigNode.Place(file: file, line: 1, column: 1))
  }

  private static func place(of cell: CSVTable.Cell, _ file: String) -> ConfigNode.Place {
    ConfigNode.Place(file: file, line: cell.line, column: cell.column)
  }
}
