import Standoff

/// Answers which of many spans touch a block; asked block by block in text order, it costs little for each.
struct Overlaps {
  private let spans: [Span]
  private let order: [Int]
  private var next = 0
  private var live: [Int] = []

  init(_ spans: [Span]) {
    self.spans = spans
    order = spans.indices.sorted { (spans[$0].lowerBound, $0) < (spans[$1].lowerBound, $1) }
  }

  mutating func indices(touching block: Span) -> [Int] {
    live.removeAll { spans[$0].upperBound <= block.lowerBound }
    while next < order.count, spans[order[next]].lowerBound < block.upperBound {
      if spans[order[next]].upperBound > block.lowerBound { live.append(order[next]) }
      next += 1
    }
    return live
  }
}
