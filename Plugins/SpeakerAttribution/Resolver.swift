import Standoff
import TextScanning

/// Finds whom a pronoun means, by how lately and in what place somebody was named.
///
/// A simplification of Lappin & Leass (1994): subjects before others, near sentences before far ones; number and, where
/// titles tell it, sex must fit.
struct Resolver {
  let text: Text
  let words: SpeakerWords
  let book: NameBook

  /// The nominal before a word that a pronoun means, sentence by sentence backwards.
  ///
  /// A sentence whose subject is the same pronoun sends one further back; names that are no subjects are unsure.
  func antecedent(of kind: Nominal.Kind, before word: Int, in line: Line) -> (nominal: Nominal, isSure: Bool)? {
    var candidates = Array(line.nominals(in: max(0, word - 400)..<word).suffix(60))
    var unsure: Nominal?
    while let last = candidates.last {
      let start = line.sentenceStart(last.words.lowerBound)
      let sentence = candidates.filter { $0.words.lowerBound >= start }
      candidates.removeLast(sentence.count)
      let fitting = sentence.filter { fits($0, kind) }
      let names = fitting.filter(\.isName)
      let subject = sentence.first { !$0.isGoverned && !$0.isPossessive && $0.kind != .thing }
      if let subject, subject.kind == kind {
        unsure = unsure ?? names.last ?? fitting.last
        continue
      }
      if let free = names.first(where: { !$0.isGoverned && !$0.isPossessive }) ?? names.first(where: \.isPossessive) {
        return (free, true)
      }
      if let role = fitting.first(where: { !$0.isGoverned }), kind == .they || sentence.count < 4 {
        return (role, true)
      }
      unsure = unsure ?? names.last ?? fitting.last
    }
    return unsure.map { ($0, false) }
  }

  /// Whether a pronoun can mean this.
  private func fits(_ nominal: Nominal, _ kind: Nominal.Kind) -> Bool {
    switch (nominal.kind, kind) {
    case (.name(let entity), .he): book.entities[entity].canBe(.male)
    case (.name(let entity), .she): book.entities[entity].canBe(.female)
    case (.name(let entity), .they): book.entities[entity].gender == .neither
    case (.role, .they): true
    case (.role, .he), (.role, .she):
      isRole(words.traits(of: nominal.head), fitting: kind) && !isPlural(nominal.span)
    default: false
    }
  }

  private func isRole(_ traits: WordTraits, fitting kind: Nominal.Kind) -> Bool {
    traits.contains(.role) && !traits.isAny(of: kind == .he ? [.group, .femaleRole] : [.group, .maleRole])
  }

  /// Whether a pronoun can mean a speaker already found.
  func fits(_ finding: Finding, _ kind: Nominal.Kind) -> Bool {
    switch kind {
    case .he: finding.entity.map { book.entities[$0].canBe(.male) } ?? isRole(finding, not: .femaleRole)
    case .she: finding.entity.map { book.entities[$0].canBe(.female) } ?? isRole(finding, not: .maleRole)
    default: true
    }
  }

  private func isRole(_ finding: Finding, not other: WordTraits) -> Bool {
    guard let mention = finding.mention, !isPlural(mention), finding.name != "the narrator", finding.name != "we" else {
      return false
    }
    return !Words(in: text.utf8, span: mention).hashes.contains { words.traits(of: $0).contains(other) }
  }

  private func isPlural(_ span: Span) -> Bool { text.utf8[span].last == UInt8(ascii: "s") }

  /// The second of two names that `and` joins.
  func coordinated(_ nominal: Nominal, in line: Line) -> Int? {
    let next = nominal.words.upperBound
    guard next + 1 < line.count, line.span(next).count == 3, line.isAny(next, of: .conjunction),
      line.isJoined(next - 1), line.isJoined(next), case .name(let other)? = line.nominal(at: next + 1)?.kind,
      !(line.nominal(at: next + 1)?.isPossessive ?? true)
    else { return nil }
    return other
  }
}
