import Codebook
import Standoff
import TextScanning

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
    let previous = turns.last?.candidates.first?.character
    if let first = turn.candidates.first(where: { turn.anchor != .pronoun || $0.character != previous }) {
      return first.character
    }
    return turns.count > 1 ? turns[turns.count - 2].candidates.first?.character : nil
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
      one.candidates.contains { $0.character == candidate.character }
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
    if cue.nominal.isPronoun || cue.isOwner, first.character != cast.narrator {
      turn.anchor = .pronoun
      turn.kind = cue.isOwner ? cue.nominal.owner : cue.nominal.kind
      if rules.without.contains(.pronoun) { turn.anchor = .none }
    } else {
      turn.anchor = .sure
      defer { cast.speak(first.character) }
      guard cast.isLoose(first.character) else { return turn }
      turn.anchor = .described
      let others = discourse.persons(cast, cast[first.character].gender)
      turn.candidates += others.filter { cast.canBe(first.character, $0.character) }
        .prefix(3)
    }
    return turn
  }

  /// What somebody does right before or behind the words: `The boy laughed. “…”`, `“…” Her eyes grew soft.`
  private mutating func findBeat(_ turn: inout Turn) {
    guard !rules.without.contains(.beat), let first = turn.quotations.first, let last = turn.quotations.last else { return }
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
      if referent >= 0, cast[referent].isPerson { return ([Discourse.Entry(character: referent, weight: 1)], nominal) }
      if nominal.kind != .thing { return nil }
    }
    return nil
  }

  /// The subject of the last sentence of a paragraph before that only tells.
  private mutating func shown(before block: Int) -> Int? {
    guard !rules.without.contains(.narrated), block > 0, blocks[block - 1].label.kind == .paragraph else { return nil }
    let line = blockLine(block - 1)
    guard line.count > 0, !hasQuotation(block - 1) else { return nil }
    return beat(ofSentenceAt: line.count - 1, in: line)?.candidates.first?.character
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

  /// Those whom quoted words call by name, set off by commas or stops: `Come, Carr, and look.`
  private mutating func addressed(in span: Span) -> [Int] {
    var addressed: [Int] = []
    for mention in book.mentions(in: span).prefix(40) where isAddress(mention.span, in: span) {
      addressed.append(cast.named(mention.entity))
    }
    return addressed
  }

  private func isAddress(_ name: Span, in span: Span) -> Bool {
    var before = name.lowerBound - 1
    while before >= span.lowerBound, ByteClass.isWhite(text.utf8[before]) { before -= 1 }
    var behind = name.upperBound
    while behind < span.upperBound, ByteClass.isWhite(text.utf8[behind]) { behind += 1 }
    let next = behind < span.upperBound ? text.utf8[behind] : UInt8(ascii: ".")
    guard ",.!?;:".utf8.contains(next) || next == UInt8(ascii: "-") else { return false }
    guard before >= span.lowerBound else { return next != UInt8(ascii: ".") }
    if text.utf8[before] == UInt8(ascii: ",") { return true }
    if "!?.".utf8.contains(text.utf8[before]) { return next == UInt8(ascii: ",") || next == UInt8(ascii: "!") }
    let word = text.utf8.withUnsafeBufferPointer { Word(in: $0, before: before + 1, from: span.lowerBound) }
    return word.map { words.traits(of: $0.hash).contains(.endearment) } ?? false
  }

  /// Attributes the turns gathered so far.
  mutating func endConversation() {
    let speakers = conversation.speakers(cast, usesAddress: !rules.without.contains(.vocative))
    let speaking = Set(speakers.compactMap { $0 })
    for (turn, speaker) in zip(conversation.turns, speakers) {
      nameNarrator(turn, speaker, among: speaking)
      guard let speaker else { continue }
      if turn.anchor == .described, let described = turn.candidates.first?.character, described != speaker {
        cast.unite(described, with: speaker)
      }
      for (place, index) in turn.quotations.enumerated() where found[index] == nil {
        let hasCue = turn.candidates.contains { $0.character == speaker } || turn.anchor == .described
        let own = cues[index] != nil && turn.anchor != .beat
        let rule = !hasCue ? .conversation : own ? turn.rule : place > 0 && turn.anchor != .none ? .interrupted : turn.rule
        guard !rules.without.contains(rule) else { continue }
        var finding = finding(
          of: speaker, mention: hasCue ? turn.mention : nil, rule, by: quotations[index].span.upperBound)
        finding.isPronoun = turn.anchor == .pronoun && hasCue
        found[index] = finding
      }
    }
    conversation.turns.removeAll()
  }

  /// The one who says `I` is called by the name that he gives, or with which those who talk with him address him.
  private mutating func nameNarrator(_ turn: Turn, _ speaker: Int?, among speakers: Set<Int>) {
    if speaker == cast.narrator, narratorNames.isEmpty, let given = givenName(turn) { narratorNames.append(given) }
    guard !rules.without.contains(.vocative), speaker != cast.narrator, turn.anchor != .beat,
      speakers.contains(cast.narrator)
    else { return }
    for character in turn.addressed where character != speaker && !speakers.contains(character) {
      guard case .name(let entity) = cast[character].kind, !cast.isNarrated(character),
        let offset = turn.quotations.first.map({ quotations[$0].span.lowerBound })
      else { continue }
      if narratorNames.isEmpty { narratorNames.append((offset, entity)) }
    }
  }

  /// The name that a turn gives and nothing else: `“Anna Pell, sir.”`, to one word only where a name was asked for.
  private func givenName(_ turn: Turn) -> (offset: Int, entity: Int)? {
    for index in turn.quotations {
      let span = text.trimmed(quotations[index].span)
      guard let mention = book.mentions(in: span).first, mention.span.lowerBound == span.lowerBound,
        mention.span.upperBound == span.upperBound || span.upperBound - mention.span.upperBound < 8
      else { continue }
      let behind = mention.span.upperBound
      let isAlone = behind == span.upperBound || ",.".utf8.contains(text.utf8[behind])
      let isFull = text.utf8[mention.span].contains { ByteClass.isWhite($0) }
      if isAlone, isFull || isNameAsked(before: index) { return (span.lowerBound, mention.entity) }
    }
    return nil
  }

  private func isNameAsked(before index: Int) -> Bool {
    guard index > 0 else { return false }
    let near = max(0, index - 2)..<index
    return near.contains { previous in
      Words(in: text.utf8, span: quotations[previous].span).hashes.suffix(40).contains {
        words.traits(of: $0).contains(.naming)
      }
    }
  }
}
