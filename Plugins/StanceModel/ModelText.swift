import TextScanning

/// The words of a text as the model sees them, in columns: stem, classes, and what stands before each word.
struct ModelText {
  /// What stands between a word and the one before it.
  enum Gap: UInt8 {
    case none, comma, clause
  }

  let words: Words
  private(set) var stems: ContiguousArray<UInt64> = []
  private(set) var classes: ContiguousArray<Vocabulary.Classes> = []
  private(set) var gaps: ContiguousArray<Gap> = []
  /// Whether marks around the word alone hold it at arm's length.
  private(set) var isScareQuoted: ContiguousArray<Bool> = []

  var count: Int { words.count }

  init(_ words: Words, in utf8: [UInt8], _ vocabulary: Vocabulary) {
    self.words = words
    stems.reserveCapacity(words.count)
    classes.reserveCapacity(words.count)
    gaps.reserveCapacity(words.count)
    isScareQuoted.reserveCapacity(words.count)
    utf8.withUnsafeBufferPointer { bytes in
      var end = 0
      for index in 0..<words.count {
        let span = words.span(index)
        var hash = words.hashes[index]
        if let modern = vocabulary.modern(hash) {
          hash = modern.hash
          stems.append(modern.letters.withUnsafeBufferPointer { Stem(of: $0, 0..<$0.count).value })
        } else {
          stems.append(Stem(of: bytes, span).value)
        }
        classes.append(vocabulary.classes(of: hash))
        gaps.append(index == 0 ? .clause : Self.gap(bytes, end..<span.lowerBound))
        isScareQuoted.append(Self.isMarked(bytes, span))
        end = span.upperBound
      }
    }
  }

  private static func gap(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) -> Gap {
    var result = Gap.none
    for position in span {
      switch bytes[position] {
      case 0x20: continue
      case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
        return .clause
      case UInt8(ascii: ","): result = .comma
      case UInt8(ascii: "-") where position + 1 < span.upperBound && bytes[position + 1] == UInt8(ascii: "-"):
        return .clause
      case 0xE2
      where position + 2 < span.upperBound && bytes[position + 1] == 0x80 && (0x93...0x95).contains(bytes[position + 2]):
        return .clause
      default: break
      }
    }
    return result
  }

  /// Whether double marks stand right before and right behind a word.
  private static func isMarked(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) -> Bool {
    guard span.lowerBound > 0, span.upperBound < bytes.count else { return false }
    let (before, after) = (bytes[span.lowerBound - 1], bytes[span.upperBound])
    if before == UInt8(ascii: "\"") { return after == before }
    return before == 0x9C && span.lowerBound > 2 && bytes[span.lowerBound - 3] == 0xE2
      && after == 0xE2 && span.upperBound + 2 < bytes.count && bytes[span.upperBound + 2] == 0x9D
  }
}

/// The first letters of a word without its ending, in one number: seven bytes at most, folded.
///
/// Endings of number, tense and making are cut where four letters stay; u and v, i and j are one letter, and the -ck of
/// older texts is -c, so that a word has one stem in all centuries.
struct Stem {
  let value: UInt64

  init(of bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) {
    // The letters, folded, in two numbers: the first eight and the last eight.
    var (head, tail): (UInt64, UInt64) = (0, 0)
    var count = 0
    var position = span.lowerBound
    while position < span.upperBound {
      var byte = bytes[position]
      position += 1
      if byte &- 0x41 < 26 {
        byte |= 0x20
      } else if byte == 0xC5, position < span.upperBound, bytes[position] == 0xBF {
        byte = UInt8(ascii: "s")
        position += 1
      } else if byte == 0xE2 {
        byte = UInt8(ascii: "'")
        position = min(position + 2, span.upperBound)
      }
      if byte == UInt8(ascii: "v") { byte = UInt8(ascii: "u") }
      if byte == UInt8(ascii: "j") { byte = UInt8(ascii: "i") }
      if count < 7 { head |= UInt64(byte) << (8 * UInt64(count)) }
      tail = tail << 8 | UInt64(byte)
      count += 1
    }
    if count > 6, tail & 0xFF_FFFF == Self.old { count -= 1 }
    let last = Self.ending(tail, count)
    // What is left of a plural may have an ending too: governments, government, govern.
    let next = last > 0 && last <= 2 ? Self.ending(tail >> (8 * UInt64(last)), count - last) : 0
    let kept = min(7, count - last - next)
    value = kept >= 7 ? head : head & (1 << (8 * UInt64(kept)) - 1)
  }

  private static let old = packed("ick")
  private static let endings: [(letters: UInt64, count: Int)] = [
    "'s", "ing", "edly", "ed", "es", "s", "ly", "ment", "ations", "ation", "ions", "ion", "eth", "ise", "ize",
  ].map { (packed($0), $0.utf8.count) }

  private static func packed(_ letters: String) -> UInt64 {
    letters.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// How many letters the ending has.
  private static func ending(_ tail: UInt64, _ count: Int) -> Int {
    guard count > 4 else { return 0 }
    for ending in endings
    where count - ending.count >= 4 && tail & (1 << (8 * UInt64(ending.count)) - 1) == ending.letters {
      return ending.count
    }
    return 0
  }
}
