import Standoff
import TextScanning

/// Sources that the sentence names without a reporting verb of theirs.
extension CueRules {
  /// `“…” was the answer of Carr`, `“…” was Carr's reply`, `“…” was a motto of the weavers`.
  func copula(_ scene: Scene) -> Cue? {
    let line = scene.line
    guard scene.behind + 1 < scene.behindEnd, line.isAny(scene.behind, of: .be), goesOn(scene),
      let nominal = line.nominal(at: scene.behind + 1)
    else { return nil }
    if nominal.isPossessive { return Cue(nominal: nominal, rule: .copula) }
    guard nominal.words.contains(where: { line.isAny($0, of: [.saying, .work]) }) else { return nil }
    if nominal.owner != nil { return Cue(nominal: nominal, rule: .copula, isOwner: true) }
    let next = nominal.words.upperBound
    if next + 1 < scene.behindEnd, line.isAny(next, of: .ofWord),
      let owner = line.nominal(at: next) ?? line.nominal(at: next + 1)
    {
      return Cue(nominal: owner, rule: .copula)
    }
    return nominal.kind == .work ? Cue(nominal: nominal, rule: .copula) : nil
  }

  /// `“…” (Carr)`, `“…”—Carr, in the Courier`: the name right behind, set off by a dash or in parentheses.
  func signature(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard scene.behind < scene.behindEnd, let nominal = line.nominal(at: scene.behind),
      nominal.isName || nominal.kind == .work
    else { return nil }
    let gap = line.text.utf8[scene.content.upperBound..<line.span(scene.behind).lowerBound]
    let end = nominal.words.upperBound
    guard gap.count < 12, end == line.count || !line.isJoined(end - 1) else { return nil }
    let isInParentheses =
      gap.last == UInt8(ascii: "(") && line.gap(behind: end - 1).first.map { ",)".utf8.contains($0) } ?? true
    let isBehindDash = gap.suffix(2).elementsEqual("--".utf8) || gap.suffix(3).elementsEqual("—".utf8)
    return isInParentheses || isBehindDash ? nominal : nil
  }

  /// `“…”, so Carr`, `, so Carr, “…”`.
  private func thus(_ scene: Scene) -> Nominal? {
    let line = scene.line
    for word in [scene.behind, scene.before - 1, scene.before - 2, scene.before - 3]
    where word >= 0 && word + 1 < line.count && line.language.grammar.thus.contains(line.hash(word)) {
      guard let nominal = line.nominal(at: word + 1), nominal.isName || nominal.kind == .role else { continue }
      let last = nominal.words.upperBound - 1
      let isSetOff = last + 1 == line.count || !line.isJoined(last)
      if isSetOff, word == scene.behind || last == scene.before && word > 0 && !line.isJoined(word - 1) {
        return nominal
      }
    }
    return nil
  }

  /// `as Carr put it`, before or behind.
  func asPut(_ scene: Scene) -> Nominal? {
    let line = scene.line
    if let speaker = thus(scene) { return speaker }
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

  func accordingTo(_ scene: Scene) -> Nominal? {
    let line = scene.line
    let near = Array(max(0, scene.before - 8)..<min(max(0, scene.before + 1), line.count)).reversed()
    for word in near + Array(scene.behind..<max(scene.behind, min(scene.behind + 3, line.count)))
    where line.isAny(word, of: .according) {
      if let nominal = line.nominal(at: word + 1) ?? line.nominal(at: word + 2) { return nominal }
    }
    return nil
  }

  /// `was called “…” by Carr`, `described by Carr as “…”`.
  func agent(_ scene: Scene) -> Nominal? {
    let line = scene.line
    if let agent = agentBefore(scene) { return agent }
    if scene.behind < line.count, line.isAny(scene.behind, of: .byWord), goesOn(scene),
      let nominal = line.nominal(at: scene.behind) ?? line.nominal(at: scene.behind + 1), scene.before >= 0
    {
      let start = max(line.sentenceStart(scene.before), scene.before - 8)
      if (start...scene.before).contains(where: { line.isAny($0, of: .passive) }) { return nominal }
    }
    guard scene.before >= 1 else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 10)
    guard start < scene.before else { return nil }
    for word in (start..<scene.before).reversed()
    where line.isAny(word + 1, of: .byWord) && line.isAny(word, of: .passive) {
      return line.nominal(at: word + 1) ?? line.nominal(at: word + 2)
    }
    return nil
  }

