public import Standoff

/// A stance cue found at a place, and how much it speaks for a stance.
public struct Evidence: Sendable, Equatable {
  /// Where the cue stands.
  public var span: Span
  /// Above 0.
  public var weight: Double
  /// The stance that it speaks for.
  public var toward: Stance
  /// What speaks: the name of the lexicon's entry.
  public var entry: String?
  /// Whether a negation has turned the cue to the other side.
  public var isNegated: Bool

  /// A cue at a place.
  public init(at span: Span, weight: Double, toward stance: Stance, entry: String? = nil, isNegated: Bool = false) {
    self.span = span
    self.weight = weight
    toward = stance
    self.entry = entry
    self.isNegated = isNegated
  }

  init(from fields: FieldReader) throws {
    span = try fields.range()
    weight = try fields.number("weight")
    toward = Stance(rawValue: try fields.string("toward"))
    entry = try fields.optionalString("entry")
    isNegated = try fields.optionalBool("negated") ?? false
  }

  func write(to fields: inout FieldWriter) {
    fields.range(span)
    fields.number("weight", weight)
    fields.string("toward", toward.rawValue)
    fields.string("entry", ifAny: entry)
    if isNegated { fields.bool("negated", true) }
  }
}

/// The stance of a passage or quotation, with the evidence for it; stands on what it judges.
public struct Judgment: Label {
  public typealias Anchor = AnnotationID
  public static let layer: LayerName = "judgment"
  public static let idPrefix = "j"

  /// A stance and how much speaks for it.
  public struct Score: Sendable, Equatable {
    /// The stance.
    public var stance: Stance
    /// From 0 to 1; the scores of a judgment add up to 1.
    public var value: Double

    public init(_ stance: Stance, _ value: Double) {
      self.stance = stance
      self.value = value
    }
  }

  /// The stance that was chosen.
  public var stance: Stance
  /// The score of each stance.
  public var scores: [Score]
  /// Its kind, where one fits.
  public var strain: Strain?
  /// The component that judged.
  public var by: String
  /// Why, in a sentence, where the component can say it.
  public var reason: String?
  /// What speaks for it, and against.
  public var evidence: [Evidence]

  public init(_ stance: Stance, scores: [Score], strain: Strain? = nil, by: String, evidence: [Evidence]) {
    self.stance = stance
    self.scores = scores
    self.strain = strain == .unnamed ? nil : strain
    self.by = by
    self.evidence = evidence
  }

  /// The score of the stance that was chosen.
  public var score: Double { scores.first { $0.stance == stance }?.value ?? 0 }

  public init(from fields: FieldReader) throws {
    stance = Stance(rawValue: try fields.string("stance"))
    scores = try fields.numbers("scores").map { Score(Stance(rawValue: $0.name), $0.value) }
    strain = try fields.optionalString("strain").map { Strain(rawValue: $0) }
    if strain == .unnamed { strain = nil }
    by = try fields.string("by")
    reason = try fields.optionalString("reason")
    evidence = try fields.objects("evidence", Evidence.init)
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("stance", stance.rawValue)
    fields.numbers("scores", scores.map { ($0.stance.rawValue, $0.value) })
    fields.string("strain", (strain ?? .unnamed).rawValue)
    fields.string("by", by)
    fields.string("reason", ifAny: reason)
    fields.objects("evidence", evidence) { $0.write(to: &$1) }
  }
}

/// A stance cue of the lexicon where it stands in the text, with the words it governs.
public struct StanceCue: Label {
  public static let layer: LayerName = "cue"
  public static let idPrefix = "c"

  /// The name of the lexicon's entry.
  public var entry: String
  /// The stance that it speaks for.
  public var toward: Stance
  /// How much, above 0.
  public var weight: Double
  /// The kind of the stance, where the lexicon names one.
  public var strain: Strain?
  /// Whether a negation has turned it to the other side.
  public var isNegated: Bool
  /// The words over which the cue speaks: its clause.
  public var scope: Span

  /// A cue of an entry.
  public init(
    _ entry: String, toward stance: Stance, weight: Double, strain: Strain? = nil, isNegated: Bool = false, scope: Span
  ) {
    self.entry = entry
    toward = stance
    self.weight = weight
    self.strain = strain
    self.isNegated = isNegated
    self.scope = scope
  }

  public init(from fields: FieldReader) throws {
    entry = try fields.string("entry")
    toward = Stance(rawValue: try fields.string("toward"))
    weight = try fields.number("weight")
    strain = try fields.optionalString("strain").map { Strain(rawValue: $0) }
    isNegated = try fields.optionalBool("negated") ?? false
    guard let scope = try fields.optionalSpan("scope") else { throw FieldError.missing("scope", "two offsets") }
    self.scope = scope
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("entry", entry)
    fields.string("toward", toward.rawValue)
    fields.number("weight", weight)
    fields.string("strain", ifAny: strain?.rawValue)
    if isNegated { fields.bool("negated", true) }
    fields.span("scope", scope)
  }
}
