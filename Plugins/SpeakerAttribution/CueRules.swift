import Standoff
import TextScanning

/// The rules that read who speaks off the words of the sentence, in their order.
///
/// Verb and noun cues before, behind and around the quotation follow Krestel, Bergler & Witte (2008) and O'Keefe et al.
/// (2012); the order is that of how often each is right.
struct CueRules {
  /// The nominal that the first rule to apply takes for the speaker.
  func find(_ scene: Scene) -> (nominal: Nominal, rule: String, score: Double, verb: UInt64)? {
    if let (nominal, verb) = verbBehind(scene) { return (nominal, "cue.verb.after", 0.95, verb) }
    if let nominal = asPut(scene) { return (nominal, "cue.as-put", 0.9, 0) }
    if let nominal = accordingTo(scene) { return (nominal, "cue.according", 0.9, 0) }
    if let nominal = agent(scene) { return (nominal, "cue.passive", 0.85, 0) }
    if let nominal = wordsOf(scene) { return (nominal, "cue.words-of", 0.85, 0) }
    if let nominal = work(scene) { return (nominal, "cue.work", 0.8, 0) }
    if let (nominal, verb) = verbBefore(scene) { return (nominal, "cue.verb.before", 0.85, verb) }
    if let nominal = possessor(scene) { return (nominal, "cue.possessive", 0.75, 0) }
    if scene.lead == UInt8(ascii: ":") || scene.isSetOff, let nominal = subject(scene) {
      return (nominal, "cue.colon", 0.65, 0)
    }
    return nil
  }

  /// `“…,” said Carr`, `“…,” the old man from Leeds wrote`, `“…,” she then asked`.
  func verbBehind(_ scene: Scene) -> (Nominal, UInt64)? {
    let line = scene.line
    let first = scene.behind
    guard first < scene.behindEnd, goesOn(scene) else { return nil }
    if line.isAny(first, of: .verb), line.shape(first) == .lower {
      var next = first + 1
      while next < min(first + 4, scene.behindEnd), line.nominal(at: next) == nil || isGovernedObject(line, next) {
        next += 1
      }
      if let nominal = line.nominal(at: next), !nominal.isGoverned, !crossesSentence(line, first, next) {
        return (nominal, line.hash(first))
      }
    }
    guard let subject = line.nominal(at: first) ?? line.nominal(at: first + 1).flatMap({ _ in nil }),
      !subject.isPossessive
    else {
      return nil
    }
    for word in subject.words
      .upperBound..<max(subject.words.upperBound, min(subject.words.upperBound + 8, scene.behindEnd))
    {
      if line.endsSentence(word - 1) { return nil }
      if line.isAny(word, of: .verb), line.shape(word) == .lower { return (subject, line.hash(word)) }
      let isFar = word > subject.words.upperBound + 3
      if isFar, !line.gap(behind: subject.words.upperBound - 1).contains(UInt8(ascii: ",")) { return nil }
    }
    return nil
  }

  private func isGovernedObject(_ line: Line, _ word: Int) -> Bool { line.nominal(at: word)?.isGoverned ?? false }

  private func crossesSentence(_ line: Line, _ first: Int, _ last: Int) -> Bool {
    (first..<last).contains { line.endsSentence($0) }
  }

  /// Whether the sentence goes on behind the quotation.
  private func goesOn(_ scene: Scene) -> Bool {
    let line = scene.line
    if line.shape(scene.behind) == .lower { return true }
    return scene.last != UInt8(ascii: ".")
  }

  /// `as Carr put it`, before or behind.
  private func asPut(_ scene: Scene) -> Nominal? {
    let line = scene.line
    for first in [scene.behind, scene.before - 4, scene.before - 3, scene.before - 2, scene.before - 5] {
      guard first >= 0, first + 1 < line.count, line.isAny(first, of: .asWord),
        let nominal = line.nominal(at: first + 1)
      else { continue }
      let behind = nominal.words.upperBound
      let verbs = behind..<min(behind + 3, line.count)
      if verbs.contains(where: { line.isAny($0, of: [.verb, .passive]) }) {
        return nominal
      }
    }
    return nil
  }

  private func accordingTo(_ scene: Scene) -> Nominal? {
    let line = scene.line
    let near = Array(max(0, scene.before - 8)..<min(max(0, scene.before + 1), line.count)).reversed()
    for word in near + Array(scene.behind..<max(scene.behind, min(scene.behind + 3, line.count)))
    where line.isAny(word, of: .according) {
      if let nominal = line.nominal(at: word + 2) { return nominal }
    }
    return nil
  }

