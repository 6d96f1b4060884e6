import Codebook
import Evaluation
import Standoff

extension Linter {
  // MARK: Systems of marks

  /// Quotations between other marks than most: of the outer ones or the inner ones, of double ones or single ones, since
  /// each of these may have its own. A block quotation has no marks, so that those in it are outer ones.
  func mixedMarks() -> [Finding] {
    let turned = document.diagnostics.compactMap { LintRule(code: $0.message.code) == .wrongWayMark ? $0.source : nil }
    let (starts, ends) = (Set(turned.map(\.lowerBound)), Set(turned.map(\.upperBound)))
    var groups: [String: [String: [Span]]] = [:]
    var open: [Int] = []
    for quotation in reading.quotations {
      open.removeAll { $0 <= quotation.span.lowerBound }
      guard let system = MarkPair(quotation.quotation.marks) else { continue }
      let group = (open.isEmpty ? "outer" : "inner") + (system.isSingle ? " single" : " double")
      open.append(quotation.span.upperBound)
      // A mark that turns the wrong way is told already.
      let source = document.map.file(quotation.span)
      guard !ends.contains(source.lowerBound), !starts.contains(source.upperBound) else { continue }
      groups[group, default: [:]][system.marks, default: []].append(quotation.span)
    }
    return groups.sorted { $0.key < $1.key }.flatMap { group, systems -> [Finding] in
      let byCount = systems.sorted { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }
      guard let usual = byCount.first else { return [] }
      return byCount.dropFirst().map { marks, spans in mixed(group, marks, spans, beside: (usual.key, usual.value)) }
    }
  }

  private func mixed(
    _ group: String, _ marks: String, _ spans: [Span], beside usual: (marks: String, spans: [Span])
  ) -> Finding {
    let lines = spans.compactMap { document.map.isEmpty ? nil : source.region(document.map.file($0)).lowerBound.line }
    let named = lines.dropFirst().prefix(8).map(String.init).joined(separator: ", ")
    let more = lines.count > 9 ? " and \(lines.count - 9) more" : ""
    let also = named.isEmpty ? "" : "; also in line \(named)\(more)"
    let level = group.split(separator: " ").first.map(String.init) ?? group
    let number = "\(spans.count) \(level) \(spans.count == 1 ? "quotation stands" : "quotations stand")"
    return finding(
      .mixedMarks,
      "\(number) between \(described(marks)), \(usual.spans.count) between \(described(usual.marks))\(also)",
      at: spans[0], in: document.map)
  }

  private func described(_ marks: String) -> String {
    marks.count == 2 ? marks.map(String.init).joined(separator: " and ") : marks
  }

  // MARK: What the header declares

  /// Elements at which marks stand or are missing against `quotation/@marks` of the header.
  func declaredMarks() -> [Finding] {
    guard let declared = document.metadata.other["quotation.marks"], declared == "none" || declared == "all" else {
      return []
    }
    return stated.compactMap { quotation -> Finding? in
      let element = quotation.label.element
      guard ["said", "q", "quote"].contains(element), !quotation.span.isEmpty else { return nil }
      let place = QuotationMarks.place(of: quotation.span, in: document.text)
      if declared == "none", let place {
        return finding(
          .keptMarks, "quotation marks stand \(place) this <\(element)>; the header declares marks=\"none\"",
          at: quotation.span, in: document.map)
      }
      guard declared == "all", place == nil, !quotation.label.isBlock else { return nil }
      return finding(
        .missingMarks, "there are no quotation marks in or beside this <\(element)>; the header declares marks=\"all\"",
        at: quotation.span, in: document.map)
    }
  }
}

/// The two marks of a quotation, where marks it has.
private struct MarkPair {
  let marks: String
  let isSingle: Bool

  /// Nothing for a block, an element, or a quotation that is not closed.
  init?(_ marks: String) {
    guard let first = marks.first, !first.isLetter, marks.count > 1 else { return nil }
    self.marks = marks
    // Two apostrophes that stand for a double mark make four.
    isSingle = "'‘’‚‛‹›".contains(first) && marks.count < 4
  }
}

/// Finds the marks at the edges of an element.
private enum QuotationMarks {
  /// `inside` or `beside`; nothing where there are none.
  static func place(of span: Span, in text: Text) -> String? {
    let words = text.trimmed(span)
    guard !words.isEmpty else { return nil }
    let inside = (mark(text[words].unicodeScalars.first), mark(text[words].unicodeScalars.last))
    if isQuoting(inside) { return "inside" }
    let before = text[max(0, border(text, words.lowerBound - 4))..<words.lowerBound]
    let after = text[words.upperBound..<min(text.count, border(text, words.upperBound + 4))]
    return isQuoting((mark(before.unicodeScalars.last), mark(after.unicodeScalars.first))) ? "beside" : nil
  }

  private enum Mark { case none, apostrophe, certain }

  /// One mark that can be nothing else is enough, since a quotation that goes on has no closing one; of those that may be
  /// apostrophes it takes two.
  private static func isQuoting(_ marks: (Mark, Mark)) -> Bool {
    marks.0 == .certain || marks.1 == .certain || marks == (.apostrophe, .apostrophe)
  }

  private static func mark(_ scalar: Unicode.Scalar?) -> Mark {
    guard let scalar else { return .none }
    if "\"“”„‟«»‹›「」『』‘‚".unicodeScalars.contains(scalar) { return .certain }
    return scalar == "'" || scalar == "’" ? .apostrophe : .none
  }

  private static func border(_ text: Text, _ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < text.count, !text.isScalarBorder(offset) { offset -= 1 }
    return offset
  }
}
