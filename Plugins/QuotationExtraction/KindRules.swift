import Codebook
import Foundation
import Standoff
import TextScanning

/// Decides whether a quotation is speech, a term or a title, from its form and its surroundings.
///
/// Each sign that is there speaks for speech (above 0) or for a term (below 0) with its weight, a logit; the sum
/// decides, and the strongest sign on the winning side gives the decision its rule.
struct KindRules {
  struct Decision: Equatable {
    let kind: Quotation.Kind
    let rule: String
    let score: Double
  }

  /// What the marks and the document say of a quotation, beside its words.
  struct Circumstances {
    /// It goes on over paragraphs.
    var isContinued = false
    /// The block holds nothing else, or nothing but the one who says it.
    var fillsBlock = false
    /// A speech ends right before it, with no word between.
    var followsSpeech = false
    /// A term ends right before it, with no word but `and` or `or` between.
    var followsTerm = false
    /// The last quotation before it in its block is a speech.
    var isBehindSpeech = false
    /// Another quotation of its block, before or behind it, is as long as a sentence.
    var hasLongBeside = false
    /// The document is mostly talk, and this stands in no other quotation.
    var isDialogue = false
    /// Its words occur in a speech before.
    var repeatsSpeech = false
    /// How often the document has the same words in marks.
    var occurrences = 1
    /// The same words were a title before.
    var repeatsTitle = false
    /// It stands in another quotation.
    var isNested = false
    /// The share of the document's quotations that are as long as a sentence.
    var longShare = 0.5
  }

  let words: KindWords
  let minimumWords: Int
  /// Rules that do not count.
  var without: Set<KindRule> = []

  /// What the signs say together.
  func decision(by signs: [KindSign]) -> Decision {
    let sum = signs.reduce(KindSign.prior) { $0 + $1.weight }
    let isSpeech = sum > 0
    // What the document is like says nothing of this one alone, so another sign gives the name where one is on its side.
    let near = signs.filter { !$0.isOfDocument && ($0.weight > 0) == isSpeech }
    let deciding = (near.isEmpty ? signs : near).max { isSpeech ? $0.weight < $1.weight : $0.weight > $1.weight }
    return Decision(
      kind: isSpeech ? .speech : .term, rule: (deciding?.rule ?? .formLength).rawValue, score: Self.score(abs(sum)))
  }

  /// The signs that are there, in the order of their declaration.
  func signs(_ around: Surroundings, _ circumstances: Circumstances) -> [KindSign] {
    var signs: [KindSign] = []
    signs.reserveCapacity(16)
    form(around, circumstances, &signs)
    cues(around, &signs)
    company(around, circumstances, &signs)
    if !without.isEmpty { signs.removeAll { without.contains($0.rule) } }
    return signs
  }

  /// The probability that goes with a margin, since the weights are logits.
  private static func score(_ margin: Double) -> Double { (100 / (1 + exp(-margin))).rounded() / 100 }
}

extension KindRules {
  /// What the words inside look like.
  private func form(_ around: Surroundings, _ circumstances: Circumstances, _ signs: inout [KindSign]) {
    let inside = around.inside
    let count = inside.count
    switch count {
    case 0...1: signs.append(around.isCapitalised && !words.capitalisesNouns ? .oneCapital : .oneWord)
    case ..<minimumWords: signs.append(.short)
    case minimumWords: signs.append(.threeWords)
    case ..<6: signs.append(.fewWords)
    case ..<10: signs.append(.someWords)
    case ..<20: signs.append(.manyWords)
    default: signs.append(.longWords)
    }
    if circumstances.isContinued { signs.append(.paragraphs) }
    if circumstances.fillsBlock, count >= 2 || circumstances.isDialogue || isExclamation(around.last) {
      signs.append(.fillsBlock)
    }
    let hasVerb = inside.hashes.contains { words.finite.contains($0) }
    if hasVerb, count >= 3 { signs.append(.clause) }
    if count >= 2, inside.hashes.contains(where: { words.firstPerson.contains($0) }) { signs.append(.person) }
    if isExclamation(around.last) { signs.append(.exclamation) }
    if around.startsSentence, around.isCapitalised, endsSentence(around.last), count >= 3 { signs.append(.sentence) }
    if count >= 2, count <= 8, !words.language.isEmpty, !words.capitalisesNouns, isTitleCase(inside), !hasVerb {
      signs.append(.name)
    }
    if count >= 2, count <= 5, words.determiners.contains(inside.hashes[0]) { signs.append(.article) }
    if count >= 2, count <= 9, inside.hashes.contains(where: { words.subordinators.contains($0) }) {
      signs.append(.subordinate)
    }
    if circumstances.isNested { signs.append(count <= 3 ? .nestedShort : .nested) }
  }