  /// `was called “…” by Carr`, `described by Carr as “…”`.
  private func agent(_ scene: Scene) -> Nominal? {
    let line = scene.line
    if scene.behind < line.count, line.isAny(scene.behind, of: .byWord), goesOn(scene),
      let nominal = line.nominal(at: scene.behind + 1), scene.before >= 0
    {
      let start = max(line.sentenceStart(scene.before), scene.before - 8)
      if (start...scene.before).contains(where: { line.isAny($0, of: .passive) }) { return nominal }
    }
    guard scene.before >= 1 else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 10)
    guard start < scene.before else { return nil }
    for word in (start..<scene.before).reversed()
    where line.isAny(word + 1, of: .byWord) && line.isAny(word, of: .passive) {
      return line.nominal(at: word + 2)
    }
    return nil
  }

  /// `in the words of Carr`, `the phrase of Carr`.
  private func wordsOf(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard scene.before >= 1 else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 7)
    guard start < scene.before else { return nil }
    for word in (start..<scene.before).reversed()
    where line.isAny(word, of: .saying) && line.isAny(word + 1, of: .ofWord) {
      if let nominal = line.nominal(at: word + 2) { return nominal }
    }
    return nil
  }

  /// `Carr declares that “…`, `Said Carr: “…`, `Carr, who had come late, was heard to say, “…`.
  ///
  /// - Parameter isBefore: whether to look in the sentence before, behind which the quotation starts its own.
  func verbBefore(_ scene: Scene, sentenceBefore isBefore: Bool = false) -> (Nominal, UInt64)? {
    let line = scene.line
    guard scene.before >= 0 else { return nil }
    if !scene.isSetOff, !isBefore, startsSentence(scene) || scene.beforeStart > scene.before { return nil }
    let start = line.sentenceStart(scene.before)
    for verb in (start...scene.before).reversed() where isVerb(line, verb) {
      if let subject = subject(of: verb, from: start, scene) { return (subject, line.hash(verb)) }
    }
    return nil
  }

  private func isVerb(_ line: Line, _ word: Int) -> Bool {
    guard line.isAny(word, of: .verb), line.nominal(endingAt: word) == nil else { return false }
    let isNoun =
      word > 0 && line.isAny(word - 1, of: [.determiner, .possessive])
    return !isNoun
  }

  private func subject(of verb: Int, from start: Int, _ scene: Scene) -> Nominal? {
    let line = scene.line
    if verb > 0, line.hasQuotation(behind: verb - 1) {
      return line.nominal(at: verb + 1) ?? line.nominal(at: verb + 2)
    }
    let before = line.nominals(in: start..<verb)
    if isPassive(line, verb, from: start) { return agent(of: verb, scene) }
    var end = verb - 1
    var isInfinitive = false
    while end > start, line.isAny(end, of: .auxiliary) || isAdverb(line, end) {
      isInfinitive = isInfinitive || line.span(end).count == 2 && line.ends(end, with: "to")
      end -= 1
    }
    let isParticiple = line.ends(verb, with: "ing")
    if let adjacent = before.last, adjacent.words.upperBound == end + 1, !adjacent.isGoverned, !adjacent.isPossessive,
      !isInfinitive, !isParticiple || adjacent.isName, !line.gap(behind: end).contains(UInt8(ascii: ","))
    {
      return adjacent
    }
    if let inverted = line.nominal(at: verb + 1), inverted.words.upperBound <= scene.before + 1, before.isEmpty {
      return inverted
    }
    let free = before.filter { !$0.isGoverned && !$0.isPossessive && $0.kind != .thing }
    guard let last = free.last else { return before.last { $0.kind != .thing } }
    let isFar = (last.words.upperBound...verb).contains {
      line.gap(behind: $0 - 1).contains(UInt8(ascii: ",")) || line.isAny($0, of: .conjunction)
        || line.isAny($0, of: .verb) && $0 < verb
    }
    return isFar || isParticiple ? free.first : last
  }

  /// Whether a form of `be` makes a passive of the verb.
  private func isPassive(_ line: Line, _ verb: Int, from start: Int) -> Bool {
    guard line.isAny(verb, of: .passive) else { return false }
    return (max(start, verb - 3)..<verb).contains { line.isAny($0, of: .be) }
  }

  /// Whoever stands behind `by`, or the work behind `in`, between a passive and the quotation.
  private func agent(of verb: Int, _ scene: Scene) -> Nominal? {
    scene.line.nominals(in: verb + 1..<max(verb + 1, scene.before + 1)).first {
      $0.isGoverned
        && ($0.kind == .work || scene.line.isAny($0.words.lowerBound - 1, of: .byWord) || $0.isName)
    }
  }

  /// A work right before a colon or a dash: `in that old poem: “…`.
  private func work(_ scene: Scene) -> Nominal? {
    guard scene.before >= 0, let nominal = scene.line.nominal(endingAt: scene.before), nominal.kind == .work,
      !nominal.words.contains(where: { scene.line.isAny($0, of: .pointer) })
    else { return nil }
    let gap = scene.line.gap(behind: scene.before)
    let isLed =
      gap.prefix(4).contains(UInt8(ascii: ":")) || gap.prefix(2).elementsEqual("--".utf8)
      || gap.prefix(3).elementsEqual("—".utf8)
    return isLed || scene.isSetOff ? nominal : nil
  }

  private func isAdverb(_ line: Line, _ word: Int) -> Bool {
    let span = line.span(word)
    return span.count > 4 && line.ends(word, with: "ly")
  }

  /// `Carr's advice, “…”`, `the answer of Carr`.
  private func possessor(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard scene.before >= 0, !startsSentence(scene) || scene.isSetOff else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 7)
    return line.nominals(in: start..<scene.before + 1).last { $0.isPossessive && $0.kind != .thing }
  }

  /// The subject of the sentence that leads to the quotation.
  func subject(_ scene: Scene) -> Nominal? {
    guard scene.before >= 0 else { return nil }
    return subject(ofSentenceAt: scene.before, in: scene.line, upTo: scene.before)
  }

  /// The first nominal of the sentence in which a word stands that no preposition governs.
  func subject(ofSentenceAt word: Int, in line: Line, upTo last: Int) -> Nominal? {
    let start = line.sentenceStart(word)
    let nominals = line.nominals(in: start..<max(start, last + 1)).filter { $0.kind != .thing }
    return nominals.first { !$0.isGoverned } ?? nominals.first
  }

  /// Whether a sentence ends right before the quotation.
  func startsSentence(_ scene: Scene) -> Bool { scene.lead == 0 || Line.isStop(scene.lead) }
}
