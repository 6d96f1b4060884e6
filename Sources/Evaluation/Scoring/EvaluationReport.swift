/// How well found labels agree with gold: figures, each with what it rests on, tables of labels, and every error.
public struct EvaluationReport: Sendable {
  public struct Figure: Sendable, Equatable {
    /// A name that stays, such as `spans.exact.f1` or `stance.passages.macro-f1`.
    public let key: String
    public let title: String
    /// Nothing where it is not defined, such as the precision of something never found.
    public let value: Double?
    /// How many were right, where the figure is a share.
    public let count: Int?
    /// The items it rests on: those in the denominator of a share, else the gold items.
    public let n: Int
    /// By bootstrap. Where drawing anew gives no width, as when all were right: Wilson's for a share, nothing for the rest.
    public let interval: Interval?
    /// Wilson's, where the figure is a share: as if each item were independent of the others.
    public let wilson: Interval?
  }

  public struct Section: Sendable, Equatable {
    public let title: String
    public let figures: [Figure]
    /// Gold in rows, found in columns.
    public let table: ConfusionMatrix?
    /// A name of what is scored that stays: `stance.passages`. A section without a table of labels or scores has none.
    public let key: String?
    /// Of a section on scores: how often those of each size are right.
    let bins: [Reliability.Bin]
    /// Of a section on thresholds: precision and coverage at each.
    let points: [CoverageCurve.Point]

    init(
      title: String, figures: [Figure], table: ConfusionMatrix? = nil, key: String? = nil, bins: [Reliability.Bin] = [],
      points: [CoverageCurve.Point] = []
    ) {
      self.title = title
      self.figures = figures
      self.table = table
      self.key = key
      self.bins = bins
      self.points = points
    }
  }

  /// The chief figures of one document, without intervals: where to look first.
  public struct DocumentFigures: Sendable, Equatable {
    public let document: String
    /// Exact spans of quotations.
    public let spans: Hits
    /// Speech, span and kind.
    public let speech: Hits
    public let speakers: RightOf
    public let passageStances: RightOf
    public let quotationStances: RightOf
  }

  /// So many right, of so many.
  public struct RightOf: Sendable, Equatable {
    public let right: Int
    public let n: Int
  }

  public let documents: Int
  /// What the gold has labels of, and so what is scored, as sentences.
  public let head: [String]
  public let byDocument: [DocumentFigures]
  /// What was drawn anew for the intervals: documents, or single items where there are fewer than two documents.
  public let method: Interval.Method
  public let bootstrap: Bootstrap
  public let sections: [Section]
  /// What the figures leave out or count in a way one should know of, as sentences.
  public let remarks: [String]
  public var errors: [ScoringError]
  /// What stands in the rows of the tables of labels and what in their columns.
  var corner = "gold \\ found"

  /// A figure by its key.
  public func figure(_ key: String) -> Figure? {
    for section in sections {
      if let figure = section.figures.first(where: { $0.key == key }) { return figure }
    }
    return nil
  }
}

extension Scorer {
  /// What was found out so far.
  public func report(_ bootstrap: Bootstrap = Bootstrap()) -> EvaluationReport {
    EvaluationReport(
      documents: sheet.documents.count, head: coded.sentences, byDocument: byDocument, method: sheet.method,
      bootstrap: bootstrap,
      sections: sheet.figures(FormulaSection.all(sheet, codebook), bootstrap), remarks: sentences, errors: errors)
  }

  private var byDocument: [EvaluationReport.DocumentFigures] {
    let speaker = LabelTable("speaker", in: sheet, order: [])
    let (passages, quotations) = (
      LabelTable("stance.passages", in: sheet, order: []), LabelTable("stance.quotations", in: sheet, order: [])
    )
    func agreed(_ matrix: ConfusionMatrix) -> EvaluationReport.RightOf {
      EvaluationReport.RightOf(right: matrix.agreed, n: matrix.n)
    }
    return sheet.totalsByDocument.map { name, totals in
      let speakers = totals.matrix(speaker)
      return EvaluationReport.DocumentFigures(
        document: name, spans: totals.hits("spans.exact"), speech: totals.hits("kind.speech"),
        speakers: EvaluationReport.RightOf(right: speakers["named", "right"], n: speakers.n),
        passageStances: agreed(totals.matrix(passages)), quotationStances: agreed(totals.matrix(quotations)))
    }
  }

  private var sentences: [String] {
    var sentences: [String] = []
    if sheet.documents.count < 2 {
      sentences.append(
        "With fewer than two documents the intervals come from drawing single items, and are too narrow for other texts."
      )
    }
    for document in documentsNotFound {
      sentences.append("“\(document)” has no result; all of it counts as missed.")
    }
    for remark in Remark.allCases {
      if let count = remarks[remark], count > 0 { sentences.append(remark.sentence(count)) }
    }
    return sentences
  }
}

extension Scorer.Coded {
  fileprivate var sentences: [String] {
    func items(_ part: (documents: Int, items: Int), _ noun: String) -> String {
      "\(part.items) \(noun)\(part.items == 1 ? "" : "s")"
        + (part.documents < documents ? " in \(part.documents) of the documents" : "")
    }
    guard quotations.documents > 0 else { return ["gold: no quotations, " + items(passages, "passage")] }
    var sentence = "gold: " + items(quotations, "quotation")
    if quotations.items > 0 {
      let parts = [(kinds, "kind"), (speakers, "speaker")].map { count, noun in
        count == 0 ? "none with a \(noun)" : "\(count) with a \(noun)"
      }
      sentence += " (\(parts.joined(separator: ", ")))"
    }
    return [sentence + (passages.items == 0 ? ", no passages" : ", " + items(passages, "passage"))]
  }
}

extension Scorer.Remark {
  fileprivate func sentence(_ count: Int) -> String {
    switch self {
    case .mixed:
      "Left out of stance, attitude and strain, not of side: passages whose gold stance is mixed (n = \(count))."
    case .passagesUnmatched: "Gold passages that no found passage overlaps count as none (n = \(count))."
    case .quotationsUnmatched: "Gold quotations that were not found count as none in stance (n = \(count))."
    case .unjudged: "Found items that no stage judged count as none (n = \(count))."
    case .abstained: "Quotations found, but given no speaker (n = \(count))."
    case .namedWithoutGold: "Speech without a gold speaker that was given one (n = \(count)) counts in no figure."
    }
  }
}
