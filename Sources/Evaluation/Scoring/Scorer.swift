public import Codebook

/// Sets found labels beside gold ones, document by document.
///
/// Quotations are matched one-to-one by their source ranges, equal ranges first, then by overlap. Equal means equal up to
/// white space and emphasis marks (`_`, `*`) at the edges, and nothing else. A gold passage takes the found passage that
/// overlaps it most. A gold item that nothing matches, or whose match nobody judged, has been given the stance `none`, or what the codebook has as its rest.
/// Passages with the gold stance `mixed` are left out of stance, attitude and strain, and counted; their side counts.
public struct Scorer: Sendable {
  let names: SpeakerNames
  let codebook: Codebook
  var sheet = CountSheet()
  var errors: [ScoringError] = []
  var remarks: [Remark: Int] = [:]
  var documentsNotFound: [String] = []
  var coded = Coded()

  /// What the gold has labels of.
  struct Coded: Sendable {
    var documents = 0
    /// Documents, and items in them.
    var quotations = (documents: 0, items: 0)
    var passages = (documents: 0, items: 0)
    var kinds = 0
    var speakers = 0
  }

  /// What the figures leave out, or count in a way one should know of.
  enum Remark: CaseIterable {
    case mixed, passagesUnmatched, quotationsUnmatched, unjudged, abstained, namedWithoutGold
  }

  /// - Parameters:
  ///   - aliases: lists of names of one speaker each.
  ///   - codebook: declares the labels, and which of them says nothing.
  public init(aliases: [[String]] = [], codebook: Codebook = .twoSouls) {
    names = SpeakerNames(aliases: aliases)
    self.codebook = codebook
  }

  /// - Parameters:
  ///   - gold: what people say of a document.
  ///   - found: nothing where the pipeline gave no result for the document; then all of it is missed.
  public mutating func add(gold: Coding, found: Coding?) {
    if found == nil { documentsNotFound.append(gold.document) }
    let found = found ?? Coding(document: gold.document)
    let bytes = gold.bytes ?? found.bytes
    count(gold)
    var items: [[Addition]] = []
    addQuotations(Sides(gold, found, \.quotations, bytes), gold.hasAllQuotations, &items)
    addPassages(Sides(gold, found, \.passages, bytes), &items)
    sheet.addDocument(gold.document, items)
  }

  private mutating func count(_ gold: Coding) {
    coded.documents += 1
    if gold.hasAllQuotations || !gold.quotations.isEmpty { coded.quotations.documents += 1 }
    if !gold.passages.isEmpty { coded.passages.documents += 1 }
    coded.quotations.items += gold.quotations.count
    coded.passages.items += gold.passages.count
    coded.kinds += gold.quotations.count { $0.kind != nil }
    coded.speakers += gold.quotations.count { $0.speaker != nil }
  }

  // MARK: Quotations

  private mutating func addQuotations(_ sides: Sides, _ hasAll: Bool, _ items: inout [[Addition]]) {
    let pairs = sides.isByID ? sides.idPairs : SpanMatching.oneToOne(sides.goldRanges, sides.foundRanges)
    let byGold = Dictionary(pairs.map { ($0.gold, $0) }, uniquingKeysWith: { first, _ in first })
    let entities = entityAdditions(sides, byGold)
    for (index, gold) in sides.gold.enumerated() {
      let pair = byGold[index]
      let found = pair.map { sides.found[$0.found] }
      var counts: [Count] = []
      var additions = entities[index] ?? []
      if hasAll { counts += spanCounts(gold, found, isExact: pair?.isExact ?? false, sides) }
      counts += kindCounts(gold, found, sides, &additions)
      counts += speakerCounts(gold, found, sides, &additions)
      if found == nil { remarks[.quotationsUnmatched, default: 0] += 1 }
      let groups = gold.kind == .speech ? ["quotations", "speech"] : ["quotations"]
      counts += stanceCounts(gold, found, groups, sides)
      additions += scoreAdditions(gold, found, groups)
      items.append(counts.map { Addition($0) } + additions)
    }
    guard hasAll else { return }
    let hasKinds = sides.gold.isEmpty || sides.gold.contains { $0.kind != nil }
    let taken = Set(pairs.map(\.found))
    for (index, found) in sides.found.enumerated() where !taken.contains(index) {
      var counts: [Count] = [
        .spurious("spans.exact"), .spurious("spans.overlap"), .spurious("spans.\(MarkSystem(found.marks).rawValue)"),
      ]
      if hasKinds, let kind = found.kind { counts.append(.spurious("kind.\(kind.rawValue)")) }
      items.append(counts.map { Addition($0) })
      record(.spurious, sides, nil, found, gold: "-", found: found.kind?.rawValue ?? "quotation")
    }
  }

  private mutating func spanCounts(
    _ gold: Coding.Item, _ found: Coding.Item?, isExact: Bool, _ sides: Sides
  ) -> [Count] {
    // Gold that names no marks stands between those that were found.
    let marks = "spans.\(MarkSystem(gold.marks ?? found?.marks).rawValue)"
    var counts: [Count] = [found == nil ? .missed("spans.overlap") : .right("spans.overlap")]
    if isExact {
      counts += [.right("spans.exact"), .right(marks)]
    } else {
      counts += [.missed("spans.exact"), .missed(marks)]
      if let found {
        counts += [.spurious("spans.exact"), .spurious("spans.\(MarkSystem(found.marks).rawValue)")]
        record(.span, sides, gold, found, gold: gold.words, found: found.words)
      } else {
        record(.missed, sides, gold, nil, gold: gold.kind?.rawValue ?? "quotation", found: "-")
      }
    }
    if let kind = gold.kind?.rawValue {
      let isRight = isExact && found?.kind == gold.kind
      counts.append(isRight ? .right("kind.\(kind)") : .missed("kind.\(kind)"))
      if !isRight, let wrong = found?.kind?.rawValue { counts.append(.spurious("kind.\(wrong)")) }
    }
    return counts
  }

