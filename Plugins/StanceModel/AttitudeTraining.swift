import Codebook
import LinearModels
import PluginAPI
import StanceLexicon
import Standoff

/// Trains a model of attitudes on items with stance and attitude: the sides that follow from both are learned.
struct AttitudeTraining {
  /// How many slots of weights may stay.
  private static let slots = 40_000
  /// What the author's leaning may count.
  private static let authorWeights: [Double] = [0, 4, 8, 12, 16, 20, 24, 32]

  let options: TrainingOptions
  let items: [TrainingItem]
  private let cases: [AttitudeCase]
  private let features: FeatureTable

  init(_ all: [TrainingItem], _ options: TrainingOptions) throws {
    self.options = options
    let known = all.compactMap { item in AttitudeCase(item).map { (item: item, case: $0) } }
    items = known.map(\.item)
    cases = known.map(\.case)
    guard Set(cases.map(\.side)).count == AttitudeModel.sides.count else {
      throw LearningError.fewItems("they lack items with a stance that is endorsed, rejected or reported")
    }
    guard Set(items.filter(\.isMeasured).map(\.group)).count > 1 else {
      throw LearningError.fewItems("they are all of one group")
    }
    options.progress("reading \(items.count) items of \(Set(items.map(\.group)).count) groups")
    let reader = FeatureReader(vocabulary: try Vocabulary.builtIn.get(), lexicon: try Lexicon.builtIn.get())
    let tones = try AttitudeTones.builtIn.get()
    features = FeatureTable(
      zip(items, cases).map { reader.features(of: $0, $1, tones) }, kinds: AttitudeRecord.kinds,
      bits: AttitudeRecord.bits)
  }

  func train() throws -> TrainedModel {
    let measure = features.measure
    let task = LearningTask(
      name: "attitude", labels: AttitudeModel.sides.count, rows: features.rows(measure.scales),
      numbers: cases.map(\.side), groups: items.map(\.group), learner: Learner(factors: measure.factors),
      slots: Self.slots)
    let measured = items.indices.filter { items[$0].isMeasured }
    var others = items.indices.filter { !items[$0].isMeasured }
    var lines: [String] = []
    var trial = AttitudeTrial(cases, measured, try task.heldOut(measured, with: [], options))
    if !others.isEmpty {
      let more = AttitudeTrial(cases, measured, try task.heldOut(measured, with: others, options))
      let helps = more.macroF1 > trial.macroF1
      if helps { trial = more } else { others = [] }
      lines.append("items only learned from \(helps ? "help" : "do not help, and are left out")")
    }
    options.progress("attitude: what the author counts")
    var head = ModelFile.Head(
      name: "side", labels: AttitudeModel.sides.map(\.rawValue), table: try task.table(from: measured + others),
      calibrations: [:])
    var numbers: [String: Double] = [:]
    for (side, usual) in zip(AttitudeModel.sides, trial.usual) { numbers["usual.\(side.rawValue)"] = usual }
    for unit in trial.units {
      let scale = trial.scale(unit, weights: Self.authorWeights)
      head.calibrations[unit] = ModelFile.UnitCalibration(calibration: scale.alone, threshold: 0.5, curve: [])
      head.calibrations["\(unit), author known"] = ModelFile.UnitCalibration(
        calibration: scale.withAuthor, threshold: 0.5, curve: [])
      numbers["author.\(unit)"] = scale.weight
      trial.judge(unit, scale)
    }
    let model = ModelFile(
      component: ModelAttitudes.name, vocabulary: AttitudeModel.wordsHash, codebook: options.codebookHash,
      bits: AttitudeRecord.bits, scales: measure.scales, rest: Side.neither.rawValue, numbers: numbers, heads: [head],
      card: options.card(of: items, trial.figures))
    return TrainedModel(bytes: model.bytes, report: lines + trial.lines)
  }
}

/// What is known of an item: its stance, who is on which side, and whose words they are.
struct AttitudeCase {
  let stance: Stance
  let attitude: AttitudeKind
  let isQuotation: Bool
  /// Whether quoted words prevail in a passage.
  let isQuoted: Bool
  let marks: AttitudeMarks
  let group: String

  /// Nothing where the item has no stance toward which an attitude could be taken.
  init?(_ item: TrainingItem) {
    guard let stance = item.labels["stance"].map(Stance.init(rawValue:)), AttitudeModel.isTakenToward(stance),
      let attitude = item.labels["attitude"].flatMap(AttitudeKind.init(rawValue:))
    else { return nil }
    self.stance = stance
    self.attitude = attitude
    isQuotation = item.unit == "quotation"
    var marks = AttitudeMarks(Array(item.text.utf8))
    if isQuotation { marks.quoted = 0 }
    self.marks = marks
    isQuoted = marks.quoted > ModelAttitudes.Settings().quoted
    group = item.group
  }

  /// The number of the side in ``AttitudeModel/sides``.
  var side: Int { AttitudeModel.sides.firstIndex(of: Side(stance, attitude)) ?? 0 }
}

extension FeatureReader {
  fileprivate func features(of item: TrainingItem, _ known: AttitudeCase, _ tones: AttitudeTones) -> Features {
    let (text, unit) = read(item)
    var record = AttitudeRecord()
    record.start(known.stance)
    let attitude = AttitudeUnit(
      place: unit, hull: 0..<text.count, tones: tones.matches(in: text.words, 0..<text.count)[...], marks: known.marks,
      isQuotation: known.isQuotation)
    AttitudeFeatures(text: TextFeatures(text: text, vocabulary: vocabulary, lexicon: lexicon), tones: tones)
      .find(in: attitude, &record)
    return record.averaged
  }
}
