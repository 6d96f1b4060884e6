import Codebook
import Standoff
import TextScanning

/// Decides whether a quotation is speech, a term or a title, from its form and its surroundings.
///
/// Each rule that applies speaks for speech (above 0) or for a term (below 0); the sum decides, and the strongest rule
/// on the winning side gives the decision its name. The weights are logits, set by hand.
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
    /// Another speech stands in its sentence.
    var hasSpeechBeside = false
    /// The document is mostly talk, and this stands in no other quotation.
    var isDialogue = false
    /// Its words occur in a speech before.
    var repeatsSpeech = false
    /// How often the document has the same words in marks.
    var occurrences = 1
  }

  let words: KindWords
  let minimumWords: Int

  func decide(_ around: Surroundings, _ circumstances: Circumstances) -> Decision {
    if let title = title(around) { return title }
    var votes = Votes()
    form(around, circumstances, &votes)
    cues(around, &votes)
    company(around, circumstances, &votes)
    let sum = votes.sum + Self.prior
    let isSpeech = sum > 0
    let strongest = isSpeech ? votes.highest : votes.lowest
    return Decision(
      kind: isSpeech ? .speech : .term, rule: strongest?.name ?? "form.length", score: Self.score(abs(sum)))
  }

  private static let prior = -0.4

  /// What the rules that apply say together.
  private struct Votes {
    private(set) var sum = 0.0
    /// The first of the rules that speak most for speech and for a term.
    private(set) var highest, lowest: (name: String, weight: Double)?

    mutating func add(_ name: String, _ weight: Double) {
      sum += weight
      if weight > highest?.weight ?? -.infinity { highest = (name, weight) }
      if weight < lowest?.weight ?? .infinity { lowest = (name, weight) }
    }
  }

  /// Rises with the margin from 0.5 to 1; not calibrated.
  private static func score(_ margin: Double) -> Double {
    ((0.5 + 0.5 * margin / (margin + 1)) * 100).rounded() / 100
  }
}

extension KindRules {
  /// What the words inside look like.
  private func form(_ around: Surroundings, _ circumstances: Circumstances, _ votes: inout Votes) {
    let inside = around.inside
    let count = inside.count
    switch count {
    case 0...1: votes.add("form.one-word", -2.2)
    case ..<minimumWords: votes.add("form.short", -1.3)
    case minimumWords: votes.add("form.short", -0.6)
    case ..<6: votes.add("form.length", 0.2)
    case ..<10: votes.add("form.length", 1.4)
    case ..<20: votes.add("form.length", 2.6)
    default: votes.add("form.length", 4)
    }
    if circumstances.isContinued { votes.add("form.paragraphs", 4) }
    if circumstances.fillsBlock, count >= 2 || circumstances.isDialogue || isExclamation(around.last) {
      votes.add("form.block", 3)
    }
    let hasVerb = inside.hashes.contains { words.finite.contains($0) }
    if hasVerb, count >= 3 { votes.add("form.clause", 1.3) }
    if inside.hashes.contains(where: { words.firstPerson.contains($0) }), count >= 2 {
      votes.add("form.person", 1)
    }
    if isExclamation(around.last) { votes.add("form.exclamation", 1.5) }
    if around.startsSentence, around.isCapitalised, endsSentence(around.last), count >= 3 {
      votes.add("form.sentence", 1.5)
    }
    if count >= 2, count <= 8, !words.language.isEmpty, isTitleCase(inside), !hasVerb {
      votes.add("form.name", -2)
    }
  }

