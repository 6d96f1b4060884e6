import Codebook
import Standoff

/// A passage or quotation of one pipeline with everything that it says of it.
struct ComparedItem {
  let id: AnnotationID
  let span: Span
  let source: Range<Int>
  let block: Annotation<Block>?
  let statements: [Change.Aspect: Statement]
}

/// A document of one pipeline on its way into a comparison.
struct ComparedDocument {
  let reading: Reading
  let passages: [ComparedItem]
  let quotations: [ComparedItem]

  init(_ document: Document) throws {
    let reading = try Reading(document)
    self.reading = reading
    let places = PlaceCounter(document, .source)
    func item(_ judged: some Reading.Judged, _ more: [Change.Aspect: Statement]) -> ComparedItem {
      let statements = judged.judgments(in: document, places).merging(more) { first, _ in first }
      return ComparedItem(
        id: judged.id, span: judged.span, source: places.place(of: judged.span), block: judged.block,
        statements: statements)
    }
    passages = reading.passages.map { item($0, [:]) }
    quotations = reading.quotations.map { item($0, $0.statements(in: document, places)) }
  }

  var document: Document { reading.document }

  func item(_ item: ComparedItem) -> Change.Item {
    Change.Item(
      id: item.id, source: item.source, locator: reading.locator(of: item.id, block: item.block),
      words: document.text[item.span])
  }
}

extension Reading.Judged {
  fileprivate func judgments(in document: Document, _ places: PlaceCounter) -> [Change.Aspect: Statement] {
    var statements: [Change.Aspect: Statement] = [:]
    if let judgment {
      let evidence = judgment.evidence.map { one in
        Statement.Evidence(
          words: document.text[one.span], source: places.place(of: one.span), weight: one.weight,
          toward: one.toward.rawValue, entry: one.entry, isNegated: one.isNegated)
      }
      let score = judgment.scores.isEmpty ? nil : judgment.score
      statements[.stance] = Statement(
        label: judgment.stance.rawValue, by: judgment.by, score: score, evidence: evidence)
      statements[.strain] = judgment.strain.map {
        Statement(label: $0.rawValue, by: judgment.by, evidence: evidence)
      }
    }
    if let attitude {
      let evidence = attitude.evidence.map { one in
        Statement.Evidence(
          words: document.text[one.span], source: places.place(of: one.span), weight: one.weight,
          toward: one.toward.rawValue, entry: one.entry)
      }
      statements[.attitude] = Statement(
        label: attitude.attitude.rawValue, by: attitude.by, score: attitude.score, evidence: evidence)
      statements[.side] = Statement(label: attitude.side.rawValue)
    }
    return statements
  }
}

extension Reading.JudgedQuotation {
  fileprivate func statements(in document: Document, _ places: PlaceCounter) -> [Change.Aspect: Statement] {
    var statements: [Change.Aspect: Statement] = [:]
    statements[.kind] = Statement(label: quotation.kind.rawValue, by: quotation.rule, score: quotation.score)
    if let speaker {
      let mention = speaker.mention.map {
        Statement.Evidence(words: document.text[$0], source: places.place(of: $0))
      }
      statements[.speaker] = Statement(
        label: speaker.name, by: speaker.rule, score: speaker.score, evidence: mention.map { [$0] } ?? [])
    }
    return statements
  }
}
