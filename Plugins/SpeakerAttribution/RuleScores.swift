import PluginAPI

/// How far each rule is to be trusted, whatever the language.
struct RuleScores: Sendable {
  /// By the name of a rule, how often it was right on texts that people read, and of how many.
  private let counts: [String: (right: Double, all: Double)]

  /// - Throws: ``PluginAPI/ConfigError`` for a rule without its two numbers.
  private init(_ file: ConfigNode) throws {
    var counts: [String: (right: Double, all: Double)] = [:]
    for entry in file.entries ?? [] {
      let numbers = (entry.value.list ?? []).compactMap(\.integer).map(Double.init)
      guard numbers.count == 2 else {
        throw ConfigError("expected how often the rule was right, and of how many", at: entry.value.place)
      }
      counts[entry.key] = (numbers[0], numbers[1])
    }
    self.counts = counts
  }

  private static let loaded = Result { try RuleScores(WordFile.scores.load()) }

  /// Those measured on English prose and novels.
  static var measured: RuleScores { get throws { try loaded.get() } }

  /// How likely a speaker is right: by the rule that found them, and by that for the quotation from which they follow.
  func score(of finding: Finding) -> Double {
    let own = score(of: finding.ruleName)
    return finding.origin.map { min(own, score(of: $0)) } ?? own
  }

  /// How likely what a rule says is right: how often it was, drawn towards two in three where that was seldom tried.
  private func score(of rule: String) -> Double {
    let (right, all) = counts[rule] ?? (0, 0)
    return (right + 4) / (all + 6)
  }
}
