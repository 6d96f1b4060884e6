public import Standoff

/// What stands between the quotation marks (marks excluded), or a block quotation.
public struct Quotation: Label {
  /// What the marks stand for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Words attributed to a source.
    case speech
    /// A word or phrase named, coined or held at arm's length.
    case term
    /// The title of a work.
    case title

    /// In one sentence, as reports print it.
    public var meaning: String {
      switch self {
      case .speech: "Words attributed to somebody or something that said, wrote or published them."
      case .term: "A word or phrase named, coined or held at arm's length."
      case .title: "The title of a work."
      }
    }
  }

  public static let layer: LayerName = "quotation"
  public static let idPrefix = "q"

  /// Words of somebody, a term, or a title.
  public var kind: Kind
  /// The opening and the closing mark (`“”`), `block`, or the element that states it (`said`).
  public var marks: String
  /// 0 for an outer quotation, 1 for one inside it, and so on.
  public var level: Int
  /// How sure the stage is of span and kind, from 0 to 1.
  public var score: Double
  /// The rule that decided the kind.
  public var rule: String

  public init(_ kind: Kind, marks: String, level: Int = 0, score: Double = 1, rule: String) {
    self.kind = kind
    self.marks = marks
    self.level = level
    self.score = score
    self.rule = rule
  }

  public init(from fields: FieldReader) throws {
    guard let kind = Kind(rawValue: try fields.string("kind")) else {
      throw FieldError.wrong("kind", "speech, term or title")
    }
    self.kind = kind
    marks = try fields.string("marks")
    level = try fields.integer("level")
    score = try fields.number("score")
    rule = try fields.string("rule")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("kind", kind.rawValue)
    fields.string("marks", marks)
    fields.integer("level", level)
    fields.number("score", score)
    fields.string("rule", rule)
  }
}

/// Who said or wrote the quoted words; stands on the quotation.
public struct Speaker: Label {
  public typealias Anchor = AnnotationID
  public static let layer: LayerName = "speaker"
  public static let idPrefix = "s"

  /// The fullest name the document gives up to that point, or the role or work.
  public var name: String
  /// The one name for all the names of the same speaker: that of the header or the gazetteer, else the fullest in the
  /// whole document; nothing for one who is only described.
  public var entity: String?
  /// Where more is said of the speaker: an element of the source (`#churchill`) or an authority's record.
  public var reference: String?
  /// The words of the text that name the speaker; nothing where markup alone does.
  public var mention: Span?
  /// The rule that found the speaker.
  public var rule: String
  /// From 0 to 1.
  public var score: Double

  public init(
    name: String, entity: String? = nil, reference: String? = nil, mention: Span? = nil, rule: String, score: Double
  ) {
    self.name = name
    self.entity = entity
    self.reference = reference
    self.mention = mention
    self.rule = rule
    self.score = score
  }

  public init(from fields: FieldReader) throws {
    name = try fields.string("name")
    entity = try fields.optionalString("entity")
    reference = try fields.optionalString("ref")
    mention = try fields.optionalSpan("mention")
    rule = try fields.string("rule")
    score = try fields.number("score")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("name", name)
    fields.string("entity", ifAny: entity)
    fields.string("ref", ifAny: reference)
    if let mention { fields.span("mention", mention) }
    fields.string("rule", rule)
    fields.number("score", score)
  }
}