  /// What the sentence around it says.
  private func cues(_ around: Surroundings, _ signs: inout [KindSign]) {
    let (left, right) = (around.left, around.right)
    let count = around.inside.count
    let isBehindColon = around.before == UInt8(ascii: ":")
    let isBehindComma = around.before == UInt8(ascii: ",")
    if isBehindColon { signs.append(count >= 3 ? .colon : .colonShort) }
    let last = left.count > 0 ? left.hashes[left.count - 1] : 0
    let isNamed = left.count > 0 && words.naming.contains(last) && !isBehindColon
    if isNamed { signs.append(count <= 3 ? .named : .namedLong) }
    if let distance = distance(toReportingIn: left), !isNamed {
      let isShort = count <= 3
      if isBehindComma || isBehindColon {
        signs.append(distance == 0 ? .verbPointing : .verbPointingFar)
      } else if distance <= 4 {
        signs.append(distance == 0 ? (isShort ? .verbShort : .verb) : isShort ? .verbNearShort : .verbNear)
      } else {
        signs.append(isShort ? .verbFarShort : .verbFar)
      }
    } else if isBehindComma, around.isCapitalised, count >= 2 {
      signs.append(.comma)
    }
    if let distance = distance(toReportingBehind: around) {
      signs.append(count > 2 ? .verbAfter : distance <= 1 ? .verbAfterShort : .verbAfterShortFar)
    }
    if words.that.contains(last), left.count > 1 { signs.append(.that) }
    if isIntroduced(by: words.judgedAs, left),
      left.hashes.suffix(6).contains(where: { words.judging.contains($0) })
        || right.hashes.first.map(words.judging.contains) ?? false
    {
      signs.append(.judged)
    }
    if left.hashes.suffix(4).contains(where: { words.reportingNouns.contains($0) }), count >= 2 {
      signs.append(.noun)
    }
    if let attributions = words.attributions,
      !attributions.matches(in: left).isEmpty
        || attributions.matches(in: right).contains(where: { $0.words.upperBound <= 6 })
    {
      signs.append(count <= 3 ? .attributionShort : .attribution)
    }
    if !isBehindColon, !isBehindComma, words.determiners.contains(last) {
      if count <= 2 { signs.append(.determinerShort) } else if count > 5 { signs.append(.determinerLong) }
    }
    if count <= 3, around.isSpacedAfter, right.count > 0, right.shapes[0] == .lower, isAttributive(around) {
      signs.append(.attributive)
    }
    if around.isReferenced { signs.append(.reference) }
  }

  /// What the quotations beside it and in the rest of the document say.
  private func company(_ around: Surroundings, _ circumstances: Circumstances, _ signs: inout [KindSign]) {
    let count = around.inside.count
    if circumstances.followsSpeech { signs.append(count >= 2 ? .follows : .followsShort) }
    if circumstances.followsTerm { signs.append(.list) }
    if circumstances.isDialogue, around.isCapitalised, !around.isAttached { signs.append(.dialogue) }
    if circumstances.isBehindSpeech, count <= 5 { signs.append(.behindSpeechShort) }
    if circumstances.hasLongBeside, count <= 5 { signs.append(.besideLong) }
    if circumstances.repeatsSpeech, count >= 2 { signs.append(count <= 3 ? .repeatsShort : .repeats) }
    if circumstances.occurrences > 1, count <= 5, !circumstances.isDialogue {
      signs.append(circumstances.occurrences > 2 ? .repeatedOften : .repeated)
    }
    if circumstances.longShare > 0.6 { signs.append(.longDocument) }
    if circumstances.longShare < 0.3 { signs.append(.shortDocument) }
  }

