import Codebook
import Languages
public import PluginAPI
public import Standoff
import TextScanning

/// The plainest way to find speakers, to measure others against: the nearest capitalised name of the paragraph.
public struct NearestSpeakers: Stage {
  public static let name = "speakers.nearest"
  public static let summary = "A baseline: gives each quotation the nearest capitalised name of its paragraph."
  public static let words = Languages.files

  public let requires: Set<LayerName> = [Block.layer, Quotation.layer]
  public let provides: Set<LayerName> = [Speaker.layer]
  private let languages = LanguageWords(SpeakerWords.init)

  public init(_ settings: NoSettings = NoSettings(), _ context: PipelineContext = .bare) {}

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var speakers = Layer<Speaker>()
    let blocks = try Array(document[Block.self])
    let quotations = try document[Quotation.self]
    guard let words = try languages[Languages.tag(of: document)] ?? languages["en"] else {
      return Annotations(speakers)
    }
    let sightings = NameFinder.sightings(words, in: blocks.map(\.span), of: document.text)
    let sieve = NameSieve(sightings, words, in: document.text)
    let found = sightings.all.compactMap(sieve.sifted)
    for quotation in quotations where quotation.label.kind == .speech {
      guard let block = blocks.last(where: { $0.span.lowerBound <= quotation.span.lowerBound }) else { continue }
      let names = found.filter { block.span.encloses($0.span) && !quotation.span.encloses($0.span) }
      let nearest = names.min { distance($0.span, quotation.span) < distance($1.span, quotation.span) }
      guard let nearest else { continue }
      let name = document.text.folded(nearest.span)
      speakers.add(Speaker(name: name, mention: nearest.span, rule: "nearest", score: 0.5), on: quotation.id)
    }
    return Annotations(speakers)
  }

  private func distance(_ name: Span, _ quotation: Span) -> Int {
    name.upperBound <= quotation.lowerBound
      ? quotation.lowerBound - name.upperBound : max(0, name.lowerBound - quotation.upperBound)
  }
}
