import Standoff

// Where blocks start and end, and where their notes go.
extension TextStream {
  /// Goes on with the open segment where it belongs to this frame, else starts one; words must follow.
  mutating func enter(_ frame: BlockFrame, _ page: String?) {
    if owner == frame.owner { return }
    if segment != nil { closeSegment() }
    if !text.isEmpty { text += [0x0A, 0x0A] }
    segment = (text.count, Block(frame.kind, page: page, xml: frame.xml, n: frame.n))
    owner = frame.owner
    (hasSpace, isGlued, spaceHasLineEnd, wantsLine) = (false, false, false, false)
  }

  /// Ends the open block; the notes that it refers to follow.
  mutating func closeSegment() {
    restoreHyphen()
    (isInterrupted, wantsNoSpaceBeforeMark) = (false, false)
    var place: Span?
    if let (start, block) = segment {
      place = start..<text.count
      marks.blocks.append((block, start..<text.count))
      (segment, owner) = (nil, -1)
    }
    (hasSpace, isGlued, wantsLine) = (false, false, false)
    guard !waiting.isEmpty else { return }
    let notes = waiting
    waiting = []
    for note in notes { append(note, referredToIn: place) }
  }

  /// Keeps a note until its block ends.
  mutating func wait(_ note: TextStream) { waiting.append(note) }

  /// Adds a note behind what is there.
  ///
  /// - Parameter block: the span of the block with the reference, if there is one.
  mutating func append(_ note: TextStream, referredToIn block: Span? = nil) {
    guard !note.text.isEmpty else { return }
    if !text.isEmpty { text += [0x0A, 0x0A] }
    let offset = text.count
    take(note, at: offset)
    var moved = note.marks.shifted(by: offset)
    if let block {
      let place = min(max(note.anchor, block.lowerBound), block.upperBound)
      for index in moved.blocks.indices where moved.blocks[index].label.at == nil {
        moved.blocks[index].label.at = place..<place
      }
    }
    marks.append(moved)
  }

  /// Adds the words of a stream to the line.
  mutating func addInline(_ other: TextStream) {
    other.text.withUnsafeBufferPointer { join(to: $0) }
    take(other, at: text.count)
  }

  private mutating func take(_ other: TextStream, at offset: Int) {
    text += other.text
    for run in other.runs {
      let place = run.text.lowerBound + offset..<run.text.upperBound + offset
      runs.append(OffsetMap.Run(text: place, source: run.source, run.manner))
    }
  }

  // MARK: Going back

  /// The text as it is now, to go back to.
  mutating func snapshot() -> Snapshot {
    restoreHyphen()
    return Snapshot(
      count: text.count, segmentStart: segment?.start, blocks: marks.blocks.count, quotations: marks.quotations.count,
      milestones: marks.milestones.count, waiting: waiting.count, hasSpace: hasSpace)
  }

  struct Snapshot {
    let count: Int
    let segmentStart: Int?
    let blocks, quotations, milestones, waiting: Int
    let hasSpace: Bool
  }

  /// Drops what was added since, where it was added to the same block.
  mutating func goBack(to past: Snapshot) {
    guard past.blocks == marks.blocks.count else { return }
    restoreHyphen()
    cut(to: past.count)
    if past.segmentStart == nil { (segment, owner) = (nil, -1) }
    marks.quotations.removeLast(max(0, marks.quotations.count - past.quotations))
    marks.milestones.removeLast(max(0, marks.milestones.count - past.milestones))
    waiting.removeLast(max(0, waiting.count - past.waiting))
    (hasSpace, isGlued) = (past.hasSpace, false)
  }
}
