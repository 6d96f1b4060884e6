import Standoff
import TextScanning

/// Reporting verbs with their subjects.
extension CueRules {
  /// `“…,” said Carr`, `“…,” the old man from Leeds wrote`, `“…,” she then asked`.
  func verbAfter(_ scene: Scene) -> Cue? {
    let line = scene.line
    guard scene.behind < scene.behindEnd, goesOn(scene) else { return nil }
    var first = scene.behind
    while first + 1 < scene.behindEnd, first < scene.behind + 2, line.isAdverb(first) || line.isLeaning(first) {
      first += 1
    }
    if let cue = perfectAfter(first, scene) ?? participleBehind(first, scene) { return cue }
    if line.isAny(first, of: .verb), line.shape(first) == .lower, let inverted = inverted(behind: first, scene) {
      return Cue(nominal: inverted, rule: .verbAfter, verb: line.hash(first))
    }
    if line.isAny(first, of: .conjunction), !line.isAny(first, of: .relative), first + 1 < scene.behindEnd {
      first += 1
    }
    let isCalled = line.isAny(first, of: .role) && line.nominal(at: first + 1)?.isName ?? false
    guard let subject = line.nominal(at: first) ?? (isCalled ? line.nominal(at: first + 1) : nil),
      !subject.isPossessive,
      let verb = verb(of: subject, in: line, upTo: scene.behindEnd)
    else { return nil }
    return Cue(nominal: subject, rule: .verbAfter, verb: line.hash(verb))
  }

  /// What the paragraph behind a block or a whole paragraph says of it: `says Carr in his memoirs`, `Thus Carr wrote`.
  func verbFollowing(_ line: Line) -> Cue? {
    guard line.count > 1 else { return nil }
    let isVerb = line.isAny(0, of: .verb) && line.shape(0) == .lower
    if isVerb, let subject = line.nominal(at: 1), !subject.isGoverned {
      return Cue(nominal: subject, rule: .verbAfter, verb: line.hash(0))
    }
    guard line.isAny(0, of: .thus), let subject = line.nominal(at: 1) ?? line.nominal(at: 2), !subject.isGoverned else {
      return nil
    }
    if line.isAny(1, of: .verb) { return Cue(nominal: subject, rule: .verbAfter, verb: line.hash(1)) }
    return verb(of: subject, in: line, upTo: line.count).map {
      Cue(nominal: subject, rule: .verbAfter, verb: line.hash($0))
    }
  }

  /// `“…,” a-t-il dit`, `“…,” hat Carr gesagt`, `“…,” ha detto Carr`: the subject stands before the participle or behind.
  private func perfectAfter(_ first: Int, _ scene: Scene) -> Cue? {
    let line = scene.line
    guard line.isPerfect(first), line.shape(first) == .lower else { return nil }
    var subject: Nominal?
    for word in first + 1..<max(first + 1, min(first + 8, scene.behindEnd)) {
      if line.endsSentence(word - 1) { return nil }
      if line.isReportingVerb(word), line.shape(word) == .lower {
        return (subject ?? inverted(behind: word, scene)).map {
          Cue(nominal: $0, rule: .verbAfter, verb: line.hash(word))
        }
      }
      if subject == nil, let nominal = line.nominal(at: word), !line.isLeaning(word),
        !nominal.isGoverned
      {
        subject = nominal
      }
    }
    return nil
  }

