import Codebook
import Standoff

/// The parts of a document that vary more freely than the passages inside them.
///
/// Divisions where the document has enough of them: of the outermost level on which passages stand in five or more. Else
/// runs of neighbouring passages, each as long as the cube root of their number (blocks as in Carlstein 1986, of the length
/// that Hall, Horowitz and Jing 1995 found best for variances).
struct TextParts {
  private let starts: [Int]

  /// - Parameter passages: where the passages that are counted start, in order.
  init(_ document: Document, passages: [Int]) {
    // A layer that does not hold divisions leaves the runs.
    let divisions = (try? document[Division.self])?.annotations ?? []
    let levels = Set(divisions.map(\.label.level)).sorted()
    for level in levels {
      let starts = divisions.filter { $0.label.level <= level }.map(\.span.lowerBound).sorted()
      if Self.filled(starts, passages) >= GroupTally.enough {
        self.starts = starts
        return
      }
    }
    let length = Self.runLength(passages.count)
    starts = stride(from: 0, to: passages.count, by: length).map { passages[$0] }
  }

  /// The number of the part at an offset; what stands before the first start is part 0.
  func part(at offset: Int) -> Int { Self.part(at: offset, starts) }

  static func runLength(_ passages: Int) -> Int {
    var length = 1
    while (2 * length + 1) * (2 * length + 1) * (2 * length + 1) < 8 * passages { length += 1 }
    return length
  }

  private static func filled(_ starts: [Int], _ passages: [Int]) -> Int {
    Set(passages.map { part(at: $0, starts) }).count
  }

  private static func part(at offset: Int, _ starts: [Int]) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
