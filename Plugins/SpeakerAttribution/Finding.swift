import Standoff

/// A speaker that a rule has found.
struct Finding {
  var name: String
  /// The person in the book of names, where it is one.
  var entity: Int?
  var mention: Span?
  var rule: String
  var score: Double
  /// The other of two who speak at once.
  var other: Int?
  /// Who it is, where markup and not the book of names says so.
  var identity: Identity?

  /// The same speaker, found for another quotation by another rule.
  func inherited(_ rule: String, _ score: Double) -> Finding {
    var finding = self
    finding.rule = rule
    finding.score = score
    return finding
  }
}
