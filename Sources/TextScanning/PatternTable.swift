/// A set of phrases over words and classes of words that are looked for all at once.
///
/// A phrase is written as words; `(by|through)` takes either, `[very]` may be missing, `_` is any one word but those
/// that are barred from it. White space
/// and punctuation between words do not matter, so a phrase is found across a line end. A word in capitals names a class:
/// `PEOPLE conquer POWER` finds any member of the two classes around the verb. A member of a class may have several words.
///
/// A phrase that would start with a common word is looked for from its end, so that few words start a search.
public struct PatternTable: Sendable {
  /// A phrase found in a run of words.
  public struct Match: Sendable, Equatable {
    /// The number under which the phrase was added.
    public let pattern: Int
    /// Indices into ``Words``.
    public let words: Range<Int>
  }

  /// Words that may stand for each other, by a name in capitals.
  public struct WordClass: Sendable {
    public let name: String
    public let members: [String]

    public init(_ name: String, _ members: [String]) {
      self.name = name
      self.members = members
    }
  }

  /// How many classes a table can hold.
  public static let maximumClasses = 60

  private var forward: PatternAutomaton
  private var backward: PatternAutomaton
  /// A bit for each of 65,536 hashes with which a search can start, so that most words are passed by at once.
  private var firsts = [UInt64](repeating: 0, count: 1024)
  /// The number of each word in ``beginnings``.
  private var starts = WordMap()
  /// Where the beginnings of a word stand in either automaton.
  fileprivate var beginnings: [(forward: Beginnings, backward: Beginnings)] = []
  /// The words that may stand behind a first word, or before a last one.
  private var neighbours = WordPairs.make(of: []).pairs

  /// What is looked for from one word on.
  fileprivate struct Beginnings {
    var places = 0..<0
    /// Of ``neighbours``.
    var row: Int32 = 0
    /// Whether the word alone is a phrase.
    var isWhole = false
    /// Whether any word may be its neighbour.
    var isOpen = false
  }

  /// - Parameters:
  ///   - named: classes that phrases may name in capitals.
  ///   - phrases: each with the number under which it is found; the same number may be given to many.
  ///   - common: words so frequent in the texts that no search should start with them.
  ///   - barred: words for which `_` does not stand, since no phrase should pass over them.
  /// - Throws: ``PhraseError`` for a bracket that is not closed, for a phrase or member that can be empty, and for more
  ///   than ``maximumClasses`` classes.
  public init(
    classes named: [WordClass] = [], phrases: [(phrase: String, number: Int)], common: [String] = [],
    barred: [String] = []
  ) throws(PhraseError) {
    guard named.count <= Self.maximumClasses else {
      throw PhraseError.empty("more than \(Self.maximumClasses) classes")
    }
    var classes: [String: [[PatternItem]]] = [:]
    var members: [[UInt64]] = []
    for (bit, wordClass) in named.enumerated() {
      var branches: [[PatternItem]] = [[.symbol(PatternItem.symbol(ofClass: bit))]]
      var single: [UInt64] = []
      for member in wordClass.members {
        let words = PatternItem.words(in: member)
        guard let first = words.first else { throw PhraseError.empty(member) }
        if words.count > 1 { branches.append(words.map(PatternItem.symbol)) } else { single.append(first) }
      }
      classes[wordClass.name] = branches
      members.append(single)
    }
    let without = WordSet(barred)
    forward = PatternAutomaton(members: members, barred: without)
    backward = PatternAutomaton(members: members, barred: without)
    let costs = SearchCosts(common: common, members: members)
    for (phrase, number) in phrases {
      let items = try PatternItem.parse(phrase, classes: classes)
      let reversed = PatternItem.reversed(items)
      let isBackward = costs.cost(ofStarting: reversed) < costs.cost(ofStarting: items)
      let isEmpty =
        isBackward ? !backward.add(reversed, as: number) : !forward.add(items, as: number)
      if isEmpty { throw PhraseError.empty(phrase) }
    }
    let (ahead, behind) = (forward.seal(), backward.seal())
    let (pairs, rows) = WordPairs.make(of: [ahead, behind])
    neighbours = pairs
    for (start, row) in zip(ahead, rows) { beginnings[number(ofFirst: start.word)].forward = Beginnings(start, row) }
    for (start, row) in zip(behind, rows.dropFirst(ahead.count)) {
      beginnings[number(ofFirst: start.word)].backward = Beginnings(start, row)
    }
  }

