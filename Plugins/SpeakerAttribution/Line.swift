import Standoff
import TextScanning

/// A word of a line.
struct LineWord {
  let span: Span
  let hash: UInt64
  let traits: WordTraits
  let shape: Words.Shape
  /// Whether words of a quotation stand between the word before and this one.
  let followsQuotation: Bool
}

/// The words of a paragraph that stand in the same quotation, or in none: what one voice says.
///
/// Words of quotations inside it are left out, so that the words before and behind a quotation follow each other.
/// A class, because every scene of a paragraph refers to its line.
final class Line {
  let text: Text
  let language: SpeakerWords
  private let words: [LineWord]
  var nominals: [Nominal] = []
  /// The nominal that starts at a word; -1 where none does.
  var nominalAt: [Int32] = []
  /// Whom the nominals mean, once read.
  var reading: Reading?

  /// - Parameter inside: quotations whose words are left out, in text order.
  init(_ span: Span, without inside: some Sequence<Span>, in text: Text, _ speakerWords: SpeakerWords, _ book: NameBook)
  {
    self.text = text
    language = speakerWords
    words = Line.words(in: span, without: inside, of: text, speakerWords)
    findNominals(book.mentions(in: span), book)
  }

  private static func words(
    in span: Span, without inside: some Sequence<Span>, of text: Text, _ speakerWords: SpeakerWords
  ) -> [LineWord] {
    text.utf8.withUnsafeBufferPointer { bytes in
      var words: [LineWord] = []
      words.reserveCapacity(span.count / 8)
      var quotations = inside.makeIterator()
      var quotation = quotations.next()
      var followsQuotation = false
      func take(_ word: Word) {
        words.append(
          LineWord(
            span: word.span, hash: word.hash, traits: speakerWords.traits(of: word.hash), shape: word.shape,
            followsQuotation: followsQuotation))
        followsQuotation = false
      }
      var position = span.lowerBound
      while position < span.upperBound {
        while let here = quotation, here.upperBound <= position { quotation = quotations.next() }
        let isQuoted = quotation?.contains(position) ?? false
        guard let word = Word(in: bytes, at: position, end: span.upperBound) else {
          position += bytes[position] < 0xC2 ? 1 : ByteClass.length(ofScalarAt: bytes[position])
          continue
        }
        if isQuoted {
          followsQuotation = true
        } else {
          if let (joined, rest) = speakerWords.elisions.parts(of: word, in: bytes) {
            take(joined)
            take(rest)
          } else {
            take(word)
          }
        }
        position = word.span.upperBound
        if isQuoted, let end = quotation?.upperBound, position < end, end < span.upperBound, !joinsWords(bytes, end) {
          position = end
        }
      }
      return words
    }
  }

  /// Whether a word may reach over the end of a quotation.
  private static func joinsWords(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    let isApostrophe = bytes[end] == UInt8(ascii: "'") || bytes[end...].starts(with: "’".utf8)
    return isApostrophe || Word.canStart(bytes, at: end)
  }

  var count: Int { words.count }
  func hash(_ word: Int) -> UInt64 { words[word].hash }
  func shape(_ word: Int) -> Words.Shape { words[word].shape }
  func span(_ word: Int) -> Span { words[word].span }
  func isMessage(_ word: Int) -> Bool { language.isMessage(hash(word)) }
  func traits(_ word: Int) -> WordTraits { words[word].traits }

  /// Whether a word is one of these things at least.
  func isAny(_ word: Int, of traits: WordTraits) -> Bool { words[word].traits.isAny(of: traits) }

