import Codebook
import Foundation
import PluginAPI
import QuotationExtraction
import Standoff
import TestSupport
import Testing

@Suite(.enabled(if: Repository.data != nil, Comment(rawValue: GoldText.missing)))
struct MeasuredOnRealTexts {
  @Test func politicalProse() async throws {
    let gold = try GoldText.flat()
    let rules = try await score(MarkedQuotations(), gold)
    let baseline = try await score(RegexQuotations(), gold)
    print("political prose, quotations.marks: \(rules)")
    print("political prose, quotations.regex: \(baseline)")
    #expect(rules.spans.f1 >= 0.95)
    #expect(rules.speech.f1 >= 0.85)
  }

  @Test func novels() async throws {
    let gold = try GoldText.novels()
    print("English novels, quotations.marks: \(try await score(MarkedQuotations(), gold))")
    print("English novels, quotations.regex: \(try await score(RegexQuotations(), gold))")
  }

  private func score(_ stage: some Stage, _ gold: [GoldText]) async throws -> Score {
    var score = Score()
    var log = ""
    for text in gold {
      let annotations = try await stage.annotate(text.document, Diagnostics(map: text.document.map))
      let found = try text.document.adding(annotations)[Quotation.self]
      score.add(text, Array(found), log: &log)
    }
    if let path = ProcessInfo.processInfo.environment["TWOSOULS_ERRORS"] {
      let name = "\(type(of: stage).name)-\(gold.count).txt"
      try log.write(to: URL(filePath: path).appending(path: name), atomically: true, encoding: .utf8)
    }
    return score
  }
}

/// Right, found and wanted ones, and what follows from them.
struct Counts: CustomStringConvertible {
  var right = 0
  var found = 0
  var wanted = 0
  var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
  var recall: Double { wanted == 0 ? 0 : Double(right) / Double(wanted) }
  var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
  var description: String {
    let figures = [precision, recall, f1].map { "\(($0 * 1000).rounded() / 1000)" }
    return "P \(figures[0]) R \(figures[1]) F1 \(figures[2]) (n = \(wanted))"
  }
}

struct Score: CustomStringConvertible {
  var spans = Counts()
  var speech = Counts()
  var kinds = Counts()

  mutating func add(_ gold: GoldText, _ found: [Annotation<Quotation>], log: inout String) {
    let bySpan = Dictionary(found.map { ($0.span, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(gold.quotations.map(\.span))
    func note(_ what: String, _ span: Span) {
      let text = gold.document.text
      let before = text[max(0, span.lowerBound - 80)..<span.lowerBound]
      let after = text[span.upperBound..<min(text.count, span.upperBound + 60)]
      let words = span.count < 160 ? text[span] : text[span.prefix(80)] + " … " + text[span.suffix(60)]
      log += "\(what)\t\(gold.name)\t\(before)⟦\(words)⟧\(after)".replacing("\n", with: "⏎") + "\n"
    }
    for item in gold.quotations {
      spans.wanted += 1
      let isSpeech = item.kind ?? .speech == .speech
      if isSpeech { speech.wanted += 1 }
      guard let match = bySpan[item.span] else {
        note("missed \(item.kind ?? .speech)", item.span)
        continue
      }
      spans.right += 1
      if isSpeech, match.label.kind == .speech { speech.right += 1 }
      if let kind = item.kind {
        kinds.wanted += 1
        kinds.found += 1
        if kind == match.label.kind {
          kinds.right += 1
        } else {
          note("\(kind) as \(match.label.kind) \(match.label.rule) \(match.label.score)", item.span)
        }
      } else if match.label.kind != .speech {
        note("speech as \(match.label.kind) \(match.label.rule) \(match.label.score)", item.span)
      }
    }
    for quotation in found {
      spans.found += 1
      if quotation.label.kind == .speech { speech.found += 1 }
      if !wanted.contains(quotation.span) {
        note("too much \(quotation.label.kind) \(quotation.label.rule)", quotation.span)
      }
    }
  }

  var description: String {
    "spans \(spans); speech \(speech)" + (kinds.wanted == 0 ? "" : "; kinds \(kinds.precision) of \(kinds.wanted)")
  }
}