  /// The number of a word in ``beginnings``; a word that has none gets the next.
  private mutating func number(ofFirst word: UInt64) -> Int {
    if let number = starts[word] { return Int(number) }
    firsts[Int((word & 0xFFFF) >> 6)] |= 1 << (word & 63)
    starts[word] = UInt64(beginnings.count)
    beginnings.append((Beginnings(), Beginnings()))
    return beginnings.count - 1
  }

  /// Every phrase in the words, in no order; a phrase that can be read in two ways may come twice.
  public func matches(in words: Words) -> [Match] { matches(in: words, 0..<words.count) }

  /// The phrases in some of the words, as if there were no others.
  public func matches(in words: Words, _ range: Range<Int>) -> [Match] {
    var matches: [Match] = []
    matches.reserveCapacity(min(16, range.count))
    let startsWithAny = forward.startsWithAny || backward.startsWithAny
    words.hashes.withUnsafeBufferPointer { all in
      firsts.withUnsafeBufferPointer { firsts in
        let hashes = UnsafeBufferPointer(rebasing: all[range])
        for start in 0..<hashes.count {
          let hash = hashes[start]
          if firsts[Int((hash & 0xFFFF) >> 6)] & 1 << (hash & 63) != 0 { search(hash, at: start, hashes, &matches) }
          if startsWithAny { searchAny(at: start, hashes, &matches) }
        }
      }
    }
    guard range.lowerBound > 0 else { return matches }
    return matches.map { match in
      Match(
        pattern: match.pattern,
        words: match.words.lowerBound + range.lowerBound..<match.words.upperBound + range.lowerBound
      )
    }
  }

  /// Adds the matches that start a search with a word.
  private func search(
    _ hash: UInt64, at start: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ matches: inout [Match]
  ) {
    guard let number = starts[hash] else { return }
    let (ahead, behind) = beginnings[Int(number)]
    if isWorthwhile(ahead, start + 1, hashes) {
      forward.search(ahead.places, at: start, hashes, step: 1) { pattern, last in
        matches.append(Match(pattern: pattern, words: start..<last + 1))
      }
    }
    if isWorthwhile(behind, start - 1, hashes) {
      backward.search(behind.places, at: start, hashes, step: -1) { pattern, first in
        matches.append(Match(pattern: pattern, words: first..<start + 1))
      }
    }
  }

  /// Whether a phrase may be found with the word at this place.
  @inline(__always)
  private func isWorthwhile(_ start: Beginnings, _ next: Int, _ hashes: UnsafeBufferPointer<UInt64>) -> Bool {
    if start.places.isEmpty { return false }
    if start.isWhole { return true }
    guard next >= 0, next < hashes.count else { return false }
    return start.isOpen || neighbours.contains(hashes[next], inRow: Int(start.row))
  }

  /// Adds the matches that start a search with any word.
  private func searchAny(at start: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ matches: inout [Match]) {
    forward.searchAny(at: start, hashes, step: 1) { pattern, last in
      matches.append(Match(pattern: pattern, words: start..<last + 1))
    }
    backward.searchAny(at: start, hashes, step: -1) { pattern, first in
      matches.append(Match(pattern: pattern, words: first..<start + 1))
    }
  }
}

extension PatternTable.Beginnings {
  fileprivate init(_ start: PatternAutomaton.Start, _ row: Int) {
    self.init(places: start.places, row: Int32(truncatingIfNeeded: row), isWhole: start.isWhole, isOpen: start.isOpen)
  }
}

/// How often a search would start.
private struct SearchCosts {
  private static let rare = 1
  private static let common = 200
  private static let anyWord = 100_000

  private let words: Set<UInt64>
  private let classes: [Int]

  init(common: [String], members: [[UInt64]]) {
    let words = Set(common.map(Words.hash(of:)))
    self.words = words
    classes = members.map { $0.reduce(0) { $0 + (words.contains($1) ? Self.common : Self.rare) } }
  }

  /// The costs of all the words with which a sequence can start.
  func cost(ofStarting items: some Sequence<PatternItem>) -> Int {
    var total = 0
    for item in items {
      switch item {
      case .symbol(PatternItem.anyWord): return total + Self.anyWord
      case .symbol(let symbol): return total + cost(of: symbol)
      case .choice(let branches):
        total += branches.reduce(0) { $0 + cost(ofStarting: $1) }
        if !branches.contains(where: \.isEmpty) { return total }
      }
    }
    return total
  }

  private func cost(of symbol: UInt64) -> Int {
    if symbol <= PatternItem.lastClass { return classes[Int(symbol - PatternItem.symbol(ofClass: 0))] }
    return words.contains(symbol) ? Self.common : Self.rare
  }
}
