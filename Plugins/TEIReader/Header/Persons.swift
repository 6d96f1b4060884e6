import Standoff

/// The persons that headers and lists give, by their ids.
struct Persons {
  private(set) var inOrder: [Person] = []
  private var byID: [String: Int] = [:]

  init() {}

  /// The persons of a list, or of everything below a header.
  init(in root: HeaderNode) {
    let bodies = Dictionary(
      root.all("org").compactMap { org in
        org.id.flatMap { id in org.children("orgName").first?.text().map { (id, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    let nodes = root.all("listPerson", "particDesc", "listPersonGrp")
    for list in nodes.isEmpty ? [root] : nodes {
      for node in list.children("person", "personGrp", "participant") {
        if let person = Self.person(node, bodies) { add(person) }
      }
    }
  }

  mutating func add(_ person: Person) {
    if let xml = person.xml {
      guard byID[xml] == nil else { return }
      byID[xml] = inOrder.count
    }
    inOrder.append(person)
  }

  mutating func add(_ others: Persons) {
    for person in others.inOrder { add(person) }
  }

  /// The person behind one pointer: `#MarxKarl`, `corpus.xml#MarxKarl`, `person:MarxKarl` or the bare id.
  subscript(_ pointer: Substring) -> Person? {
    let id = pointer.lastIndex { $0 == "#" }.map { pointer[pointer.index(after: $0)...] } ?? pointer
    if let index = byID[String(id)] { return inOrder[index] }
    guard let colon = id.firstIndex(of: ":"), let index = byID[String(id[id.index(after: colon)...])] else {
      return nil
    }
    return inOrder[index]
  }

  private static func person(_ node: HeaderNode, _ bodies: [String: String]) -> Person? {
    guard let name = name(of: node) else { return nil }
    let sex = node.children("sex", "gender").first
    let affiliations = node.children("affiliation").compactMap { affiliation(of: $0, bodies) }
    return Person(
      xml: node.id, name: name, sex: sex?["value"] ?? sex?.text() ?? node["sex"],
      affiliation: affiliations.isEmpty ? nil : unique(affiliations).joined(separator: "; "))
  }

  /// The fullest name: forenames before surnames, whatever their order in the file.
  private static func name(of node: HeaderNode) -> String? {
    let names = node.children("persName")
    let whole = names.first { !$0.all("surname").isEmpty && !$0.all("forename").isEmpty }
    if let whole, let forename = joined(whole.all("forename")), let surname = joined(whole.all("surname")) {
      return [forename, joined(whole.all("nameLink")), surname].compactMap(\.self).joined(separator: " ")
    }
    return names.lazy.compactMap { $0.text() }.first
      ?? (node.children("name", "label") + node.at("p", "name")).lazy.compactMap { $0.text() }.first
      ?? (node.children.isEmpty ? node.text() : nil)
  }

  private static func joined(_ nodes: [HeaderNode]) -> String? {
    let words = nodes.compactMap { $0.text() }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func affiliation(of node: HeaderNode, _ bodies: [String: String]) -> String? {
    let pointer = (node["ref"] ?? node["key"]).map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
    let body = node.text() ?? pointer.map { bodies[$0] ?? $0 }
    switch (body, node["role"]) {
    case (let body?, let role?): return "\(body) (\(role))"
    case (let body, let role): return body ?? role
    }
  }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
