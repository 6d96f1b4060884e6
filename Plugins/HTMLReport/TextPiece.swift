import Standoff

/// A block, or text that no block covers.
struct TextPiece {
  let span: Span
  let kind: Block.Kind
  /// Of a heading, from 1.
  var depth: Int?
  /// The page that starts with it.
  var page: String?
  /// Who takes the floor with it, where the text itself does not say so.
  var turn: String?

  /// The elements that hold its words, from the outside.
  var elements: [String] {
    switch kind {
    case .heading: ["h\(min(6, max(3, 2 + (depth ?? 1))))"]
    case .quotation: ["blockquote", "p"]
    case .note: ["aside", "p"]
    default: ["p"]
    }
  }

  /// All text of a document, each stretch once, in text order.
  static func pieces(of document: Document) throws -> [TextPiece] {
    let text = document.text
    var turns = try document[Turn.self].sorted { $0.span.lowerBound < $1.span.lowerBound }[...]
    var pieces: [TextPiece] = []
    var position = 0
    var page: String?
    for block in try document[Block.self].sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
      guard block.span.upperBound > position else { continue }
      let start = max(position, block.span.lowerBound)
      pieces += uncovered(position..<start, in: text)
      var piece = TextPiece(span: start..<block.span.upperBound, kind: block.label.kind)
      piece.depth = block.label.n.flatMap { Int($0) }
      if let new = block.label.page, new != page {
        piece.page = new
        page = new
      }
      while let turn = turns.first, turn.span.lowerBound < piece.span.upperBound {
        piece.turn = block.label.kind == .speaker ? nil : turn.label.name ?? turn.label.who
        turns.removeFirst()
      }
      pieces.append(piece)
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
