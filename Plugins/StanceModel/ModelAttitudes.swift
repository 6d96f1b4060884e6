import Codebook
public import PluginAPI
public import StanceLexicon
public import Standoff

/// Says of every stance whether the one who speaks endorses, rejects or reports it, by a linear model.
///
/// The model tells the side of the one who speaks; the attitude follows from it and the stance. For a passage the author
/// speaks, for a quotation the quoted speaker.
public struct ModelAttitudes: Stage {
  public struct Settings: ComponentSettings {
    @Setting("Of what an attitude is said.")
    public var unit: [JudgedUnit] = [.passage, .quotation]
    @Setting(
      "The least probability of a side; what is less certain counts as reported, so that nobody is put on a side by a guess.",
      in: 0...1)
    public var threshold = 0.5
    @Setting(
      "Whether the author's other passages tell on which side he is; not for documents of several authors, nor where each passage is to be judged by its own words."
    )
    public var author = true
    @Setting(
      "The share of a passage in quotations from which on others speak and its author reports. 1 leaves it to the model.",
      in: 0...1)
    public var quoted = 0.5
    @Setting("A model file that “\(ToolName.current) train attitude.model” wrote, instead of the one that ships.")
    public var model: SettingFile? = nil
    @Setting("Languages of the model, as BCP 47 codes; of documents in others no attitude is said.")
    public var languages = ["en"]
    public init() {}
  }

  public static let name = "attitude.model"
  public static let summary = "Says who endorses, rejects or reports a stance, by a trained linear model."
  public static let words: [WordFile] = AttitudeModel.words + [WordFile("attitude.model") { AttitudeModel.shipped }]

  public let requires: Set<LayerName>
  public let provides: Set<LayerName> = [Attitude.layer]
  public let uses: Set<LayerName> = [Sentence.layer]
  let settings: Settings
  let model: AttitudeModel
  let language: LanguageCheck

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    guard context.codebook.isBuiltIn else {
      throw ConfigError(
        "“attitude.model” knows the built-in codebook alone, not “\(context.codebook.name)”; use “attitude.rules”",
        at: .none)
    }
    self.settings = settings
    requires = Set(settings.unit.map(\.layer)).union([Judgment.layer, Passage.layer])
    model =
      try settings.model.map { try AttitudeModel(ModelFile(context.bytes(of: $0))) } ?? AttitudeModel.builtIn.get()
    language = try LanguageCheck.builtIn.get()
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    var attitudes = Layer<Attitude>()
    // Where nothing was judged, the stage before has said why.
    guard try !document[Judgment.self].isEmpty else { return Annotations(attitudes) }
    if let trouble = language.trouble(with: document, languages: settings.languages, of: .attitudes) {
      diagnostics.note(trouble)
      return Annotations(attitudes)
    }
    let readings = try AttitudeReadings(of: document, model, settings).all
    var author = AttitudeAuthor(usual: model.usual)
    for reading in readings where reading.speaksForAuthor { author.add(reading.sums) }
    let scales = (passage: model.scale(isQuotation: false), quotation: model.scale(isQuotation: true))
    for reading in readings {
      let scale = reading.isQuotation ? scales.quotation : scales.passage
      let lean = settings.author ? author.lean(without: reading.speaksForAuthor ? reading.sums : nil) : nil
      attitudes.add(attitude(of: reading, scale.probabilities(reading.sums, lean: lean)), on: reading.target)
    }
    return Annotations(attitudes)
  }
}

extension ModelAttitudes {
  func attitude(of reading: AttitudeReading, _ probabilities: [Double]) -> Attitude {
    let side = AttitudeModel.side(probabilities, threshold: settings.threshold, isQuoted: reading.isQuoted)
    let score = AttitudeModel.sides.firstIndex(of: side).map { probabilities[$0] } ?? 0
    return Attitude(
      AttitudeKind(reading.stance, on: side), side: side, score: (score * 1000).rounded() / 1000, by: Self.name,
      evidence: reading.evidence)
  }
}

extension ModelAttitudes.Settings {
  /// Whether so much of a passage is quoted that others speak.
  func isQuoted(_ share: Double) -> Bool { quoted < 1 && share > quoted }
}

extension AttitudeReading {
  /// Whether it is a passage in which the author's own words prevail.
  var speaksForAuthor: Bool { !isQuotation && !isQuoted }
}

extension AttitudeModel {
  /// Whether an attitude can be taken toward a stance.
  static func isTakenToward(_ stance: Stance) -> Bool { [.above, .below, .mixed].contains(stance) }

  /// The side that is given: the likelier one, where it is likely enough and the one who speaks is asked.
  static func side(_ probabilities: [Double], threshold: Double, isQuoted: Bool) -> Side {
    let best = probabilities[0] >= probabilities[1] ? 0 : 1
    return !isQuoted && probabilities[best] >= threshold ? sides[best] : .neither
  }
}

extension ModelAttitudes: Trainable {
  public static func train(_ items: [TrainingItem], _ options: TrainingOptions) throws -> TrainedModel {
    try AttitudeTraining(items, options).train()
  }
}
