import Languages
public import PluginAPI
public import Standoff

/// Reads TEI, P5 and P4, with libxml2.
///
/// A file gives one document for each `TEI`; a `teiCorpus` and its included files give many. The text is what a reader
/// of the book reads: white space folded, blocks divided by an empty line and lines of verse by a line end, words that a
/// line end divides joined, notes and stage directions behind the block in whose middle they stand.
public struct TEIFiles: Reader {
  public static let name = "read.tei"
  public static let summary = "Reads TEI, P5 and P4: single texts, corpora, and the files that they include."
  public static let words: [WordFile] = [.entities, .hyphens, .languages, Languages.detector]

  private let settings: Settings
  private let hyphens: LineHyphens

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    try Languages.checkSetting(settings.language)
    self.settings = settings
    hyphens = try LineHyphens()
  }

  /// Takes what starts like TEI, and files named `.xml` or `.tei` whose first element cannot be made out.
  public func canRead(_ file: SourceFile) -> Bool {
    switch RootElement(of: file.bytes) {
    case .tei: true
    case .other: file.name.hasSuffix(".tei")
    case .unclear, .notXML: file.name.hasSuffix(".tei") || file.name.hasSuffix(".xml")
    }
  }

  public func read(_ file: SourceFile, _ diagnostics: Diagnostics) throws -> [Document] {
    let handler = TEIHandler(settings: settings, hyphens: hyphens, diagnostics: diagnostics)
    try handler.read(file)
    guard handler.finished.isEmpty else { return handler.documents }
    throw handler.includes > 0
      ? TEIError.nothingLeft(path: file.path, includes: handler.includes)
      : TEIError.noDocument(path: file.path, root: handler.rootName)
  }
}
