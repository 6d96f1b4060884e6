/// A stretch of text that stands by itself on the page: a paragraph, a heading, a note.
///
/// Blocks do not overlap. They stand in reading order; a note stands behind the block that refers to it.
public struct Block: Label {
  /// What a block is to a reader of the page.
  public enum Kind: String, Sendable, CaseIterable {
    case paragraph, heading, item, verse
    /// A paragraph of a block quotation.
    case quotation
    case note
    /// A stage direction, or what the stenographer saw and heard.
    case stage
    /// The name above a speech.
    case speaker
    /// A line of a table of contents.
    case contents
    /// A table, a figure's caption and the like.
    case other
  }

  public static let layer: LayerName = "block"
  public static let idPrefix = "b"

  /// What it is to a reader of the page.
  public var kind: Kind
  /// The number of the page on which the block starts, as printed.
  public var page: String?
  /// The `xml:id` of its element.
  public var xml: String?
  /// The depth of a heading, from 1; of a note, its number or mark.
  public var n: String?
  /// Where the text refers to this note.
  public var at: Span?

  public init(_ kind: Kind, page: String? = nil, xml: String? = nil, n: String? = nil, at: Span? = nil) {
    self.kind = kind
    self.page = page
    self.xml = xml
    self.n = n
    self.at = at
  }

  public init(from fields: FieldReader) throws {
    guard let kind = Kind(rawValue: try fields.string("kind")) else {
      throw FieldError.wrong("kind", "one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.kind = kind
    page = try fields.optionalString("page")
    xml = try fields.optionalString("xml")
    n = try fields.optionalString("n")
    at = try fields.optionalSpan("at")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("kind", kind.rawValue)
    fields.string("page", ifAny: page)
    fields.string("xml", ifAny: xml)
    fields.string("n", ifAny: n)
    if let at { fields.span("at", at) }
  }
}

extension Document {
  /// A paragraph for each stretch between blank lines: what a text without any markup has for blocks.
  public var paragraphBlocks: Layer<Block> {
    var layer = Layer<Block>()
    var start: Int?
    var end = 0
    var line = 0
    let bytes = text.utf8
    while line < bytes.count {
      let next = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      let words = text.trimmed(line..<next)
      if !words.isEmpty {
        start = start ?? words.lowerBound
        end = words.upperBound
      } else if let first = start {
        layer.add(Block(.paragraph), at: first..<end)
        start = nil
      }
      line = next + 1
    }
    if let start { layer.add(Block(.paragraph), at: start..<end) }
    return layer
  }
}
