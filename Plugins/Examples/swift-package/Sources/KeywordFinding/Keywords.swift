import PluginAPI
import Standoff
import TextScanning

/// Finds the words of a list.
public struct Keywords: Stage {
  public struct Settings: ComponentSettings {
    @Setting("The words to find.")
    public var words = ["people", "state"]
    @Setting("Whether “People” is another word than “people”.")
    public var matchCase = false
    public init() {}
  }

  public static let name = "keywords.swift"
  public static let summary = "Finds the words of a list."
  public let requires: Set<LayerName> = []
  public let provides: Set<LayerName> = [Keyword.layer]
  private let settings: Settings

  public init(_ settings: Settings, _ context: PipelineContext) { self.settings = settings }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) -> Annotations {
    let wanted = Set(settings.words.map(folded))
    let words = Words(in: document.text.utf8, span: document.text.all)
    var keywords = Layer<Keyword>()
    for index in 0..<words.count {
      let span = words.span(index)
      let word = folded(document.text[span])
      if wanted.contains(word) { keywords.add(Keyword(word: word), at: span) }
    }
    return Annotations(keywords)
  }

  private func folded(_ word: String) -> String { settings.matchCase ? word : word.lowercased() }
}

/// What this package adds to the tool.
public enum KeywordFindingPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.stage(Keywords.self)]
}
