import Standoff

/// A speaker that a rule has found.
struct Finding {
  var name: String
  /// The person in the book of names, where it is one.
  var entity: Int?
  var mention: Span?
  var rule: String
  var score: Double

  /// The same speaker, found for another quotation by another rule.
  func inherited(_ rule: String, _ score: Double) -> Finding {
    Finding(name: name, entity: entity, mention: mention, rule: rule, score: score)
  }
}