  /// The first word that starts at or behind a byte.
  func first(at byte: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if span(middle).lowerBound < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func nominal(at word: Int) -> Nominal? {
    guard word >= 0, word < count, nominalAt[word] >= 0 else { return nil }
    return nominals[Int(nominalAt[word])]
  }

  /// The nominal whose last word this is.
  func nominal(endingAt word: Int) -> Nominal? {
    nominals(in: max(0, word - 20)..<word + 1).last.flatMap { $0.words.upperBound == word + 1 ? $0 : nil }
  }

  /// The first nominal that starts at or behind a word, by its place.
  func firstNominal(at word: Int) -> Int {
    var (low, high) = (0, nominals.count)
    while low < high {
      let middle = (low + high) / 2
      if nominals[middle].words.lowerBound < word { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The nominals that stand wholly among some words.
  func nominals(in range: Range<Int>) -> ArraySlice<Nominal> {
    let rest = nominals[firstNominal(at: range.lowerBound)...]
    return rest.prefix { $0.words.upperBound <= range.upperBound }
  }

  /// The bytes between a word and the next.
  func gap(behind word: Int) -> ArraySlice<UInt8> {
    let start = span(word).upperBound
    return text.utf8[start..<(word + 1 < count ? max(start, span(word + 1).lowerBound) : start)]
  }

  /// Whether a word and the next are divided by nothing but white space, signs of emphasis or a hyphen.
  func isJoined(_ word: Int) -> Bool {
    word + 1 < count && !words[word + 1].followsQuotation
      && gap(behind: word).allSatisfy {
        ByteClass.isWhite($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || Line.isPartOfMark($0)
      }
  }

  /// Whether a byte is one of `“”„’`, `«»` or a no-break space.
  private static func isPartOfMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xE2, 0x80, 0x99, 0x9C, 0x9D, 0x9E, 0xC2, 0xA0, 0xAB, 0xBB: true
    default: false
    }
  }

  /// Whether a quotation stands between a word and the next.
  func hasQuotation(behind word: Int) -> Bool {
    word + 1 < count && words[word + 1].followsQuotation
  }

  /// Whether a sentence ends between a word and the next.
  func endsSentence(_ word: Int) -> Bool {
    guard word + 1 < count else { return true }
    guard shape(word + 1) != .lower else { return false }
    let gap = gap(behind: word)
    guard let stop = gap.lastIndex(where: { Line.isStop($0) }) else { return false }
    let isFollowedByMarksAlone = gap[(stop + 1)...].allSatisfy {
      !ByteClass.isASCIILetter($0) && $0 != UInt8(ascii: ",")
    }
    guard isFollowedByMarksAlone else { return false }
    if gap[stop] == UInt8(ascii: "."), stop == gap.startIndex {
      return span(word).count > 1 && !isAny(word, of: .shortTitle)
    }
    return true
  }

  /// The first word of the sentence in which a word stands, at most 150 words before.
  func sentenceStart(_ word: Int) -> Int {
    var first = word
    while first > max(0, word - 150), !endsSentence(first - 1) { first -= 1 }
    return first
  }

  /// The last character before a byte that is neither white space nor a mark, 0 where the paragraph starts.
  func character(before byte: Int, from start: Int) -> UInt8 {
    var position = byte
    while position > start {
      let here = text.utf8[position - 1]
      let isMark = ByteClass.isWhite(here) || here == 0x22 || here == 0x27 || here >= 0x80 || here == UInt8(ascii: "_")
      if !isMark { return here }
      position -= 1
    }
    return 0
  }

  static func isStop(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }
}

extension Line {
  /// Whether a word ends with one of these endings, as they are written, and has two letters more.
  func ends(_ word: Int, withAnyOf endings: [[UInt8]]) -> Bool {
    let end = span(word).upperBound
    return endings.contains { ending in
      span(word).count > ending.count + 1 && text.utf8[end - ending.count..<end].elementsEqual(ending)
    }
  }

  /// Whether a word ends with these letters, as they are written.
  func ends(_ word: Int, with ending: StaticString) -> Bool {
    let end = span(word).upperBound
    let length = ending.utf8CodeUnitCount
    guard span(word).count >= length else { return false }
    return (0..<length).allSatisfy { text.utf8[end - length + $0] == ending.utf8Start[$0] }
  }
}
