import Codebook
import LinearModels
public import PluginAPI
public import StanceLexicon
public import Standoff
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
    @Setting("A model file that “twosouls train” wrote, instead of the one that ships.")
    public var model: SettingFile? = nil
    @Setting(
      "Languages of the model, as BCP 47 codes; documents in others are not judged. Without it, that of the lexicon it was trained with."
    )
    public var languages: [String]? = nil
    public init() {}
  }

  public static let name = "stance.model"
  public static let summary = "Judges stances by a trained linear model, with calibrated scores."
  public static let words: [WordFile] = WordFile.all + Lexicon.words + [WordFile("stance.model") { Model.shipped }]

  public let requires: Set<LayerName>
  public let provides: Set<LayerName> = [Judgment.layer]
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
    let judge = UnitJudge(model, document.text.utf8)
    let speech = threshold("quotation")
    if settings.unit.contains(.passage) {
      for passage in units.passages {
        let start = Self.border(document.text, max(0, passage.span.lowerBound - Self.before))
        judgments.add(
          judge.judgment(
            "passage", passage.span, within: start..<passage.span.upperBound, threshold: threshold("passage")),
          on: passage.id)
      }
    }
    for quotation in units.quotations {
      judgments.add(
        judge.judgment(
          "quotation", quotation.span, within: sentences.around(quotation.span),
          threshold: quotation.label.kind == .speech ? speech : max(speech, settings.namingThreshold)),
        on: quotation.id)
    }
    return Annotations(judgments)
  }

  /// How far before a passage words are looked at, in bytes.
  static let before = 200

  /// The nearest border of scalars at or before a byte.
  static func border(_ text: Text, _ byte: Int) -> Int {
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