  /// What the sentence around it says.
  private func cues(_ around: Surroundings, _ votes: inout Votes) {
    let (left, right) = (around.left, around.right)
    let count = around.inside.count
    let isBehindColon = around.before == UInt8(ascii: ":")
    let isBehindComma = around.before == UInt8(ascii: ",")
    if isBehindColon { votes.add("cue.colon", count >= 3 ? 2.5 : 1) }
    let last = left.count > 0 ? left.hashes[left.count - 1] : 0
    let isNamed = left.count > 0 && words.naming.contains(last) && !isBehindColon
    if isNamed { votes.add("cue.named", -2.5) }
    if let distance = distance(toReportingIn: left), !isNamed {
      let isClose = distance == 0
      if isClose, isBehindComma || isBehindColon {
        votes.add("cue.verb.before", 4)
      } else if isBehindComma || isBehindColon {
        votes.add("cue.verb.before", 3)
      } else {
        let weight = isClose ? 1.8 : distance <= 4 ? 1.6 : 0.8
        votes.add("cue.verb.before", count <= 3 ? weight / 2 : weight)
      }
    } else if isBehindComma, around.isCapitalised, count >= 2 {
      votes.add("cue.comma", 0.8)
    }
    if reportsAfter(right, around) { votes.add("cue.verb.after", 4) }
    if last == Self.that, left.count > 1 { votes.add("cue.that", 1.5) }
    if isIntroduced(by: Self.asWord, left), left.hashes.suffix(6).contains(where: { words.judging.contains($0) }) {
      votes.add("cue.judged", 2.5)
    }
    if left.hashes.suffix(4).contains(where: { words.reportingNouns.contains($0) }), count >= 2 {
      votes.add("cue.noun", 1)
    }
    if let attributions = words.attributions,
      !attributions.matches(in: left).isEmpty
        || attributions.matches(in: right).contains(where: { $0.words.upperBound <= 6 })
    {
      votes.add("cue.attribution", 2.5)
    }
    if !isBehindColon, !isBehindComma, words.determiners.contains(last), count <= 4 {
      votes.add("cue.determiner", -1)
    }
    if count <= 3, around.isSpacedAfter, right.count > 0, right.shapes[0] == .lower, isAttributive(around) {
      votes.add("cue.attributive", -1)
    }
  }

  /// What the quotations beside it and in the rest of the document say.
  private func company(_ around: Surroundings, _ circumstances: Circumstances, _ votes: inout Votes) {
    if circumstances.followsSpeech { votes.add("company.follows", around.inside.count >= 2 ? 3 : 1.5) }
    if circumstances.followsTerm { votes.add("company.list", -1.5) }
    if circumstances.isDialogue, around.isCapitalised, !around.isAttached { votes.add("company.dialogue", 2) }
    if circumstances.hasSpeechBeside { votes.add("company.beside", 1) }
    if circumstances.repeatsSpeech, around.inside.count >= 2 { votes.add("company.repeats", 2.5) }
    if circumstances.occurrences > 1, around.inside.count <= 5 {
      let weight = circumstances.isDialogue ? -0.2 : -0.4 * Double(min(circumstances.occurrences, 4))
      votes.add("company.repeated", weight)
    }
  }

  private func title(_ around: Surroundings) -> Decision? {
    let (inside, left) = (around.inside, around.left)
    guard inside.count >= 1, inside.count <= 12, isTitleCase(inside), !isExclamation(around.last) else { return nil }
    let isEntitled = left.count > 0 && words.naming.contains(left.hashes[left.count - 1])
    if left.hashes.suffix(3).contains(where: { words.works.contains($0) }), !isEntitled || inside.count > 1 {
      return Decision(kind: .title, rule: "title.work-before", score: 0.8)
    }
    if inside.count >= 2, inside.hashes.contains(where: { words.works.contains($0) }) {
      return Decision(kind: .title, rule: "title.work-inside", score: 0.8)
    }
    return nil
  }
}

extension KindRules {
  private static let that = Words.hash(of: "that")
  private static let asWord = Words.hash(of: "as")

  private func isExclamation(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") }

  private func endsSentence(_ byte: UInt8) -> Bool { isExclamation(byte) || byte == UInt8(ascii: ".") }

  /// How many words lie between the last reporting verb of the sentence and the quotation.
  private func distance(toReportingIn left: Words) -> Int? {
    for distance in 0..<left.count where words.reporting.contains(left.hashes[left.count - 1 - distance]) {
      return distance
    }
    return nil
  }

  /// Whether the words behind say who spoke: `said Carr`, `he wrote`, `the old man from Leeds asked`.
  private func reportsAfter(_ right: Words, _ around: Surroundings) -> Bool {
    guard around.last != UInt8(ascii: "."),
      around.last == UInt8(ascii: ",") || isExclamation(around.last)
        || around.after == UInt8(ascii: ",") || around.last >= 0x80 || around.last == UInt8(ascii: "-")
    else { return false }
    return right.hashes.prefix(5).contains { words.reporting.contains($0) || words.reportingAfter.contains($0) }
  }

  /// Whether the word stands right before the quotation or before its article.
  private func isIntroduced(by word: UInt64, _ left: Words) -> Bool {
    let last = left.hashes.suffix(2)
    return last.last == word || last.first == word && last.last.map(words.determiners.contains) ?? false
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
