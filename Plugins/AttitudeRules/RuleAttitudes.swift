import Codebook
import Foundation
public import PluginAPI
public import Standoff

/// What attitudes are said of.
public enum SpeakingUnit: String, SettingChoice {
  case passage, quotation

  var layer: LayerName { self == .passage ? Passage.layer : Quotation.layer }
}

/// Says of every stance whether the one who speaks endorses, rejects or reports it, by the tone of the words.
///
/// Words and marks weigh for each attitude; the score is their softmax. For a passage the author speaks, and what his
/// passages of one stance have in common (his voice) counts with each of them. For a quotation the quoted speaker does.
public struct RuleAttitudes: Stage {
  public struct Settings: ComponentSettings {
    @Setting("Of what an attitude is said.")
    public var unit: [SpeakingUnit] = [.passage, .quotation]
    @Setting("How much the tone of an author's other passages counts.", in: 0...10)
    public var voice = 2.0
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
    words = try AttitudeWords.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var spoken: [Spoken] = []
    var units = try self.units(of: document)
    for judgment in try document[Judgment.self] {
      guard let unit = units.unit(judgment.target), Self.stances.contains(judgment.label.stance) else { continue }
      let weights = words.weights(
        document.text, unit.span, judgment.label.stance, isQuotation: unit.isQuotation)
      spoken.append(
        Spoken(on: judgment.target, stance: judgment.label.stance, isQuotation: unit.isQuotation, weights: weights))
    }
    let voices = voices(of: spoken)
    var attitudes = Layer<Attitude>()
    for one in spoken {
      let voice = one.isQuotation ? AttitudeWeights() : voices[one.stance] ?? AttitudeWeights()
      attitudes.add(attitude(one.stance, one.weights + voice), on: one.on)
    }
    return Annotations(attitudes)
  }
}

extension RuleAttitudes {
  private static let stances: [Stance] = [.above, .below, .mixed]
  /// So many passages must lean one way before their voice counts half.
  private static let hesitation = 5.0
  private static let fewestPassages = 3

  /// A judged passage or quotation with what its words weigh.
  private struct Spoken {
    let on: AnnotationID
    let stance: Stance
    let isQuotation: Bool
    let weights: AttitudeWeights
  }

  private func units(of document: Document) throws -> SpeakingUnits {
    var units = SpeakingUnits()
    if settings.unit.contains(.passage) {
      for passage in try document[Passage.self] { units.add(passage.id, passage.span, isQuotation: false) }
    }
    if settings.unit.contains(.quotation) {
      for quotation in try document[Quotation.self] { units.add(quotation.id, quotation.span, isQuotation: true) }
    }
    return units
  }

  /// By how much the passages of each stance lean from what is usual, drawn toward nothing where they are few.
  private func voices(of spoken: [Spoken]) -> [Stance: AttitudeWeights] {
    var voices: [Stance: AttitudeWeights] = [:]
    for stance in Self.stances {
      let passages = spoken.filter { $0.stance == stance && !$0.isQuotation }
      guard passages.count >= Self.fewestPassages else { continue }
      let count = Double(passages.count)
      let mean = passages.map(\.weights).reduce(AttitudeWeights(), +) * (1 / count)
      voices[stance] = (mean + words.usual[stance] * -1) * (settings.voice * count / (count + Self.hesitation))
    }
    return voices
  }

  private func attitude(_ stance: Stance, _ weights: AttitudeWeights) -> Attitude {
    let kinds = AttitudeKind.allCases
    let best = kinds.dropFirst().reduce(kinds[0]) { weights[$1] > weights[$0] ? $1 : $0 }
    let total = kinds.map { exp(weights[$0] - weights[best]) }.reduce(0, +)
    return Attitude(
      best, side: Side(stance, best), score: (1000 / total).rounded() / 1000, by: Self.name)
  }
}