  /// The title that its words make, or those around it.
  func title(_ around: Surroundings, _ circumstances: Circumstances) -> Decision? {
    let (inside, left) = (around.inside, around.left)
    let isCased = inside.count >= 1 && inside.count <= 12 && isTitleCase(inside) && !isExclamation(around.last)
    func decision(_ rule: KindRule) -> Decision? {
      without.contains(rule) ? nil : Decision(kind: .title, rule: rule.rawValue, score: 0.8)
    }
    if circumstances.repeatsTitle, let found = decision(.titleRepeated) { return found }
    guard isCased else { return nil }
    let last = left.count > 0 ? left.hashes[left.count - 1] : 0
    let isEntitled = words.naming.contains(last)
    let reach = isEntitled ? 8 : inside.count > 2 ? 5 : 3
    if left.hashes.suffix(reach).contains(where: { words.works.contains($0) }), !isEntitled || inside.count > 1,
      let found = decision(.titleWorkBefore)
    {
      return found
    }
    let namesWork = inside.hashes.contains { words.works.contains($0) }
    if namesWork, inside.count >= 2 || words.determiners.contains(last) { return decision(.titleWorkInside) }
    return nil
  }
}

extension KindRules {
  private func isExclamation(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") }

  private func endsSentence(_ byte: UInt8) -> Bool { isExclamation(byte) || byte == UInt8(ascii: ".") }

  /// How many words lie between the last reporting verb of the sentence and the quotation.
  private func distance(toReportingIn left: Words) -> Int? {
    for distance in 0..<left.count where words.reporting.contains(left.hashes[left.count - 1 - distance]) {
      return distance
    }
    return nil
  }

  /// How many words lie between the quotation and a verb behind it that says who spoke: `said Carr`, `he wrote`, `the
  /// old man from Leeds asked`.
  private func distance(toReportingBehind around: Surroundings) -> Int? {
    guard around.last != UInt8(ascii: "."),
      around.last == UInt8(ascii: ",") || isExclamation(around.last)
        || around.after == UInt8(ascii: ",") || around.last >= 0x80 || around.last == UInt8(ascii: "-")
    else { return nil }
    // `as the millers say`
    let isAside = around.right.hashes.first.map(words.asides.contains) ?? false
    for (distance, hash) in around.right.hashes.prefix(isAside ? 10 : 5).enumerated() where !isAside || distance > 0 {
      if words.reporting.contains(hash) || words.reportingAfter.contains(hash) { return isAside ? 0 : distance }
      if words.subordinators.contains(hash) { return nil }
    }
    return nil
  }

  /// Whether one of these stands right before the quotation or before its article.
  private func isIntroduced(by introducing: WordSet, _ left: Words) -> Bool {
    let last = left.hashes.suffix(2)
    guard let behind = last.last, let before = last.first else { return false }
    return introducing.contains(behind) || introducing.contains(before) && words.determiners.contains(behind)
  }

  /// Whether the quotation stands before a noun as an adjective would.
  private func isAttributive(_ around: Surroundings) -> Bool {
    let next = around.right.hashes[0]
    return ![UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";")].contains(around.last)
      && around.after | 0x20 >= UInt8(ascii: "a") && !words.function.contains(next) && !words.finite.contains(next)
      && !words.reporting.contains(next)
  }

  /// Whether all words but the small ones start with a capital.
  private func isTitleCase(_ inside: Words) -> Bool {
    guard inside.count > 0, inside.shapes[0] != .lower, inside.shapes[0] != .number else { return false }
    return (0..<inside.count).allSatisfy {
      inside.shapes[$0] != .lower || words.function.contains(inside.hashes[$0])
    }
  }
}
