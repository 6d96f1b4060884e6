import TextScanning

/// Decides for each line that ends in a hyphen whether the hyphen belongs to the word.
///
/// The document itself is the first witness: the word stands elsewhere joined, or with its hyphen. Then prefixes that
/// keep it, then what the document mostly does.
struct Hyphens {
  enum Joint { case keep, drop }

  /// A word that a line end divides.
  private struct Divided {
    let line: Int
    /// Hashes of the part before the hyphen, of the part behind it, and of both as one.
    let left, right, joined: UInt64
    let prefix: String
  }

  /// By the line that ends in the hyphen.
  private var joints: [Int: Joint] = [:]

  /// What to do at the end of a line; nothing where no word goes on there.
  func joint(behind line: Int) -> Joint? { joints.isEmpty ? nil : joints[line] }

  /// - Parameter pairs: lines that end in a hyphen, each with the line that goes on.
  init(_ pairs: [(line: Int, next: Int)], _ lines: [Line], body: Range<Int>, _ bytes: Bytes, _ words: HyphenWords) {
    var open: [Divided] = []
    for pair in pairs {
      switch Self.look(lines[pair.line].range, lines[pair.next].range, bytes) {
      case .decided(let joint): joints[pair.line] = joint
      case .undecided(let left, let right):
        let seed = WordCensus.hash(bytes, left, from: WordCensus.seed)
        open.append(
          Divided(
            line: pair.line, left: seed, right: WordCensus.hash(bytes, right, from: WordCensus.seed),
            joined: WordCensus.hash(bytes, right, from: seed), prefix: bytes.string(left).lowercased()))
      case .none: break
      }
    }
    guard !open.isEmpty, let first = lines[body].first, let last = lines[body].last else { return }
    var census = WordCensus(of: open.flatMap { [$0.left, $0.right, $0.joined] })
    census.count(bytes, first.start..<last.end)
    decide(open, census, words)
  }

  private mutating func decide(_ open: [Divided], _ census: WordCensus, _ words: HyphenWords) {
    var (kept, dropped) = (0, 0)
    var rest: [Divided] = []
    for word in open {
      let (whole, hyphenated) = (census.whole(word.joined), census.hyphenated(word.joined))
      if whole == hyphenated {
        rest.append(word)
      } else if whole > hyphenated {
        joints[word.line] = .drop
        dropped += 1
      } else {
        joints[word.line] = .keep
        kept += 1
      }
    }
    // A file whose lines were broken at the hyphens of its words alone never divides a word.
    let neverDivides = kept > 2 && dropped == 0
    let pieces = Dictionary(open.flatMap { [($0.left, 1), ($0.right, 1)] }, uniquingKeysWith: +)
    for word in rest {
      // The pieces themselves do not count.
      let restIsWord = census.whole(word.right) > pieces[word.right] ?? 0
      let areWords = restIsWord && census.whole(word.left) > pieces[word.left] ?? 0 && word.prefix.utf8.count > 2
      // A file that divides words and writes no other word with this prefix and a hyphen divides this one too.
      let mayBearHyphen = dropped < 4 || census.prefixed(word.left) > 0
      let keeps =
        words.always.contains(word.prefix) || neverDivides || (areWords && kept >= dropped)
        || (words.beforeWords.contains(word.prefix) && restIsWord && mayBearHyphen)
      joints[word.line] = keeps ? .keep : .drop
    }
  }

  private enum Look {
    case none
    case decided(Joint)
    case undecided(left: Range<Int>, right: Range<Int>)
  }

  /// What the two line ends show by themselves.
  private static func look(_ line: Range<Int>, _ next: Range<Int>, _ bytes: Bytes) -> Look {
    guard let hyphen = bytes.hyphen(endOf: line), !next.isEmpty else { return .none }
    var start = hyphen.lowerBound
    while start > line.lowerBound, bytes.isLetter(before: start, from: line.lowerBound) {
      start = bytes.startOfScalar(before: start, from: line.lowerBound)
    }
    let left = start..<hyphen.lowerBound
    guard !left.isEmpty else {
      let before = left.lowerBound > line.lowerBound ? bytes[left.lowerBound - 1] : 0x20
      return ByteClass.isDigit(before) ? .decided(.keep) : .none
    }
    var first = next.lowerBound
    while first < next.upperBound, bytes[first] == UInt8(ascii: "_") || bytes[first] == UInt8(ascii: "*") { first += 1 }
    guard first < next.upperBound, bytes.isLetter(at: first) else { return .decided(.keep) }
    if bytes[hyphen.lowerBound] == 0xC2 { return .decided(.drop) }
    if bytes.startsUpper(first..<next.upperBound) {
      return bytes.isAllCapitals(left) ? both(left, first, next, bytes) : .decided(.keep)
    }
    // “Socialism-from-”: where one hyphen belongs, so does the next.
    if start > line.lowerBound, bytes[start - 1] == UInt8(ascii: "-"),
      bytes.isLetter(before: start - 1, from: line.lowerBound)
    {
      return .decided(.keep)
    }
    return both(left, first, next, bytes)
  }

  private static func both(_ left: Range<Int>, _ first: Int, _ next: Range<Int>, _ bytes: Bytes) -> Look {
    var end = first
    while end < next.upperBound, bytes.isLetter(at: end) {
      end = min(next.upperBound, end + ByteClass.length(ofScalarAt: bytes[end]))
    }
    return .undecided(left: left, right: first..<end)
  }
}
