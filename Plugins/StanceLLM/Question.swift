import Codebook
import StanceLexicon
import Standoff

/// A passage or quotation with the words around it.
struct Question: Sendable {
  let unit: JudgedUnit
  let id: AnnotationID
  let span: Span
  let before: String
  let text: String
  let after: String
}

/// Takes the units of a document with their surroundings.
struct Questions {
  let document: Document
  /// How many bytes of surroundings are taken to either side, at the least the sentence of a quotation.
  let surroundings: Int
  private let sentences: Sentences

  init(_ document: Document, surroundings: Int) throws {
    self.document = document
    self.surroundings = surroundings
    sentences = try Sentences(of: document)
  }

  func question(_ unit: JudgedUnit, _ id: AnnotationID, _ span: Span) -> Question {
    let sentence = unit == .quotation ? sentences.around(span) : span
    let start = wordStart(min(sentence.lowerBound, span.lowerBound - surroundings), to: span.lowerBound)
    let end = wordEnd(max(sentence.upperBound, span.upperBound + surroundings), from: span.upperBound)
    return Question(
      unit: unit, id: id, span: span, before: document.text[start..<span.lowerBound], text: document.text[span],
      after: document.text[span.upperBound..<end])
  }

  /// The first place from here on at which no word is cut.
  private func wordStart(_ byte: Int, to end: Int) -> Int {
    guard byte > 0 else { return 0 }
    var byte = byte
    while byte < end, !isWhite(byte - 1) { byte += 1 }
    return byte
  }

  private func wordEnd(_ byte: Int, from start: Int) -> Int {
    guard byte < document.text.count else { return document.text.count }
    var byte = byte
    while byte > start, !isWhite(byte) { byte -= 1 }
    return byte
  }

  private func isWhite(_ byte: Int) -> Bool { document.text.utf8[byte] <= 0x20 }
}
