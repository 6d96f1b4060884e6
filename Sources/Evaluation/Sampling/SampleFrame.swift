public import Codebook
import Standoff

/// All items that a sample may hold, with what they are divided by; a few numbers for each item, never its words.
public struct SampleFrame: Sendable {
  struct Item: Sendable {
    let document: Int
    let id: AnnotationID
    let stratum: Int
    let score: Double
  }

  private let unit: SampleDesign.Unit
  private let stratification: SampleDesign.Stratification?
  private var items: [Item] = []
  private var strata: [String] = []
  private var numbers: [String: Int] = [:]
  private var documents: [String] = []
  /// Passages that were left out because no stage had judged them.
  public private(set) var unjudged = 0

  public init(_ unit: SampleDesign.Unit, by stratification: SampleDesign.Stratification? = nil) {
    self.unit = unit
    self.stratification = stratification
  }

  public var count: Int { items.count }

  public mutating func add(_ reading: Reading) {
    documents.append(reading.document.id)
    for item in FrameItem.all(of: unit, in: reading) {
      guard let judgment = item.judgment else {
        unjudged += 1
        continue
      }
      let name = stratum(item, judgment, reading.document.id)
      let number = numbers[name, default: strata.count]
      if number == strata.count {
        numbers[name] = number
        strata.append(name)
      }
      items.append(Item(document: documents.count - 1, id: item.id, stratum: number, score: judgment.score))
    }
  }

  private func stratum(_ item: FrameItem, _ judgment: Judgment, _ document: String) -> String {
    switch stratification {
    case nil: "all"
    case .stance: judgment.stance.rawValue
    case .score: Self.band(judgment.score)
    case .document: document
    case .speaker: item.speaker.isEmpty ? "(no speaker)" : item.speaker
    }
  }

  /// Half of the range is one band: a stance with less than 0.5 was chosen against more.
  private static func band(_ score: Double) -> String {
    guard score >= 0.5 else { return "score below 0.5" }
    let low = min(9, Int(score * 10 + 1e-9))
    return "score from 0.\(low)"
  }
}

extension SampleFrame {
  /// Draws without replacement, each item with a known probability. The same frame, design and seed give the same sample.
  public func draw(_ design: SampleDesign) -> Sample {
    var random = SplitMix64(seed: design.seed)
    switch design.size {
    case .documents(let count): return clusters(count, &random)
    case .items(let n): return stratified(min(n, items.count), design.allocation, &random)
    }
  }

  private func stratified(_ n: Int, _ allocation: SampleDesign.Allocation, _ random: inout SplitMix64) -> Sample {
    let (names, members) = merged(n)
    let weights = members.map { weight($0, allocation) }
    let sizes = Allocator.sizes(n, populations: members.map(\.count), weights: weights)
    var drawn: [Sample.Item] = []
    for (stratum, (members, size)) in zip(members, sizes).enumerated() {
      for index in random.drawn(size, of: members) {
        drawn.append(Sample.Item(document: documents[items[index].document], id: items[index].id, stratum: stratum))
      }
    }
    let strata = zip(names, zip(members, sizes)).map { name, pair in
      Sample.Stratum(name: name, population: pair.0.count, drawn: pair.1)
    }
    return Sample(strata: strata, items: random.drawn(drawn.count, of: drawn), population: items.count)
  }

  /// The strata with their items, the largest ones apart: where there are too many to draw two of each, the small ones are one.
  private func merged(_ n: Int) -> (names: [String], members: [[Int]]) {
    var members = [[Int]](repeating: [], count: strata.count)
    for (index, item) in items.enumerated() { members[item.stratum].append(index) }
    let order = strata.indices.sorted { (-members[$0].count, strata[$0]) < (-members[$1].count, strata[$1]) }
    let room = max(1, n / 2)
    guard order.count > room else { return (order.map { strata[$0] }, order.map { members[$0] }) }
    let kept = order.prefix(room - 1)
    let rest = order.dropFirst(room - 1).flatMap { members[$0] }.sorted()
    return (kept.map { strata[$0] } + ["(the rest)"], kept.map { members[$0] } + [rest])
  }

  private func weight(_ members: [Int], _ allocation: SampleDesign.Allocation) -> Double {
    switch allocation {
    case .proportional: return Double(members.count)
    case .equal: return 1
    case .neyman:
      let mean = members.reduce(0) { $0 + items[$1].score } / Double(max(1, members.count))
      // Scores that promise certainty still leave a stratum its part.
      let sure = min(max(mean, 0.05), 0.95)
      return Double(members.count) * (sure * (1 - sure)).squareRoot()
    }
  }

  private func clusters(_ count: Int, _ random: inout SplitMix64) -> Sample {
    let all = Set(items.map(\.document)).sorted()
    let chosen = Set(random.drawn(min(count, all.count), of: all))
    let inside = items.filter { chosen.contains($0.document) }
    let drawn = inside.map { Sample.Item(document: documents[$0.document], id: $0.id, stratum: 0) }
    let stratum = Sample.Stratum(name: "documents", population: all.count, drawn: chosen.count)
    return Sample(
      strata: [stratum], items: random.drawn(drawn.count, of: drawn), population: items.count, hasClusters: true)
  }
}

extension SplitMix64 {
  /// So many of these, each as likely as any other, in an order by chance.
  mutating func drawn<Element>(_ count: Int, of elements: [Element]) -> [Element] {
    var elements = elements
    for place in 0..<min(count, elements.count) {
      elements.swapAt(place, place + index(below: elements.count - place))
    }
    return Array(elements.prefix(count))
  }
}

/// A passage or quotation that counts in shares.
struct FrameItem {
  let id: AnnotationID
  let span: Span
  let block: Annotation<Block>?
  let judgment: Judgment?
  let attitude: Attitude?
  let speaker: String

  static func all(of unit: SampleDesign.Unit, in reading: Reading) -> [FrameItem] {
    switch unit {
    case .passage:
      reading.passages.filter { !$0.passage.isNote && DocumentTally.isCounted($0, in: reading) }
        .map { FrameItem($0, speaker: $0.turn?.name ?? $0.turn?.who ?? "") }
    case .quotation:
      reading.quotations.filter { $0.quotation.kind == .speech }.map { FrameItem($0, speaker: $0.speakerName) }
    }
  }

  private init(_ item: some Reading.Judged, speaker: String) {
    (id, span, block, judgment, attitude) = (item.id, item.span, item.block, item.judgment, item.attitude)
    self.speaker = speaker
  }

  /// Nothing where nobody judged the attitude of words that take a stance.
  func side(_ codebook: Codebook) -> Side? {
    guard codebook.sides != nil else { return nil }
    return attitude?.side ?? (judgment?.stance == codebook.rest ? .neither : nil)
  }
}
