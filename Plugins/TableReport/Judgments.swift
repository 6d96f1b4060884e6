import Codebook
import Evaluation
import Standoff

extension Table {
  /// One row a passage; `turn` is who has the floor in a debate or play. `document` and `id` name it, for `evaluate` too;
  /// the last columns are for the stance, attitude and strain that a person would give.
  static func passages(_ settings: TableReport.Settings) -> Table {
    let columns =
      ["document", "author", "date"] + settings.metadata + ["id", "number", "note", "turn"] + placeColumns + ["words"]
      + judgmentColumns + ["corrected", "corrected_attitude", "corrected_strain"]
    return Table(path: "passages.csv", columns: columns) { reading, _, rows in
      for passage in reading.passages {
        addDocument(reading.document, settings, to: &rows)
        rows.add(passage.id.description)
        rows.add(passage.passage.number)
        rows.add(passage.passage.isNote ? "note" : nil)
        rows.add(passage.turn?.name ?? passage.turn?.who)
        addPlace(passage, reading, to: &rows)
        rows.add(reading.words(at: passage.span, limit: settings.maximumLength))
        addJudgment(passage, reading, to: &rows)
        for _ in 0..<3 { rows.add(nil as String?) }
        rows.endRow()
      }
    }
  }

  /// One row a quotation, nested ones too.
  static func quotations(_ settings: TableReport.Settings) -> Table {
    let columns =
      ["document", "author", "date"] + settings.metadata
      + ["id", "kind", "kind_score", "kind_rule", "marks", "level"] + placeColumns
      + ["words", "speaker", "speaker_entity", "speaker_ref", "speaker_score", "speaker_rule", "speaker_words"]
      + judgmentColumns
      + ["corrected", "corrected_kind", "corrected_speaker", "corrected_attitude", "corrected_strain"]
    return Table(path: "quotations.csv", columns: columns) { reading, _, rows in
      for quotation in reading.quotations {
        addDocument(reading.document, settings, to: &rows)
        rows.add(quotation.id.description)
        rows.add(quotation.quotation.kind.rawValue)
        rows.add(quotation.quotation.score)
        rows.add(quotation.quotation.rule)
        rows.add(quotation.quotation.marks)
        rows.add(quotation.quotation.level)
        addPlace(quotation, reading, to: &rows)
        rows.add(reading.words(at: quotation.span, limit: settings.maximumLength))
        rows.add(quotation.speaker?.name)
        rows.add(quotation.speaker?.entity)
        rows.add(quotation.speaker?.reference)
        rows.add(quotation.speaker?.score)
        rows.add(quotation.speaker?.rule)
        rows.add(quotation.speaker?.mention.map { reading.words(at: $0, limit: evidenceLength) })
        addJudgment(quotation, reading, to: &rows)
        for _ in 0..<5 { rows.add(nil as String?) }
        rows.endRow()
      }
    }
  }

  /// Words of evidence are short; a cue over a whole sentence is cut.
  private static let evidenceLength = 120

  /// Where it stands: for people (`locator`) and in bytes of the original file, half-open.
  static let placeColumns = ["page", "xml_id", "paragraph", "locator", "source_start", "source_end"]

  private static func addPlace(_ item: some Reading.Judged, _ reading: Reading, to rows: inout CSVRows) {
    addPlace(of: item.id, at: item.span, item.block, reading, to: &rows)
  }

  static func addPlace(
    of id: AnnotationID, at span: Span, _ block: Annotation<Block>?, _ reading: Reading, to rows: inout CSVRows
  ) {
    let source = reading.document.map.file(span)
    rows.add(block?.label.page)
    rows.add(block?.label.xml)
    rows.add(block.flatMap(reading.paragraphNumber))
    rows.add("\(reading.document.id), \(reading.locator(of: id, block: block))")
    rows.add(source.lowerBound)
    rows.add(source.upperBound)
  }

  private static let judgmentColumns = [
    "stance", "score", "scores", "strain", "attitude", "attitude_score", "side", "evidence", "judged_by",
    "attitude_by",
  ]

  /// The cells of an unjudged item are empty.
  private static func addJudgment(_ item: some Reading.Judged, _ reading: Reading, to rows: inout CSVRows) {
    let judgment = item.judgment
    rows.add(judgment?.stance.rawValue)
    rows.add(judgment?.score)
    rows.add(judgment?.scores.map { "\($0.stance) \(CSVRows.decimal($0.value))" }.joined(separator: "; "))
    rows.add(judgment?.strain?.rawValue)
    rows.add(item.attitude?.attitude.rawValue)
    rows.add(item.attitude?.score)
    rows.add(item.attitude?.side.rawValue)
    rows.add(judgment.map { evidence($0, reading) })
    rows.add(judgment?.by)
    rows.add(item.attitude?.by)
  }

  /// `“by their own hands” below 1.7; “handed down” below 1.2 (negated)`
  private static func evidence(_ judgment: Judgment, _ reading: Reading) -> String {
    judgment.evidence.map { evidence in
      let words = reading.words(at: evidence.span, limit: evidenceLength)
      return
        "“\(words)” \(evidence.toward) \(CSVRows.decimal(evidence.weight))\(evidence.isNegated ? " (negated)" : "")"
    }.joined(separator: "; ")
  }
}
