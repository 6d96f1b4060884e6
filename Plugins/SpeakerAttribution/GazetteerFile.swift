import PluginAPI

/// Reads a gazetteer, row by row.
extension Gazetteer {
  private static let columns = ["name", "aliases", "born", "died", "sex", "ref"]

  /// - Parameter file: a list of rows, each with the columns it needs.
  /// - Throws: ``PluginAPI/ConfigError`` for a row that cannot be used, with its place.
  init(_ file: ConfigNode) throws(ConfigError) {
    guard let rows = file.list ?? (file.isNull ? [] : nil) else {
      throw ConfigError("a gazetteer is a list of people, each with a name; found \(file.summary)", at: file.place)
    }
    var persons: [Person] = []
    var owners: [[UInt64]: String] = [:]
    for row in rows {
      let person = try Self.person(row)
      for (alias, place) in [(person.name, row["name"]?.place ?? row.place)] + Self.aliases(row) {
        let words = ListedName(alias).words
        if let other = owners[words], other != person.name {
          throw ConfigError("“\(alias)” stands for two people, “\(other)” and “\(person.name)”", at: place)
        }
        owners[words] = person.name
      }
      persons.append(person)
    }
    self.init(persons)
  }

  private static func person(_ row: ConfigNode) throws(ConfigError) -> Person {
    guard let entries = row.entries else {
      throw ConfigError("expected a person with a name, found \(row.summary)", at: row.place)
    }
    for entry in entries where !columns.contains(entry.key) {
      let hint = nearest(entry.key, among: columns).map { "did you mean “\($0)”?" }
      throw ConfigError(
        "a gazetteer has no column “\(entry.key)”; \(hint ?? "it has \(columns.joined(separator: ", "))")",
        at: entry.keyPlace)
    }
    guard let name = row["name"]?.string, !ListedName(name).words.isEmpty else {
      throw ConfigError("this person has no name", at: row["name"]?.place ?? row.place)
    }
    var person = Person(name: name)
    person.aliases = aliases(row).map(\.0)
    person.born = try year(row["born"])
    person.died = try year(row["died"])
    person.reference = row["ref"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    if let sex = row["sex"]?.string {
      guard let gender = NameBook.Gender(sex: sex) else {
        throw ConfigError("the sex is F, M or left out, not “\(sex)”", at: row["sex"]?.place ?? row.place)
      }
      person.gender = gender
    }
    return person
  }

  private static func aliases(_ row: ConfigNode) -> [(String, ConfigNode.Place)] {
    guard let aliases = row["aliases"] else { return [] }
    let nodes = aliases.list ?? [aliases]
    return nodes.flatMap { node in
      (node.string ?? "").split(separator: "|").map { (String($0).trimmed, node.place) }
    }.filter { !ListedName($0.0).words.isEmpty }
  }

  private static func year(_ node: ConfigNode?) throws(ConfigError) -> Int? {
    guard let node, !node.isNull, node.string != "" else { return nil }
    guard let year = node.integer ?? node.string.flatMap(Int.init) ?? node.string.flatMap(Gazetteer.year) else {
      throw ConfigError("expected a year, found \(node.summary)", at: node.place)
    }
    return year
  }
}

extension Gazetteer {
  /// The year of a date such as `1884`, `1884-05-02` or `2 May 1884`: the first four digits that stand together.
  static func year(_ date: String) -> Int? {
    date.split { !$0.isWholeNumber }.first { $0.count == 4 }.flatMap { Int($0) }
  }
}

extension String {
  fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
