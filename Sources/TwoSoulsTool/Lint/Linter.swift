import Codebook
import Evaluation
import PluginAPI
import Standoff

/// Looks through one document for what an editor may want to change.
struct Linter {
  let reading: Reading
  let source: LintSource
  let stated: [Annotation<StatedQuotation>]

  init(_ document: Document, _ source: LintSource) throws {
    reading = try Reading(document)
    stated = try document[StatedQuotation.self].annotations
    self.source = source
  }

  var document: Document { reading.document }

  /// In the order of the file.
  func findings() throws -> [Finding] {
    var findings = document.diagnostics.compactMap { diagnostic in
      LintRule(code: diagnostic.message.code).map { rule in
        finding(
          rule, as: rule == .reading ? diagnostic.severity : nil, diagnostic.message.text, at: diagnostic.source)
      }
    }
    findings += mixedMarks() + declaredMarks() + (try danglingPointers()) + speakerless()
    return findings.enumerated().sorted { one, other in
      (place(one.element), one.offset) < (place(other.element), other.offset)
    }.map(\.element)
  }

  private func place(_ finding: Finding) -> SourceLines.Place {
    finding.region?.lowerBound ?? SourceLines.Place(line: 0, column: 0)
  }

  func finding(
    _ rule: LintRule, as severity: Diagnostic.Severity? = nil, _ message: String, at bytes: Range<Int>?
  ) -> Finding {
    Finding(
      rule: rule, severity: severity ?? rule.severity, message: message, file: source.path,
      region: bytes.map(source.region))
  }

  func finding(
    _ rule: LintRule, as severity: Diagnostic.Severity? = nil, _ message: String, at span: Span, in map: OffsetMap
  ) -> Finding {
    finding(rule, as: severity, message, at: map.isEmpty ? nil : map.file(span))
  }
}

// MARK: Speakers

extension Linter {
  /// Speech of which the markup does not say who speaks, or in which no rule found it.
  private func speakerless() -> [Finding] {
    let elements = Elements(stated)
    return reading.quotations.compactMap { quotation -> Finding? in
      guard quotation.quotation.kind == .speech else { return nil }
      guard let label = elements.label(around: quotation.span), label.element != "indented" else {
        guard quotation.speaker == nil, document.has(Speaker.layer) else { return nil }
        return finding(.noSpeaker, as: .note, "no rule finds who speaks here", at: quotation.span, in: document.map)
      }
      guard label.who == nil, label.name == nil else { return nil }
      let counts = elements.counts[label.element] ?? Elements.Count()
      let guess = quotation.speaker.map { "; the words around it say \($0.name)" } ?? ""
      let usual = counts.withWho > 0 ? "; \(counts.withWho) of \(counts.all) here have one" : ""
      return finding(
        .noSpeaker, as: counts.withWho > 0 ? .warning : .note, "this <\(label.element)> has no @who\(usual)\(guess)",
        at: quotation.span, in: document.map)
    }
  }

  /// The elements that state quotations, and how many of each name have a speaker.
  private struct Elements {
    struct Count {
      var all = 0
      var withWho = 0
    }

    private(set) var counts: [String: Count] = [:]
    private let stated: [Annotation<StatedQuotation>]

    init(_ stated: [Annotation<StatedQuotation>]) {
      self.stated = stated.sorted { $0.span.lowerBound < $1.span.lowerBound }
      for quotation in stated {
        counts[quotation.label.element, default: Count()].all += 1
        if quotation.label.who != nil { counts[quotation.label.element, default: Count()].withWho += 1 }
      }
    }

    /// The element that holds just these words, give or take their marks.
    func label(around span: Span) -> StatedQuotation? {
      var (low, high) = (0, stated.count)
      while low < high {
        let middle = (low + high) / 2
        if stated[middle].span.lowerBound < span.lowerBound - 8 { low = middle + 1 } else { high = middle }
      }
      let near = stated[low...].prefix { $0.span.lowerBound <= span.lowerBound + 8 }
      return near.first { abs($0.span.upperBound - span.upperBound) <= 12 && $0.span.overlap(with: span) > 0 }?.label
    }
  }
}
