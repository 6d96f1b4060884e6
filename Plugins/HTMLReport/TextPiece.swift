import Standoff

/// A block, or text that no block covers.
struct TextPiece {
  let span: Span
  let kind: Block.Kind
  var page: String?
  /// Of a heading, from 1.
  var depth: Int?

  /// The elements that hold its words, from the outside.
  var elements: [String] {
    switch kind {
    case .heading: ["h\(min(6, max(4, 3 + (depth ?? 1))))"]
    case .quotation: ["blockquote", "p"]
    case .note: ["aside", "p"]
    default: ["p"]
    }
  }

  /// All text of a document, each stretch once, in text order.
  static func pieces(of document: Document) throws -> [TextPiece] {
    let text = document.text
    var pieces: [TextPiece] = []
    var position = 0
    for block in try document[Block.self].sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
      guard block.span.upperBound > position else { continue }
      let start = max(position, block.span.lowerBound)
      pieces += uncovered(position..<start, in: text)
      pieces.append(
        TextPiece(
          span: start..<block.span.upperBound, kind: block.label.kind, page: block.label.page,
          depth: block.label.n.flatMap { Int($0) }))
      position = block.span.upperBound
    }
    return pieces + uncovered(position..<text.count, in: text)
  }

  /// What stands between blocks, cut at empty lines.
  private static func uncovered(_ span: Span, in text: Text) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var start = span.lowerBound
    for end in span where end + 1 < span.upperBound && text.utf8[end] == 0x0A && text.utf8[end + 1] == 0x0A {
      pieces.append(TextPiece(span: start..<end, kind: .other))
      start = end
    }
    pieces.append(TextPiece(span: start..<span.upperBound, kind: .other))
    return pieces.filter { !text.trimmed($0.span).isEmpty }
  }
}
