public import Standoff

/// The document with a paragraph for every stretch between empty lines.
public func withBlocks(_ document: Document) throws -> Document {
  var layer = Layer<Block>()
  let text = document.text
  var start = 0
  for end in (0...text.count)
  where end == text.count || (text.utf8[end] == 0x0A && end > 0 && text.utf8[end - 1] == 0x0A) {
    let span = text.trimmed(start..<max(start, end))
    if !span.isEmpty { layer.add(Block(.paragraph), at: span) }
    start = end
  }
  return try document.adding(layer)
}
