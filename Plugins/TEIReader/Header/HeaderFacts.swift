import PluginAPI
import Standoff

/// What a TEI header says of its document.
struct HeaderFacts {
  var metadata = Metadata()
  var persons = Persons()
  var categories: [Category] = []

  init() {}

  init(_ header: HeaderNode) {
    let titles = header.at("fileDesc", "titleStmt")
    let work = header.at("fileDesc", "sourceDesc")
    metadata.title = Self.title(titles)
    metadata.author = Self.names(titles.flatMap { $0.children("author") })
    metadata.date = Self.date(header)
    metadata.language = Self.language(header)
    metadata.other["editor"] = Self.names(titles.flatMap { $0.children("editor") })
    let publication = header.at("fileDesc", "publicationStmt")
    metadata.other["publisher"] =
      Self.names(publication.flatMap { $0.children("publisher") })
      ?? Self.names(publication.flatMap { $0.children("distributor", "authority") })
    let availability = publication.flatMap { $0.all("availability") }
    metadata.other["licence"] =
      availability.flatMap { $0.all("licence", "license") }.lazy.compactMap { $0["target"] ?? $0.text() }.first
      ?? availability.lazy.compactMap { $0.text() }.first
    metadata.other["quotation.marks"] = header.all("quotation").lazy.compactMap { $0["marks"] }.first
    if metadata.author == nil {
      metadata.author = Self.names(
        work.flatMap { $0.children("bibl", "biblFull", "biblStruct") }.flatMap {
          $0.children("author") + $0.at("titleStmt", "author") + $0.at("monogr", "author")
        })
    }
    if metadata.author == nil {
      metadata.author = Self.names(Self.sent(header).flatMap { $0.children("persName", "name", "orgName") })
    }
    persons = Persons(in: header)
    categories = Self.categories(header)
  }

  /// The same facts, with those of the corpus around it where this header is silent.
  func inheriting(from corpus: HeaderFacts) -> HeaderFacts {
    var facts = self
    facts.metadata.language = metadata.language ?? corpus.metadata.language
    facts.metadata.title = metadata.title ?? corpus.metadata.title
    facts.metadata.author = metadata.author ?? corpus.metadata.author
    facts.metadata.date = metadata.date ?? corpus.metadata.date
    facts.metadata.other.merge(corpus.metadata.other) { own, _ in own }
    if categories.isEmpty { facts.categories = corpus.categories }
    return facts
  }

  /// The tag that BCP 47 has for a language named in any of the usual manners; nothing for one that is not known.
  static func tag(_ language: String) -> String? {
    let parts = language.split(separator: "-", maxSplits: 1)
    guard let first = parts.first?.lowercased(), !languages.unknown.contains(first) else { return nil }
    guard let tag = languages.tags[first] else { return language }
    return parts.count == 2 ? "\(tag)-\(parts[1])" : tag
  }

  private static let languages: (unknown: [String], tags: [String: String]) = {
    let words = try? WordFile.languages.load()
    let tags = (words?["tags"]?.entries ?? []).compactMap { entry in entry.value.string.map { (entry.key, $0) } }
    return (words?["unknown"]?.strings ?? [], Dictionary(tags, uniquingKeysWith: { one, _ in one }))
  }()

  // MARK: Fields

  private static func title(_ statements: [HeaderNode]) -> String? {
    let titles = statements.flatMap { $0.children("title") }
    let main = titles.first { ["main", "full"].contains($0["type"]) } ?? titles.first
    return main?.text() ?? titles.lazy.compactMap { $0.text() }.first
  }

  private static func names(_ nodes: [HeaderNode]) -> String? {
    let names = nodes.compactMap { name(of: $0) }
    return names.isEmpty ? nil : names.joined(separator: "; ")
  }

  private static func name(of node: HeaderNode) -> String? {
    let names = node.children("persName", "name")
    guard let first = names.first(where: { ["full", "short", nil].contains($0["type"]) }) ?? names.first else {
      return (node.text(without: ["idno", "note"]) ?? node["key"]).map { trimmed($0) }
    }
    let (forenames, surnames) = (first.all("forename"), first.all("surname"))
    guard !forenames.isEmpty, !surnames.isEmpty else { return first.text() ?? node.text() }
    return (forenames + first.all("nameLink") + surnames).compactMap { $0.text() }.joined(separator: " ")
  }

  /// The date of the words themselves, as near as the header says it.
  private static func date(_ header: HeaderNode) -> String? {
    let work = header.at("fileDesc", "sourceDesc")
    let candidates: [[HeaderNode]] = [
      header.at("profileDesc", "creation").flatMap { [$0] + $0.all("date") },
      header.at("profileDesc", "settingDesc").flatMap { $0.all("date") },
      sent(header).flatMap { $0.children("date") },
      work.flatMap { $0.all("date") }.filter { ["print", "written", "firstEdition"].contains($0["type"]) },
      work.flatMap { $0.children("bibl", "biblStruct", "biblFull") }
        .filter { ["firstEdition", "original", "originalSource"].contains($0["type"]) }.flatMap { $0.all("date") },
      work.flatMap { $0.all("date") },
      header.at("fileDesc", "publicationStmt", "date"),
    ]
    return candidates.lazy.joined().compactMap(when).first
  }

  /// Where, when and by whom a letter was sent.
  private static func sent(_ header: HeaderNode) -> [HeaderNode] {
    header.at("profileDesc", "correspDesc", "correspAction").filter { [nil, "sent"].contains($0["type"]) }
  }

  /// Without the marks that a library's catalogue puts around a field.
  private static func trimmed(_ words: String, of marks: String = " ,;:[]") -> String {
    var rest = Substring(words)
    while let last = rest.last, marks.contains(last) { rest = rest.dropLast() }
    return String(rest.drop { $0 == "[" || $0 == " " })
  }

  private static func when(_ node: HeaderNode) -> String? {
    if let when = node["when"] ?? node["value"] { return when }
    let (start, end) = (node["from"] ?? node["notBefore"], node["to"] ?? node["notAfter"])
    switch (start, end) {
    case (let start?, let end?) where start != end: return "\(start)/\(end)"
    case (let start, let end): if let one = start ?? end { return one }
    }
    return node.name == "creation" && !node.children.isEmpty ? nil : node.text().map { trimmed($0, of: " .,;:[]") }
  }

  private static func language(_ header: HeaderNode) -> String? {
    let languages = header.at("profileDesc", "langUsage", "language")
    let main = languages.max { (Int($0["usage"] ?? "") ?? 0) < (Int($1["usage"] ?? "") ?? 0) }
    let chosen = main?["usage"] == nil ? languages.first : main
    return (chosen?["ident"] ?? chosen?["id"] ?? chosen?.text()).flatMap(tag)
  }

  private static func categories(_ header: HeaderNode) -> [Category] {
    header.at("encodingDesc", "classDecl").flatMap { $0.all("taxonomy") }.flatMap { taxonomy in
      ownCategories(of: taxonomy).compactMap { node in
        let described = node.children("catDesc", "desc", "gloss").lazy.compactMap { $0.text() }.first
        return (described ?? node.id).map {
          Category(xml: node.id, taxonomy: taxonomy.id, description: $0)
        }
      }
    }
  }

  /// The categories of a taxonomy without those of a taxonomy inside it.
  private static func ownCategories(of node: HeaderNode) -> [HeaderNode] {
    node.children("category").flatMap { [$0] + ownCategories(of: $0) }
  }
}
