import Standoff

/// A speaker that a rule has found.
struct Finding {
  var name: String
  /// Who it is in the cast; nothing where markup alone says it.
  var figure: Int?
  /// The person in the book of names, where it is one.
  var entity: Int?
  var mention: Span?
  /// The other of two who speak at once.
  var other: Int?
  /// Who it is, where markup and not the book of names says so.
  var identity: Identity?
  var rule: SpeakerRule
  /// By which rule it was found for the quotation from which this one has it.
  var origin: String?
  /// Whether a pronoun was resolved for it.
  var isPronoun = false
  /// Nothing where it follows from how often the rule is right.
  var score: Double?

  init(name: String, figure: Int?, mention: Span? = nil, rule: SpeakerRule, score: Double? = nil) {
    self.name = name
    self.figure = figure
    self.mention = mention
    self.rule = rule
    self.score = score
  }

  /// The same speaker, found for another quotation by another rule.
  func inherited(_ rule: SpeakerRule) -> Finding {
    var finding = self
    finding.origin = origin ?? ruleName
    finding.rule = rule
    finding.isPronoun = false
    finding.score = nil
    return finding
  }

  /// The rule as results name it.
  var ruleName: String { isPronoun ? "\(rule.rawValue)+pronoun" : rule.rawValue }
}
