import Codebook
import Standoff

/// A document's text with its apparatus: block by block, each with the notes on what starts in it.
struct DocumentText {
  /// Starts every id of this document: `d1`.
  let prefix: String
  let reading: Reading
  private let look: LabelLook
  private let blocks: [TextPiece]
  private let marks: [InlineMark]
  private var text: Text { reading.document.text }

  init(_ reading: Reading, _ look: LabelLook, prefix: String) throws {
    self.reading = reading
    self.look = look
    self.prefix = prefix
    blocks = try TextPiece.pieces(of: reading.document)
    marks = try InlineMark.marks(of: reading, look, prefix: prefix)
  }

  func write(to html: inout HTML) {
    var passages = Overlaps(reading.passages.map(\.span))
    var quotations = Overlaps(reading.quotations.map(\.span))
    var inline = Overlaps(marks.map(\.span))
    var isInList = false
    for (number, block) in blocks.enumerated() {
      let isItem = block.kind == .item
      if isItem != isInList { html.raw(isItem ? "<ul class=\"items\">\n" : "</ul>\n") }
      isInList = isItem
      let words = text.trimmed(block.span)
      let inside = passages.indices(touching: block.span)
      let whole = inside.first { reading.passages[$0].span.encloses(words) && !words.isEmpty }
      let stance = whole.flatMap { reading.passages[$0].judgment?.stance }
      html.open(
        isItem ? "li" : "div",
        [
          "class": "block kind-\(block.kind.rawValue)\(stance.map { " \(look.cssClass($0))" } ?? "")",
          "id": "\(prefix)-b\(number + 1)",
        ])
      let whereWhole = whole.map { reading.passages[$0].span }
      let shown = inline.indices(touching: block.span).map { marks[$0] }
        .filter { $0.rank != .passage || $0.span != whereWhole }
      write(block, words, marks: shown, until: end(of: number), &html)
      writeApparatus(
        passages: inside.filter { starts(reading.passages[$0].span, in: number) },
        quotations: quotations.indices(touching: block.span), of: number, &html)
      html.close(isItem ? "li" : "div")
      html.raw("\n")
    }
    if isInList { html.raw("</ul>\n") }
  }

  private func write(_ block: TextPiece, _ words: Span, marks: [InlineMark], until end: Int, _ html: inout HTML) {
    if let page = block.page { html.element("span", ["class": "page"], "p. \(page)") }
    if let turn = block.turn { html.element("p", ["class": "turn"]) { $0.element("bdi", turn) } }
    let elements = block.elements
    for element in elements { html.open(element, ["dir": element == elements.last ? "auto" : nil]) }
    InlineText.write(text, words, until: end, marks: marks, to: &html)
    for element in elements.reversed() { html.close(element) }
  }

  private func end(of number: Int) -> Int {
    number + 1 < blocks.count ? blocks[number + 1].span.lowerBound : text.count
  }

  /// Whether this block is the first that the span touches.
  private func starts(_ span: Span, in number: Int) -> Bool {
    number == 0 || span.lowerBound >= blocks[number - 1].span.upperBound
  }

  private func writeApparatus(passages: [Int], quotations: [Int], of number: Int, _ html: inout HTML) {
    let judged = passages.filter { reading.passages[$0].judgment != nil }
    guard !judged.isEmpty || !quotations.isEmpty else { return }
    html.open("ul", ["class": "apparatus", "aria-label": "Notes"])
    for index in judged { write(reading.passages[index], index, &html) }
    for index in quotations {
      if starts(reading.quotations[index].span, in: number) {
        write(reading.quotations[index], index, &html)
      } else {
        let note = "\(prefix)-q\(index + 1)"
        html.element("li", ["class": "continued", "data-note": note]) { html in
          html.element("a", ["href": "#\(note)"], "\(index + 1), continued")
        }
      }
    }
    html.close("ul")
  }

  private func write(_ passage: Reading.JudgedPassage, _ index: Int, _ html: inout HTML) {
    let id = "\(prefix)-p\(index + 1)"
    Note(
      item: passage, id: id, reading: reading, look: look, kind: "passage", link: id, opening: { _ in },
      details: { _ in },
      speaker: nil
    ).write(to: &html)
  }

  private func write(_ quotation: Reading.JudgedQuotation, _ index: Int, _ html: inout HTML) {
    let id = "\(prefix)-q\(index + 1)"
    let label = quotation.quotation
    Note(
      item: quotation, id: id, reading: reading, look: look, kind: label.kind.rawValue, link: "\(id)-ref",
      isQuiet: label.kind != .speech && [nil, look.codebook.rest].contains(quotation.judgment?.stance),
      opening: { html in
        html.text("\(index + 1) ")
        if let speaker = quotation.speaker { html.element("bdi", ["class": "who"], speaker.name) }
        if label.kind != .speech { html.text(label.kind.rawValue) }
        if label.kind != .speech || quotation.speaker != nil { html.text(": ") }
      },
      details: { html in
        html.entry(
          "Speaker",
          quotation.speaker.map { "\($0.name) \(Figure.score($0.score)) (\($0.rule))" }
            ?? (label.kind == .speech ? "nobody named" : nil))
        html.entry(
          "Quotation", "\(label.kind.rawValue) \(Figure.score(label.score)) (\(label.rule)), marks \(label.marks)")
      },
      speaker: label.kind == .speech ? quotation.speaker?.name ?? "" : nil
    ).write(to: &html)
  }
}
