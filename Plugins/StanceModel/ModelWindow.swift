import Standoff
import TextScanning

/// The words of a part of a document as the model sees them; it moves on with the units that are judged.
///
/// Every word is read once where units come in text order, and no more memory is used than the part needs: columns for the words
/// of a whole book cost more in new pages than reading them again.
struct ModelWindow {
  /// How much is read at a time, in bytes.
  private static let size = 1 << 16
  /// What is read beyond what is asked for, so that no word of it is cut.
  private static let margin = 100

  private let utf8: [UInt8]
  private let vocabulary: Vocabulary
  private var known: KnownWords
  private var span: Span = 0..<0
  private(set) var text: ModelText

  init(_ utf8: [UInt8], _ vocabulary: Vocabulary) {
    self.utf8 = utf8
    self.vocabulary = vocabulary
    known = KnownWords(forBytes: utf8.count)
    text = ModelText(Words(in: [], span: 0..<0), in: [], vocabulary)
  }

  /// Makes sure that the words of a span can be looked up.
  mutating func cover(_ wanted: Span) {
    guard !span.encloses(wanted) else { return }
    span =
      wanted.lowerBound..<min(utf8.count, max(wanted.upperBound, wanted.lowerBound + Self.size))
    let words = Words(
      in: utf8,
      span: max(0, span.lowerBound - Self.margin)..<min(utf8.count, span.upperBound + Self.margin))
    text = ModelText(words, in: utf8, vocabulary, &known)
  }
}