  /// `von Carr als „…“ bezeichnet`: the agent before, the participle behind.
  private func agentBefore(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard line.language.grammar.putsVerbFirst, scene.before >= 1, scene.behind < line.count, !startsSentence(scene),
      line.isAny(scene.behind, of: .passive)
    else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 8)
    for word in (start..<max(start, scene.before)).reversed() where line.isAny(word, of: .byWord) {
      return line.nominal(at: word) ?? line.nominal(at: word + 1)
    }
    return nil
  }

  /// `in the words of Carr`, `the phrase of Carr`.
  func wordsOf(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard scene.before >= 1 else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 16)
    guard start < scene.before, !startsSentence(scene) || scene.isSetOff else { return nil }
    for word in (start..<scene.before).reversed()
    where line.isAny(word, of: .saying) && line.isAny(word + 1, of: .ofWord) {
      guard let nominal = line.nominal(at: word + 1) ?? line.nominal(at: word + 2),
        nominal.kind != .thing || nominal.article == .definite,
        nominal.words.upperBound <= scene.before + 1
      else { continue }
      let isNear = word > scene.before - 7
      if isNear || (nominal.words.upperBound..<scene.before + 1).contains(where: { line.isAny($0, of: .be) }) {
        return nominal
      }
    }
    return nil
  }

  /// A work right before a colon or a dash: `in that old poem: “…`.
  func work(_ scene: Scene) -> Nominal? {
    guard scene.before >= 0, let nominal = scene.line.nominal(endingAt: scene.before), nominal.kind == .work,
      !nominal.words.contains(where: { scene.line.isAny($0, of: .pointer) }), nominal.owner == nil,
      nominal.words.lowerBound == 0 || !scene.line.isAny(nominal.words.lowerBound - 1, of: .verb)
    else { return nil }
    let gap = scene.line.gap(behind: scene.before)
    let isLed =
      gap.prefix(4).contains(UInt8(ascii: ":")) || gap.prefix(2).elementsEqual("--".utf8)
      || gap.prefix(3).elementsEqual("—".utf8) || gap.first == UInt8(ascii: ",") && nominal.article == .definite
    return isLed || scene.isSetOff ? nominal : nil
  }

  /// In a sentence that only leads to the quotation, what the words are taken from: `Here are two lines from the
  /// Courier, a paper of the owners:`, `the following protest by the weavers:`.
  func source(_ scene: Scene, onlyPointed: Bool = false) -> Cue? {
    let line = scene.line
    guard scene.before >= 0, scene.lead == UInt8(ascii: ":") || scene.isSetOff else { return nil }
    let start = line.sentenceStart(scene.before)
    if onlyPointed, !(start...min(start + 3, scene.before)).contains(where: { line.isAny($0, of: .pointer) }) {
      return nil
    }
    let nominals = line.nominals(in: start..<scene.before + 1)
    for nominal in nominals where nominal.isGoverned && nominal.kind != .thing {
      let preposition = line.preposition(before: nominal)
      guard line.isAny(preposition, of: .byWord), preposition > start,
        line.isAny(preposition - 1, of: [.saying, .work, .passive, .participle, .verb])
      else { continue }
      return Cue(nominal: nominal, rule: .source)
    }
    for nominal in nominals where nominal.isGoverned && nominal.kind != .thing {
      let preposition = line.preposition(before: nominal)
      guard line.isAny(preposition, of: [.ofWord, .sourceWord]), preposition > start else { continue }
      let isSaying = line.isAny(preposition - 1, of: [.saying, .work, .passive, .participle])
      if isSaying { return Cue(nominal: nominal, rule: .source) }
    }
    if let owned = nominals.last(where: { nominal in
      nominal.owner != nil && nominal.words.contains { line.isAny($0, of: [.saying, .work]) }
    }) {
      return Cue(nominal: owned, rule: .source, isOwner: true)
    }
    return nil
  }

  /// `Carr's advice, “…”`, `their motto was “…”`.
  func possessor(_ scene: Scene) -> Cue? {
    let line = scene.line
    guard scene.before >= 0, !startsSentence(scene) || scene.isSetOff else { return nil }
    let start = max(line.sentenceStart(scene.before), scene.before - 7)
    let near = line.nominals(in: start..<scene.before + 1)
    for nominal in near.reversed() {
      if nominal.isPossessive, nominal.kind != .thing { return Cue(nominal: nominal, rule: .possessive) }
      if nominal.owner != nil, nominal.words.contains(where: { line.isAny($0, of: [.saying, .work]) }) {
        return Cue(nominal: nominal, rule: .possessive, isOwner: true)
      }
    }
    return nil
  }

  /// `Carr gave a short answer, “…”`: whoever is subject where a noun for words said leads to them.
  func saying(_ scene: Scene) -> Nominal? {
    let line = scene.line
    guard scene.before >= 0, !startsSentence(scene) || scene.isSetOff else { return nil }
    let last = line.isAny(scene.before, of: .conjunction) ? scene.before - 1 : scene.before
    guard let noun = line.nominal(endingAt: last), noun.headWord < line.count,
      line.isAny(noun.headWord, of: .saying), !noun.isGoverned
    else { return nil }
    let start = line.sentenceStart(scene.before)
    guard start < noun.words.lowerBound else { return nil }
    return line.nearestSubject(before: noun.words.lowerBound, from: start)
  }

  /// The subject of a sentence that ends in a colon or leads to a block.
  func introducer(_ scene: Scene) -> Nominal? {
    guard scene.before >= 0, scene.lead == UInt8(ascii: ":") || scene.isSetOff else { return nil }
    let line = scene.line
    return line.nominals(in: line.sentenceStart(scene.before)..<scene.before + 1).first { nominal in
      let isSpeaker = nominal.isName || nominal.kind == .role || nominal.kind == .work || line.isThirdPerson(nominal)
      return isSpeaker && !nominal.isGoverned && !line.isSubordinate(nominal)
        && (line.isSubject(nominal) || nominal.isName)
    }
  }
}
