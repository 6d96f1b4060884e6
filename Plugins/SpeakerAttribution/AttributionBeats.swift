import Codebook
import Standoff

/// What is done beside the words, which shows who speaks.
extension Attribution {
  /// What somebody does right before or behind the words: `The boy laughed. “…”`, `“…” Her eyes grew soft.`
  mutating func findBeat(_ turn: inout Turn) {
    guard !rules.without.contains(.beat), let first = turn.quotations.first, let last = turn.quotations.last else {
      return
    }
    let behind = scene(of: last)
    if behind.behind < behind.line.count, behind.behind < behind.behindEnd,
      let beat = beat(ofSentenceAt: behind.behind, in: behind.line)
    {
      return set(beat, on: &turn)
    }
    let scene = scene(of: first)
    guard scene.before >= 0 else { return }
    if let cue = rules.verbBefore(scene, sentenceBefore: true),
      case let candidates = candidates(cue, in: scene.line), !candidates.isEmpty
    {
      return set((candidates, cue.nominal), on: &turn)
    }
    guard let beat = beat(ofSentenceAt: scene.before, in: scene.line) else { return }
    set(beat, on: &turn)
  }

  private func set(_ beat: (candidates: [Discourse.Entry], nominal: Nominal), on turn: inout Turn) {
    turn.anchor = .beat
    turn.rule = .beat
    turn.candidates = beat.candidates
    turn.mention = beat.nominal.span
  }

  /// Whom the subject of a sentence means, or its owner: `her eyes`.
  private func beat(ofSentenceAt word: Int, in line: Line) -> (candidates: [Discourse.Entry], nominal: Nominal)? {
    guard let reading = line.reading else { return nil }
    let start = line.sentenceStart(word)
    for index in line.firstNominal(at: start)..<line.nominals.count {
      let nominal = line.nominals[index]
      guard nominal.words.lowerBound < start + 12 else { return nil }
      if nominal.isGoverned || nominal.kind == .we { continue }
      if let candidates = reading.candidates[index], !candidates.isEmpty {
        return (Array(candidates.prefix(3)), nominal)
      }
      let referent = reading.referents[index]
      if referent >= 0, cast[referent].isPerson { return ([Discourse.Entry(figure: referent, weight: 1)], nominal) }
      if nominal.kind != .thing { return nil }
    }
    return nil
  }

  /// The subject of the last sentence of a paragraph before that only tells.
  mutating func shown(before block: Int) -> Int? {
    guard !rules.without.contains(.narrated), block > 0, blocks[block - 1].label.kind == .paragraph else { return nil }
    let line = blockLine(block - 1)
    guard line.count > 0, !hasQuotation(block - 1) else { return nil }
    return beat(ofSentenceAt: line.count - 1, in: line)?.candidates.first?.figure
  }

  private func hasQuotation(_ block: Int) -> Bool {
    let span = blocks[block].span
    var (low, high) = (0, outer.count)
    while low < high {
      let middle = (low + high) / 2
      if outer[middle].upperBound <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < outer.count && outer[low].lowerBound < span.upperBound
  }
}
