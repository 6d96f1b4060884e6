import Codebook
import Standoff

/// A passage or quotation of one pipeline, with its labels; what they rest on is looked up where one has changed.
struct ComparedItem {
  let id: AnnotationID
  let span: Span
  let source: Range<Int>
  fileprivate let block: Annotation<Block>?
  fileprivate let judgment: Judgment?
  fileprivate let attitude: Attitude?
  /// Nothing for a passage.
  fileprivate var quotation: Quotation?
  fileprivate var speaker: Speaker?

  func label(_ aspect: Change.Aspect) -> String? {
    switch aspect {
    case .kind: quotation?.kind.rawValue
    case .speaker: speaker?.name
    case .stance: judgment?.stance.rawValue
    case .strain: judgment?.strain?.rawValue
    case .attitude: attitude?.attitude.rawValue
    case .side: attitude?.side.rawValue
    case .span, .layers: nil
    }
  }
}

/// A document of one pipeline on its way into a comparison.
struct ComparedDocument {
  let passages: [ComparedItem]
  let quotations: [ComparedItem]
  private let reading: Reading
  private let places: PlaceCounter

  init(_ document: Document) throws {
    let reading = try Reading(document)
    let places = PlaceCounter(document, .source)
    func item(_ judged: some Reading.Judged) -> ComparedItem {
      ComparedItem(
        id: judged.id, span: judged.span, source: places.place(of: judged.span), block: judged.block,
        judgment: judged.judgment, attitude: judged.attitude)
    }
    self.reading = reading
    self.places = places
    passages = reading.passages.map(item)
    quotations = reading.quotations.map { quotation in
      var item = item(quotation)
      (item.quotation, item.speaker) = (quotation.quotation, quotation.speaker)
      return item
    }
  }

  var document: Document { reading.document }

  func item(_ item: ComparedItem) -> Change.Item {
    Change.Item(
      id: item.id, source: item.source, locator: reading.locator(of: item.id, block: item.block),
      words: document.text[item.span])
  }

  /// What is said of an item, and why; nothing where it has no such label.
  func statement(_ aspect: Change.Aspect, of item: ComparedItem) -> Statement? {
    guard let label = item.label(aspect) else { return nil }
    var statement = Statement(label: label)
    switch aspect {
    case .kind: (statement.by, statement.score) = (item.quotation?.rule, item.quotation?.score)
    case .speaker:
      (statement.by, statement.score) = (item.speaker?.rule, item.speaker?.score)
      statement.evidence = item.speaker?.mention.map { [evidence(at: $0)] } ?? []
    case .stance, .strain:
      guard let judgment = item.judgment else { break }
      statement.by = judgment.by
      if aspect == .stance, !judgment.scores.isEmpty { statement.score = judgment.score }
      statement.evidence = judgment.evidence.map {
        evidence(at: $0.span, $0.weight, toward: $0.toward.rawValue, $0.entry, isNegated: $0.isNegated)
      }
    case .attitude:
      (statement.by, statement.score) = (item.attitude?.by, item.attitude?.score)
      statement.evidence = (item.attitude?.evidence ?? []).map {
        evidence(at: $0.span, $0.weight, toward: $0.toward.rawValue, $0.entry)
      }
    case .span, .side, .layers: break
    }
    return statement
  }

  private func evidence(
    at span: Span, _ weight: Double? = nil, toward: String? = nil, _ entry: String? = nil, isNegated: Bool = false
  ) -> Statement.Evidence {
    Statement.Evidence(
      words: document.text[span], source: places.place(of: span), weight: weight, toward: toward, entry: entry,
      isNegated: isNegated)
  }
}
