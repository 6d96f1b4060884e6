public import PluginAPI

/// Reads a codebook file. The version of its form stands in it as `codebook: 1`.
extension Codebook {
  private static let keys = [
    "codebook", "name", "title", "question", "sources", "stances", "rest", "strains", "attitudes",
    "sides", "rules", "thresholds", "lexicon",
  ]

  /// Reads a file of one's own, with everything that stands in the lexicons it names.
  ///
  /// - Parameters:
  ///   - node: the file as it was parsed.
  ///   - load: reads a YAML file that the codebook names; relative paths start from the codebook's folder.
  /// - Throws: ``PluginAPI/ConfigError`` with line and column for whatever is wrong, and the nearest name where one is
  ///   unknown.
  public init(file node: ConfigNode, load: (SettingFile) throws -> ConfigNode) throws {
    var lexicons: [String: ConfigNode] = [:]
    for entry in node["lexicon"]?.entries ?? [] {
      guard let file = SettingFile(entry.value) else { continue }
      do {
        lexicons[file.path] = try load(file)
      } catch let error as ConfigError {
        throw error
      } catch {
        throw ConfigError("the lexicon: \(error)", at: entry.value.place)
      }
    }
    try self.init(reading: node) { path, language in
      LexiconSource(language, file: path, lexicons[path] ?? ConfigNode(.null))
    }
    for lexicon in self.lexicons { try LexiconForm(self).check(try lexicon.load()) }
  }

  /// - Parameter words: the words of a file that the lexicon names, for a language.
  init(reading node: ConfigNode, words: (String, String) throws -> LexiconSource) throws {
    let form = Form(node, "a codebook", keys: Self.keys)
    guard node.entries != nil else {
      throw ConfigError("a codebook is a map with “codebook: 1”, “stances:” and “rest:”", at: node.place)
    }
    guard let version = node["codebook"] else {
      throw ConfigError(
        "the file must say which version of the form it is written in: “codebook: 1”", at: node.place)
    }
    guard version.integer == 1 else {
      throw ConfigError("this program reads version 1 of the form, found \(version.summary)", at: version.place)
    }
    try form.refuseUnknown()
    let stances = try Self.stances(form)
    let names = stances.map(\.name.rawValue)
    let rest = try form.label("rest", among: names, of: "stance") {
      "the codebook needs “rest:”, the stance of what says nothing of the question"
    }
    let sides = try Self.sides(node["sides"])
    let attitudes = try Self.attitudes(node["attitudes"])
    guard sides == nil || !attitudes.isEmpty else {
      throw ConfigError("sides follow from attitudes; declare “attitudes:” too", at: node["sides"]?.place ?? .none)
    }
    self.init(
      name: try form.name("name"), title: try form.string("title") ?? form.name("name"),
      question: try form.needed("question"), stances: stances, rest: Stance(rawValue: rest),
      strains: try Self.strains(node["strains"], names.filter { $0 != rest }), attitudes: attitudes, sides: sides,
      rules: try form.strings("rules"), sources: try form.strings("sources"),
      thresholds: try Self.thresholds(node["thresholds"]),
      lexicons: try Self.lexicons(node["lexicon"], words))
    try checkStances(form)
  }
}

// MARK: Sections

extension Codebook {
  private static func stances(_ form: Form) throws -> [StanceDefinition] {
    guard let node = form.node["stances"] else {
      throw ConfigError("the codebook has no “stances:”", at: form.node.place)
    }
    guard let entries = node.entries, entries.count > 1 else {
      throw ConfigError("“stances:” takes two labels or more, each with its meaning", at: node.place)
    }
    return try entries.map { entry in
      try Form.checkName(entry.key, at: entry.keyPlace)
      if let meaning = entry.value.string { return StanceDefinition(Stance(rawValue: entry.key), meaning) }
      let form = Form(
        entry.value, "the stance “\(entry.key)”", keys: ["meaning", "signs", "opposite", "both", "side"])
      try form.refuseUnknown()
      var stance = StanceDefinition(Stance(rawValue: entry.key), try form.needed("meaning"))
      stance.signs = try form.string("signs")
      stance.opposite = try form.string("opposite").map { Stance(rawValue: $0) }
      stance.both = try form.strings("both").map { Stance(rawValue: $0) }
      stance.side = try form.string("side").map { Side(rawValue: $0) }
      return stance
    }
  }

  private static func strains(_ node: ConfigNode?, _ stances: [String]) throws -> [StrainDefinition] {
    guard let node, !node.isNull else { return [] }
    guard let entries = node.entries else {
      throw ConfigError("“strains:” takes labels, each with “of:” and “meaning:”", at: node.place)
    }
    return try entries.map { entry in
      try Form.checkName(entry.key, at: entry.keyPlace)
      let form = Form(entry.value, "the strain “\(entry.key)”", keys: ["of", "meaning"])
      try form.refuseUnknown()
      let stance = try form.label("of", among: stances, of: "stance with strains") {
        "the strain “\(entry.key)” needs “of:”, the stance whose kind it is"
      }
      return StrainDefinition(Strain(rawValue: entry.key), of: Stance(rawValue: stance), try form.needed("meaning"))
    }
  }

