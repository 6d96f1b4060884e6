public import Standoff

/// What the one who speaks does with the stance, and the side that follows; stands on the same passage or quotation.
///
/// For a passage the document's author speaks, for a quotation the quoted speaker.
public struct Attitude: Label {
  public typealias Anchor = AnnotationID
  public static let layer: LayerName = "attitude"
  public static let idPrefix = "a"

  /// What is done with the stance.
  public var attitude: AttitudeKind
  /// The side that follows from it.
  public var side: Side
  /// From 0 to 1.
  public var score: Double
  /// The component that judged.
  public var by: String
  /// The words that speak for it.
  public var evidence: [Evidence]

  /// Words that speak for an attitude, and how much.
  public struct Evidence: Sendable, Equatable {
    /// Where the words stand.
    public var span: Span
    /// Above 0.
    public var weight: Double
    /// What they speak for.
    public var toward: AttitudeKind
    /// What speaks: the name of the rule's group of words.
    public var entry: String

    /// Words at a place.
    public init(at span: Span, weight: Double, toward attitude: AttitudeKind, entry: String) {
      self.span = span
      self.weight = weight
      toward = attitude
      self.entry = entry
    }
  }

  public init(_ attitude: AttitudeKind, side: Side, score: Double, by: String, evidence: [Evidence] = []) {
    self.attitude = attitude
    self.side = side
    self.score = score
    self.by = by
    self.evidence = evidence
  }

  public init(from fields: FieldReader) throws {
    attitude = try AttitudeKind(named: "attitude", in: fields)
    side = Side(rawValue: try fields.string("side"))
    score = try fields.number("score")
    by = try fields.string("by")
    evidence = try fields.objects("evidence") { fields in
      Evidence(
        at: try fields.range(), weight: try fields.number("weight"),
        toward: try AttitudeKind(named: "toward", in: fields), entry: try fields.string("entry"))
    }
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("attitude", attitude.rawValue)
    fields.string("side", side.rawValue)
    fields.number("score", score)
    fields.string("by", by)
    fields.objects("evidence", evidence) { evidence, fields in
      fields.range(evidence.span)
      fields.number("weight", evidence.weight)
      fields.string("toward", evidence.toward.rawValue)
      fields.string("entry", evidence.entry)
    }
  }
}

extension AttitudeKind {
  fileprivate init(named key: String, in fields: FieldReader) throws {
    guard let kind = AttitudeKind(rawValue: try fields.string(key)) else {
      throw FieldError.wrong(key, "endorses, rejects or reports")
    }
    self = kind
  }
}
