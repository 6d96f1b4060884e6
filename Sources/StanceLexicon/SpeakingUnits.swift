import Codebook
public import Standoff

/// The passages and quotations of which attitudes are said, found by their ids.
///
/// Judgments come in the order of what they judge, so the one asked for is mostly the next; only what comes out of
/// order is looked up.
public struct SpeakingUnits {
  public struct Unit {
    public let id: AnnotationID
    public let span: Span
    public let isQuotation: Bool
  }

  private var units: [Unit] = []
  private var next = 0
  private var places: [AnnotationID: Int]?

  public init(of document: Document, _ kinds: [JudgedUnit]) throws {
    if kinds.contains(.passage) {
      for passage in try document[Passage.self] { add(passage.id, passage.span, isQuotation: false) }
    }
    if kinds.contains(.quotation) {
      for quotation in try document[Quotation.self] { add(quotation.id, quotation.span, isQuotation: true) }
    }
  }

  private mutating func add(_ id: AnnotationID, _ span: Span, isQuotation: Bool) {
    units.append(Unit(id: id, span: span, isQuotation: isQuotation))
  }

  public mutating func unit(_ id: AnnotationID) -> Unit? {
    guard let place = place(of: id) else { return nil }
    next = place + 1
    return units[place]
  }

  private mutating func place(of id: AnnotationID) -> Int? {
    if next < units.count, units[next].id == id { return next }
    let places = self.places ?? Dictionary(zip(units.map(\.id), units.indices), uniquingKeysWith: { $1 })
    self.places = places
    return places[id]
  }
}
