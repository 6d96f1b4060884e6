public import Standoff
public import TextScanning

/// A cue where it stands in the text: what becomes a ``Codebook/StanceCue`` and, in a judgment, evidence.
public struct FoundCue: Sendable {
  /// A number into ``Lexicon/entries``.
  public let entry: Int
  public let span: Span
  public let scope: Span
  /// What it speaks for, after negation: a number into ``Lexicon/stances``.
  public let stance: Int
  public let weight: Double
  public let isNegated: Bool
}

/// Finds the cues of a lexicon in a run of words, each with the clause it speaks over.
///
/// A clause is what stands between two marks that end one (`. ; : ! ?`, a dash, a bracket) or between words that start
/// one. A negation before a cue in its clause turns or cancels it; one behind a “but” does not reach it.
public struct CueFinder {
  /// How many words before a cue a negation reaches.
  private static let reach = 8
  /// How far a clause is followed to either side, in words.
  private static let longestHalf = 40
  /// What is left of a cue's weight when it is turned: “not X” says less than the opposite of X.
  private static let turned = 0.7
  /// A cue that weighs less is a hint: negated, it says nothing, and not the opposite.
  private static let lightest = 0.75
  private static let weakened = 0.6

  private let lexicon: Lexicon
  private let utf8: [UInt8]
  private let words: Words
  /// The words that are looked at.
  private let range: Range<Int>
  private var markers: [(marker: Lexicon.Marker, words: Range<Int>)] = []

  /// - Returns: cues that weigh something, in text order, none overlapping.
  public static func cues(of lexicon: Lexicon, in words: Words, _ utf8: [UInt8]) -> [FoundCue] {
    var finder = CueFinder(lexicon: lexicon, utf8: utf8, words: words, range: 0..<words.count)
    return finder.cues()
  }

  /// - Parameters:
  ///   - lexicon: has the cues.
  ///   - words: those of the text.
  ///   - span: a part of the words' text that is read as if it were the whole.
  ///   - utf8: the bytes of the text.
  public static func cues(of lexicon: Lexicon, in words: Words, at span: Span, _ utf8: [UInt8])
    -> [FoundCue]
  {
    let range = words.index(at: span.lowerBound)..<words.index(at: span.upperBound)
    var finder = CueFinder(lexicon: lexicon, utf8: utf8, words: words, range: range)
    return finder.cues()
  }

  private init(lexicon: Lexicon, utf8: [UInt8], words: Words, range: Range<Int>) {
    self.lexicon = lexicon
    self.utf8 = utf8
    self.words = words
    self.range = range
  }

  private mutating func cues() -> [FoundCue] {
    var hits: [Hit] = []
    for match in lexicon.table.matches(in: words, range) {
      switch lexicon.meaning(of: match) {
      case .marker(let marker): markers.append((marker, match.words))
      case .cue(let entry): if holdsTogether(match.words) { hits.append(Hit(entry: entry, words: match.words)) }
      }
    }
    if hits.isEmpty { return [] }
    markers.sort { ($0.words.lowerBound, $0.words.upperBound) < ($1.words.lowerBound, $1.words.upperBound) }
    return strongest(of: hits).map(cue).filter { $0.weight > 0 }
  }

  /// A phrase of an entry in the words.
  private struct Hit {
    let entry: Int
    let words: Range<Int>

    var order: (Int, Int, Int) { (words.lowerBound, words.upperBound, entry) }
  }

  /// Of hits that overlap the heaviest, and of equals the longest; in text order.
  private func strongest(of hits: [Hit]) -> [Hit] {
    var kept: [Hit] = []
    for hit in hits.sorted(by: { $0.order < $1.order }) {
      var place = kept.count
      while place > 0, kept[place - 1].words.upperBound > hit.words.lowerBound { place -= 1 }
      if kept[place...].allSatisfy({ isStronger(hit, than: $0) }) {
        kept.removeSubrange(place...)
        kept.append(hit)
      }
    }
    return kept
  }

  private func isStronger(_ hit: Hit, than other: Hit) -> Bool {
    let (one, two) = (lexicon.forces[hit.entry].weight, lexicon.forces[other.entry].weight)
    return one != two ? one > two : hit.words.count > other.words.count
  }

