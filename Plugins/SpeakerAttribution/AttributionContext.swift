import Codebook
import Standoff
import TextScanning

/// The quotations around one in its paragraph.
struct Company {
  /// The first quotation of the paragraph.
  let first: Int
  /// The nearest speeches before and behind that stand in no other and have their speaker.
  var previous: Int?
  var next: Int?
}

/// What the quotations and paragraphs around say where the sentence does not.
extension Attribution {
  mutating func context(_ index: Int, _ company: Company) -> Finding? {
    guard quotations[index].label.kind == .speech else { return nil }
    let parent = parents[index]
    if parent >= 0 { return found[parent]?.inherited("nested", 0.4) }
    let scene = scene(of: index)
    let previous = company.previous
    if let previous, follows(previous, index) { return found[previous]?.inherited("continuation", 0.8) }
    if let echo = echo(index) { return echo.inherited("repeats", 0.75) }
    if isDialogue {
      if let previous { return found[previous]?.inherited("paragraph", 0.75) }
      if let next = company.next { return found[next]?.inherited("paragraph", 0.7) }
      if let subject = sentenceBefore(scene, index) { return subject }
      if scene.lead == 0, let turn = turn(index, company.first) { return turn }
    } else if rules.startsSentence(scene), let previous {
      return found[previous]?.inherited("paragraph", 0.65)
    }
    if !rules.startsSentence(scene), let subject = rules.subject(scene), case .name = subject.kind {
      return resolve(subject, in: scene.line, index, "subject", 0.5)
    }
    if let previous { return found[previous]?.inherited("paragraph", 0.55) }
    if let subject = sentenceBefore(scene, index) { return subject }
    if !isDialogue, let topic = topic(scene, index) { return topic }
    if !rules.startsSentence(scene), let subject = rules.subject(scene) {
      return resolve(subject, in: scene.line, index, "subject", 0.4)
    }
    guard !isDialogue, let last = lastSpeaker(before: index, fitting: .they, blocks: 1), last.entity != nil else {
      return nil
    }
    return last.inherited("flow", 0.3)
  }

  /// Whether nothing but marks, dots and note numbers stand between two quotations.
  private func follows(_ previous: Int, _ index: Int) -> Bool {
    let gap = quotations[previous].span.upperBound..<quotations[index].span.lowerBound
    return gap.count < 40 && Words(in: text.utf8, span: gap).shapes.allSatisfy { $0 == .number }
  }

  /// The speaker of a quotation before that holds the same words.
  private mutating func echo(_ index: Int) -> Finding? {
    let inside = content(of: index)
    guard inside.count >= 2, inside.count <= 12 else { return nil }
    for previous in (max(0, index - 40)..<index).reversed() where found[previous] != nil {
      let other = content(of: previous)
      guard other.count > inside.count else { continue }
      for start in 0...(other.count - inside.count) where other[start] == inside[0] {
        if (1..<inside.count).allSatisfy({ other[start + $0] == inside[$0] }) { return found[previous] }
      }
    }
    return nil
  }

  private mutating func content(of index: Int) -> ContiguousArray<UInt64> {
    if let content = contents[index] { return content }
    let content = Words(in: text.utf8, span: quotations[index].span).hashes
    contents[index] = content
    return content
  }

  /// The subject of the sentence before the one that the quotation starts.
  private mutating func sentenceBefore(_ scene: Scene, _ index: Int) -> Finding? {
    guard rules.startsSentence(scene), scene.before >= 0 else { return nil }
    if let (nominal, verb) = rules.verbBefore(scene, sentenceBefore: true) {
      return resolve(nominal, in: scene.line, index, "sentence-before", 0.6, verb: verb)
    }
    guard let subject = rules.subject(ofSentenceAt: scene.before, in: scene.line, upTo: scene.before) else {
      return nil
    }
    return resolve(subject, in: scene.line, index, "sentence-before", 0.55)
  }

  /// Whom the paragraph has been about.
  private mutating func topic(_ scene: Scene, _ index: Int) -> Finding? {
    guard scene.before >= 0,
      let topic = resolver.antecedent(of: .he, before: scene.before + 1, in: scene.line), topic.isSure
    else { return nil }
    return resolve(topic.nominal, in: scene.line, index, "topic", 0.4)
  }

  /// In talk, the one whom the paragraph before shows, or whoever spoke before the one who spoke last.
  private mutating func turn(_ index: Int, _ first: Int) -> Finding? {
    let block = blockOf[index]
    let last = (0..<first).last { parents[$0] < 0 }
    guard let last, block - blockOf[last] <= 1, let speaker = found[last] else { return narrated(index) }
    for previous in (0..<last).reversed() where parents[previous] < 0 {
      guard block - blockOf[previous] <= 12 else { break }
      if let finding = found[previous], finding.name != speaker.name, isAddressed(finding, index) == false {
        return finding.inherited("turns", block - blockOf[previous] <= 2 ? 0.6 : 0.45)
      }
    }
    return nil
  }

  /// The subject of the last sentence of a paragraph that only tells.
  private mutating func narrated(_ index: Int) -> Finding? {
    guard blockOf[index] > 0 else { return nil }
    let before = blockOf[index] - 1
    let line = blockLine(before)
    guard blocks[before].label.kind == .paragraph, line.count > 0,
      let subject = rules.subject(ofSentenceAt: line.count - 1, in: line, upTo: line.count - 1),
      let finding = resolve(subject, in: line, index, "narrated", 0.45)
    else { return nil }
    return isAddressed(finding, index) ? nil : finding
  }

  /// Whether the quotation itself names the person, who so is hardly its speaker.
  private func isAddressed(_ finding: Finding, _ index: Int) -> Bool {
    guard let entity = finding.entity else { return false }
    return book.mentions(in: quotations[index].span).contains { $0.entity == entity }
  }
}
