import Codebook
import Evaluation
import LinearModels
import PluginAPI
import StanceLexicon
import Standoff

/// Trains a model on labelled items: cross-validation by group, calibration on what it brings, and a last model on all.
struct ModelTraining {
  /// How many slots of a head's weights may stay.
  static let slots = ["stance": 60_000, "strain": 12_000]

  /// By how much macro-F1 moves by chance: what is only learned from widens what texts the model can read, and is left
  /// out where it costs more.
  private static let chance = 0.01

  let options: TrainingOptions
  private let words: ModelWords
  let items: [TrainingItem]
  private let features: FeatureTable

  init(_ all: [TrainingItem], _ options: TrainingOptions) throws {
    self.options = options
    let codebook = options.context.codebook
    words = ModelWords(codebook: codebook, source: codebook.lexicon(for: options.language))
    items = all.filter { item in item.labels["stance"].map { !options.leaveOut.contains($0) } ?? false }
    let labels = Set(items.compactMap { $0.labels["stance"] })
    guard labels.count > 1 else { throw LearningError.fewItems("they have fewer than two labels") }
    guard labels.contains(options.rest) else {
      throw LearningError.fewItems("none has the label “\(options.rest)”; name the one for texts that say nothing")
    }
    guard Set(items.filter(\.isMeasured).map(\.group)).count > 1 else {
      throw LearningError.fewItems("they are all of one group")
    }
    options.progress("reading \(items.count) items of \(Set(items.map(\.group)).count) groups")
    let reader = FeatureReader(vocabulary: try Vocabulary.builtIn.get(), lexicon: try words.lexicon())
    let known = FeatureGroup.allCases.map(\.name)
    if let other = options.withoutFeatures.sorted().first(where: { !known.contains($0) }) {
      throw LearningError.noFeatures(other, known: known)
    }
    features = FeatureTable(
      items.map { reader.features(of: $0, without: options.withoutFeatures) }, kinds: FeatureGroup.kinds,
      bits: TextFeatures.bits)
  }

  func train() throws -> TrainedModel {
    let order = options.context.codebook.stances.map(\.name.rawValue)
    let labels = ConfusionMatrix(items.map { ($0.labels["stance"] ?? "", "") }, order: order).rows
    let ordered = labels.filter { $0 != options.rest } + [options.rest]
    let measure = features.measure
    var lines: [String] = []
    var figures: [(String, JSONValue)] = []
    var heads = [try head("stance", ordered, measure, Array(items.indices), &lines, &figures)]
    let strained = items.indices.filter { items[$0].labels["strain"] != nil && strain(of: $0) != "-" }
    let kinds = Set(strained.map(strain)).sorted()
    if kinds.count > 1, Set(strained.filter { items[$0].isMeasured }.map { items[$0].group }).count > 1 {
      heads.append(try head("strain", kinds, measure, strained, &lines, &figures))
    }
    let model = ModelFile(
      vocabulary: words.hash, codebook: options.codebookHash, bits: TextFeatures.bits,
      scales: measure.scales, rest: options.rest, heads: heads, card: options.card(of: items, figures))
    return TrainedModel(bytes: model.bytes, report: lines)
  }

  private func strain(of item: Int) -> String { items[item].labels["strain"] ?? "-" }
}

// MARK: Learning

extension ModelTraining {
  private func head(
    _ name: String, _ labels: [String], _ measure: FeatureTable.Measure, _ chosen: [Int], _ lines: inout [String],
    _ figures: inout [(String, JSONValue)]
  ) throws -> ModelFile.Head {
    let rows = features.rows(measure.scales)
    let learner = Learner(factors: measure.factors)
    let numbers = items.map { item in labels.firstIndex(of: item.labels[name] ?? "") ?? 0 }
    let measured = chosen.filter { items[$0].isMeasured }
    let task = LearningTask(
      name: name, labels: labels.count, rows: rows, numbers: numbers, groups: items.map(\.group), learner: learner,
      slots: Self.slots[name] ?? 10_000)
    var others = chosen.filter { !items[$0].isMeasured }
    var trials = try crossValidate(task, labels, measured, with: [])
    if !others.isEmpty {
      let more = try crossValidate(task, labels, measured, with: others)
      let gain = Self.mean(more) - Self.mean(trials)
      let areKept = gain > -Self.chance
      if areKept { trials = more } else { others = [] }
      lines.append(
        "\(name): items only learned from move macro-F1 by \((gain * 1000).rounded() / 1000), and are "
          + (areKept ? "learned from" : "left out"))
    }
    options.progress("\(name): the whole")
    var head = ModelFile.Head(
      name: name, labels: labels, table: try task.table(from: measured + others), calibrations: [:])
    for (unit, trial) in trials {
      head.calibrations[unit] = trial.calibrated
      lines += trial.lines.map { "\(name), \(unit)s: \($0)" }
      figures.append(("\(name).\(unit)", trial.figures))
    }
    return head
  }

  /// What models said of items whose groups they had not seen, by unit.
  private func crossValidate(
    _ task: LearningTask, _ labels: [String], _ measured: [Int], with others: [Int]
  ) throws -> [(unit: String, trial: Trial)] {
    let sums = try task.heldOut(measured, with: others, options)
    return Set(measured.map { items[$0].unit }).sorted().map { unit in
      let some = measured.filter { items[$0].unit == unit }
      return (
        unit,
        Trial(
          sums: some.map { sums[$0] ?? [] }, labels: some.map { task.numbers[$0] }, names: labels,
          rest: labels.firstIndex(of: options.rest))
      )
    }
  }

  private static func mean(_ trials: [(unit: String, trial: Trial)]) -> Double {
    trials.reduce(0) { $0 + $1.trial.bestMacroF1 } / Double(max(1, trials.count))
  }
}
