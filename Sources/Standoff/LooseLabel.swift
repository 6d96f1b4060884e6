/// A label whose type is not known here: its fields as they were read.
///
/// Layers that come from a file or from another process are loose until somebody asks for them by their type.
public struct LooseLabel: Label {
  public typealias Anchor = LooseAnchor

  public static let layer: LayerName = "loose"
  public static let idPrefix = "x"

  /// The fields beside id and anchor. Offsets in them are scalars, as in the JSON form.
  public let fields: [JSONValue.Member]

  /// - Parameter fields: without those of id and anchor.
  init(fields: [JSONValue.Member]) { self.fields = fields }

  public init(from fields: FieldReader) { self.fields = Stated(fields.members).fields }

  public func write(to fields: inout FieldWriter) {
    for member in self.fields { fields.raw(member) }
  }
}

/// On what an annotation of unknown type stands.
public enum LooseAnchor: AnnotationAnchor {
  case span(Span)
  case target(AnnotationID)
  case document

  public init(from fields: FieldReader) throws { self = try Stated(fields.members).anchor(fields.offsets) }

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
