import Standoff
import TextScanning

/// Words that tie a speaker to a quotation.
struct Cue {
  let nominal: Nominal
  let rule: SpeakerRule
  /// The hash of the verb; 0 where the cue is none.
  var verb: UInt64 = 0
  /// Whether it is the pronoun that owns the nominal who speaks: `her words were`.
  var isOwner = false
}

/// The rules that read who speaks off the words of the sentence, in their order.
///
/// Cue verbs around the quotation follow Krestel, Bergler & Witte (2008), Elson & McKeown (2010) and O'Keefe et al. (2012);
/// sources without a verb (`according to`, `in the words of`, possessives, `from`) are those that Pareti et al. (2013)
/// count in news.
struct CueRules {
  let without: Set<SpeakerRule>
  let words: SpeakerWords
  let book: NameBook

  /// The one whom a clause inside the quoted words names: `“We shall, says Carr, go.”`
  ///
  /// - Parameter line: the quoted words.
  func incise(_ line: Line) -> Cue? {
    for verb in 1..<max(1, min(line.count, 60)) {
      guard line.isAny(verb, of: .verb), line.shape(verb) == .lower else { continue }
      var first = verb
      while first > 1, line.isLeaning(first - 1), line.isJoined(first - 1) || line.gap(behind: first - 1).count == 1 {
        first -= 1
      }
      guard
        let pause = line.gap(behind: first - 1).first(where: { !ByteClass.isWhite($0) && $0 != 0xC2 && $0 != 0xA0 }),
        ",!?.;".utf8.contains(pause) || pause == 0xE2, line.shape(first) == .lower
      else { continue }
      for next in verb + 1..<min(verb + 5, line.count) {
        guard let nominal = line.nominal(at: next), !line.isLeaning(next) else { continue }
        guard !nominal.isGoverned, nominal.isName || nominal.kind == .role || line.isThirdPerson(nominal) else { break }
        return Cue(nominal: nominal, rule: .incise, verb: line.hash(verb))
      }
    }
    return nil
  }

  func find(_ scene: Scene) -> Cue? { first(scene).map { sent(named($0, in: scene), in: scene) } }

  /// A cue with the name that stands behind a comma, where the sentence ends with it: `an organ of the owners, the
  /// Courier:`.
  private func named(_ cue: Cue, in scene: Scene) -> Cue {
    let next = cue.nominal.words.upperBound
    if cue.nominal.kind == .role, !cue.isOwner, let name = scene.line.nominal(at: next), name.isName,
      !name.isPossessive, scene.line.isJoined(next - 1)
    {
      return Cue(nominal: name, rule: cue.rule, verb: cue.verb)
    }
    guard cue.nominal.kind == .role || cue.nominal.kind == .work, !cue.isOwner, next <= scene.before,
      scene.line.gap(behind: next - 1).first == UInt8(ascii: ","), let name = scene.line.nominal(at: next), name.isName,
      name.words.upperBound == scene.before + 1 || scene.line.isSetOff(name)
    else { return cue }
    return Cue(nominal: name, rule: cue.rule, verb: cue.verb)
  }

  private func first(_ scene: Scene) -> Cue? {
    for rule in Self.order where !without.contains(rule) {
      if rule == .verbBefore, !without.contains(.source), let cue = source(scene, onlyPointed: true) { return cue }
      if let cue = cue(rule, scene), !isSaying(cue, in: scene.line) { return cue }
    }
    return nil
  }

  /// Whether only words stand for the speaker: `the wording`.
  func isSaying(_ cue: Cue, in line: Line) -> Bool {
    guard cue.nominal.kind == .thing, !cue.isOwner, cue.nominal.headWord < line.count else { return false }
    return line.isAny(cue.nominal.headWord, of: .saying)
  }

  private static let order: [SpeakerRule] = [
    .verbAfter, .copula, .signature, .asPut, .according, .passive, .wordsOf, .work, .verbBefore, .source, .possessive,
    .saying, .colon,
  ]

  private func cue(_ rule: SpeakerRule, _ scene: Scene) -> Cue? {
    switch rule {
    case .verbAfter: verbAfter(scene)
    case .copula: copula(scene)
    case .signature: signature(scene).map { Cue(nominal: $0, rule: .signature) }
    case .asPut: asPut(scene).map { Cue(nominal: $0, rule: .asPut) }
    case .according:
      accordingTo(scene).map { Cue(nominal: $0, rule: .according, isOwner: isOwned($0, in: scene.line)) }
    case .passive: agent(scene).map { Cue(nominal: $0, rule: .passive) }
    case .wordsOf: wordsOf(scene).map { Cue(nominal: $0, rule: .wordsOf) }
    case .work: work(scene).map { Cue(nominal: $0, rule: .work) }
    case .verbBefore: verbBefore(scene)
    case .source: source(scene)
    case .possessive: possessor(scene)
    case .saying: saying(scene).map { Cue(nominal: $0, rule: .saying) }
    case .colon: introducer(scene).map { Cue(nominal: $0, rule: .colon) }
    default: nil
    }
  }

  /// Whether a pronoun owns a noun for words or a work, so that its owner speaks: `his words`.
  func isOwned(_ nominal: Nominal, in line: Line) -> Bool {
    nominal.owner != nil && nominal.words.contains { line.isAny($0, of: [.saying, .work]) }
  }

  /// Whether a sentence ends right before the quotation.
  func startsSentence(_ scene: Scene) -> Bool { scene.lead == 0 || Line.isStop(scene.lead) }

  /// Whether the sentence goes on behind the quotation.
  ///
  /// Behind a question or a cry a name may go on, a pronoun with a capital starts another.
  func goesOn(_ scene: Scene) -> Bool {
    if scene.line.shape(scene.behind) == .lower { return true }
    let isThird = scene.line.isAny(scene.behind, of: [.he, .she, .they, .it])
    return scene.last != UInt8(ascii: ".") && !(isThird && Line.isStop(scene.last))
  }

  /// The first nominal of the sentence in which a word stands that no preposition governs.
  func subject(ofSentenceAt word: Int, in line: Line, upTo last: Int) -> Nominal? {
    let start = line.sentenceStart(word)
    let nominals = line.nominals(in: start..<max(start, last + 1)).filter { $0.kind != .thing && $0.kind != .it }
    return nominals.first { line.isSubject($0) && !line.isSubordinate($0) } ?? nominals.first { !$0.isGoverned }
  }

  /// The subject of the sentence that leads to the quotation.
  func subject(_ scene: Scene) -> Nominal? {
    guard scene.before >= 0 else { return nil }
    return subject(ofSentenceAt: scene.before, in: scene.line, upTo: scene.before)
  }
}
