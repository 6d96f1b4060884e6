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
    var known = KnownWords(bits: 0)
    self.init(words, in: utf8, vocabulary, &known)
  }

  /// - Parameter known: what was found out of words before, and will be of these.
  init(_ words: Words, in utf8: [UInt8], _ vocabulary: Vocabulary, _ known: inout KnownWords) {
    self.words = words
    stems = ContiguousArray(repeating: 0, count: words.count)
    classes = ContiguousArray(repeating: 0, count: words.count)
    gaps = ContiguousArray(repeating: .none, count: words.count)
    isScareQuoted = ContiguousArray(repeating: false, count: words.count)
    utf8.withUnsafeBufferPointer { bytes in
      // Behind the word before; none stands before the first.
      var end = -2
      for index in 0..<words.count {
        let span = words.span(index)
        let entry = known.entry(for: words.hashes[index], words.shapes[index]) {
          KnownWords.Entry(words.hashes[index], bytes, span, vocabulary)
        }
        stems[index] = entry.stem
        classes[index] = entry.classes
        // Nearly always a blank stands between two words.
        if span.lowerBound != end + 1 || bytes[end] != 0x20 {
          gaps[index] = index == 0 ? .clause : Self.gap(bytes, end..<span.lowerBound)
          isScareQuoted[index] = Self.isMarked(bytes, span)
        }
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
