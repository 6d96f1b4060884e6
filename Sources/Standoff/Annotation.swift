/// A label on a place of a document.
public struct Annotation<L: Label>: Sendable, Equatable {
  public let id: AnnotationID
  public let anchor: L.Anchor
  public let label: L

  @inlinable
  public init(id: AnnotationID, anchor: L.Anchor, label: L) {
    self.id = id
    self.anchor = anchor
    self.label = label
  }
}

extension Annotation where L.Anchor == Span {
  @inlinable public var span: Span { anchor }
}

extension Annotation where L.Anchor == AnnotationID {
  /// The annotation that this one speaks of.
  @inlinable public var target: AnnotationID { anchor }
}
