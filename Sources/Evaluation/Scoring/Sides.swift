import Standoff

/// The passages or the quotations of a document, as gold and as found, with the ranges by which they are matched.
struct Sides {
  let document: String
  let isPassages: Bool
  let gold: [Coding.Item]
  let found: [Coding.Item]
  let goldRanges: [Range<Int>]
  let foundRanges: [Range<Int>]
  /// Corrections stand on the found items themselves, so the ids say what belongs together.
  let isByID: Bool
  /// What the items of each side stand in.
  let goldText, foundText: Text?
  let original: Coding.Original?

  init(_ gold: Coding, _ found: Coding, _ items: KeyPath<Coding, [Coding.Item]>, _ bytes: [UInt8]?) {
    document = gold.document
    isPassages = items == \Coding.passages
    self.gold = gold[keyPath: items]
    self.found = found[keyPath: items]
    isByID = gold.isByID
    (goldText, foundText) = (gold.text, found.text)
    original = gold.original ?? found.original
    func ranges(_ items: [Coding.Item]) -> [Range<Int>] {
      items.map { item in bytes.map { Emphasis.trimmed(item.source, in: $0) } ?? item.source }
    }
    goldRanges = ranges(self.gold)
    foundRanges = ranges(self.found)
  }

  var idMatches: [Int?] {
    let places = Dictionary(
      found.enumerated().compactMap { index, item in item.id.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    return gold.map { $0.id.flatMap { places[$0] } }
  }

  var idPairs: [SpanMatching.Pair] {
    idMatches.enumerated().compactMap { gold, found in
      found.map { SpanMatching.Pair(gold: gold, found: $0, isExact: true) }
    }
  }
}
