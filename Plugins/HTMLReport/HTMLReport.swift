import Codebook
import Evaluation
public import PluginAPI
public import Standoff

/// The report that a person reads in a browser.
public enum HTMLReportPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.reporter(HTMLReport.self)]
}

/// Writes an overview of the run and the texts with their labels and evidence, as one page or as an index and a page a
/// document.
///
/// Written texts are kept only while the run is small enough for one page; beyond that each page leaves at once, and
/// what stays are counts.
public struct HTMLReport: Reporter {
  /// How the report is divided.
  public enum Pages: String, SettingChoice {
    case auto, one, many
  }

  public struct Settings: ComponentSettings {
    @Setting("One page for everything, or an index and a page a document; auto divides what is large.")
    public var pages: Pages = .auto
    @Setting("With pages: auto, more documents than this are divided.", in: 1...10_000)
    public var documentsOnOnePage = 30
    @Setting("With pages: auto, more text than this, in kilobytes, is divided.", in: 1...1_000_000)
    public var kilobytesOnOnePage = 2000
    @Setting("The heading of the report. Without it, the title of the codebook.")
    public var title: String? = nil
    public init() {}
  }

  public static let name = "report.html"
  public static let summary = "Writes a report to read: counts, speakers, and the texts with their labels and evidence."
  public let requires: Set<LayerName> = []
  public let shows: Set<LayerName>? = [
    Passage.layer, Quotation.layer, Speaker.layer, Judgment.layer, Attitude.layer, .own,
  ]

  public let files = ["report.html", "report/"]

  private let settings: Settings
  private let run: RunDescription
  private let look: LabelLook
  private let title: String
  private var index = RunIndex()
  /// The sections of the documents while they may still share a page; nothing once they do not.
  private var sections: [[UInt8]]?
  private var textBytes = 0

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    run = context.run
    look = LabelLook(context.codebook)
    title = settings.title ?? context.codebook.title
    sections = settings.pages == .many ? nil : []
  }

  public mutating func add(_ document: Document) throws -> [Artifact] {
    let reading = try Reading(document)
    let prefix = "d\(index.documents.count + 1)"
    let tally = DocumentTally(reading)
    let section = try DocumentSection(reading, tally, look, prefix: prefix).html()
    try index.add(reading, tally, prefix: prefix)
    textBytes += document.text.count
    guard let held = sections else { return [page(section, of: index.documents.count - 1)] }
    guard settings.pages == .auto, isLarge else {
      sections = held + [section]
      return []
    }
    sections = nil
    return (held + [section]).enumerated().map { page($1, of: $0) }
  }

  public mutating func finish() throws -> [Artifact] {
    let pages: Pages = sections == nil ? .many : .one
    let overview = Overview(index: index, run: run, look: look, title: title, pages: pages)
    return [Artifact("report.html", overview.html(texts: sections ?? []))]
  }

  private var isLarge: Bool {
    index.documents.count > settings.documentsOnOnePage || textBytes > settings.kilobytesOnOnePage * 1000
  }

  private func page(_ section: [UInt8], of number: Int) -> Artifact {
    let entry = index.documents[number]
    let page = Page(title: entry.title, run: run)
    return Artifact(
      "report/\(entry.prefix).html",
      page.html { html in
        html.raw("<header class=\"back\"><h1>")
        html.element("a", ["href": "../report.html"], title)
        html.raw("</h1></header>\n<main id=\"main\">\n")
        Filters.write(to: &html)
        html.raw(section)
        Legend(look).write(to: &html)
        html.raw("</main>\n")
      })
  }
}
