import Languages
public import PluginAPI
public import Standoff

/// Reads plain text and Markdown.
public enum PlainTextReaderPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.reader(PlainTextFiles.self)]
}

/// Makes a document of a file of plain text or Markdown.
///
/// The text is what a reader of the book reads: lines broken by hand are joined into paragraphs, words divided at a line
/// end are whole again, and page numbers, running heads and the frame of Project Gutenberg are left out. Every letter
/// still leads back to its bytes.
public struct PlainTextFiles: Reader {
  public struct Settings: ComponentSettings {
    @Setting("The encoding of the files; auto finds it out for each file.")
    public var encoding = TextEncoding.auto
    @Setting("Whether signs of emphasis (_word_, in Markdown also *word*) stay in the text.")
    public var emphasis = EmphasisSigns.strip
    @Setting(
      "The language of files that do not state theirs, as a tag such as de or en-GB; without it their words tell.")
    public var language: String? = nil
    public init() {}
  }

  public enum EmphasisSigns: String, SettingChoice { case strip, keep }

  public static let name = "read.text"
  public static let summary = "Reads plain text and Markdown, and tells paragraphs, headings, notes and verse apart."
  public static let words: [WordFile] = [.headings, .hyphens, .gutenberg, Languages.detector]

  private let settings: Settings
  private let vocabulary: Vocabulary

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    try Languages.checkSetting(settings.language)
    self.settings = settings
    vocabulary = try Vocabulary()
  }

  public func canRead(_ file: SourceFile) -> Bool {
    FileSignature.isText(file)
  }

  public func read(_ file: SourceFile, _ diagnostics: Diagnostics) throws -> [Document] {
    let source = try SourceText(file.bytes, settings.encoding)
    if source.encoding != "UTF-8" { diagnostics.note(.encoding(source.encoding)) }
    if source.damaged > 0 { diagnostics.warn(.damaged(source.damaged, source.encoding)) }
    return [try document(of: source, file, diagnostics)]
  }

  private func document(
    of source: SourceText, _ file: SourceFile, _ diagnostics: Diagnostics
  ) throws -> Document {
    try source.utf8.withUnsafeBufferPointer { bytes in
      var lines = Line.all(in: bytes, from: source.start)
      let frame = Frame(&lines, bytes, vocabulary.gutenberg)
      let pages = Pages(marking: &lines, body: frame.body, bytes, vocabulary.headings)
      Markdown.unquote(&lines, body: frame.body, bytes)
      let isMarkdownFile = file.name.hasSuffix(".md") || file.name.hasSuffix(".markdown")
      let layout = Layout(lines, body: frame.body, bytes, isMarkdownFile: isMarkdownFile)
      var finder = BlockFinder(lines: lines, layout: layout, bytes: bytes, vocabulary: vocabulary, frame: frame)
      finder.find()
      let hyphens = Hyphens(
        finder.divided(), finder.lines, body: frame.body, bytes, vocabulary.hyphens)
      let emphasis = Emphasis(
        bytes: bytes, isMarkdown: layout.isMarkdown, hasTags: frame.isGutenberg || layout.isMarkdown)
      let composition = Composition(
        finder.drafts, lines: finder.lines, bytes: bytes, decoding: source.map, pages: pages, hyphens: hyphens,
        emphasis: settings.emphasis == .strip ? emphasis : nil)
      return try document(
        composition, finder.drafts, frame, Document.Origin(path: file.path, format: "text", encoding: source.encoding),
        diagnostics)
    }
  }

  private func document(
    _ composition: Composition, _ drafts: [Draft], _ frame: Frame, _ origin: Document.Origin, _ diagnostics: Diagnostics
  ) throws -> Document {
    let text = Text(repairing: composition.assembly.text)
    var metadata = frame.metadata
    if metadata.title == nil, let first = drafts.firstIndex(where: { $0.kind == .heading }) {
      metadata.title = text[composition.blocks[first].span].replacing("\n", with: " ")
    }
    metadata.language = Languages.language(
      stated: metadata.language, setting: settings.language, of: text, diagnostics)
    var blocks = Layer<Block>()
    for (block, span) in composition.blocks { blocks.add(block, at: span) }
    var milestones = Layer<Milestone>()
    for (milestone, span) in composition.milestones { milestones.add(milestone, at: span) }
    return try Document(
      id: origin.path, origin: origin, metadata: metadata, text: text, map: composition.assembly.map
    ).adding(
      blocks, Structure.statedQuotations(drafts, composition), Structure.divisions(drafts, composition, text),
      milestones)
  }
}

extension BlockFinder {
  /// The lines that end in a hyphen, each with the line on which its block goes on.
  fileprivate func divided() -> [(line: Int, next: Int)] {
    var pairs: [(line: Int, next: Int)] = []
    for draft in drafts where draft.kind != .verse && draft.kind != .other {
      var last: Int?
      for range in draft.lines {
        for index in range {
          if let last { pairs.append((last, index)) }
          last = bytes.hyphen(endOf: lines[index].range) == nil ? nil : index
        }
      }
    }
    return pairs
  }
}

extension Diagnostic.Message {
  fileprivate static func encoding(_ name: String) -> Self {
    Self("text.encoding", "the file is read as \(name)")
  }

  fileprivate static func damaged(_ count: Int, _ encoding: String) -> Self {
    Self(
      "text.damaged",
      "\(count) bytes are no \(encoding) and stand in the text as U+FFFD; if the file is in another encoding, set “encoding”"
    )
  }
}
