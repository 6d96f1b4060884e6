public import Codebook

/// The counts of a group of texts, and what in it varies independently, so that each share has its interval.
///
/// One share has one interval, wherever it is printed: documents are drawn anew where five or more hold what is shared out,
/// parts of documents (see `TextParts`) where only these are enough, else it is Wilson's. Five, since an interval from
/// fewer units says little whatever its method.
public struct GroupTally: Sendable, Equatable {
  /// Fewer units are not drawn.
  static let enough = 5

  public private(set) var total = Tally()
  /// Those that have anything to count.
  public private(set) var documents: [Tally] = []
  /// Of all documents; empty once the documents themselves are enough.
  private var parts: [Tally] = []

  public init() {}

  /// One document.
  init(parts: [Tally]) {
    for part in parts { total.add(part) }
    guard total.judged + total.unjudged > 0 else { return }
    documents = [total]
    self.parts = parts
  }

  public mutating func add(_ other: GroupTally) {
    total.add(other.total)
    documents += other.documents
    parts = documents.count < Self.enough ? parts + other.parts : []
  }

  public var judged: Int { total.judged }
  public var unjudged: Int { total.unjudged }
  public var counted: Int { total.judged + total.unjudged }
  public func count(_ stance: Stance) -> Int { total.count(stance) }
  public func count(_ side: Side) -> Int { total.count(side) }

  /// The share of those on a side among those that take one.
  public func share(of side: Side) -> Share { shares([.side(side)])[0] }

  /// The shares with their intervals.
  public func shares(_ proportions: [Proportion], _ bootstrap: Bootstrap = Bootstrap()) -> [Share] {
    let (units, method): ([Tally], Interval.Method) =
      documents.count < Self.enough ? (parts, .parts) : (documents, .documents)
    let intervals = bootstrap.shares(proportions, of: units, method: method)
    return zip(proportions, intervals).map { proportion, interval in
      let (count, n) = total.of(proportion)
      return Share(count, of: n, interval: interval ?? Interval.wilson(count, of: n))
    }
  }
}

/// Puts counts into the parts of a document where they belong.
struct PartCounter {
  private var parts: [Int: Tally] = [:]

  mutating func add(_ judgment: Judgment?, _ attitude: Attitude?, part: Int) {
    parts[part, default: Tally()].add(judgment, attitude)
  }

  var group: GroupTally { GroupTally(parts: parts.sorted { $0.key < $1.key }.map(\.value)) }
}
