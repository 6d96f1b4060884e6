import Codebook
import Standoff
import TextScanning

/// Decides the kinds of a document's quotations one after the other, since each may depend on those before it.
struct KindSequence {
  private let text: Text
  private let blocks: Layer<Block>
  private let rules: KindRules
  /// The words of every speech so far, as hashes, a 0 between two.
  private var spoken: [UInt64] = []
  private var block = 0
  /// Whether the document is mostly talk, as a novel is.
  private var isDialogue = false

  init(_ text: Text, _ blocks: Layer<Block>, _ rules: KindRules) {
    self.text = text
    self.blocks = blocks
    self.rules = rules
  }

  /// - Parameter candidates: in text order, of two that start together the longer first.
  mutating func decide(_ candidates: [Candidate]) -> [KindRules.Decision] {
    isDialogue = startsBlocks(candidates)
    let keys = candidates.map { key(of: $0) }
    let occurrences = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    var decisions: [KindRules.Decision] = []
    let spans = candidates.map(\.marked)
    var enclosing: [Int] = []
    for (index, candidate) in candidates.enumerated() {
      enclosing.removeAll { !candidates[$0].content.encloses(candidate.content) }
      let room = enclosing.last.map { candidates[$0].content } ?? room(of: candidate)
      let around = Surroundings(
        of: candidate.content, marks: candidate.marked, in: text, room: room, others: spans[max(0, index - 6)..<index],
        next: spans[(index + 1)...].first { $0.lowerBound >= candidate.marked.upperBound }?.lowerBound ?? .max)
      if let stated = stated(candidate) {
        decisions.append(stated)
      } else {
        let previous = index > 0 ? (candidates[index - 1], decisions[index - 1]) : nil
        var circumstances = circumstances(candidate, around, room, previous)
        circumstances.occurrences = occurrences[keys[index]] ?? 1
        decisions.append(rules.decide(around, circumstances))
      }
      if decisions[index].kind == .speech, around.inside.count > 0 {
        spoken += around.inside.hashes
        spoken.append(0)
        if spoken.count > 4000 { spoken.removeFirst(2000) }
      }
      enclosing.append(index)
    }
    return decisions
  }

  private func stated(_ candidate: Candidate) -> KindRules.Decision? {
    guard let stated = candidate.stated else { return nil }
    switch stated.element {
    case "soCalled", "mentioned", "term", "gloss": return .init(kind: .term, rule: "stated", score: 1)
    case "title": return .init(kind: .title, rule: "stated", score: 1)
    case "said", "quote": return .init(kind: .speech, rule: "stated", score: 1)
    case "q" where stated.who != nil || stated.isBlock: return .init(kind: .speech, rule: "stated", score: 1)
    default: return candidate.isBlock ? .init(kind: .speech, rule: "block", score: 0.95) : nil
    }
  }

  private func circumstances(
    _ candidate: Candidate, _ around: Surroundings, _ room: Span, _ previous: (Candidate, KindRules.Decision)?
  ) -> KindRules.Circumstances {
    var circumstances = KindRules.Circumstances()
    circumstances.isContinued = candidate.isContinued
    let rest = text.trimmed(candidate.marked.upperBound..<max(candidate.marked.upperBound, room.upperBound))
    let startsBlock = text.trimmed(room).lowerBound >= candidate.marked.lowerBound
    circumstances.fillsBlock = candidate.level == 0 && startsBlock && rest.isEmpty
    if let (before, decision) = previous, before.level == candidate.level,
      before.marked.upperBound <= candidate.marked.lowerBound, before.marked.lowerBound >= room.lowerBound
    {
      let gap = Words(in: text.utf8, span: before.marked.upperBound..<candidate.marked.lowerBound)
      let isClose = candidate.marked.lowerBound - before.marked.upperBound < 40
      let hasOnlyNumbers = gap.shapes.allSatisfy { $0 == .number }
      if isClose, hasOnlyNumbers, decision.kind == .speech { circumstances.followsSpeech = true }
      if isClose, decision.kind == .term, gap.count <= 1, gap.hashes.allSatisfy({ rules.words.function.contains($0) }) {
        circumstances.followsTerm = true
      }
      circumstances.hasSpeechBeside =
        decision.kind == .speech && !around.startsSentence
        && before.marked.upperBound + 200 > candidate.marked.lowerBound
    }
    circumstances.isDialogue = isDialogue && candidate.level == 0
    circumstances.repeatsSpeech = around.inside.count <= 12 && repeats(around.inside)
    return circumstances
  }

  private func repeats(_ inside: Words) -> Bool {
    let count = inside.count
    let weighty = inside.hashes.count { !rules.words.function.contains($0) && !rules.words.determiners.contains($0) }
    guard weighty >= 2, spoken.count > count else { return false }
    let first = inside.hashes[0]
    return spoken.withUnsafeBufferPointer { spoken in
      for start in 0...(spoken.count - count) where spoken[start] == first {
        if (1..<count).allSatisfy({ spoken[start + $0] == inside.hashes[$0] }) { return true }
      }
      return false
    }
  }

  /// Whether many quotations start their paragraph.
  private func startsBlocks(_ candidates: [Candidate]) -> Bool {
    let starts = Set(blocks.map { text.trimmed($0.span).lowerBound })
    let outer = candidates.filter { $0.level == 0 && !$0.isBlock }
    let first = outer.count { starts.contains($0.marked.lowerBound) }
    return first >= 5 && first * 5 >= outer.count * 2
  }

  private func key(of candidate: Candidate) -> UInt64 {
    guard candidate.content.count <= 80 else { return UInt64(candidate.content.lowerBound) }
    return Words(in: text.utf8, span: candidate.content).hashes.reduce(7) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
  }

  /// The block in which a candidate starts; several for one that runs on.
  private mutating func room(of candidate: Candidate) -> Span {
    while block < blocks.count, blocks[block].span.upperBound <= candidate.marked.lowerBound { block += 1 }
    guard block < blocks.count else { return candidate.marked }
    let span = blocks[block].span
    var end = span.upperBound
    var next = block
    while end < candidate.marked.upperBound, next + 1 < blocks.count {
      next += 1
      end = blocks[next].span.upperBound
    }
    return min(span.lowerBound, candidate.marked.lowerBound)..<max(end, candidate.marked.upperBound)
  }
}
