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

  /// The nominal before a word that a pronoun means.
  func antecedent(of pronoun: Nominal, before word: Int, in line: Line) -> Nominal? {
    let candidates = line.nominals.filter { $0.words.upperBound <= word && fits($0, pronoun.kind) }
    guard let last = candidates.last else { return nil }
    let start = line.sentenceStart(last.words.lowerBound)
    let sentence = candidates.filter { $0.words.lowerBound >= start }
    return sentence.first { !$0.isGoverned } ?? sentence.last
  }

  /// Whether a pronoun can mean this.
  private func fits(_ nominal: Nominal, _ kind: Nominal.Kind) -> Bool {
    switch (nominal.kind, kind) {
    case (.name(let entity), .he): book.entities[entity].gender != .female
    case (.name(let entity), .she): book.entities[entity].gender != .male
    case (.role, .they): true
    case (.role, .he), (.role, .she): false
    case (.name, .they): false
    default: false
    }
  }

  /// Whether a pronoun can mean a speaker already found.
  func fits(_ finding: Finding, _ kind: Nominal.Kind) -> Bool {
    switch kind {
    case .he: finding.entity.map { book.entities[$0].gender != .female } ?? false
    case .she: finding.entity.map { book.entities[$0].gender != .male } ?? false
    default: true
    }
  }

  /// The second of two names that `and` joins.
  func coordinated(_ nominal: Nominal, in line: Line) -> Int? {
    let next = nominal.words.upperBound
    guard next + 1 < line.count, line.span(next).count == 3, words.conjunctions.contains(line.hash(next)),
      line.isJoined(next - 1), line.isJoined(next), case .name(let other)? = line.nominal(at: next + 1)?.kind,
      !(line.nominal(at: next + 1)?.isPossessive ?? true)
    else { return nil }
    return other
  }
}
