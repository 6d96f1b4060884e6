import PluginAPI

/// What a lexicon must hold to speak for the stances of a codebook.
struct LexiconForm {
  private let codebook: Codebook
  private let stances: [String]

  init(_ codebook: Codebook) {
    self.codebook = codebook
    stances = codebook.plainStances.map(\.rawValue)
  }

  /// - Throws: ``ConfigError`` for the first thing that is wrong, with its place.
  func check(_ node: ConfigNode) throws(ConfigError) {
    let form = Form(node, "a lexicon", keys: ["classes", "groups", "scope"])
    try form.refuseUnknown()
    let classes = try classes(node["classes"])
    guard let groups = node["groups"]?.list, !groups.isEmpty else {
      throw ConfigError(
        "a lexicon needs “groups:”, a list of entries that speak for one stance each", at: node.place)
    }
    if let scope = node["scope"] { try checkScope(scope) }
    var ids: [String: ConfigNode.Place] = [:]
    for group in groups {
      try Form(group, "a group", keys: ["name", "toward", "strain", "entries"]).refuseUnknown()
      let entries = group["entries"]
      guard let list = entries?.list, !list.isEmpty else {
        throw ConfigError("a group needs “entries:”, a list", at: entries?.place ?? group.place)
      }
      for entry in list { try check(entry, of: group, classes, &ids) }
    }
  }

  private func classes(_ node: ConfigNode?) throws(ConfigError) -> [String] {
    guard let node, !node.isNull else { return [] }
    guard let entries = node.entries else {
      throw ConfigError("“classes:” takes names in capitals, each with a list of words", at: node.place)
    }
    for entry in entries {
      guard entry.key == entry.key.uppercased(), entry.key != entry.key.lowercased() else {
        throw ConfigError("a class of words has a name in capitals, found “\(entry.key)”", at: entry.keyPlace)
      }
      guard entry.value.strings?.isEmpty == false else {
        throw ConfigError("the class “\(entry.key)” takes a list of words", at: entry.value.place)
      }
    }
    return entries.map(\.key)
  }

  private func checkScope(_ node: ConfigNode) throws(ConfigError) {
    let form = Form(
      node, "“scope:”", keys: ["turns", "cancels", "weakens", "neutral", "opens", "joins", "common"])
    try form.refuseUnknown()
    for key in form.keys { _ = try form.strings(key) }
  }

  private func check(
    _ entry: ConfigNode, of group: ConfigNode, _ classes: [String], _ ids: inout [String: ConfigNode.Place]
  ) throws(ConfigError) {
    let form = Form(entry, "an entry", keys: ["id", "toward", "strain", "weight", "phrases"])
    try form.refuseUnknown()
    let id = try form.needed("id")
    let place = entry["id"]?.place ?? entry.place
    if let earlier = ids.updateValue(place, forKey: id) {
      throw ConfigError("the entry “\(id)” stands in line \(earlier.line) already", at: place)
    }
    let side = entry["toward"] == nil ? Form(group, "a group", keys: []) : form
    let toward = try side.label("toward", among: stances, of: "stance for cues") {
      "the entry “\(id)” needs “toward:”, its own or that of its group"
    }
    if let strain = entry["strain"] ?? group["strain"], !strain.isNull, strain.string != "-" {
      let own = codebook.strains(of: Stance(rawValue: toward)).map(\.rawValue)
      guard let name = strain.string, own.contains(name) else {
        throw ConfigError(
          "“strain” is \(strain.summary), \(Form.hint(strain.string ?? "", among: own, of: "strain of “\(toward)”"))",
          at: strain.place)
      }
    }
    guard let weight = try form.number("weight"), weight > 0, weight <= 10 else {
      throw ConfigError(
        "the entry “\(id)” needs a “weight:” from 0.1 (a hint) to 10; 3 decides alone",
        at: entry["weight"]?.place ?? entry.place)
    }
    let phrases = try form.strings("phrases")
    guard !phrases.isEmpty else { throw ConfigError("the entry “\(id)” has no “phrases:”", at: entry.place) }
    for (number, phrase) in phrases.enumerated() {
      for word in Self.capitals(in: phrase) where !classes.contains(word) {
        guard let near = nearest(word, among: classes) else { continue }
        let list = entry["phrases"]?.list
        throw ConfigError(
          "there is no class “\(word)” in this lexicon; did you mean “\(near)”?",
          at: list?[number].place ?? entry["phrases"]?.place ?? entry.place)
      }
    }
  }

  /// Words of three letters and more that could name a class.
  private static func capitals(in phrase: String) -> [String] {
    phrase.split { !$0.isLetter && $0 != "_" && !$0.isNumber }.map(String.init)
      .filter { $0.count > 2 && $0 == $0.uppercased() && $0 != $0.lowercased() }
  }
}
