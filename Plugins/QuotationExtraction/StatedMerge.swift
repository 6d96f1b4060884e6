import PluginAPI
import Standoff
import TextScanning

/// Makes one list of what marks show and what the source states.
///
/// A stated quotation and a pair of marks just inside or just outside it are one, without the marks. Where the two
/// cross, the source is believed.
enum StatedMerge {
  static func merge(
    _ pairs: [Candidate], _ stated: [Annotation<StatedQuotation>], in text: Text, _ diagnostics: Diagnostics
  ) -> [Candidate] {
    guard !stated.isEmpty else { return pairs }
    var candidates = pairs
    var isCrossed = [Bool](repeating: false, count: pairs.count)
    var places = SpanIndex(text)
    for (index, pair) in pairs.enumerated() { places.add(pair.marked, index) }
    for quotation in blocksJoined(stated, in: text) {
      let words = withoutNoteNumber(withoutSource(text.trimmed(quotation.span), in: text), in: text)
      guard !words.isEmpty else { continue }
      let near = places.numbers(near: words).filter {
        !isCrossed[$0] && candidates[$0].marked.overlap(with: words) > 0
      }
      if let same = near.first(where: { isSame(candidates[$0], words, text) }) {
        candidates[same].stated = KindRules.Decision(quotation.label)
        candidates[same].isBlock = quotation.label.isBlock
      } else if let open = near.first(where: { isLeftOpen(candidates[$0], words, text) }) {
        candidates[open].content = text.trimmed(candidates[open].content.lowerBound..<words.upperBound)
        candidates[open].marked = candidates[open].marked.lowerBound..<words.upperBound
        candidates[open].guessed = nil
        candidates[open].stated = KindRules.Decision(quotation.label)
        candidates[open].isBlock = quotation.label.isBlock
        places.add(candidates[open].marked, open)
      } else if quotation.label.element == "indented", near.contains(where: { holds(candidates[$0], words, text) }) {
        continue
      } else {
        for index in near where crosses(candidates[index].marked, words) {
          diagnostics.warn(.contradiction(quotation.label.element), at: candidates[index].marked)
          isCrossed[index] = true
        }
        places.add(words, candidates.count)
        candidates.append(Candidate(words, stated: quotation.label))
        isCrossed.append(false)
      }
    }
    return zip(candidates, isCrossed).filter { !$0.1 }.map(\.0)
  }

  /// Block quotations of plain text with nothing between them are one.
  private static func blocksJoined(
    _ stated: [Annotation<StatedQuotation>], in text: Text
  ) -> [(span: Span, label: StatedQuotation)] {
    var joined: [(span: Span, label: StatedQuotation)] = []
    for quotation in stated {
      if let last = joined.last, last.label == quotation.label, quotation.label.element == "indented",
        text.trimmed(last.span.upperBound..<max(last.span.upperBound, quotation.span.lowerBound)).isEmpty
      {
        joined[joined.count - 1].span = last.span.lowerBound..<max(last.span.upperBound, quotation.span.upperBound)
      } else {
        joined.append((quotation.span, quotation.label))
      }
    }
    return joined
  }

  /// Whether marks and statement have the same words between them.
  private static func isSame(_ candidate: Candidate, _ words: Span, _ text: Text) -> Bool {
    let marked = text.trimmed(candidate.marked)
    return candidate.content == words || marked == words
      || (marked.lowerBound == words.lowerBound || candidate.content.lowerBound == words.lowerBound)
        && isOnlyPunctuation(text, between: candidate.content.upperBound, words.upperBound)
  }

  /// Whether the marks start where the statement does and are not closed; then the source knows the end.
  private static func isLeftOpen(_ candidate: Candidate, _ words: Span, _ text: Text) -> Bool {
    candidate.guessed == .end && candidate.marked.upperBound <= words.upperBound
      && (candidate.marked.lowerBound == words.lowerBound || candidate.content.lowerBound == words.lowerBound)
  }

  private static func isOnlyPunctuation(_ text: Text, between one: Int, _ other: Int) -> Bool {
    let span = min(one, other)..<max(one, other)
    guard span.count <= 12 else { return false }
    return text.utf8[span].allSatisfy { !ByteClass.isASCIILetter($0) && !ByteClass.isDigit($0) }
  }

  /// Whether the marks show better than the margin where the quotation is: it comes from the paragraph before, or
  /// only who said it stands behind its closing mark.
  private static func holds(_ candidate: Candidate, _ words: Span, _ text: Text) -> Bool {
    if candidate.isContinued, candidate.marked.overlap(with: words) > 0 { return true }
    return candidate.marked.lowerBound == words.lowerBound && candidate.marked.upperBound <= words.upperBound
      && words.upperBound - candidate.marked.upperBound < min(60, words.count / 3)
  }

  private static func crosses(_ one: Span, _ other: Span) -> Bool {
    one.overlap(with: other) > 0 && !one.encloses(other) && !other.encloses(one)
  }

  /// The span without a last paragraph that names the source behind a dash: `— Hester Vane`.
  private static func withoutSource(_ span: Span, in text: Text) -> Span {
    let utf8 = text.utf8
    let least = max(span.lowerBound + 2, span.upperBound - 80)
    guard least < span.upperBound,
      let gap = (least..<span.upperBound).last(where: { utf8[$0] == 0x0A && utf8[$0 - 1] == 0x0A })
    else { return span }
    let name = text.trimmed(gap..<span.upperBound)
    let ends = utf8[name.upperBound - 1] == UInt8(ascii: "!") || utf8[name.upperBound - 1] == UInt8(ascii: "?")
    guard !name.isEmpty, !ends, Dash(in: text, at: name.lowerBound, name.upperBound) != nil else {
      return span
    }
    return text.trimmed(span.lowerBound..<gap)
  }

  /// The span without the number of a note that clings to its end: `[12]`.
  static func withoutNoteNumber(_ span: Span, in text: Text) -> Span {
    guard span.count > 3, text.utf8[span.upperBound - 1] == UInt8(ascii: "]") else { return span }
    var position = span.upperBound - 2
    while position > span.lowerBound, ByteClass.isDigit(text.utf8[position]) || text.utf8[position] == UInt8(ascii: "*")
    {
      position -= 1
    }
    guard position < span.upperBound - 2, text.utf8[position] == UInt8(ascii: "[") else { return span }
    return text.trimmed(span.lowerBound..<position)
  }
}

extension Diagnostic.Message {
  fileprivate static func contradiction(_ element: String) -> Self {
    Self("quotation.contradiction", "these quotation marks cross the element “\(element)”, which is believed")
  }
}