  /// `Carr hat die Weber „…“ genannt`, `die Weber hat er „…“ genannt`: the participle behind, its perfect before.
  private func participleBehind(_ first: Int, _ scene: Scene) -> Cue? {
    let line = scene.line
    guard line.isAny(first, of: [.passive, .verb]), line.shape(first) == .lower, scene.before >= 0,
      !startsSentence(scene)
    else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 12)
    guard let perfect = (start...scene.before).last(where: { line.isPerfect($0) }) else { return nil }
    let subjects = line.nominals(in: start..<scene.before + 1).filter { !$0.isGoverned && !$0.isPossessive }
    let inverted = subjects.first { $0.words.lowerBound == perfect + 1 && ($0.isName || line.isThirdPerson($0)) }
    let subject = inverted ?? subjects.last { $0.words.upperBound <= perfect }
    return subject.map { Cue(nominal: $0, rule: .verbAfter, verb: line.hash(first)) }
  }

  /// The subject behind its verb: `said Carr`, `added, with a laugh, the old man`.
  private func inverted(behind verb: Int, _ scene: Scene) -> Nominal? {
    let line = scene.line
    for word in verb + 1..<max(verb + 1, min(verb + 7, scene.behindEnd)) {
      if line.endsSentence(word - 1) { return nil }
      guard let nominal = line.nominal(at: word), !line.isLeaning(word) else { continue }
      if !nominal.isGoverned { return nominal.kind == .thing && word > verb + 2 ? nil : nominal }
    }
    return nil
  }

  /// The reporting verb of a subject right before it, or behind a clause between commas.
  private func verb(of subject: Nominal, in line: Line, upTo end: Int) -> Int? {
    let first = subject.words.upperBound
    let isSetOff = first < line.count && line.gap(behind: first - 1).contains(UInt8(ascii: ","))
    for word in first..<max(first, min(first + (isSetOff ? 14 : 8), end)) {
      if line.endsSentence(word - 1) { return nil }
      let isInfinitive = line.isInfinitiveMark(word - 1)
      if line.isReportingVerb(word), line.shape(word) == .lower, !isInfinitive {
        return isNegated(line, word, from: first) || isPassive(line, word, from: first) ? nil : word
      }
      if word > first + 3, !isSetOff { return nil }
    }
    return nil
  }

  /// Whether the words before a verb say that it did not happen.
  private func isNegated(_ line: Line, _ verb: Int, from start: Int) -> Bool {
    (max(start, verb - 3)..<verb).contains { line.isAny($0, of: .negation) }
  }

  /// `Carr declares that “…`, `Said Carr: “…`, `Carr, who had come late, was heard to say, “…`.
  ///
  /// - Parameter isBefore: whether to look in the sentence before, behind which the quotation starts its own.
  func verbBefore(_ scene: Scene, sentenceBefore isBefore: Bool = false) -> Cue? {
    let line = scene.line
    guard scene.before >= 0 else { return nil }
    if !scene.isSetOff, !isBefore, startsSentence(scene) || scene.beforeStart > scene.before { return nil }
    if !isBefore, let quoted = quoted(scene) { return Cue(nominal: quoted, rule: .verbBefore) }
    let start = line.sentenceStart(scene.before)
    for verb in (start...scene.before).reversed() where line.isReportingVerb(verb) {
      guard !isNegated(line, verb, from: start) else { continue }
      if let subject = subject(of: verb, from: start, scene), !isImpersonal(subject, verb, in: line) {
        return Cue(nominal: subject, rule: .verbBefore, verb: line.hash(verb))
      }
    }
    return nil
  }

  /// `it is held`, `it was argued`: nobody in particular.
  private func isImpersonal(_ subject: Nominal, _ verb: Int, in line: Line) -> Bool {
    guard subject.kind == .it, subject.words.upperBound < verb,
      !line.ends(verb, withAnyOf: line.language.grammar.participleEndings)
    else { return false }
    return (subject.words.upperBound..<verb).contains { line.isAny($0, of: .be) }
  }

  private func subject(of verb: Int, from start: Int, _ scene: Scene) -> Nominal? {
    let line = scene.line
    if verb > 0, line.hasQuotation(behind: verb - 1), start < verb || line.shape(verb) == .lower {
      let inverted = line.nominal(at: verb + 1) ?? line.nominal(at: verb + 2)
      if let inverted, inverted.words.upperBound <= scene.before + 1, !inverted.isGoverned { return inverted }
    }
    if isPassive(line, verb, from: start) { return agent(of: verb, scene) }
    if let agent = reducedAgent(of: verb, scene) { return agent }
    var end = verb - 1
    var isInfinitive = false
    while end >= start,
      line.isAny(end, of: .auxiliary) && !line.isAny(end, of: .relative) || line.isAdverb(end) || line.isLeaning(end)
    {
      isInfinitive = isInfinitive || line.isInfinitiveMark(end)
      end -= 1
    }
    guard end >= start else { return behind(verb, scene) }
    if line.language.grammar.putsVerbFirst, line.nominal(endingAt: end).map(\.isGoverned) ?? true,
      let inverted = behind(verb, scene), inverted.isName || line.isThirdPerson(inverted)
    {
      return inverted
    }
    let isParticiple = line.ends(verb, withAnyOf: line.language.grammar.participleEndings)
    if isParticiple, let owner = line.nominal(endingAt: end), owner.isPossessive, owner.kind != .thing { return owner }
    if isParticiple, end == verb - 1, line.gap(behind: end).first == UInt8(ascii: ","),
      let first = line.nominals(in: start..<verb).first(where: { line.canLead($0) })
    {
      return line.pairHead(of: first) ?? first
    }
    if line.isAny(end, of: .relative), let antecedent = line.nominal(endingAt: end - 1), antecedent.kind != .thing {
      return antecedent
    }
    if let adjacent = line.nominal(endingAt: end), !adjacent.isPossessive, !isParticiple || adjacent.isName,
      !isInfinitive,
      !line.gap(behind: end).contains(UInt8(ascii: ",")), !adjacent.isGoverned || line.isAny(end - 1, of: .conjunction)
    {
      return line.pairHead(of: adjacent) ?? adjacent
    }
    if line.nominals(in: start..<verb).isEmpty { return behind(verb, scene) }
    return line.nearestSubject(before: verb, from: start)
  }

  /// The subject behind its verb, where none stands before: `Said Carr: “…`.
  private func behind(_ verb: Int, _ scene: Scene) -> Nominal? {
    let line = scene.line
    var next = verb + 1
    while next < scene.before, line.isLeaning(next) { next += 1 }
    return line.nominal(at: next).flatMap { $0.words.upperBound <= scene.before + 1 && !$0.isGoverned ? $0 : nil }
  }

  /// Whether a form of `be` makes a passive of the verb.
  private func isPassive(_ line: Line, _ verb: Int, from start: Int) -> Bool {
    guard line.isAny(verb, of: .passive) else { return false }
    return (max(start, verb - 3)..<verb).contains { line.isAny($0, of: .be) }
  }

  /// Whoever stands behind `by`, or the work behind `in`, between a passive and the quotation: `it is said by Carr`; else
  /// what stands behind `in` before: `in the Courier it is said`.
  private func agent(of verb: Int, _ scene: Scene) -> Nominal? {
    let line = scene.line
    let behind = line.nominals(in: verb + 1..<max(verb + 1, scene.before + 1)).first {
      $0.isGoverned && ($0.kind == .work || line.isAny($0.words.lowerBound - 1, of: .byWord) || $0.isName)
    }
    if let behind { return behind }
    return line.nominals(in: line.sentenceStart(verb)..<verb).last {
      $0.isGoverned && ($0.kind == .work || $0.isName) && line.isAny(line.preposition(before: $0), of: .sourceWord)
    }
  }

  /// Whoever stands behind a participle that belongs to the noun before: `a protest addressed by the weavers`.
  private func reducedAgent(of verb: Int, _ scene: Scene) -> Nominal? {
    let line = scene.line
    guard line.isAny(verb, of: [.passive, .participle]), verb + 1 <= scene.before,
      line.isAny(verb + 1, of: [.byWord, .sourceWord]),
      let noun = line.nominal(endingAt: verb - 1), noun.kind == .thing || noun.kind == .work
    else { return nil }
    return agent(of: verb, scene)
  }
}
