import Standoff
import TextScanning

/// Whose words a work or another's mouth carries.
extension CueRules {
  /// A cue with the sender in place of the vehicle: `the letter of Carr says`, `a resolution adopted by the weavers`.
  func sent(_ cue: Cue, in scene: Scene) -> Cue {
    guard !cue.isOwner, cue.nominal.kind == .work || cue.nominal.kind == .thing else { return cue }
    if let sender = sender(of: cue.nominal, in: scene.line) {
      return Cue(nominal: sender, rule: cue.rule, verb: cue.verb)
    }
    return Cue(nominal: whole(cue.nominal, in: scene.line), rule: cue.rule, verb: cue.verb)
  }

  private func sender(of vehicle: Nominal, in line: Line) -> Nominal? {
    let next = vehicle.words.upperBound
    guard next + 1 < line.count, line.isJoined(next - 1) else { return nil }
    if line.isAny(next, of: [.passive, .participle]), line.isAny(next + 1, of: .byWord) {
      return speaker(at: next + 2, in: line)
    }
    guard line.isAny(next, of: .preposition), let sender = speaker(at: next + 1, in: line) else { return nil }
    if line.isAny(next, of: .byWord) || words.isMessage(vehicle.head) { return sender }
    return line.isAny(next, of: .ofWord) && isPerson(sender, in: line) ? sender : nil
  }

  private func speaker(at word: Int, in line: Line) -> Nominal? {
    guard let nominal = line.nominal(at: word), nominal.isName || nominal.kind == .role else { return nil }
    return nominal
  }

  private func isPerson(_ nominal: Nominal, in line: Line) -> Bool {
    guard case .name(let entity) = nominal.kind else { return false }
    return book.entities[entity].gender != .neither && !book.entities[entity].isPlace
  }

  /// A work with the part of it that says the words: `Article 3 of the act`, `the First Amendment to the Constitution`.
  private func whole(_ work: Nominal, in line: Line) -> Nominal {
    let preposition = work.words.lowerBound - 1
    guard work.kind == .work, work.isGoverned, preposition > 0, line.isAny(preposition, of: .preposition),
      !line.isAny(preposition, of: [.sourceWord, .byWord]), line.isJoined(preposition - 1)
    else { return work }
    let isNumbered = line.shape(preposition - 1) == .number
    let head = preposition - (isNumbered ? 2 : 1)
    guard head >= 0, line.isAny(head, of: .work), line.shape(head) != .lower || isNumbered else { return work }
    let start = line.nominal(endingAt: head)?.words.lowerBound ?? head
    return Nominal(
      kind: .work, words: start..<work.words.upperBound,
      span: line.span(start).lowerBound..<work.span.upperBound, isPossessive: work.isPossessive, isGoverned: false,
      head: line.hash(head), headWord: head, article: work.article)
  }

  /// Whom the sentence quotes: `he quotes Carr as saying`, `Orde, quoting from Carr:`.
  func quoted(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard scene.before >= 1, !startsSentence(scene) || scene.isSetOff else { return nil }
    for word in (line.sentenceStart(scene.before)..<scene.before).reversed() where words.isQuoting(line.hash(word)) {
      let isPassive = word > 0 && line.isAny(word - 1, of: .be)
      guard !isPassive else { continue }
      let first = line.isAny(word + 1, of: .sourceWord) ? word + 2 : word + 1
      guard let nominal = line.nominal(at: first), nominal.isName || nominal.kind == .role,
        nominal.words.upperBound <= scene.before + 1
      else { continue }
      return nominal
    }
    return nil
  }
}
