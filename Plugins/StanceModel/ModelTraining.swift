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

  let options: TrainingOptions
  private let words: ModelWords
  let items: [TrainingItem]
  /// Of each item and group.
  private let features: [FeatureReader.Features]

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
    features = items.map(reader.features)
  }

  func train() throws -> TrainedModel {
    let order = options.context.codebook.stances.map(\.name.rawValue)
    let labels = ConfusionMatrix(items.map { ($0.labels["stance"] ?? "", "") }, order: order).rows
    let ordered = labels.filter { $0 != options.rest } + [options.rest]
    let measure = measure
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
      scales: measure.scales, rest: options.rest, heads: heads, card: card(figures))
    return TrainedModel(bytes: model.bytes, report: lines)
  }

  private func strain(of item: Int) -> String { items[item].labels["strain"] ?? "-" }
}

// MARK: Learning

extension ModelTraining {
  /// What features count: by group, so that its rows have a mean square of its weight, and by slot, for their rarity.
  private struct Measure {
    var scales: [String: Double] = [:]
    var factors: [Double]
  }

  private var measure: Measure {
    var measure = Measure(factors: Array(repeating: 0, count: 1 << TextFeatures.bits))
    for group in FeatureGroup.allCases {
      var frequencies: [UInt32: Int] = [:]
      for row in features {
        for slot in Set(row[group.rawValue].map(\.slot)) { frequencies[slot, default: 0] += 1 }
      }
      var factors: [UInt32: Double] = [:]
      for (slot, frequency) in frequencies where frequency > 1 {
        factors[slot] = group.isAveraged ? rarity(of: frequency, among: items.count) : 1
      }
      for (slot, factor) in factors { measure.factors[Int(slot)] = max(measure.factors[Int(slot)], factor) }
      measure.scales[group.name] = group.isAveraged ? group.weight / meanSize(group, factors) : group.weight
    }
    return measure
  }

  /// The root of the mean square of a group's rows.
  private func meanSize(_ group: FeatureGroup, _ factors: [UInt32: Double]) -> Double {
    var total = 0.0
    for row in features {
      var values: [UInt32: Double] = [:]
      for (slot, value) in row[group.rawValue] { values[slot, default: 0] += value * (factors[slot] ?? 0) }
      total += values.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
    }
    return total > 0 ? (total / Double(features.count)).squareRoot() : 1
  }

  /// The items as rows of one table.
  private func rows(_ scales: [String: Double]) -> FeatureRows {
    var rows = FeatureRows(bits: TextFeatures.bits)
    for groups in features {
      var row: [(slot: UInt32, value: Double)] = []
      for group in FeatureGroup.allCases {
        let scale = scales[group.name] ?? 0
        for (slot, value) in groups[group.rawValue] { row.append((slot, value * scale)) }
      }
      rows.add(row)
    }
    return rows
  }

  private func head(
    _ name: String, _ labels: [String], _ measure: Measure, _ chosen: [Int], _ lines: inout [String],
    _ figures: inout [(String, JSONValue)]
  ) throws -> ModelFile.Head {
    let rows = rows(measure.scales)
    let learner = Learner(factors: measure.factors)
    let numbers = items.map { item in labels.firstIndex(of: item.labels[name] ?? "") ?? 0 }
    let measured = chosen.filter { items[$0].isMeasured }
    let task = Task(name: name, labels: labels, rows: rows, numbers: numbers, measured: measured, learner: learner)
    var others = chosen.filter { !items[$0].isMeasured }
    var trials = try crossValidate(task, with: [])
    if !others.isEmpty {
      let more = try crossValidate(task, with: others)
      let (without, with) = (Self.mean(trials), Self.mean(more))
      if with > without { trials = more } else { others = [] }
      lines.append("\(name): items only learned from \(with > without ? "help" : "do not help, and are left out")")
    }
    options.progress("\(name): the whole")
    let weights = try learner.learn(rows, labels: numbers, count: labels.count, from: measured + others)
    var head = ModelFile.Head(
      name: name, labels: labels, table: WeightTable(weights, most: Self.slots[name] ?? 10_000), calibrations: [:])
    for (unit, trial) in trials {
      head.calibrations[unit] = trial.calibrated
      lines += trial.lines.map { "\(name), \(unit)s: \($0)" }
      figures.append(("\(name).\(unit)", trial.figures))
    }
    return head
  }

  /// What is to be learned, and from what.
  private struct Task {
    let name: String
    let labels: [String]
    let rows: FeatureRows
    /// The number of each item's label.
    let numbers: [Int]
    let measured: [Int]
    let learner: Learner
  }

  /// What models said of items whose groups they had not seen, by unit.
  private func crossValidate(_ task: Task, with others: [Int]) throws -> [(unit: String, trial: Trial)] {
    let measured = task.measured
    let folds = Folds(groups: measured.map { items[$0].group }, count: options.folds, seed: options.seed)
    var sums: [Int: [Double]] = [:]
    for fold in 0..<folds.count {
      options.progress("\(task.name): part \(fold + 1) of \(folds.count)")
      let (train, test) = folds.split(fold)
      let weights = try task.learner.learn(
        task.rows, labels: task.numbers, count: task.labels.count, from: train.map { measured[$0] } + others)
      let table = WeightTable(weights, most: Self.slots[task.name] ?? 10_000)
      for place in test { sums[measured[place]] = table.sums(task.rows, row: measured[place]) }
    }
    return Set(measured.map { items[$0].unit }).sorted().map { unit in
      let some = measured.filter { items[$0].unit == unit }
      return (
        unit,
        Trial(
          sums: some.map { sums[$0] ?? [] }, labels: some.map { task.numbers[$0] }, names: task.labels,
          rest: task.labels.firstIndex(of: options.rest))
      )
    }
  }

  private static func mean(_ trials: [(unit: String, trial: Trial)]) -> Double {
    trials.reduce(0) { $0 + $1.trial.bestMacroF1 } / Double(max(1, trials.count))
  }

  private func card(_ figures: [(String, JSONValue)]) -> JSONValue {
    var counts: [String: [String: Int]] = [:]
    for item in items { counts[item.source, default: [:]][item.group, default: 0] += 1 }
    // Pairs are counted together: their names say nothing.
    let sources = counts.sorted { $0.key < $1.key }.map { source, groups -> (String, JSONValue) in
      let total = groups.values.reduce(0, +)
      let named = groups.filter { $0.value > 9 }.sorted { $0.key < $1.key }
      return (source, object([("items", number(total))] + named.map { ($0.key, number($0.value)) }))
    }
    return object([
      ("items", number(items.count)), ("folds", number(options.folds)), ("seed", number(Int(options.seed))),
      ("cross-validated", object(figures)), ("sources", object(sources)),
    ])
  }
}
