import Codebook
import Standoff
import TextScanning

/// Decides the kinds of a document's quotations one after the other, since each may depend on those before it.
struct KindSequence {
  private let text: Text
  private let blocks: [Span]
  private let rules: KindRules
  private var spoken = RecentSpeech()
  private var block = 0
  /// Whether the document is mostly talk, as a novel is.
  private var isDialogue = false
  /// The share of the outer quotations that are as long as a sentence.
  private var longShare = 0.5

  init(_ text: Text, _ blocks: [Span], _ rules: KindRules) {
    self.text = text
    self.blocks = blocks
    self.rules = rules
  }

  /// - Parameters:
  ///   - candidates: in text order, of two that start together the longer first.
  ///   - observe: is told the signs of each that they decide.
  mutating func decide(
    _ candidates: [Candidate], observe: (Candidate, [KindSign]) -> Void = { _, _ in }
  ) -> [KindRules.Decision] {
    isDialogue = startsBlocks(candidates)
    let outer = candidates.count { $0.level == 0 && !$0.isBlock }
    let long = candidates.count { $0.level == 0 && !$0.isBlock && $0.content.count > 40 }
    // As if there were two long and two short ones more, so that a few do not decide.
    longShare = Double(long + 2) / Double(outer + 4)
    let keys = candidates.map { key(of: $0) }
    let occurrences = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    var decisions: [KindRules.Decision] = []
    var titles: Set<UInt64> = []
    let spans = candidates.map(\.marked)
    var enclosing: [Int] = []
    for (index, candidate) in candidates.enumerated() {
      enclosing.removeAll { !candidates[$0].content.encloses(candidate.content) }
      let room = enclosing.last.map { candidates[$0].content } ?? room(of: candidate)
      let around = Surroundings(
        of: candidate.content, marks: candidate.marked, in: text, room: room, others: spans[max(0, index - 6)..<index],
        next: spans[(index + 1)...].first { $0.lowerBound >= candidate.marked.upperBound }?.lowerBound ?? .max,
        cutting: rules.words.elided)
      if let stated = candidate.stated {
        decisions.append(stated)
      } else {
        let previous = index > 0 ? (candidates[index - 1], decisions[index - 1]) : nil
        var circumstances = circumstances(candidate, around, room, previous)
        circumstances.occurrences = occurrences[keys[index]] ?? 1
        circumstances.hasLongBeside = hasLong(beside: index, candidates, room)
        circumstances.repeatsTitle = titles.contains(keys[index])
        if let title = rules.title(around, circumstances) {
          decisions.append(title)
        } else {
          let signs = rules.signs(around, circumstances)
          observe(candidate, signs)
          decisions.append(rules.decision(by: signs))
        }
      }
      if decisions[index].kind == .title { titles.insert(keys[index]) }
      if decisions[index].kind == .speech, around.inside.count > 0 { spoken.add(around.inside) }
      enclosing.append(index)
    }
    return decisions
  }

  private func circumstances(
    _ candidate: Candidate, _ around: Surroundings, _ room: Span, _ previous: (Candidate, KindRules.Decision)?
  ) -> KindRules.Circumstances {
    var circumstances = KindRules.Circumstances()
    circumstances.isContinued = candidate.isContinued
    circumstances.isNested = candidate.level > 0
    circumstances.longShare = longShare
    let rest = text.trimmed(candidate.marked.upperBound..<max(candidate.marked.upperBound, room.upperBound))
    let startsBlock = text.trimmed(room).lowerBound >= candidate.marked.lowerBound
    circumstances.fillsBlock = candidate.level == 0 && startsBlock && rest.isEmpty
    if let (before, decision) = previous, before.level == candidate.level,
      before.marked.upperBound <= candidate.marked.lowerBound, before.marked.lowerBound >= room.lowerBound
    {
      let gap = before.marked.upperBound..<candidate.marked.lowerBound
      if gap.count < 40 {
        let between = Words(in: text.utf8, span: gap)
        switch decision.kind {
        case .speech: circumstances.followsSpeech = between.shapes.allSatisfy { $0 == .number }
        case .term:
          circumstances.followsTerm =
            between.count <= 1 && between.hashes.allSatisfy { rules.words.function.contains($0) }
        case .title: break
        }
      }
      circumstances.isBehindSpeech = decision.kind == .speech
    }
    circumstances.isDialogue = isDialogue && candidate.level == 0
    circumstances.repeatsSpeech = around.inside.count <= 12 && repeats(around.inside)
    return circumstances
  }

  /// Whether another quotation within three, in the same room, is as long as a sentence.
  private func hasLong(beside index: Int, _ candidates: [Candidate], _ room: Span) -> Bool {
    candidates[max(0, index - 3)..<min(candidates.count, index + 4)].contains { other in
      other.content.count > 50 && room.encloses(other.content)
        && other.content.overlap(with: candidates[index].content) == 0
    }
  }

  private func repeats(_ inside: Words) -> Bool {
    let weighty = inside.hashes.count { !rules.words.function.contains($0) && !rules.words.determiners.contains($0) }
    return weighty >= 2 && spoken.holds(inside)
  }

  /// Whether many quotations start their paragraph.
  private func startsBlocks(_ candidates: [Candidate]) -> Bool {
    let starts = Set(blocks.map { text.trimmed($0).lowerBound })
    let outer = candidates.filter { $0.level == 0 && !$0.isBlock }
    let first = outer.count { starts.contains($0.marked.lowerBound) }
    return first >= 5 && first * 5 >= outer.count * 2
  }

  private func key(of candidate: Candidate) -> UInt64 {
    guard candidate.content.count <= 80 else { return UInt64(candidate.content.lowerBound) }
    return text.utf8.withUnsafeBufferPointer { bytes in
      var key: UInt64 = 7
      var position = candidate.content.lowerBound
      while position < candidate.content.upperBound {
        if let word = Word(in: bytes, at: position, end: candidate.content.upperBound) {
          key = (key ^ word.hash) &* 0x9E37_79B9_7F4A_7C15
          position = word.span.upperBound
        } else {
          position += bytes[position] < 0xC2 ? 1 : ByteClass.length(ofScalarAt: bytes[position])
        }
      }
      return key
    }
  }

  /// The block in which a candidate starts; several for one that runs on.
  private mutating func room(of candidate: Candidate) -> Span {
    while block < blocks.count, blocks[block].upperBound <= candidate.marked.lowerBound { block += 1 }
    guard block < blocks.count else { return candidate.marked }
    let span = blocks[block]
    var end = span.upperBound
    var next = block
    while end < candidate.marked.upperBound, next + 1 < blocks.count {
      next += 1
      end = blocks[next].upperBound
    }
    return min(span.lowerBound, candidate.marked.lowerBound)..<max(end, candidate.marked.upperBound)
  }
}
