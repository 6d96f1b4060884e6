import Standoff
import TextScanning

/// A quotation with the line it stands in.
struct Setting {
  let content: Span
  let line: Line
  /// The last word before the quotation; -1 where there is none.
  let before: Int
  /// The first word behind it.
  let behind: Int
  /// The words behind that stand before the next quotation.
  let behindEnd: Int
  /// The words before that stand behind the quotation before.
  let beforeStart: Int
  /// The last character before its mark; 0 where it starts its paragraph.
  let lead: UInt8
  /// The last character inside that is no mark.
  let last: UInt8
  /// Whether the words before stand in the paragraph before, as with a block quotation.
  let isSetOff: Bool
}

/// The rules that read who speaks off the words of the sentence, in their order.
///
/// Verb and noun cues before, behind and around the quotation follow Krestel, Bergler & Witte (2008) and O'Keefe et al.
/// (2012); the order is that of how often each is right.
struct CueRules {
  let words: SpeakerWords

  /// The nominal that the first rule to apply takes for the speaker.
  func find(_ setting: Setting) -> (nominal: Nominal, rule: String, score: Double, verb: UInt64)? {
    if let (nominal, verb) = verbBehind(setting) { return (nominal, "cue.verb.after", 0.95, verb) }
    if let nominal = asPut(setting) { return (nominal, "cue.as-put", 0.9, 0) }
    if let nominal = accordingTo(setting) { return (nominal, "cue.according", 0.9, 0) }
    if let nominal = agent(setting) { return (nominal, "cue.passive", 0.85, 0) }
    if let nominal = wordsOf(setting) { return (nominal, "cue.words-of", 0.85, 0) }
    if let nominal = work(setting) { return (nominal, "cue.work", 0.8, 0) }
    if let (nominal, verb) = verbBefore(setting) { return (nominal, "cue.verb.before", 0.85, verb) }
    if let nominal = possessor(setting) { return (nominal, "cue.possessive", 0.75, 0) }
    if setting.lead == UInt8(ascii: ":") || setting.isSetOff, let nominal = subject(setting) {
      return (nominal, "cue.colon", 0.65, 0)
    }
    return nil
  }

