import Standoff

/// The annotations that a stretch of text has gathered.
struct Marks {
  var blocks: [(label: Block, span: Span)] = []
  var quotations: [(label: StatedQuotation, span: Span)] = []
  var divisions: [(label: Division, span: Span)] = []
  var turns: [(label: Turn, span: Span)] = []
  var milestones: [(label: Milestone, offset: Int)] = []

  /// The same marks on a text that starts further on.
  func shifted(by offset: Int) -> Marks {
    func shift(_ span: Span) -> Span { span.lowerBound + offset..<span.upperBound + offset }
    var marks = self
    for index in blocks.indices {
      marks.blocks[index].span = shift(blocks[index].span)
      marks.blocks[index].label.at = blocks[index].label.at.map(shift)
    }
    for index in quotations.indices { marks.quotations[index].span = shift(quotations[index].span) }
    for index in divisions.indices { marks.divisions[index].span = shift(divisions[index].span) }
    for index in turns.indices { marks.turns[index].span = shift(turns[index].span) }
    for index in milestones.indices { marks.milestones[index].offset += offset }
    return marks
  }

  mutating func append(_ other: Marks) {
    blocks += other.blocks
    quotations += other.quotations
    divisions += other.divisions
    turns += other.turns
    milestones += other.milestones
  }

  /// The hull of the blocks from one on, without those of some kinds at either end.
  func hull(ofBlocksFrom first: Int, without kinds: Set<Block.Kind> = []) -> Span? {
    let own = blocks[min(first, blocks.count)...].filter { !kinds.contains($0.label.kind) }
    guard let start = own.first?.span.lowerBound, let end = own.last?.span.upperBound else { return nil }
    return start..<end
  }
}
