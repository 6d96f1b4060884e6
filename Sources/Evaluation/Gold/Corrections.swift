public import Codebook
public import Standoff

/// Labels that somebody wrote into the `corrected` columns of a table of results.
///
/// A row is known by `document` and `id`. `corrected` holds a stance, `corrected_kind` a quotation's kind,
/// `corrected_speaker` a name, `corrected_attitude` and `corrected_strain` the like. An empty cell says that nobody
/// looked: who agrees with the label writes it down again, and `-` as the strain where none fits. So a table in which only
/// errors were filled in says nothing of how often the pipeline is right. `NA`, as R writes it, is an empty cell.
public struct Corrections: Sendable {
  struct Correction: Sendable {
    var kind: Quotation.Kind?
    var speaker: String?
    var stance: Stance?
    var attitude: AttitudeKind?
    var strain: Strain?
    var line: Int
  }

  private var byDocument: [String: [AnnotationID: Correction]] = [:]
  /// Rows in which no cell was filled in.
  public private(set) var emptyRows = 0

  public var documents: [String] { byDocument.keys.sorted() }
  /// Whether the corrected items are quotations; without the results, their ids say so.
  public var hasQuotations: Bool {
    byDocument.values.contains { $0.keys.contains { $0.description.hasPrefix(Quotation.idPrefix) } }
  }
  public var count: Int { byDocument.values.reduce(0) { $0 + $1.count } }

  /// - Throws: ``GoldError`` where columns are missing, a label is none of the codebook's, or a row stands there twice.
  public init(
    _ bytes: [UInt8], name: String, stances: Set<Stance> = [.above, .below, .mixed, .none]
  ) throws(GoldError) {
    let table = try CSVTable(bytes, name: name)
    guard let documentColumn = table.column("document"), let idColumn = table.column("id") else {
      throw GoldError(
        file: name, line: 1, column: 1,
        "this is neither JSON lines nor a table of results: it has no columns “document” and “id”")
    }
    let columns = Column.allCases.compactMap { column in table.column(column.rawValue).map { (column, $0) } }
    guard !columns.isEmpty else {
      throw GoldError(file: name, line: 1, column: 1, "the table has no column “corrected”")
    }
    for row in table.rows {
      func cell(_ index: Int) -> CSVTable.Cell? {
        index < row.count && !row[index].text.allSatisfy(\.isWhitespace) ? row[index] : nil
      }
      guard let document = cell(documentColumn), let id = cell(idColumn) else {
        throw GoldError(file: name, line: row[0].line, column: 1, "a row needs “document” and “id”")
      }
      var correction = Correction(line: row[0].line)
      var isFilled = false
      for (column, index) in columns {
        guard let cell = cell(index), cell.text != "NA" else { continue }
        isFilled = true
        if let problem = correction.set(column, cell.text, stances) {
          throw GoldError(file: name, line: cell.line, column: cell.column, problem)
        }
      }
      guard isFilled else {
        emptyRows += 1
        continue
      }
      let earlier = byDocument[document.text, default: [:]].updateValue(correction, forKey: AnnotationID(id.text))
      if let earlier {
        throw GoldError(
          file: name, line: id.line, column: id.column,
          "“\(id.text)” of “\(document.text)” was corrected in line \(earlier.line) already")
      }
    }
  }

  /// Takes in the corrections of another table, such as that of the quotations beside that of the passages.
  public mutating func merge(_ other: Corrections) {
    emptyRows += other.emptyRows
    byDocument.merge(other.byDocument) { $0.merging($1) { _, new in new } }
  }

  /// The labels by themselves, where no results are at hand: the number in an id stands for the place.
  func coding(of document: String) -> Coding {
    var coding = Coding(document: document, hasAllQuotations: false)
    for (id, correction) in byDocument[document] ?? [:] {
      let place = Int(id.description.drop { !$0.isNumber }) ?? 0
      let item = Coding.Item(
        id: id, source: place..<place + 1, kind: correction.kind, speaker: correction.speaker,
        stance: correction.stance, attitude: correction.attitude, strain: correction.strain)
      let isQuotation = id.description.hasPrefix(Quotation.idPrefix)
      if isQuotation { coding.quotations.append(item) } else { coding.passages.append(item) }
    }
    return coding
  }

  /// How many items have a stance.
  func stances(of unit: SampleDesign.Unit) -> Int {
    byDocument.values.reduce(0) { count, items in
      count
        + items.count { id, correction in
          correction.stance != nil && id.description.hasPrefix(Quotation.idPrefix) == (unit == .quotation)
        }
    }
  }

  /// What somebody wrote down of the items of a document that have a stance.
  func codes(of document: String) -> [AnnotationID: ItemCode] {
    (byDocument[document] ?? [:]).compactMapValues { correction in
      correction.stance.map { ItemCode($0, correction.attitude, correction.strain) }
    }
  }

  /// The corrected labels on the places of the results they were written on, and the ids that the results do not have.
  ///
  /// Matching is by id, so `found` must be what the table was written from.
  public func gold(for found: Coding) -> (coding: Coding, unknown: [AnnotationID]) {
    let corrections = byDocument[found.document] ?? [:]
    var known: Set<AnnotationID> = []
    func corrected(_ items: [Coding.Item]) -> [Coding.Item] {
      items.compactMap { item in
        guard let id = item.id, let correction = corrections[id] else { return nil }
        known.insert(id)
        return Coding.Item(
          id: id, source: item.source, words: item.words, kind: correction.kind, marks: item.marks,
          speaker: correction.speaker, stance: correction.stance, attitude: correction.attitude,
          strain: correction.strain, span: item.span)
      }
    }
    var coding = Coding(
      document: found.document, passages: corrected(found.passages), quotations: corrected(found.quotations),
      hasAllQuotations: false, bytes: found.bytes, text: found.text)
    coding.original = found.original
    coding.isByID = true
    let unknown = corrections.keys.filter { !known.contains($0) }.sorted { $0.description < $1.description }
    return (coding, unknown)
  }
}

private enum Column: String, CaseIterable {
  case stance = "corrected"
  case kind = "corrected_kind"
  case speaker = "corrected_speaker"
  case attitude = "corrected_attitude"
  case strain = "corrected_strain"
}

extension Corrections.Correction {
  /// Answers with what is wrong, if anything is.
  fileprivate mutating func set(_ column: Column, _ cell: String, _ stances: Set<Stance>) -> String? {
    let text = String(cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    // Somebody looked, and none of the strains fits; elsewhere the dash says that there is no label.
    guard text != "-" || column == .strain else { return nil }
    switch column {
    case .speaker: speaker = text
    case .strain: strain = Strain(rawValue: text.lowercased())
    case .stance:
      stance = Stance(rawValue: text.lowercased())
      return stances.problem(text.lowercased(), isPassage: true)
    case .kind:
      kind = Quotation.Kind(rawValue: text.lowercased())
      return kind == nil ? "“\(text)” is no kind; it is speech, term or title" : nil
    case .attitude:
      attitude = AttitudeKind(rawValue: text.lowercased())
      return attitude == nil ? "“\(text)” is no attitude; it is endorses, rejects, reports or -" : nil
    }
    return nil
  }
}
