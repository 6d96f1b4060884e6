import Codebook
import Standoff

/// A quotation before its kind is known.
struct Candidate {
  /// The words, without marks.
  var content: Span
  /// The words with their marks.
  var marked: Span
  /// As ``Codebook/Quotation/marks`` writes them.
  var marks: String
  var isContinued = false
  var isBlock = false
  /// Which of its ends is a guess, for want of a mark.
  var guessed: Guessed?
  /// Whether opening and closing mark are of one make.
  var isEven = true
  /// The kind that the source or the marks state, where they do.
  var stated: KindRules.Decision?
  /// How many others it stands in.
  var level = 0

  enum Guessed: String { case start = "unopened", end = "unclosed" }

  init(_ pair: Pair) {
    content = pair.content
    let start = pair.opening?.span.lowerBound ?? pair.content.lowerBound
    marked = start..<(pair.closing?.span.upperBound ?? pair.content.upperBound)
    marks = (pair.opening?.glyph.character ?? "") + (pair.closing?.glyph.character ?? "")
    isContinued = pair.isContinued
    guessed = pair.closing == nil ? .end : pair.opening == nil ? .start : nil
    if pair.opening?.family == .title {
      stated = KindRules.Decision(kind: .title, rule: "marks", score: 0.95)
    }
    isEven = pair.opening?.isWrongWay != true && pair.closing?.isWrongWay != true
  }

  init(announced span: Span) {
    content = span
    marked = span
    marks = "block"
    isBlock = true
    stated = KindRules.Decision(kind: .speech, rule: "announced", score: 0.6)
  }

  init(_ span: Span, dash: String) {
    content = span
    marked = span
    marks = dash
    stated = KindRules.Decision(kind: .speech, rule: "dash", score: 0.9)
  }

  init(_ span: Span, stated: StatedQuotation) {
    content = span
    marked = span
    marks = stated.isBlock ? "block" : stated.element
    isBlock = stated.isBlock
    self.stated = KindRules.Decision(stated)
  }
}

extension KindRules.Decision {
  /// What a statement says of the kind of a quotation; nothing where its words have to decide.
  init?(_ stated: StatedQuotation) {
    switch stated.element {
    case "soCalled", "mentioned", "term", "gloss": self.init(kind: .term, rule: "stated", score: 1)
    case "title": self.init(kind: .title, rule: "stated", score: 1)
    case "said", "quote": self.init(kind: .speech, rule: "stated", score: 1)
    case "q" where stated.who != nil || stated.isBlock: self.init(kind: .speech, rule: "stated", score: 1)
    default:
      guard stated.isBlock else { return nil }
      self.init(kind: .speech, rule: "block", score: 0.95)
    }
  }
}
