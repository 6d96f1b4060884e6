import Codebook
import Foundation
public import PluginAPI
public import StanceLexicon
public import Standoff
import TextScanning

/// Says of every stance whether the one who speaks endorses, rejects or reports it, by the tone of the words.
///
/// Words and marks weigh for each attitude; the score is their softmax. For a passage the author speaks, for a quotation the
/// quoted speaker. Where no attitude stands out, the one who speaks is taken to report, and is on no side.
public struct RuleAttitudes: Stage {
  public struct Settings: ComponentSettings {
    @Setting("Of what an attitude is said.")
    public var unit: [JudgedUnit] = [.passage, .quotation]
    @Setting("What is less certain counts as reported, so that nobody is put on a side by a guess.", in: 0...1)
    public var certainty = 0.45
    public init() {}
  }

  public static let name = "attitude.rules"
  public static let summary = "Says who endorses, rejects or reports a stance, by the tone of the words."
  public static let words: [WordFile] = [.attitude]

  public let requires: Set<LayerName>
  public let provides: Set<LayerName> = [Attitude.layer]
  private let settings: Settings
  private let words: AttitudeWords

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Judgment.layer])
    guard Self.stances.allSatisfy({ context.codebook.definition(of: $0) != nil }) else {
      throw ConfigError(
        "its words tell attitudes to above and below, which the codebook “\(context.codebook.name)” does not have",
        at: .none)
    }
    words = try AttitudeWords.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var attitudes = Layer<Attitude>()
    var units = try SpeakingUnits(of: document, settings.unit)
    var read = Words()
    for judgment in try document[Judgment.self] {
      let stance = judgment.label.stance
      guard let unit = units.unit(judgment.target), Self.stances.contains(stance) else { continue }
      let (weights, evidence) = words.weights(
        document.text, unit.span, stance, isQuotation: unit.isQuotation, &read)
      attitudes.add(attitude(stance, weights, evidence), on: judgment.target)
    }
    return Annotations(attitudes)
  }
}

extension RuleAttitudes {
  private static let stances: [Stance] = [.above, .below, .mixed]

  private func attitude(_ stance: Stance, _ weights: AttitudeWeights, _ evidence: [Attitude.Evidence]) -> Attitude {
    let (best, most) = weights.strongest
    let total = AttitudeKind.allCases.map { exp(weights[$0] - most) }.reduce(0, +)
    let score = (1000 / total).rounded() / 1000
    guard score >= settings.certainty else {
      let reports = (1000 * exp(weights.reports - most) / total).rounded() / 1000
      return Attitude(.reports, side: .neither, score: reports, by: Self.name, evidence: evidence)
    }
    return Attitude(best, side: Side(stance, best), score: score, by: Self.name, evidence: evidence)
  }
}
