import Codebook
import Standoff

/// Whom the words of a cue mean, and by which name.
extension Attribution {
  /// Those whom the nominal of a cue can mean, the likeliest first.
  mutating func candidates(_ cue: Cue, in line: Line) -> [Discourse.Entry] {
    let index = Int(line.nominalAt[cue.nominal.words.lowerBound])
    guard let reading = line.reading else { return [] }
    guard index >= 0, line.nominals[index].words == cue.nominal.words else {
      return [Discourse.Entry(figure: cast.described(cue.nominal, in: line, speaks: cue.verb != 0).figure, weight: 1)]
    }
    if cue.isOwner {
      if cue.nominal.owner == .i { return [Discourse.Entry(figure: cast.narrator, weight: 1)] }
      return reading.candidates[index] ?? []
    }
    let isPair = reading.referents[index] >= 0 && cast.isPair(reading.referents[index])
    if let candidates = reading.candidates[index], cue.nominal.isPronoun, !isPair { return candidates }
    if reading.referents[index] >= 0 { return [Discourse.Entry(figure: reading.referents[index], weight: 1)] }
    guard cue.nominal.kind == .thing else { return [] }
    let described = cast.described(cue.nominal, in: line, speaks: cue.verb != 0).figure
    line.reading?.referents[index] = described
    return [Discourse.Entry(figure: described, weight: 1)]
  }

  /// What a cue says, by the likeliest of those whom it can mean.
  mutating func resolve(_ cue: Cue, in line: Line, _ index: Int) -> Finding? {
    let offset = quotations[index].span.upperBound
    if cue.nominal.kind == .we {
      return Finding(name: "we", figure: nil, mention: cue.nominal.span, rule: cue.rule)
    }
    if cue.nominal.kind == .i, parents[index] >= 0, let outer = found[parents[index]] {
      return outer.inherited(cue.rule)
    }
    guard let first = candidates(cue, in: line).first else { return nil }
    let isPronoun = (cue.nominal.isPronoun || cue.isOwner) && first.figure != cast.narrator
    if isPronoun, rules.without.contains(.pronoun) { return nil }
    var finding = finding(of: first.figure, mention: cue.nominal.span, cue.rule, by: offset)
    finding.isPronoun = isPronoun
    return finding
  }

  func finding(of figure: Int, mention: Span?, _ rule: SpeakerRule, by offset: Int) -> Finding {
    let known = max(offset, mention?.lowerBound ?? offset)
    var finding = Finding(name: name(of: figure, by: known), figure: figure, rule: rule)
    finding.mention = mention ?? cast[figure].mention
    if case .name(let entity) = cast[figure].kind { finding.entity = entity }
    if case .pair(let one, let other) = cast[figure].kind { (finding.entity, finding.other) = (one, other) }
    if figure == cast.narrator { finding.entity = narratorNames.last { $0.offset <= offset }?.entity }
    return finding
  }

  func name(of figure: Int, by offset: Int) -> String {
    switch cast[figure].kind {
    case .name(let entity): return book.name(of: entity, by: offset, in: text)
    case .pair(let one, let other):
      return book.name(of: one, by: offset, in: text) + " and " + book.name(of: other, by: offset, in: text)
    case .role, .work:
      return cast[figure].mention.map { text.folded($0).filter { !"\"“”„".contains($0) } } ?? ""
    case .narrator:
      if let named = narratorNames.last(where: { $0.offset <= offset }) {
        return book.name(of: named.entity, by: offset, in: text)
      }
      return isTold ? "the narrator" : "the author"
    }
  }

  /// A quotation inside another: what its own sentence says, else the speaker around it.
  mutating func nested(_ index: Int) -> Finding? {
    guard quotations[index].label.kind == .speech else { return nil }
    if let (cue, line) = cues[index], let finding = resolve(cue, in: line, index) { return finding }
    guard !rules.without.contains(.nested) else { return nil }
    let previous = siblings[index].previous
    if previous >= 0, let finding = found[previous], finding.rule != .nested, finding.figure != nil,
      quotations[index].span.lowerBound - quotations[previous].span.upperBound < 120
    {
      return finding.inherited(.nested)
    }
    return found[parents[index]]?.inherited(.nested)
  }
}
