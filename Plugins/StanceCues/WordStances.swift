import Codebook
public import PluginAPI
public import Standoff
public import StanceLexicon
import TextScanning

/// The plainest judge: counts words that go with either side and takes the majority.
///
/// A baseline to measure others by; it knows no construction, no negation and no scope.
public struct WordStances: Stage {
  public struct Settings: ComponentSettings {
    @Setting("What is judged.")
    public var unit: [JudgedUnit] = [.passage, .quotation]
    @Setting("How many more words the one side must have than the other.", in: 1...100)
    public var lead = 1
    public init() {}
  }

  public static let name = "stance.words"
  public static let summary = "Judges stances by counting words (a baseline)."
  public static let words: [WordFile] = [.words]

  public let requires: Set<LayerName>
  public let provides: Set<LayerName> = [Judgment.layer]
  private let settings: Settings
  private let sides: [Stance: Set<UInt64>]

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Passage.layer])
    let names = context.codebook.plainStances
    guard names == [.above, .below] else {
      throw ConfigError(
        "it counts words for above and below, which the codebook “\(context.codebook.name)” does not have; "
          + "“stance.cues” takes the words of any codebook", at: .none)
    }
    let file = try WordFile.words.load()
    func hashes(_ stance: Stance) -> Set<UInt64> {
      Set((file[stance.rawValue]?.strings ?? []).map(Words.hash(of:)))
    }
    sides = [.above: hashes(.above), .below: hashes(.below)]
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    let units = try Units(of: document, settings.unit)
    var judgments = Layer<Judgment>()
    if settings.unit.contains(.passage) {
      for passage in units.passages { judgments.add(judgment(document.text, passage.span), on: passage.id) }
    }
    for quotation in units.quotations { judgments.add(judgment(document.text, quotation.span), on: quotation.id) }
    return Annotations(judgments)
  }

  private func judgment(_ text: Text, _ span: Span) -> Judgment {
    let words = Words(in: text.utf8, span: span)
    var evidence: [Evidence] = []
    for index in 0..<words.count {
      for side in [Stance.above, .below] where sides[side]?.contains(words.hashes[index]) == true {
        evidence.append(Evidence(at: words.span(index), weight: 1, toward: side))
      }
    }
    let above = evidence.count { $0.toward == .above }
    let below = evidence.count - above
    let stance: Stance = above >= below + settings.lead ? .above : below >= above + settings.lead ? .below : .none
    let scores = [Judgment.Score(.above, 0), Judgment.Score(.below, 0), Judgment.Score(.none, 0)]
      .map { Judgment.Score($0.stance, $0.stance == stance ? 1 : 0) }
    return Judgment(stance, scores: scores, by: Self.name, evidence: evidence)
  }
}
