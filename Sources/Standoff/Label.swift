/// The name of a layer, as the JSON form and pipeline files write it.
public struct LayerName: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String

  /// A name such as `quotation`: lower case, singular.
  public init(_ name: String) { description = name }
  public init(stringLiteral name: String) { description = name }

  /// Stands for every layer of the user's own, whatever its name; no layer has this one.
  public static let own: LayerName = "*"

  public static func < (one: LayerName, other: LayerName) -> Bool { one.description < other.description }
}

/// What is said of a place in a document: a quotation's kind, a passage's stance.
///
/// A label says on what it can stand (its `Anchor`), in which layer, and how its fields are written as JSON. Reading
/// what was written gives the same label back.
public protocol Label: Sendable, Equatable {
  /// ``Span`` for a stretch of text, ``AnnotationID`` for another annotation, ``WholeDocument`` for neither.
  associatedtype Anchor: AnnotationAnchor = Span

  /// The layer that holds these labels where a pipeline gives it no other name.
  static var layer: LayerName { get }

  /// One to three lower-case letters that start the ids of this label's annotations: `q` gives `q1`, `q2`, …
  static var idPrefix: String { get }

  /// Reads what ``write(to:)`` wrote.
  init(from fields: FieldReader) throws
  /// Writes the members that a file holds of it.
  func write(to fields: inout FieldWriter)
}

/// On what an annotation stands.
public protocol AnnotationAnchor: Sendable, Hashable {
  /// The same for one who does not know the type.
  var loose: LooseAnchor { get }

  /// Reads what ``write(to:)`` wrote.
  init(from fields: FieldReader) throws
  /// Writes the members that say where the annotation stands.
  func write(to fields: inout FieldWriter)
}

extension Span: AnnotationAnchor {
  public var loose: LooseAnchor { .span(self) }

  /// As `start` and `end`.
  public init(from fields: FieldReader) throws {
    self = try fields.anchorSpan()
  }

  /// As `start` and `end`.
  public func write(to fields: inout FieldWriter) {
    fields.anchor(self)
  }
}

/// The anchor of what is said of the document itself, such as the persons its header lists.
public struct WholeDocument: AnnotationAnchor {
  /// The whole of it.
  public init() {}
  public var loose: LooseAnchor { .document }
  public init(from fields: FieldReader) {}
  public func write(to fields: inout FieldWriter) {}
}

/// The name of an annotation, unique in its document.
public struct AnnotationID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String

  /// An id such as `q12`.
  public init(_ id: String) { description = id }
  public init(stringLiteral id: String) { description = id }
}

extension AnnotationID: AnnotationAnchor {
  public var loose: LooseAnchor { .target(self) }

  public init(from fields: FieldReader) throws {
    self.init(try fields.string("on"))
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("on", description)
  }
}
