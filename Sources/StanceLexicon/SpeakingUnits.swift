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
    /// Its number among the passages or the quotations.
    public let index: Int
  }

  private var units: [Unit] = []
  private var next = 0
  private var places: [AnnotationID: Int]?

  public init(of document: Document, _ kinds: [JudgedUnit]) throws {
    if kinds.contains(.passage) {
      for (index, one) in try document[Passage.self].enumerated() { add(one.id, one.span, false, index) }
    }
    if kinds.contains(.quotation) {
      for (index, one) in try document[Quotation.self].enumerated() { add(one.id, one.span, true, index) }
    }
  }

  private mutating func add(_ id: AnnotationID, _ span: Span, _ isQuotation: Bool, _ index: Int) {
    units.append(Unit(id: id, span: span, isQuotation: isQuotation, index: index))
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
