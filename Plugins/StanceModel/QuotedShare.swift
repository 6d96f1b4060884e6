import Standoff

/// How much of a stretch of text stands in quotations.
struct QuotedShare {
  private var runs: [Span] = []

  /// - Parameter spans: in text order; those inside others are allowed.
  init(_ spans: [Span]) {
    for span in spans {
      if let last = runs.last, span.lowerBound < last.upperBound {
        runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        runs.append(span)
      }
    }
  }

  /// From 0 to 1.
  func of(_ span: Span) -> Double {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    var inside = 0
    while low < runs.count, runs[low].lowerBound < span.upperBound {
      inside += min(runs[low].upperBound, span.upperBound) - max(runs[low].lowerBound, span.lowerBound)
      low += 1
    }
    return Double(inside) / Double(max(1, span.count))
  }
}