  private mutating func kindCounts(
    _ gold: Coding.Item, _ found: Coding.Item?, _ sides: Sides, _ additions: inout [Addition]
  ) -> [Count] {
    guard let kind = gold.kind else { return [] }
    let foundKind = found?.kind?.rawValue ?? "missed"
    if let found {
      if found.kind != kind { record(.kind, sides, gold, found, gold: kind.rawValue, found: foundKind) }
      additions += Reliability.kind.additions(found.rule?.score, isRight: found.kind == kind)
    }
    return [.pair("kind", gold: kind.rawValue, found: foundKind)]
  }

  // MARK: Passages

  private mutating func addPassages(_ sides: Sides, _ items: inout [[Addition]]) {
    let matches =
      sides.isByID
      ? sides.idMatches : SpanMatching.best(sides.goldRanges, sides.foundRanges)
    for (gold, match) in zip(sides.gold, matches) {
      if match == nil { remarks[.passagesUnmatched, default: 0] += 1 }
      let found = match.map { sides.found[$0] }
      let counts = stanceCounts(gold, found, ["passages"], sides).map { Addition($0) }
      items.append(counts + scoreAdditions(gold, found, ["passages"]))
    }
  }

  // MARK: Stance, attitude, strain, side

  private mutating func stanceCounts(
    _ gold: Coding.Item, _ found: Coding.Item?, _ groups: [String], _ sides: Sides
  ) -> [Count] {
    guard let stance = gold.stance else { return attitudeCounts(gold, found, groups, sides) }
    guard !codebook.contrasts.contains(stance) else {
      remarks[.mixed, default: 0] += 1
      return sideCounts(gold, found, groups)
    }
    if let found, found.stance == nil { remarks[.unjudged, default: 0] += 1 }
    let foundStance = found?.stance ?? codebook.rest
    if foundStance != stance {
      record(.stance, sides, gold, found, gold: stance.rawValue, found: foundStance.rawValue)
    }
    var counts = groups.map { Count.pair("stance.\($0)", gold: stance.rawValue, found: foundStance.rawValue) }
    counts += sideCounts(gold, found, groups)
    counts += attitudeCounts(gold, found, groups, sides)
    counts += strainCounts(gold, found, foundStance, groups, sides)
    return counts
  }

  /// What the scores of stance and attitude add to the figures that hold them against truth.
  private func scoreAdditions(_ gold: Coding.Item, _ found: Coding.Item?, _ groups: [String]) -> [Addition] {
    guard let stance = gold.stance, !codebook.contrasts.contains(stance) else { return [] }
    guard let found else {
      return groups.flatMap { CoverageCurve(group: $0, rest: codebook.rest).additions(gold: stance, nil) }
    }
    let isRight = found.stance == stance
    return groups.flatMap { group -> [Addition] in
      var additions = Reliability.stance(group).additions(found.stanceScore, isRight: isRight)
      if isRight, stance != codebook.rest, let attitude = gold.attitude, found.attitude != nil {
        additions += Reliability.attitude(group).additions(
          found.attitudeRule?.score, isRight: found.attitude == attitude)
      }
      return additions
        + CoverageCurve(group: group, rest: codebook.rest).additions(gold: stance, found.strongest(codebook))
    }
  }

  /// What is `none` takes no side, so a side that is found there is wrong.
  private func sideCounts(_ gold: Coding.Item, _ found: Coding.Item?, _ groups: [String]) -> [Count] {
    guard codebook.sides != nil, let side = gold.side(codebook) ?? (gold.stance == codebook.rest ? .neither : nil)
    else {
      return []
    }
    let answer = found?.side(codebook) ?? .neither
    return groups.map { .pair("side.\($0)", gold: side.rawValue, found: answer.rawValue) }
  }

  private mutating func attitudeCounts(
    _ gold: Coding.Item, _ found: Coding.Item?, _ groups: [String], _ sides: Sides
  ) -> [Count] {
    guard let attitude = gold.attitude, gold.stance != codebook.rest else { return [] }
    let answer = found?.attitude?.rawValue ?? "-"
    let isGiven = gold.stance != nil && gold.stance == found?.stance
    if answer != attitude.rawValue, isGiven || gold.stance == nil {
      record(.attitude, sides, gold, found, gold: attitude.rawValue, found: answer)
    }
    return groups.flatMap { group -> [Count] in
      let all = Count.pair("attitude.\(group)", gold: attitude.rawValue, found: answer)
      return isGiven ? [all, .pair("attitude-given.\(group)", gold: attitude.rawValue, found: answer)] : [all]
    }
  }

  private mutating func strainCounts(
    _ gold: Coding.Item, _ found: Coding.Item?, _ stance: Stance, _ groups: [String], _ sides: Sides
  ) -> [Count] {
    guard let strained = gold.stance, !codebook.strains(of: strained).isEmpty, gold.strain != nil || !sides.isByID
    else {
      return []
    }
    let strain = gold.strain?.rawValue ?? "-"
    let answer = stance == strained ? found?.strain?.rawValue ?? "-" : "not \(strained)"
    if stance == strained, answer != strain {
      record(.strain, sides, gold, found, gold: strain, found: answer)
    }
    return groups.map { .pair("strain.\($0)", gold: strain, found: answer) }
  }
}
