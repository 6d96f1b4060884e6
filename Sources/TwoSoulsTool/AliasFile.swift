import Evaluation
import PipelineEngine
import PluginAPI

/// Lists of names that one person goes by, from a file.
///
/// CSV has a person in each row: one name a cell, or the columns `name` and `aliases` (divided by `;` or `|`) of a
/// gazetteer. YAML has a list of lists, a map from each name to its aliases, or a list of maps with `name` and `aliases`.
enum AliasFile {
  /// - Throws: ``GoldError`` or `ConfigError` with the place of what cannot be used.
  static func read(_ path: String) throws -> [[String]] {
    let bytes = try Files.read(path)
    let isYAML = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    return isYAML
      ? try lists(in: YAML.parse(String(decoding: bytes, as: UTF8.self), file: path)) : try lists(in: bytes, name: path)
  }

  private static func lists(in bytes: [UInt8], name: String) throws(GoldError) -> [[String]] {
    var rows = try CSVTable.rows(bytes, name: name)
    let header = rows.first?.map { $0.text.lowercased() } ?? []
    guard let nameColumn = header.firstIndex(of: "name"), let aliasColumn = header.firstIndex(of: "aliases") else {
      return rows.map { $0.map(\.text).filter { !$0.isEmpty } }
    }
    rows.removeFirst()
    return rows.map { row in
      [nameColumn, aliasColumn].filter { $0 < row.count }.flatMap { column in
        column == nameColumn ? [row[column].text] : parts(of: row[column].text)
      }.filter { !$0.isEmpty }
    }
  }

  private static func parts(of cell: String) -> [String] {
    cell.split { $0 == ";" || $0 == "|" }.map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  private static func lists(in node: ConfigNode) throws(ConfigError) -> [[String]] {
    if let entries = node.entries {
      var lists: [[String]] = []
      for entry in entries { lists.append([entry.key] + (try strings(entry.value))) }
      return lists
    }
    guard let list = node.list else {
      throw ConfigError("expected lists of names, or a map from each name to its aliases", at: node.place)
    }
    var lists: [[String]] = []
    for item in list {
      if let name = item["name"] {
        lists.append(try strings(name) + (try item["aliases"].map(strings) ?? []))
      } else {
        lists.append(try strings(item))
      }
    }
    return lists
  }

  private static func strings(_ node: ConfigNode) throws(ConfigError) -> [String] {
    if node.isNull { return [] }
    guard let strings = node.strings else {
      throw ConfigError("expected a name or a list of names, not \(node.summary)", at: node.place)
    }
    return strings
  }
}
