import Standoff
import TextScanning

/// What is subject and what is verb, as far as lists and the order of words tell.
extension Line {
  /// Whether a nominal looks like the subject of a clause: nothing governs it, and a verb may follow.
  func isSubject(_ nominal: Nominal) -> Bool {
    let first = nominal.words.lowerBound
    guard !nominal.isGoverned, !nominal.isPossessive, nominal.kind != .thing || nominal.owner != nil,
      !nominal.isPronoun || !isAny(first, of: .objective)
    else { return false }
    if first > 0, isAny(first - 1, of: .verb), shape(first - 1) == .lower, isJoined(first - 1),
      first == 1 || hasQuotation(behind: first - 2)
    {
      return true
    }
    let next = nominal.words.upperBound
    guard next < count else { return false }
    let gap = gap(behind: next - 1)
    if gap.first == UInt8(ascii: ",") {
      return isAny(next, of: .relative) || isAny(next, of: .determiner) || isAny(next, of: .auxiliary)
    }
    if gap.contains(UInt8(ascii: "(")) { return true }
    guard isJoined(next - 1), shape(next) == .lower else { return false }
    if isAny(next, of: [.auxiliary, .verb, .relative]) { return true }
    if isAny(next, of: .conjunction), next + 1 < count, let other = self.nominal(at: next + 1) {
      return other.isName && isSubject(other)
    }
    return !isAny(next, of: [.preposition, .conjunction, .determiner, .possessive, .pronoun])
  }

  /// Whether a nominal is the subject of a clause that ends before a word: `the report from which I quoted says`.
  private func isInRelativeClause(_ nominal: Nominal, endingBefore word: Int) -> Bool {
    let first = nominal.words.lowerBound
    return first > 0 && isAny(first - 1, of: .relative) && !isJoined(through: nominal.words.upperBound, word)
  }

  private func isJoined(through start: Int, _ end: Int) -> Bool {
    (start..<max(start, end)).allSatisfy { isAny($0, of: .auxiliary) || isAdverb($0) }
  }

  /// Whether the words before a name give it to the one who says `I`: `they called me Carr`, `my name was Carr`.
  func namesNarrator(_ name: Nominal) -> Bool {
    let first = name.words.lowerBound
    guard first > 1, isJoined(first - 1) else { return false }
    if isAny(first - 1, of: .i), isAny(first - 2, of: .naming), isJoined(first - 2) { return true }
    guard isAny(first - 1, of: .be), let noun = nominal(endingAt: first - 2) else { return false }
    return noun.owner == .i && isAny(first - 2, of: .naming)
  }

  func isThirdPerson(_ nominal: Nominal) -> Bool {
    nominal.kind == .he || nominal.kind == .she || nominal.kind == .they
  }

  /// The preposition that governs a nominal, right before it or before an article and one more word.
  func preposition(before nominal: Nominal) -> Int {
    let first = nominal.words.lowerBound
    return first > 2 && !isAny(first - 1, of: .preposition) ? first - 3 : max(0, first - 1)
  }

  /// Whether a nominal stands right behind a word that makes its clause depend on another: `when Carr`.
  func isSubordinate(_ nominal: Nominal) -> Bool {
    nominal.words.lowerBound > 0 && isAny(nominal.words.lowerBound - 1, of: .subordinator)
  }

  /// Whether a comma follows a nominal.
  func isSetOff(_ nominal: Nominal) -> Bool {
    nominal.words.upperBound < count && gap(behind: nominal.words.upperBound - 1).first == UInt8(ascii: ",")
  }

  func isPlural(_ nominal: Nominal) -> Bool {
    let head = nominal.headWord < count ? nominal.headWord : nominal.words.upperBound - 1
    let isOfMany = isAny(head, of: .indefinite) && !isAny(head, of: .determiner)
    let last = isOfMany ? nominal.words.upperBound - 1 : head
    return hasPluralEnding(last)
  }

  /// Whether a word ends as plurals do: neither `mistress` nor `weaver's`.
  func hasPluralEnding(_ word: Int) -> Bool {
    ends(word, withAnyOf: language.grammar.pluralEndings) && !ends(word, with: "ss") && !isPossessed(word)
  }