  private static func attitudes(_ node: ConfigNode?) throws -> [Definition<AttitudeKind>] {
    guard let node, !node.isNull else { return [] }
    let known = AttitudeKind.allCases.map(\.rawValue)
    guard let entries = node.entries else {
      throw ConfigError("“attitudes:” takes \(known.joined(separator: ", ")), each with its meaning", at: node.place)
    }
    let form = Form(node, "“attitudes:”", keys: known)
    try form.refuseUnknown()
    for name in known where !entries.contains(where: { $0.key == name }) {
      throw ConfigError("“attitudes:” has no “\(name)”; what becomes of a stance rests on all three", at: node.place)
    }
    return try AttitudeKind.allCases.map { Definition($0, try form.needed($0.rawValue)) }
  }

  private static func sides(_ node: ConfigNode?) throws -> Sides? {
    guard let node, !node.isNull else { return nil }
    let form = Form(node, "“sides:”", keys: ["names", "meaning"])
    try form.refuseUnknown()
    let names = try form.strings("names")
    guard names.count == 2, names[0] != names[1], !names.contains(Side.neither.rawValue) else {
      throw ConfigError(
        "“sides:” takes the names of two: “names: [for, against]”; “neither” is there already",
        at: node["names"]?.place ?? node.place)
    }
    for name in names { try Form.checkName(name, at: node["names"]?.place ?? node.place) }
    return Sides(Side(rawValue: names[0]), Side(rawValue: names[1]), try form.needed("meaning"))
  }

  private static func thresholds(_ node: ConfigNode?) throws -> Thresholds {
    var thresholds = Thresholds()
    guard let node, !node.isNull else { return thresholds }
    let form = Form(node, "“thresholds:”", keys: ["passage", "quotation", "margin", "both"])
    try form.refuseUnknown()
    thresholds.passage = try form.number("passage") ?? thresholds.passage
    thresholds.quotation = try form.number("quotation") ?? thresholds.quotation
    thresholds.margin = try form.number("margin") ?? thresholds.margin
    thresholds.both = try form.number("both") ?? thresholds.both
    return thresholds
  }

  private static func lexicons(
    _ node: ConfigNode?, _ words: (String, String) throws -> LexiconSource
  ) throws -> [LexiconSource] {
    guard let node, !node.isNull else { return [] }
    let advice = "“lexicon:” takes languages, each with a file or with the words themselves: “en: populism-en.yaml”"
    guard let entries = node.entries else { throw ConfigError(advice, at: node.place) }
    return try entries.map { entry in
      guard entry.key.utf8.count < 4, entry.key.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else {
        throw ConfigError("“\(entry.key)” is no language, such as en or de; \(advice)", at: entry.keyPlace)
      }
      if let path = entry.value.string { return try words(path, entry.key) }
      guard entry.value.entries != nil else { throw ConfigError(advice, at: entry.value.place) }
      return LexiconSource(entry.key, file: entry.value.place.file, entry.value)
    }
  }

  /// What stances say of each other.
  private func checkStances(_ form: Form) throws {
    let plain = plainStances.map(\.rawValue)
    guard !plain.isEmpty else {
      throw ConfigError("the codebook needs a stance beside “\(rest)”", at: form.node["stances"]?.place ?? .none)
    }
    for stance in stances {
      let node = form.node["stances"]?[stance.name.rawValue]
      func place(_ key: String) -> ConfigNode.Place { node?[key]?.place ?? node?.place ?? .none }
      let title = "the stance “\(stance.name)”"
      for name in [stance.opposite].compactMap({ $0 }) where !plain.contains(name.rawValue) || name == stance.name {
        throw ConfigError(
          "\(title) has the opposite “\(name)”, \(Form.hint(name.rawValue, among: plain))", at: place("opposite"))
      }
      for name in stance.both where !plain.contains(name.rawValue) {
        throw ConfigError("\(title) is of “\(name)”, \(Form.hint(name.rawValue, among: plain))", at: place("both"))
      }
      guard stance.both.isEmpty || (stance.both.count == 2 && stance.both[0] != stance.both[1]) else {
        throw ConfigError("“both:” takes two different stances", at: place("both"))
      }
      if let opposite = stance.opposite, let other = definition(of: opposite), other.opposite != stance.name {
        throw ConfigError(
          "“\(stance.name)” has the opposite “\(opposite)”, so “\(opposite)” must have “\(stance.name)”",
          at: place("opposite"))
      }
      guard let side = stance.side else { continue }
      guard stance.name != rest, let sides, side == sides.first || side == sides.second else {
        let names = sides.map { [$0.first.rawValue, $0.second.rawValue] } ?? []
        throw ConfigError(
          stance.name == rest
            ? "“\(rest)” says nothing, so it has no side"
            : "\(title) has the side “\(side)”, \(Form.hint(side.rawValue, among: names, of: "side"))",
          at: place("side"))
      }
    }
    for strain in strains where !plain.contains(strain.stance.rawValue) {
      throw ConfigError(
        "the strain “\(strain.name)” is of “\(strain.stance)”, \(Form.hint(strain.stance.rawValue, among: plain))",
        at: form.node["strains"]?[strain.name.rawValue]?["of"]?.place ?? .none)
    }
  }
}
