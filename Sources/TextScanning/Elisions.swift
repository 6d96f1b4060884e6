/// Where an apostrophe joins two words of a language into one: `l’auteur`, `dell’anno`.
public struct Elisions: Sendable {
  public static let none = Elisions([])

  private let elided: WordSet
  private let whole: WordSet
  private let isEmpty: Bool

  /// - Parameters:
  ///   - elided: what stands before the apostrophe: `l`, `dell`.
  ///   - whole: words with an apostrophe that are not cut; others may be among them.
  public init(_ elided: [String], keeping whole: [String] = []) {
    self.elided = WordSet(elided)
    self.whole = WordSet(whole.lazy.filter { $0.utf8.contains { $0 == UInt8(ascii: "'") || $0 == 0xE2 } })
    isEmpty = elided.isEmpty
  }

  /// Whether a word is one that an apostrophe joins to the next.
  public func contains(_ hash: UInt64) -> Bool { elided.contains(hash) }

  /// The two words of which a word is made; nothing where it is one.
  @inline(__always)
  public func parts(of word: Word, in bytes: UnsafeBufferPointer<UInt8>) -> (Word, Word)? {
    isEmpty ? nil : cut(word, in: bytes)
  }

  /// The word that an apostrophe right before a byte joins to what stands there.
  public func word(before position: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Word? {
    guard !isEmpty, position > start else { return nil }
    let length = bytes[position - 1] == UInt8(ascii: "'") ? 1 : 3
    guard position - length > start, Fold.apostrophe(bytes, at: position - length) == length,
      let word = Word(in: bytes, before: position - length, from: start)
    else { return nil }
    let last = parts(of: word, in: bytes)?.1 ?? word
    return elided.contains(last.hash) ? last : nil
  }

  private func cut(_ word: Word, in bytes: UnsafeBufferPointer<UInt8>) -> (Word, Word)? {
    // The longest that any language has, such as `presqu`, come in a dozen bytes.
    for position in word.span.prefix(12) {
      guard let length = Fold.apostrophe(bytes, at: position), position > word.span.lowerBound else { continue }
      guard !whole.contains(word.hash), let first = Word(in: bytes, at: word.span.lowerBound, end: position),
        elided.contains(first.hash),
        let second = Word(in: bytes, at: position + length, end: word.span.upperBound)
      else { return nil }
      return (first, second)
    }
    return nil
  }
}
