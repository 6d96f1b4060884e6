import Standoff

/// The layers that follow from the blocks: divisions, and quotations set off by their margin.
enum Structure {
  /// A division for each heading that opens one, up to the next of its depth or above.
  static func divisions(_ drafts: [Draft], _ blocks: Composition, _ text: Text) -> Layer<Division> {
    let openings = Set(drafts.compactMap { $0.markdownDepth == nil ? $0.opening : nil }).subtracting([.outermost])
    let depths = Set(drafts.compactMap(\.markdownDepth))
    let order = openings.sorted()
    let marks = depths.sorted()
    var open: [(index: Int, level: Int)] = []
    var found: [(division: Division, span: Span)] = []
    func close(from level: Int, at place: Int) {
      while let last = open.last, last.level >= level {
        found[last.index].span = found[last.index].span.lowerBound..<place
        open.removeLast()
      }
    }
    var previous: Int?
    for (index, draft) in drafts.enumerated() where draft.kind == .heading {
      guard let opening = draft.opening else { continue }
      let level: Int
      if let depth = draft.markdownDepth {
        level = (marks.firstIndex(of: depth) ?? 0) + 1
      } else {
        level = opening == .outermost ? 1 : (order.firstIndex(of: opening) ?? 0) + 1
      }
      let span = blocks.blocks[index].span
      // “CHAPTER I” and its title are two blocks and one division.
      if let before = previous, before == index - 1, draft.markdownDepth == nil, let last = open.last,
        opening == .other || (opening == .outermost && drafts[before].opening != .outermost && !draft.opensList)
      {
        let head = found[last.index].division.head.map { "\($0) \(text[span])" }
        found[last.index].division.head = head ?? text[span]
        previous = index
        continue
      }
      let end = index > 0 ? blocks.blocks[index - 1].span.upperBound : span.lowerBound
      close(from: level, at: end)
      open.append((found.count, level))
      found.append((Division(type: level == 1 ? "chapter" : "section", head: text[span], level: level), span))
      previous = index
    }
    close(from: 0, at: text.count)
    var layer = Layer<Division>()
    for (division, span) in found { layer.add(division, at: span) }
    return layer
  }

  /// One quotation for each run of blocks set off by their margin.
  static func statedQuotations(_ drafts: [Draft], _ blocks: Composition) -> Layer<StatedQuotation> {
    var layer = Layer<StatedQuotation>()
    var run: Span?
    func close() {
      if let run { layer.add(StatedQuotation(element: "indented", isBlock: true), at: run) }
      run = nil
    }
    for (index, draft) in drafts.enumerated() {
      if draft.isSetOff {
        let span = blocks.blocks[index].span
        run = (run?.lowerBound ?? span.lowerBound)..<span.upperBound
      } else if draft.kind != .note {
        close()
      }
    }
    close()
    return layer
  }
}
