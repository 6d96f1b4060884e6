import Codebook
public import PluginAPI
public import Standoff

/// The plainest way to find quotations, to measure others against: whatever stands between two double marks is speech.
///
/// It does what `["“]([^"“”]+)["”]` does in a script: it pairs marks anywhere in the text, over paragraphs too.
public struct RegexQuotations: Stage {
  public static let name = "quotations.regex"
  public static let summary = "A baseline: takes whatever stands between two double quotation marks as speech."

  public let requires: Set<LayerName> = [Block.layer]
  public let provides: Set<LayerName> = [Quotation.layer]

  public init(_ settings: NoSettings = NoSettings(), _ context: PipelineContext = .bare) {}

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var quotations = Layer<Quotation>()
    let bytes = document.text.utf8
    var opening: (start: Int, mark: Glyph)?
    var position = 0
    while position < bytes.count {
      guard let (glyph, length) = mark(bytes, position) else {
        position += 1
        continue
      }
      if let (start, mark) = opening, glyph != .leftDouble {
        if start < position {
          let marks = mark.character + glyph.character
          quotations.add(Quotation(.speech, marks: marks, rule: "between-marks"), at: start..<position)
        }
        opening = nil
      } else if glyph != .rightDouble {
        opening = (position + length, glyph)
      }
      position += length
    }
    return Annotations(quotations)
  }

  private func mark(_ bytes: [UInt8], _ position: Int) -> (Glyph, Int)? {
    if bytes[position] == 0x22 { return (.straightDouble, 1) }
    guard bytes[position] == 0xE2, position + 2 < bytes.count, bytes[position + 1] == 0x80 else { return nil }
    return bytes[position + 2] == 0x9C ? (.leftDouble, 3) : bytes[position + 2] == 0x9D ? (.rightDouble, 3) : nil
  }
}
