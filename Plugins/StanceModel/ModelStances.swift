import Codebook
import LinearModels
public import PluginAPI
public import Standoff
public import StanceLexicon
import TextScanning

/// Judges passages and quotations by a linear model over words, constructions and classes of words in their order.
public struct ModelStances: Stage {
  public struct Settings: ComponentSettings {
    @Setting("What is judged.")
    public var unit: [JudgedUnit] = [.passage, .quotation]
    @Setting(
      "The least probability of a stance other than none. Without it, that of the model, which was best on works it had not seen.",
      in: 0...1)
    public var threshold = 0.0
    @Setting(
      "The share of the stances given that should be right, as cross-validation found it; higher gives fewer. 0 leaves it to the threshold.",
      in: 0...1)
    public var precision = 0.0
    @Setting("The same for a term or a title, which mostly name a thing and say nothing of it.", in: 0...1)
    public var namingThreshold = 0.5
    @Setting("A model file that “\(ToolName.current) train” wrote, instead of the one that ships.")
    public var model: SettingFile? = nil
    @Setting(
      "Languages of the model, as BCP 47 codes; documents in others are not judged. Without it, that of the lexicon it was trained with."
    )
    public var languages: [String]? = nil
    public init() {}
  }

  public static let name = "stance.model"
  public static let summary = "Judges stances by a trained linear model, with calibrated scores."
  public static let words: [WordFile] =
    [.classes, .spellings] + Lexicon.words + [WordFile("stance.model") { Model.shipped }]

  public let requires: Set<LayerName>
  public let provides: Set<LayerName> = [Judgment.layer]
  public let uses: Set<LayerName> = [Sentence.layer]
  let settings: Settings
  let model: Model
  let languages: [String]
  let language: LanguageCheck

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Passage.layer])
    let codebook = context.codebook
    if let file = settings.model {
      model = try Model(ModelFile(context.bytes(of: file)), codebook)
    } else if codebook.isBuiltIn {
      model = try Model.builtIn.get()
    } else {
      model = try Model(ModelFile(Model.shipped), codebook)
    }
    languages = settings.languages ?? [model.language ?? "en"]
    language = try LanguageCheck.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var judgments = Layer<Judgment>()
    if let trouble = language.trouble(with: document, languages: languages) {
      diagnostics.note(trouble)
      return Annotations(judgments)
    }
    let units = try Units(of: document, settings.unit)
    let sentences = try Sentences(of: document)
    let thresholds = (passage: threshold("passage"), speech: threshold("quotation"))
    let naming = max(thresholds.speech, settings.namingThreshold)
    var judge = UnitJudge(model)
    var window = ModelWindow(document.text.utf8, model.vocabulary)
    var passages = [Judgment?](repeating: nil, count: units.passages.count)
    var quotations = [Judgment?](repeating: nil, count: units.quotations.count)
    judgments.reserveCapacity(passages.count + quotations.count)
    for region in units.regions {
      window.cover(max(0, region.span.lowerBound - Self.before)..<region.span.upperBound)
      let cues = CueFinder.cues(
        of: model.lexicon, in: window.text.words, at: region.span, document.text.utf8)
      for place in units.places[region.places] where settings.unit.contains(place.unit) {
        let isPassage = place.unit == .passage
        let hull = isPassage ? Self.before(place.span, document.text) : sentences.around(place.span)
        let threshold =
          isPassage
          ? thresholds.passage
          : units.quotations[place.index].label.kind == .speech ? thresholds.speech : naming
        window.cover(
          min(hull.lowerBound, place.span.lowerBound)..<max(hull.upperBound, place.span.upperBound))
        let judgment = judge.judgment(
          place.unit.rawValue, place.span, within: hull, of: window.text, cues.inside(place.span),
          threshold: threshold)
        if isPassage {
          passages[place.index] = judgment
        } else {
          quotations[place.index] = judgment
        }
      }
    }
    for (passage, judgment) in zip(units.passages, passages) {
      if let judgment { judgments.add(judgment, on: passage.id) }
    }
    for (quotation, judgment) in zip(units.quotations, quotations) {
      if let judgment { judgments.add(judgment, on: quotation.id) }
    }
    return Annotations(judgments)
  }

  /// How far before a passage words are looked at, in bytes.
  static let before = 200

  /// A passage with the words before it.
  static func before(_ passage: Span, _ text: Text) -> Span {
    border(text, max(0, passage.lowerBound - before))..<passage.upperBound
  }

  /// The nearest border of scalars at or before a byte.
  private static func border(_ text: Text, _ byte: Int) -> Int {
    var byte = byte
    while byte > 0, !text.isScalarBorder(byte) { byte -= 1 }
    return byte
  }

  /// The threshold in force for a unit.
  func threshold(_ unit: String) -> Double {
    if settings.threshold > 0 { return settings.threshold }
    guard let calibration = model.stance.calibrations[unit] ?? model.stance.calibrations.first?.value else {
      return 0.5
    }
    guard settings.precision > 0 else { return calibration.threshold }
    return calibration.curve.first { $0.precision >= settings.precision }?.threshold ?? 1
  }
}

extension ModelStances: Trainable {
  public static func train(_ items: [TrainingItem], _ options: TrainingOptions) throws -> TrainedModel {
    try ModelTraining(items, options).train()
  }
}
