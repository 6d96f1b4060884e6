import Standoff

/// The passages and quotations of which attitudes are said, found by their ids.
///
/// Judgments come in the order of what they judge, so the one asked for is mostly the next; only what comes out of
/// order is looked up.
struct SpeakingUnits {
  struct Unit {
    let id: AnnotationID
    let span: Span
    let isQuotation: Bool
  }

  private var units: [Unit] = []
  private var next = 0
  private var places: [AnnotationID: Int]?

  mutating func add(_ id: AnnotationID, _ span: Span, isQuotation: Bool) {
    units.append(Unit(id: id, span: span, isQuotation: isQuotation))
  }

  /// Units are asked for once all have been added.
  mutating func unit(_ id: AnnotationID) -> Unit? {
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
