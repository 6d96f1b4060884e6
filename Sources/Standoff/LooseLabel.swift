/// A label whose type is not known here: its fields as they were read.
///
/// Layers that come from a file or from another process are loose until somebody asks for them by their type.
public struct LooseLabel: Label {
  public typealias Anchor = LooseAnchor

  public static let layer: LayerName = "loose"
  public static let idPrefix = "x"

  /// The fields beside id and anchor. Offsets in them are scalars, as in the JSON form.
  public let fields: [JSONValue.Member]

  public init(from fields: FieldReader) {
    self.fields = fields.members.filter { !Self.isOfAnchor($0.key) }
  }

  private static func isOfAnchor(_ key: String) -> Bool {
    key == "start" || key == "end" || key == "id" || key == "on" || key == "source"
  }

  public func write(to fields: inout FieldWriter) {
    for member in self.fields { fields.raw(member) }
  }
}

/// On what an annotation of unknown type stands.
public enum LooseAnchor: AnnotationAnchor {
  case span(Span)
  case target(AnnotationID)
  case document

  public init(from fields: FieldReader) throws {
    if fields.has("on") {
      self = .target(try AnnotationID(from: fields))
    } else if fields.has("start") {
      self = .span(try fields.range())
    } else {
      self = .document
    }
  }

  public func write(to fields: inout FieldWriter) {
    switch self {
    case .span(let span): span.write(to: &fields)
    case .target(let id): id.write(to: &fields)
    case .document: break
    }
  }

  public var loose: LooseAnchor { self }
  /// The span, where it stands on one.
  public var span: Span? { if case .span(let span) = self { span } else { nil } }
  /// The annotation, where it stands on one.
  public var target: AnnotationID? { if case .target(let id) = self { id } else { nil } }
}
