import Standoff

/// Finds the spans that share bytes with another, without a look at all of them.
struct SpanIndex {
  private static let width = 1024

  /// For each stretch of the text, the numbers of the spans that reach into it.
  private var stretches: [[Int32]]

  init(_ text: Text) { stretches = Array(repeating: [], count: text.count / Self.width + 1) }

  mutating func add(_ span: Span, _ number: Int) {
    for stretch in stretches(of: span) { stretches[stretch].append(Int32(truncatingIfNeeded: number)) }
  }

  /// The numbers of the spans that may share bytes with this one, in ascending order.
  func numbers(near span: Span) -> [Int] {
    var numbers: [Int] = []
    for stretch in stretches(of: span) { numbers += stretches[stretch].lazy.map(Int.init) }
    numbers.sort()
    var last = -1
    numbers.removeAll { number in
      defer { last = number }
      return number == last
    }
    return numbers
  }

  private func stretches(of span: Span) -> ClosedRange<Int> {
    span.lowerBound / Self.width...max(span.lowerBound, span.upperBound - 1) / Self.width
  }
}