  /// The second of two names that `and` joins.
  func coordinated(_ nominal: Nominal) -> Int? {
    let next = nominal.words.upperBound
    guard next + 1 < count, language.grammar.and.contains(hash(next)), !nominal.isPossessive,
      isJoined(next - 1), isJoined(next), let other = self.nominal(at: next + 1), case .name(let entity) = other.kind,
      !other.isPossessive
    else { return nil }
    return entity
  }

  /// The first of two that `and` joins, by the second.
  func pairHead(of second: Nominal) -> Nominal? {
    let conjunction = second.words.lowerBound - 1
    guard conjunction > 0, let first = nominal(endingAt: conjunction - 1),
      first.isName || first.kind == .he || first.kind == .she, coordinated(first) != nil
    else { return nil }
    return first
  }

  /// The nominal that the clause of a word is likeliest about: the nearest subject before, else the last that nothing
  /// governs, else any.
  func nearestSubject(before word: Int, from start: Int) -> Nominal? {
    guard start < word else { return nil }
    let isOne = isOfOne(word)
    let before = nominals(in: start..<word).filter { !isOne || !isMany($0) }
    let isCoordinated = isAny(word - 1, of: .conjunction)
    let subject = before.last {
      isSubject($0) && $0.kind != .thing && (isCoordinated || !isInRelativeClause($0, endingBefore: word))
    }
    if let subject { return subject }
    if let first = before.first, first.words.lowerBound <= start + 1, !first.isGoverned, !first.isPossessive,
      first.kind != .thing
    {
      return first
    }
    return before.last { !$0.isGoverned && !$0.isPossessive && $0.kind != .thing }
      ?? before.last { $0.kind != .thing }
  }

  /// Whether a nominal can be what the whole sentence is about.
  func canLead(_ nominal: Nominal) -> Bool {
    !nominal.isGoverned && !nominal.isPossessive && nominal.kind != .thing && !isSubordinate(nominal)
  }

  /// Whether a verb has the form for one who is neither `I` nor `you`: `she cites`.
  private func isOfOne(_ word: Int) -> Bool {
    ends(word, withAnyOf: language.grammar.verbEndingsOfOne) && !ends(word, with: "ss") && !isAny(word, of: .be)
  }

  private func isMany(_ nominal: Nominal) -> Bool {
    nominal.kind == .they || nominal.kind == .we || nominal.kind == .i
      || nominal.kind == .role && isPlural(nominal) && nominal.headWord < count && shape(nominal.headWord) == .lower
  }

  /// Whether a reporting verb stands here and is no noun: `they report`, not `a report`.
  func isReportingVerb(_ word: Int) -> Bool {
    guard isAny(word, of: .verb), shape(word) != .number else { return false }
    if word > 0, isAny(word - 1, of: [.determiner, .possessive]), isJoined(word - 1), nominal(endingAt: word - 1) == nil
    {
      return false
    }
    if word > 0, gap(behind: word - 1).first == UInt8(ascii: "-"), gap(behind: word - 1).count == 1 { return false }
    return nominalCovering(word) == nil
  }

  /// The nominal of which a word is part.
  func nominalCovering(_ word: Int) -> Nominal? {
    nominals(in: max(0, word - 20)..<min(count, word + 20)).last { $0.words.contains(word) }
  }

  func isAdverb(_ word: Int) -> Bool {
    span(word).count > 4 && shape(word) == .lower && ends(word, withAnyOf: language.grammar.adverbEndings)
  }

  /// Whether a pronoun stands here that leans on a verb and is not its subject: `lui`, `gli`, `mir`.
  func isLeaning(_ word: Int) -> Bool {
    guard shape(word) != .upper, language.grammar.clitics.contains(hash(word)) else { return false }
    return nominal(at: word).map { $0.isPronoun && isAny(word, of: .objective) } ?? true
  }

  func isPerfect(_ word: Int) -> Bool { language.grammar.perfect.contains(hash(word)) }

  func isInfinitiveMark(_ word: Int) -> Bool { language.grammar.infinitive.contains(hash(word)) }
}
