public import Codebook
public import PluginAPI
public import Standoff

/// What a stage judges.
public enum JudgedUnit: String, SettingChoice {
  case passage, quotation

  public var layer: LayerName { self == .passage ? Passage.layer : Quotation.layer }
}

/// The passages and quotations of a document as spans, cut into regions that do not overlap.
///
/// Words are scanned once a region, however many quotations lie in it.
public struct Units {
  public let passages: [Annotation<Passage>]
  public let quotations: [Annotation<Quotation>]

  public init(of document: Document, _ units: [JudgedUnit]) throws {
    passages = try document[Passage.self].annotations
    quotations = units.contains(.quotation) ? try document[Quotation.self].annotations : []
  }

  public var regions: [Span] {
    var regions: [Span] = []
    for span in (passages.map(\.span) + quotations.map(\.span)).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = regions.last, span.lowerBound < last.upperBound {
        regions[regions.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        regions.append(span)
      }
    }
    return regions
  }
}
