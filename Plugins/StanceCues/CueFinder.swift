import Codebook
import Standoff
import TextScanning

/// A cue where it stands in the text: what becomes a ``StanceCue`` and, in a judgment, evidence.
struct FoundCue {
  let entry: Int
  let span: Span
  let scope: Span
  /// After negation.
  let toward: Stance
  let weight: Double
  let isNegated: Bool
}

/// Finds the cues of a lexicon in a run of words, each with the clause it speaks over.
///
/// A clause is what stands between two marks that end one (`. ; : ! ?`, a dash, a bracket) or between words that start
/// one. A negation before a cue in its clause turns or cancels it; one behind a “but” does not reach it.
struct CueFinder {
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
  private var markers: [(marker: Lexicon.Marker, words: Range<Int>)] = []

  /// - Returns: cues in text order, none overlapping.
  static func cues(of lexicon: Lexicon, in words: Words, _ utf8: [UInt8]) -> [FoundCue] {
    var finder = CueFinder(lexicon: lexicon, utf8: utf8, words: words)
    return finder.cues()
  }

  private init(lexicon: Lexicon, utf8: [UInt8], words: Words) {
    self.lexicon = lexicon
    self.utf8 = utf8
    self.words = words
  }

  private mutating func cues() -> [FoundCue] {
    var hits: [(entry: Int, words: Range<Int>)] = []
    for match in lexicon.table.matches(in: words) {
      switch lexicon.meaning(of: match) {
      case .marker(let marker): markers.append((marker, match.words))
      case .cue(let entry): if holdsTogether(match.words) { hits.append((entry, match.words)) }
      }
    }
    markers.sort { $0.words.lowerBound < $1.words.lowerBound }
    return strongest(of: hits).map { cue($0.entry, at: $0.words) }
  }

  /// Of hits that overlap the heaviest, and of equals the longest.
  private func strongest(of hits: [(entry: Int, words: Range<Int>)]) -> [(entry: Int, words: Range<Int>)] {
    var kept: [(entry: Int, words: Range<Int>)] = []
    for hit in hits {
      var place = kept.count
      while place > 0, kept[place - 1].words.upperBound > hit.words.lowerBound { place -= 1 }
      if kept[place...].allSatisfy({ isStronger(hit, than: $0) }) {
        kept.replaceSubrange(place..., with: [hit])
      }
    }
    return kept
  }

  private func isStronger(_ hit: (entry: Int, words: Range<Int>), than other: (entry: Int, words: Range<Int>)) -> Bool {
    let (one, two) = (lexicon.entries[hit.entry].weight, lexicon.entries[other.entry].weight)
    return one != two ? one > two : hit.words.count > other.words.count
  }

  private func cue(_ index: Int, at hit: Range<Int>) -> FoundCue {
    let entry = lexicon.entries[index]
    let clause = clause(around: hit)
    var (toward, weight, isNegated) = (entry.toward, entry.weight, false)
    for (marker, place) in markersBefore(hit, in: clause) {
      switch marker {
      case .turns where !entry.isFixed && hit.lowerBound - place.upperBound < Self.reach: isNegated.toggle()
      case .cancels where !entry.isFixed && hit.lowerBound - place.upperBound < Self.reach: weight = 0
      case .weakens: weight *= Self.weakened
      default: break
      }
    }
    if isNegated, entry.weight < Self.lightest {
      weight = 0
    } else if isNegated {
      toward = toward == .above ? .below : .above
      weight *= Self.turned
    }
    return FoundCue(
      entry: index, span: words.span(hit), scope: words.span(clause), toward: toward, weight: weight,
      isNegated: isNegated)
  }

  /// The markers of a clause that stand before the hit, without the negations that a neutral phrase explains.
  private func markersBefore(_ hit: Range<Int>, in clause: Range<Int>) -> [(marker: Lexicon.Marker, words: Range<Int>)]
  {
    let inside = markers[firstMarker(at: clause.lowerBound)..<firstMarker(at: hit.lowerBound)]
    let neutral = inside.filter { $0.marker == .neutral }.map(\.words)
    return inside.filter { marker in
      marker.words.upperBound <= hit.lowerBound && !neutral.contains { $0.overlaps(marker.words) }
    }
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
    while start > max(0, hit.lowerBound - Self.longestHalf), !isBorder(before: start) { start -= 1 }
    var end = hit.upperBound
    while end < min(words.count, hit.upperBound + Self.longestHalf), !isBorder(before: end) { end += 1 }
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
    guard word > 0 else { return .end }
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
