import Codebook
import Evaluation
public import PluginAPI
public import Standoff

/// Tables for spreadsheets and statistics programs.
public enum TableReportPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.reporter(TableReport.self)]
}

/// Writes documents, passages, quotations and speakers as CSV files, and the annotations of the user's own layers.
///
/// Rows are appended document by document, so a run of any length takes no more memory than its longest document.
public struct TableReport: Reporter {
  public struct Settings: ComponentSettings {
    @Setting(
      "The words of a passage or quotation are cut behind so many characters; 0 leaves the words out.", in: 0...30_000)
    public var maximumLength = 1000
    @Setting("Metadata fields that get a column of their own in every table, such as party or year.")
    public var metadata: [String] = []
    @Setting("Start each file with a byte order mark, which Excel wants in order to read UTF-8; R and Python do not.")
    public var byteOrderMark = false
    public init() {}
  }

  public static let name = "report.csv"
  public static let summary =
    "Writes documents, passages, quotations, speakers and the annotations of your own layers as CSV files."
  public let requires: Set<LayerName> = []
  public let shows: Set<LayerName>? = [
    Passage.layer, Quotation.layer, Speaker.layer, Judgment.layer, Attitude.layer, .own,
  ]

  public let files = ["documents.csv", "passages.csv", "quotations.csv", "speakers.csv", Table.annotationsPath]

  private let settings: Settings
  private let codebook: Codebook
  private var hasBegun = false
  /// Whether a document had a layer of the user's own.
  private var hasOwn = false

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    codebook = context.codebook
  }

  public mutating func add(_ document: Document) throws -> [Artifact] {
    let reading = try Reading(document)
    let tally = DocumentTally(reading)
    let isFirst = !hasBegun
    hasBegun = true
    return try Table.all(settings, codebook).map { try artifact($0, reading, tally, isFirst: isFirst) }
      + ownArtifacts(reading, tally)
  }

  private func artifact(_ table: Table, _ reading: Reading, _ tally: DocumentTally, isFirst: Bool) throws -> Artifact {
    var rows = CSVRows()
    if isFirst { table.writeHeader(to: &rows, byteOrderMark: settings.byteOrderMark) }
    try table.write(reading, tally, &rows)
    return Artifact(table.path, rows.bytes, appends: !isFirst)
  }

  /// The table of the user's own layers starts with the first document that has one.
  private mutating func ownArtifacts(_ reading: Reading, _ tally: DocumentTally) throws -> [Artifact] {
    guard !reading.document.ownLayers.isEmpty else { return [] }
    defer { hasOwn = true }
    return [try artifact(.annotations(settings), reading, tally, isFirst: !hasOwn)]
  }

  public mutating func finish() throws -> [Artifact] {
    guard !hasBegun else { return [] }
    return Table.all(settings, codebook).map { table in
      var rows = CSVRows()
      table.writeHeader(to: &rows, byteOrderMark: settings.byteOrderMark)
      return Artifact(table.path, rows.bytes)
    }
  }
}

/// One of the files: its columns, and the rows that a document gives.
struct Table {
  let path: String
  let columns: [String]
  let write: (Reading, DocumentTally, inout CSVRows) throws -> Void

  static func all(_ settings: TableReport.Settings, _ codebook: Codebook) -> [Table] {
    [.documents(settings, codebook), .passages(settings), .quotations(settings), .speakers(settings, codebook)]
  }

  func writeHeader(to rows: inout CSVRows, byteOrderMark: Bool) {
    if byteOrderMark { rows.addByteOrderMark() }
    rows.add(columns)
  }
}
