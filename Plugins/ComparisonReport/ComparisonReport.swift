import Codebook
import Evaluation
public import PluginAPI
public import Standoff

/// Sets the documents of a run side by side: `comparison.html` and `comparison.csv`.
public struct RunComparison: Reporter {
  public struct Settings: ComponentSettings {
    @Setting(
      "By what to compare: all, document, speaker, year, decade, title, author, date, language or any other field of the metadata."
    )
    public var by = ["document", "speaker"]
    public init() {}
  }

  public static let name = "report.comparison"
  public static let summary = "Compares stances and sides by document, speaker or any field, as a page and a table."
  public let requires: Set<LayerName> = [Passage.layer, Judgment.layer]
  public let shows: Set<LayerName>? = [Passage.layer, Quotation.layer, Speaker.layer, Judgment.layer, Attitude.layer]

  public let files = ["comparison.html", "comparison.csv"]

  private let run: RunDescription
  private var comparison: Comparison

  public init(_ settings: Settings, _ context: PipelineContext) {
    run = context.run
    comparison = Comparison(by: settings.by.map { Grouping($0) }, codebook: context.codebook)
  }

  public mutating func add(_ document: Document) throws -> [Artifact] {
    comparison.add(try Reading(document))
    return []
  }

  public mutating func finish() -> [Artifact] {
    let tables = comparison.tables()
    let page = ComparisonPage(
      tables,
      facts: [
        ("Documents", "\(comparison.documents)"), ("Version", run.version), ("Pipeline", run.pipeline),
        ("Codebook", run.codebook), ("Run", run.id),
      ])
    return [Artifact("comparison.html", page.html()), Artifact("comparison.csv", tables.csv())]
  }
}

public enum ComparisonReportPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.reporter(RunComparison.self)]
}
