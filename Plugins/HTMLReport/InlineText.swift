import Standoff

/// A stretch of text that is shown as something, and how: it becomes one `span`, or several where others cross it.
struct InlineMark {
  /// What is wrapped around what, from the outside.
  enum Rank: Int {
    case passage, quotation, mention, evidence, own
  }

  let rank: Rank
  let span: Span
  let cssClass: String
  /// The id of the note that speaks of it.
  let note: String?
  /// What stands behind its last word: the sign that leads to the note.
  let reference: [UInt8]
  /// What is said when somebody points at it.
  let title: String?

  init(
    _ rank: Rank, _ span: Span, cssClass: String, note: String? = nil, reference: [UInt8] = [], title: String? = nil
  ) {
    self.rank = rank
    self.span = span
    self.cssClass = cssClass
    self.note = note
    self.reference = reference
    self.title = title
  }

  /// By start, the longer before the shorter.
  static func inTextOrder(_ one: InlineMark, _ other: InlineMark) -> Bool {
    (one.span.lowerBound, -one.span.upperBound) < (other.span.lowerBound, -other.span.upperBound)
  }
}

/// Writes a block's text with marks that may nest, touch and cross in any way.
///
/// A sweep over the places where something starts or ends. Between two of them the open elements are those of the marks
/// that cover the text there, always in the same order: by rank, then by start, the longer outside. So elements never
/// cross, and a quotation is cut in two only by another quotation that crosses it.
struct InlineText {
  private let text: Text
  private let marks: [InlineMark]
  /// Indices of the marks whose elements are open, from the outside.
  private var open: [Int] = []

  /// How many elements may be open at once. Where more marks cover the text, the last ones have their reference alone;
  /// else marks that all cross each other would fill a page with tags.
  private static let deepest = 16

  /// - Parameters:
  ///   - marks: in text order; those that leave the block are cut to it.
  ///   - end: where the next block starts; marks that end before it end in this one.
  static func write(_ text: Text, _ block: Span, until end: Int, marks: [InlineMark], to html: inout HTML) {
    var sweep = InlineText(text: text, marks: marks)
    sweep.write(block, until: end, &html)
  }

  private init(text: Text, marks: [InlineMark]) {
    self.text = text
    self.marks = marks
  }

  private mutating func write(_ block: Span, until end: Int, _ html: inout HTML) {
    var position = block.lowerBound
    var pending = 0
    /// In the order in which elements are to nest.
    var active: [Int] = []
    while position <= block.upperBound {
      let atEnd = position == block.upperBound
      let border = atEnd ? end : position
      var ended = active.filter { marks[$0].span.upperBound <= border }
      active.removeAll { marks[$0].span.upperBound <= border }
      while pending < marks.count, marks[pending].span.lowerBound <= border {
        let isDeepest = active.count == Self.deepest
        if marks[pending].span.upperBound <= (isDeepest ? end : border) {
          ended.append(pending)
        } else if !isDeepest {
          insert(pending, in: &active)
        }
        pending += 1
      }
      change(to: atEnd ? [] : active, behind: ended.reversed(), &html)
      guard !atEnd else { return }
      let starts = pending < marks.count ? marks[pending].span.lowerBound : block.upperBound
      let ends = active.reduce(block.upperBound) { min($0, marks[$1].span.upperBound) }
      let next = min(starts, ends, block.upperBound)
      html.text(text, position..<next)
      position = next
    }
  }

  private func insert(_ mark: Int, in active: inout [Int]) {
    let place = active.firstIndex { other in marks[other].rank.rawValue > marks[mark].rank.rawValue }
    active.insert(mark, at: place ?? active.count)
  }

  /// Closes and opens elements; the references of marks that ended stand between.
  private mutating func change(to wanted: [Int], behind ended: [Int], _ html: inout HTML) {
    let kept = zip(open, wanted).prefix { $0 == $1 }.count
    for _ in kept..<open.count { html.close("span") }
    for mark in ended { html.raw(marks[mark].reference) }
    for mark in wanted[kept...] {
      html.open("span", ["class": marks[mark].cssClass, "data-note": marks[mark].note, "title": marks[mark].title])
    }
    open = wanted
  }
}
