public import Codebook
public import PluginAPI
public import Standoff

/// What a stage judges.
public enum JudgedUnit: String, SettingChoice {
  case passage, quotation

  public var layer: LayerName { self == .passage ? Passage.layer : Quotation.layer }
}

/// The passages and quotations of a document, and the regions in which they lie.
///
/// Words are scanned once a region, however many quotations lie in it.
public struct Units {
  /// Where a unit stands.
  public struct Place {
    public let unit: JudgedUnit
    /// Its number among the passages or the quotations.
    public let index: Int
    public let span: Span
  }

  /// A stretch of text in which units lie that overlap; regions do not.
  public struct Region {
    public fileprivate(set) var span: Span
    /// Into ``places``.
    public fileprivate(set) var places: Range<Int>
  }

  public let passages: [Annotation<Passage>]
  public let quotations: [Annotation<Quotation>]
  /// In text order.
  public let places: [Place]
  public let regions: [Region]

  public init(of document: Document, _ units: [JudgedUnit]) throws {
    passages = try document[Passage.self].annotations
    quotations = units.contains(.quotation) ? try document[Quotation.self].annotations : []
    var places: [Place] = []
    places.reserveCapacity(passages.count + quotations.count)
    for (index, one) in passages.enumerated() {
      places.append(Place(unit: .passage, index: index, span: one.span))
    }
    for (index, one) in quotations.enumerated() {
      places.append(Place(unit: .quotation, index: index, span: one.span))
    }
    places.sort { $0.span.lowerBound < $1.span.lowerBound }
    var regions: [Region] = []
    for (number, place) in places.enumerated() {
      if let last = regions.last, place.span.lowerBound < last.span.upperBound {
        let end = max(last.span.upperBound, place.span.upperBound)
        regions[regions.count - 1] = Region(
          span: last.span.lowerBound..<end, places: last.places.lowerBound..<number + 1)
      } else {
        regions.append(Region(span: place.span, places: number..<number + 1))
      }
    }
    self.places = places
    self.regions = regions
  }
}
