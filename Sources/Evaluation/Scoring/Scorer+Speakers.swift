import Codebook

extension Scorer {
  mutating func speakerCounts(
    _ gold: Coding.Item, _ found: Coding.Item?, _ sides: Sides, _ additions: inout [Addition]
  ) -> [Count] {
    guard Self.hasSpeaker(gold), let name = gold.speaker else {
      addExtraSpeaker(gold, found, sides)
      return []
    }
    guard let found, let foundName = found.speaker else {
      if found != nil { remarks[.abstained, default: 0] += 1 }
      record(.speaker, sides, gold, found, gold: name, found: "-")
      return [.pair("speaker", gold: "named", found: found == nil ? "quotation missed" : "abstained")]
    }
    let isRight = names.match(name, foundName)
    let answer = isRight ? "right" : "wrong"
    if !isRight { record(.speaker, sides, gold, found, gold: name, found: foundName) }
    additions += Reliability.speaker.additions(found.speakerRule?.score, isRight: isRight)
    let rule = found.speakerRule.map { [Count.pair("speaker-rule", gold: $0.rule, found: answer)] } ?? []
    return [.pair("speaker", gold: "named", found: answer)] + rule
  }

  /// A speaker where the gold has speech of nobody; where it names no speaker at all, nobody looked.
  private mutating func addExtraSpeaker(_ gold: Coding.Item, _ found: Coding.Item?, _ sides: Sides) {
    guard gold.kind == .speech, let found, let name = found.speaker else { return }
    remarks[.namedWithoutGold, default: 0] += 1
    guard sides.gold.contains(where: { $0.speaker != nil }) else { return }
    record(.speaker, sides, gold, found, gold: "-", found: name)
  }

  /// What each gold quotation, by its index, adds to the figures of speakers as entities.
  func entityAdditions(_ sides: Sides, _ pairs: [Int: SpanMatching.Pair]) -> [Int: [Addition]] {
    let indices = sides.gold.indices.filter { Self.hasSpeaker(sides.gold[$0]) }
    let speakers = names.speakers(of: indices.compactMap { sides.gold[$0].speaker })
    let gold = indices.map { index in sides.gold[index].speaker.flatMap { speakers[$0] } ?? -1 - index }
    let found = indices.map { pairs[$0].flatMap { sides.found[$0.found].entity } }
    return Dictionary(uniqueKeysWithValues: zip(indices, BCubed.additions(gold: gold, found: found)))
  }

  private static func hasSpeaker(_ gold: Coding.Item) -> Bool {
    (gold.kind == .speech || gold.kind == nil) && gold.speaker != nil
  }
}
