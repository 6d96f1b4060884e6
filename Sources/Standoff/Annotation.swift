/// A label on a place of a document.
public struct Annotation<L: Label>: Sendable, Equatable {
  /// Unique in the document.
  public let id: AnnotationID
  /// Where it stands: a span, another annotation, or the document as a whole.
  public let anchor: L.Anchor
  /// What is said.
  public let label: L

  @inlinable
  public init(id: AnnotationID, anchor: L.Anchor, label: L) {
    self.id = id
    self.anchor = anchor
    self.label = label
  }
}

extension Annotation where L.Anchor == Span {
  /// Where it stands in the text, in bytes.
  @inlinable public var span: Span { anchor }
}

extension Annotation where L.Anchor == AnnotationID {
  /// The annotation that this one speaks of.
  @inlinable public var target: AnnotationID { anchor }
}
