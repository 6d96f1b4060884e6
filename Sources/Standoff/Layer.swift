/// All annotations with one kind of label, in the order in which they were added.
///
/// Stages add in text order; ids count from 1.
public struct Layer<L: Label>: Sendable, Equatable {
  /// What pipelines and files call it.
  public let name: LayerName
  @usableFromInline let prefix: String
  @usableFromInline var held: [Annotation<L>] = []
  /// Whether all have the ids that ``add(_:anchor:)`` gives.
  private var isNumbered = true

  /// In the order in which they were added.
  @inlinable public var annotations: [Annotation<L>] { held }

  /// An empty layer; one with another name than its label's takes that name into its ids, so that both can stand
  /// side by side in a document.
  public init(name: LayerName = L.layer) {
    self.init(name: name, prefix: name == L.layer ? L.idPrefix : "\(name)-\(L.idPrefix)")
  }

  init(name: LayerName, prefix: String) {
    self.name = name
    self.prefix = prefix
  }

  /// Adds a label and gives it the next id.
  @inlinable @discardableResult
  public mutating func add(_ label: L, anchor: L.Anchor) -> AnnotationID {
    let id = nextID
    held.append(Annotation(id: id, anchor: anchor, label: label))
    return id
  }

  /// Takes an annotation that has its id already, from a file or another process.
  public mutating func add(_ annotation: Annotation<L>) {
    if isNumbered { isNumbered = annotation.id == nextID }
    held.append(annotation)
  }

  /// The id that the next label gets.
  @usableFromInline var nextID: AnnotationID { AnnotationID(numbered(prefix, held.count + 1)) }

  /// Makes room for annotations whose number is known before.
  public mutating func reserveCapacity(_ count: Int) { held.reserveCapacity(count) }

  /// The same annotations under another name; those that stand on one of them follow it to its new id.
  public func renamed(_ name: LayerName) -> Layer<L> {
    var layer = Layer(name: name)
    var ids: [AnnotationID: AnnotationID] = [:]
    if !targets.isEmpty {
      for (index, annotation) in held.enumerated() {
        ids[annotation.id] = AnnotationID(numbered(layer.prefix, index + 1))
      }
    }
    for annotation in annotations {
      var anchor = annotation.anchor
      if case .target(let target) = anchor.loose, let new = ids[target] {
        anchor = new as? L.Anchor ?? LooseAnchor.target(new) as? L.Anchor ?? anchor
      }
      layer.add(annotation.label, anchor: anchor)
    }
    return layer
  }
}

extension Layer where L.Anchor == Span {
  /// Adds a label to a stretch of the text; returns its id.
  @inlinable @discardableResult
  public mutating func add(_ label: L, at span: Span) -> AnnotationID { add(label, anchor: span) }
}

extension Layer where L.Anchor == AnnotationID {
  /// Adds a label to another annotation; returns its id.
  @inlinable @discardableResult
  public mutating func add(_ label: L, on target: AnnotationID) -> AnnotationID { add(label, anchor: target) }

  /// The first annotation on each target.
  public var byTarget: [AnnotationID: Annotation<L>] {
    Dictionary(annotations.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Layer where L.Anchor == WholeDocument {
  /// Adds a label to the whole document; returns its id.
  @discardableResult
  public mutating func add(_ label: L) -> AnnotationID { add(label, anchor: WholeDocument()) }
}

extension Layer: RandomAccessCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { held.count }
  @inlinable public subscript(_ index: Int) -> Annotation<L> { held[index] }
}

/// A layer whose label type is not known here.
public protocol AnyLayer: Sendable {
  /// What pipelines and files call it.
  var name: LayerName { get }
  /// How many annotations it holds.
  var count: Int { get }

  /// The ids, where the layer has numbered its annotations itself.
  var numberedIDs: NumberedIDs? { get }

  /// Every id with the span it stands on, where it stands on one.
  var places: [(id: AnnotationID, span: Span?)] { get }

  /// Every id with the annotation it stands on, where it stands on one.
  var targets: [(id: AnnotationID, target: AnnotationID)] { get }

  /// The first annotation whose span leaves the text or cuts a scalar of it.
  func misplaced(in text: Text) -> (id: AnnotationID, span: Span)?

  /// The same under another name.
  func renamed(_ name: LayerName) -> Self
  /// Writes the annotations, one object each.
  func write(to fields: inout FieldWriter)
}

extension Layer: AnyLayer {
  public var numberedIDs: NumberedIDs? { isNumbered ? NumberedIDs(prefix: prefix, count: count) : nil }

  public var places: [(id: AnnotationID, span: Span?)] {
    annotations.map { ($0.id, $0.anchor.loose.span) }
  }

  public var targets: [(id: AnnotationID, target: AnnotationID)] {
    annotations.compactMap { annotation in annotation.anchor.loose.target.map { (annotation.id, $0) } }
  }

  public func misplaced(in text: Text) -> (id: AnnotationID, span: Span)? {
    for annotation in annotations {
      if case .span(let span) = annotation.anchor.loose, !text.holds(span) { return (annotation.id, span) }
    }
    return nil
  }

  public func write(to fields: inout FieldWriter) {
    fields.openArray(named: name.description)
    for annotation in annotations {
      fields.openObject()
      fields.string("id", annotation.id.description)
      annotation.anchor.write(to: &fields)
      annotation.label.write(to: &fields)
      fields.closeObject()
    }
    fields.closeArray()
  }
}

/// What a stage answers with: one or more layers.
public struct Annotations: Sendable {
  /// A layer for each that the stage provides, empty where there is nothing to say.
  public let layers: [any AnyLayer]

  /// What a stage answers.
  public init(_ layers: any AnyLayer...) { self.layers = layers }
  /// What a stage answers.
  public init(_ layers: [any AnyLayer]) { self.layers = layers }
}

/// `prefix` and a number as one string, without the cost of interpolation: a run makes tens of thousands.
@usableFromInline
func numbered(_ prefix: String, _ number: Int) -> String {
  let digits = number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : number < 10_000 ? 4 : 20
  return String(unsafeUninitializedCapacity: prefix.utf8.count + digits) { buffer in
    var length = 0
    for byte in prefix.utf8 {
      buffer[length] = byte
      length += 1
    }
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      buffer[length] = 0x30 + UInt8(number / divisor % 10)
      length += 1
      divisor /= 10
    }
    return length
  }
}
