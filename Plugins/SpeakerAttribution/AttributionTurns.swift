import Codebook
import Standoff

/// Talk: paragraphs are turns, and conversations are attributed as a whole.
extension Attribution {
  /// Takes the turns of a paragraph; one far behind the last starts another conversation.
  mutating func take(turns paragraph: Range<Int>) {
    let speeches = paragraph.filter { parents[$0] < 0 && quotations[$0].label.kind == .speech }
    guard let first = speeches.first else { return }
    let block = blockOf[first]
    if let last = conversation.turns.last, block - last.block > 4 || conversation.turns.count >= 200 {
      endConversation()
    }
    for var turn in turns(of: speeches, in: block) {
      if turn.anchor == .none { findBeat(&turn) }
      turn.shown = shown(before: block)
      turn.addressed = turn.quotations.flatMap { addressed(in: quotations[$0].span) }
      if let speaker = expected(turn) { discourse.see(speaker, Discourse.subject) }
      conversation.turns.append(turn)
    }
    discourse.endSentence()
  }

  /// The speaker to reckon with before the whole conversation is known.
  private func expected(_ turn: Turn) -> Int? {
    let turns = conversation.turns
    let previous = turns.last?.candidates.first?.figure
    if let first = turn.candidates.first(where: { turn.anchor != .pronoun || $0.figure != previous }) {
      return first.figure
    }
    return turns.count > 1 ? turns[turns.count - 2].candidates.first?.figure : nil
  }

  /// Groups the speeches of a paragraph: one with a cue for somebody else starts another turn.
  private mutating func turns(of speeches: [Int], in block: Int) -> [Turn] {
    var turns: [Turn] = []
    for index in speeches {
      let anchored = anchored(index, block)
      guard var last = turns.popLast() else {
        turns.append(anchored)
        continue
      }
      if anchored.anchor == .none || agrees(last, anchored) {
        last.quotations.append(index)
        if last.anchor == .none || last.anchor == .pronoun && anchored.anchor == .sure {
          last.anchor = anchored.anchor
          last.candidates = anchored.candidates
          last.kind = anchored.kind
          last.rule = anchored.rule
          last.mention = anchored.mention
        }
        turns.append(last)
      } else {
        turns += [last, anchored]
      }
    }
    return turns
  }

  private func agrees(_ one: Turn, _ other: Turn) -> Bool {
    if one.anchor == .none { return true }
    if let kind = one.kind, kind == other.kind { return true }
    let shared = other.candidates.contains { candidate in
      one.candidates.contains { $0.figure == candidate.figure }
    }
    return shared
  }

  private mutating func anchored(_ index: Int, _ block: Int) -> Turn {
    var turn = Turn(quotations: [index], block: block)
    if found[index] != nil {
      turn.anchor = .none
      return turn
    }
    guard let (cue, line) = cues[index] else { return turn }
    turn.candidates = candidates(cue, in: line)
    guard let first = turn.candidates.first else { return turn }
    turn.rule = cue.rule
    turn.mention = cue.nominal.span
    if cue.nominal.isPronoun || cue.isOwner, first.figure != cast.narrator {
      turn.anchor = .pronoun
      turn.kind = cue.isOwner ? cue.nominal.owner : cue.nominal.kind
      if rules.without.contains(.pronoun) { turn.anchor = .none }
    } else {
      turn.anchor = .sure
      defer { cast.speak(first.figure) }
      guard cast.isLoose(first.figure) else { return turn }
      turn.anchor = .described
      let others = discourse.persons(cast, cast[first.figure].gender)
      turn.candidates += others.filter { cast.canBe(first.figure, $0.figure) }
        .prefix(3)
    }
    return turn
  }

  /// Attributes the turns gathered so far.
  mutating func endConversation() {
    let speakers = conversation.speakers(cast, usesAddress: !rules.without.contains(.vocative))
    let speaking = Set(speakers.compactMap { $0 })
    for (turn, speaker) in zip(conversation.turns, speakers) {
      nameNarrator(turn, speaker, among: speaking)
      guard let speaker else { continue }
      if turn.anchor == .described, let described = turn.candidates.first?.figure, described != speaker {
        cast.unite(described, with: speaker)
      }
      for (place, index) in turn.quotations.enumerated() where found[index] == nil {
        let hasCue = turn.candidates.contains { $0.figure == speaker } || turn.anchor == .described
        let own = cues[index] != nil && turn.anchor != .beat
        let rule =
          !hasCue ? .conversation : own ? turn.rule : place > 0 && turn.anchor != .none ? .interrupted : turn.rule
        guard !rules.without.contains(rule) else { continue }
        var finding = finding(
          of: speaker, mention: hasCue ? turn.mention : nil, rule, by: quotations[index].span.upperBound)
        finding.isPronoun = turn.anchor == .pronoun && hasCue
        found[index] = finding
      }
    }
    conversation.turns.removeAll()
  }
}