  /// `“…,” said Carr`, `“…,” the old man from Leeds wrote`, `“…,” she then asked`.
  func verbBehind(_ setting: Setting) -> (Nominal, UInt64)? {
    let line = setting.line
    let first = setting.behind
    guard first < setting.behindEnd, goesOn(setting) else { return nil }
    if words.verbs.contains(line.hash(first)), line.shape(first) == .lower {
      var next = first + 1
      while next < min(first + 4, setting.behindEnd), line.nominal(at: next) == nil || isGovernedObject(line, next) {
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
      .upperBound..<max(subject.words.upperBound, min(subject.words.upperBound + 8, setting.behindEnd))
    {
      if line.endsSentence(word - 1) { return nil }
      if words.verbs.contains(line.hash(word)), line.shape(word) == .lower { return (subject, line.hash(word)) }
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
  private func goesOn(_ setting: Setting) -> Bool {
    let line = setting.line
    if line.shape(setting.behind) == .lower { return true }
    return setting.last != UInt8(ascii: ".")
  }

  /// `as Carr put it`, before or behind.
  private func asPut(_ setting: Setting) -> Nominal? {
    let line = setting.line
    for first in [setting.behind, setting.before - 4, setting.before - 3, setting.before - 2, setting.before - 5] {
      guard first >= 0, first + 1 < line.count, line.hash(first) == words.asWord,
        let nominal = line.nominal(at: first + 1)
      else { continue }
      let behind = nominal.words.upperBound
      let verbs = behind..<min(behind + 3, line.count)
      if verbs.contains(where: { words.verbs.contains(line.hash($0)) || words.passives.contains(line.hash($0)) }) {
        return nominal
      }
    }
    return nil
  }

  private func accordingTo(_ setting: Setting) -> Nominal? {
    let line = setting.line
    let near = Array(max(0, setting.before - 8)..<min(max(0, setting.before + 1), line.count)).reversed()
    for word in near + Array(setting.behind..<max(setting.behind, min(setting.behind + 3, line.count)))
    where line.hash(word) == words.according {
      if let nominal = line.nominal(at: word + 2) { return nominal }
    }
    return nil
  }

  /// `was called “…” by Carr`, `described by Carr as “…”`.
  private func agent(_ setting: Setting) -> Nominal? {
    let line = setting.line
    if setting.behind < line.count, line.hash(setting.behind) == words.byWord, goesOn(setting),
      let nominal = line.nominal(at: setting.behind + 1), setting.before >= 0
    {
      let start = max(line.sentenceStart(setting.before), setting.before - 8)
      if (start...setting.before).contains(where: { words.passives.contains(line.hash($0)) }) { return nominal }
    }
    guard setting.before >= 1 else { return nil }
    let start = max(line.sentenceStart(setting.before), setting.before - 10)
    guard start < setting.before else { return nil }
    for word in (start..<setting.before).reversed()
    where line.hash(word + 1) == words.byWord && words.passives.contains(line.hash(word)) {
      return line.nominal(at: word + 2)
    }
    return nil
  }

  /// `in the words of Carr`, `the phrase of Carr`.
  private func wordsOf(_ setting: Setting) -> Nominal? {
    let line = setting.line
    guard setting.before >= 1 else { return nil }
    let start = max(line.sentenceStart(setting.before), setting.before - 7)
    guard start < setting.before else { return nil }
    for word in (start..<setting.before).reversed()
    where words.sayings.contains(line.hash(word)) && line.hash(word + 1) == words.ofWord {
      if let nominal = line.nominal(at: word + 2) { return nominal }
    }
    return nil
  }

  /// `Carr declares that “…`, `Said Carr: “…`, `Carr, who had come late, was heard to say, “…`.
  ///
  /// - Parameter isBefore: whether to look in the sentence before, behind which the quotation starts its own.
  func verbBefore(_ setting: Setting, sentenceBefore isBefore: Bool = false) -> (Nominal, UInt64)? {
    let line = setting.line
    guard setting.before >= 0 else { return nil }
    if !setting.isSetOff, !isBefore, startsSentence(setting) || setting.beforeStart > setting.before { return nil }
    let start = line.sentenceStart(setting.before)
    for verb in (start...setting.before).reversed() where isVerb(line, verb) {
      if let subject = subject(of: verb, from: start, setting) { return (subject, line.hash(verb)) }
    }
    return nil
  }

  private func isVerb(_ line: Line, _ word: Int) -> Bool {
    guard words.verbs.contains(line.hash(word)), line.nominal(endingAt: word) == nil else { return false }
    let isNoun =
      word > 0 && (words.determiners.contains(line.hash(word - 1)) || words.possessives.contains(line.hash(word - 1)))
    return !isNoun
  }

  private func subject(of verb: Int, from start: Int, _ setting: Setting) -> Nominal? {
    let line = setting.line
    if verb > 0, line.hasQuotation(behind: verb - 1) {
      return line.nominal(at: verb + 1) ?? line.nominal(at: verb + 2)
    }
    let before = line.nominals(in: start..<verb)
    if isPassive(line, verb, from: start) { return agent(of: verb, setting) }
    var end = verb - 1
    var isInfinitive = false
    while end > start, words.auxiliaries.contains(line.hash(end)) || isAdverb(line, end) {
      isInfinitive = isInfinitive || line.span(end).count == 2 && line.ends(end, with: "to")
      end -= 1
    }
    let isParticiple = line.ends(verb, with: "ing")
    if let adjacent = before.last, adjacent.words.upperBound == end + 1, !adjacent.isGoverned, !adjacent.isPossessive,
      !isInfinitive, !isParticiple || adjacent.isName, !line.gap(behind: end).contains(UInt8(ascii: ","))
    {
      return adjacent
    }
    if let inverted = line.nominal(at: verb + 1), inverted.words.upperBound <= setting.before + 1, before.isEmpty {
      return inverted
    }
    let free = before.filter { !$0.isGoverned && !$0.isPossessive && $0.kind != .thing }
    guard let last = free.last else { return before.last { $0.kind != .thing } }
    let isFar = (last.words.upperBound...verb).contains {
      line.gap(behind: $0 - 1).contains(UInt8(ascii: ",")) || words.conjunctions.contains(line.hash($0))
        || words.verbs.contains(line.hash($0)) && $0 < verb
    }
    return isFar || isParticiple ? free.first : last
  }

  /// Whether a form of `be` makes a passive of the verb.
  private func isPassive(_ line: Line, _ verb: Int, from start: Int) -> Bool {
    guard words.passives.contains(line.hash(verb)) else { return false }
    return (max(start, verb - 3)..<verb).contains { words.be.contains(line.hash($0)) }
  }

  /// Whoever stands behind `by`, or the work behind `in`, between a passive and the quotation.
  private func agent(of verb: Int, _ setting: Setting) -> Nominal? {
    setting.line.nominals(in: verb + 1..<max(verb + 1, setting.before + 1)).first {
      $0.isGoverned
        && ($0.kind == .work || setting.line.hash($0.words.lowerBound - 1) == words.byWord || $0.isName)
    }
  }

  /// A work right before a colon or a dash: `in that old poem: “…`.
  private func work(_ setting: Setting) -> Nominal? {
    guard setting.before >= 0, let nominal = setting.line.nominal(endingAt: setting.before), nominal.kind == .work,
      !nominal.words.contains(where: { words.pointers.contains(setting.line.hash($0)) })
    else { return nil }
    let gap = setting.line.gap(behind: setting.before)
    let isLed =
      gap.prefix(4).contains(UInt8(ascii: ":")) || gap.prefix(2).elementsEqual("--".utf8)
      || gap.prefix(3).elementsEqual("—".utf8)
    return isLed || setting.isSetOff ? nominal : nil
  }

  private func isAdverb(_ line: Line, _ word: Int) -> Bool {
    let span = line.span(word)
    return span.count > 4 && line.ends(word, with: "ly")
  }

  /// `Carr's advice, “…”`, `the answer of Carr`.
  private func possessor(_ setting: Setting) -> Nominal? {
    let line = setting.line
    guard setting.before >= 0, !startsSentence(setting) || setting.isSetOff else { return nil }
    let start = max(line.sentenceStart(setting.before), setting.before - 7)
    return line.nominals(in: start..<setting.before + 1).last { $0.isPossessive && $0.kind != .thing }
  }

  /// The subject of the sentence that leads to the quotation.
  func subject(_ setting: Setting) -> Nominal? {
    guard setting.before >= 0 else { return nil }
    return subject(ofSentenceAt: setting.before, in: setting.line, upTo: setting.before)
  }

  /// The first nominal of the sentence in which a word stands that no preposition governs.
  func subject(ofSentenceAt word: Int, in line: Line, upTo last: Int) -> Nominal? {
    let start = line.sentenceStart(word)
    let nominals = line.nominals(in: start..<max(start, last + 1)).filter { $0.kind != .thing }
    return nominals.first { !$0.isGoverned } ?? nominals.first
  }

  /// Whether a sentence ends right before the quotation.
  func startsSentence(_ setting: Setting) -> Bool { setting.lead == 0 || Line.isStop(setting.lead) }
}