  private func cue(_ hit: Hit) -> FoundCue {
    let force = lexicon.forces[hit.entry]
    let clause = clause(around: hit.words)
    var (stance, weight, isNegated) = (force.stance, force.weight, false)
    var index = firstMarker(at: clause.lowerBound)
    var turnedUpTo = 0
    while index < markers.count, markers[index].words.lowerBound < hit.words.lowerBound {
      let (marker, place) = markers[index]
      index += 1
      if marker == .weakens { weight *= Self.weakened }
      if isExplained(place) || place.upperBound > hit.words.lowerBound
        || hit.words.lowerBound - place.upperBound >= Self.reach
      {
        continue
      }
      if marker == .turns, place.lowerBound >= turnedUpTo {
        isNegated.toggle()
        turnedUpTo = place.upperBound
      }
      if marker == .cancels { weight = 0 }
    }
    if isNegated {
      // What has no opposite says nothing when it is negated, and no more does a hint.
      weight = force.weight < Self.lightest ? 0 : weight * Self.turned
      if let opposite = lexicon.opposites[stance] { stance = opposite } else { weight = 0 }
    }
    return FoundCue(
      entry: hit.entry, span: words.span(hit.words), scope: words.span(clause), stance: stance,
      weight: (weight * 1000).rounded() / 1000, isNegated: isNegated)
  }

  /// Whether a phrase that only looks like a negation holds these words.
  private func isExplained(_ place: Range<Int>) -> Bool {
    var index = firstMarker(at: place.lowerBound)
    while index < markers.count, markers[index].words.lowerBound == place.lowerBound {
      if markers[index].marker == .neutral { return true }
      index += 1
    }
    return false
  }

  /// The first marker that starts at or behind a word.
  private func firstMarker(at word: Int) -> Int {
    var (low, high) = (0, markers.count)
    while low < high {
      let middle = (low + high) / 2
      if markers[middle].words.lowerBound < word { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

// MARK: Clauses

extension CueFinder {
  private enum Gap {
    case none, comma, end
  }

  /// The words of the clause in which a hit stands.
  private func clause(around hit: Range<Int>) -> Range<Int> {
    var start = hit.lowerBound
    while start > max(range.lowerBound, hit.lowerBound - Self.longestHalf), !isBorder(before: start) { start -= 1 }
    var end = hit.upperBound
    while end < min(range.upperBound, hit.upperBound + Self.longestHalf), !isBorder(before: end) {
      end += 1
    }
    return start..<end
  }

  /// Whether a clause starts with this word.
  private func isBorder(before word: Int) -> Bool {
    let gap = gap(before: word)
    if gap == .end { return true }
    let hash = words.hashes[word]
    return lexicon.openers.contains(hash) || (gap == .comma && lexicon.joiners.contains(hash))
  }

  /// Whether no sentence or clause ends between the words of a hit.
  private func holdsTogether(_ hit: Range<Int>) -> Bool {
    hit.dropFirst().allSatisfy { gap(before: $0) != .end }
  }

  /// What stands between a word and the one before it.
  private func gap(before word: Int) -> Gap {
    guard word > range.lowerBound else { return .end }
    var result = Gap.none
    var position = Int(words.ends[word - 1])
    let end = Int(words.starts[word])
    while position < end {
      switch utf8[position] {
      case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
        return .end
      case UInt8(ascii: ","): result = .comma
      case UInt8(ascii: "-") where position + 1 < end && utf8[position + 1] == UInt8(ascii: "-"): return .end
      case 0xE2 where position + 2 < end && utf8[position + 1] == 0x80 && (0x93...0x95).contains(utf8[position + 2]):
        return .end
      default: break
      }
      position += 1
    }
    return result
  }
}

extension [FoundCue] {
  /// The cues that lie wholly inside a span; cues are in text order and do not overlap.
  public func inside(_ span: Span) -> ArraySlice<FoundCue> {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].span.lowerBound < span.lowerBound { low = middle + 1 } else { high = middle }
    }
    return self[low...].prefix { $0.span.upperBound <= span.upperBound }
  }
}
