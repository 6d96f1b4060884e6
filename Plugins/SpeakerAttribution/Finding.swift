import Standoff

/// A speaker that a rule has found.
struct Finding {
  var name: String
  /// Who it is in the cast; nothing where markup alone says it.
  var character: Int?
  /// The person in the book of names, where it is one.
  var entity: Int?
  var mention: Span?
  var rule: SpeakerRule
  /// Whether a pronoun was resolved for it.
  var isPronoun = false
  var score: Double

  init(name: String, character: Int?, mention: Span? = nil, rule: SpeakerRule, score: Double) {
    self.name = name
    self.character = character
    self.mention = mention
    self.rule = rule
    self.score = score
  }

  /// A speaker by the name of a rule.
  init(name: String, entity: Int?, mention: Span?, rule: String, score: Double) {
    self.init(name: name, character: nil, mention: mention, rule: SpeakerRule(rawValue: rule) ?? .markup, score: score)
    self.entity = entity
  }

  /// The same speaker, found for another quotation by another rule.
  func inherited(_ rule: SpeakerRule, _ score: Double) -> Finding {
    var finding = self
    finding.rule = rule
    finding.isPronoun = false
    finding.score = score
    return finding
  }

  /// The rule as results name it.
  var ruleName: String { isPronoun ? "\(rule.rawValue)+pronoun" : rule.rawValue }
}
