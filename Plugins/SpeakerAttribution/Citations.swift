import Codebook
import Standoff
import TextScanning

/// Notes that hang behind a quotation and name whose words they are: `“…”¹` with `¹ Carr, The Mill, p. 3.`
struct Citations {
  /// In the order of the places they hang at.
  private let notes: [(at: Int, block: Int)]

  init(_ blocks: [Annotation<Block>]) {
    notes = blocks.indices.compactMap { index in
      guard blocks[index].label.kind == .note, let at = blocks[index].label.at else { return nil }
      return (at.lowerBound, index)
    }.sorted { ($0.at, $0.block) < ($1.at, $1.block) }
  }

  /// The note right behind a byte, with nothing but marks between.
  func note(behind end: Int) -> Int? {
    let first = notes.firstIndexSorted { $0.at >= end }
    guard first < notes.count, notes[first].at - end <= 8 else { return nil }
    return notes[first].block
  }
}

extension Attribution {
  /// The one whom the note behind a quotation names first, or the note before it where it says `Ibid.`
  mutating func cited(_ index: Int) -> Finding? {
    guard let block = citations.note(behind: quotations[index].span.upperBound) else { return nil }
    let line = blockLine(block)
    guard let first = (0..<min(3, line.count)).first(where: { line.shape($0) != .number }) else { return nil }
    if words.isSameSource(line.hash(first)) { return lastCited?.inherited(.citation) }
    let before = discourse
    if line.reading == nil { _ = read(line) }
    discourse = before
    guard let nominal = line.nominal(at: first), nominal.isName, !nominal.isPossessive,
      let finding = resolve(Cue(nominal: nominal, rule: .citation), in: line, index)
    else { return nil }
    lastCited = finding
    return finding
  }
}
