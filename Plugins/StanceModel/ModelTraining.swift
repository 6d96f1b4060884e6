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
  let items: [TrainingItem]
  /// Of each item and group.
  private let features: [FeatureReader.Features]

  init(_ all: [TrainingItem], _ options: TrainingOptions) throws {
    self.options = options
    items = all.filter { item in item.labels["stance"].map { !options.leaveOut.contains($0) } ?? false }
    let labels = Set(items.compactMap { $0.labels["stance"] })
    guard labels.count > 1 else { throw LearningError.fewItems("they have fewer than two labels") }
    guard labels.contains(options.rest) else {
      throw LearningError.fewItems("none has the label “\(options.rest)”; name the one for texts that say nothing")
    }
    guard Set(items.map(\.group)).count > 1 else { throw LearningError.fewItems("they are all of one group") }
    options.progress("reading \(items.count) items of \(Set(items.map(\.group)).count) groups")
    let reader = FeatureReader(vocabulary: try Vocabulary.builtIn.get(), lexicon: try Lexicon.builtIn.get())
    features = items.map(reader.features)
  }

  func train() throws -> TrainedModel {
    let labels = ConfusionMatrix(items.map { ($0.labels["stance"] ?? "", "") }, order: ["above", "below"]).rows
    let ordered = labels.filter { $0 != options.rest } + [options.rest]
    let scales = scales(of: Array(items.indices))
    var lines: [String] = []
    var figures: [(String, JSONValue)] = []
    var heads = [try head("stance", ordered, scales, Array(items.indices), &lines, &figures)]
    let strained = items.indices.filter { items[$0].labels["strain"] != nil && strain(of: $0) != "-" }
    let kinds = Set(strained.map(strain)).sorted()
    if kinds.count > 1, Set(strained.map { items[$0].group }).count > 1 {
      heads.append(try head("strain", kinds, scales, strained, &lines, &figures))
    }
    let model = ModelFile(
      vocabulary: ModelStances.vocabularyHash, codebook: options.codebook, bits: TextFeatures.bits,
      scales: scales, rest: options.rest, heads: heads, card: card(figures))
    return TrainedModel(bytes: model.bytes, report: lines)
  }

  private func strain(of item: Int) -> String { items[item].labels["strain"] ?? "-" }
}

// MARK: Learning

extension ModelTraining {
  /// What features of a group are to be multiplied with, so that the rows of each have a mean square of its weight.
  private func scales(of rows: [Int]) -> [String: Double] {
    var scales: [String: Double] = [:]
    for group in FeatureGroup.allCases {
      guard group.isAveraged else {
        scales[group.name] = group.weight
        continue
      }
      var frequencies: [UInt32: Int] = [:]
      for row in rows {
        for slot in Set(features[row][group.rawValue].map(\.slot)) { frequencies[slot, default: 0] += 1 }
      }
      var total = 0.0
      for row in rows {
        var values: [UInt32: Double] = [:]
        for (slot, value) in features[row][group.rawValue] where frequencies[slot, default: 0] > 1 {
          values[slot, default: 0] += value * rarity(frequencies[slot, default: 1], of: rows.count)
        }
        total += values.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
      }
      scales[group.name] = total > 0 ? group.weight / (total / Double(rows.count)).squareRoot() : 0
    }
    return scales
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
    _ name: String, _ labels: [String], _ scales: [String: Double], _ chosen: [Int], _ lines: inout [String],
    _ figures: inout [(String, JSONValue)]
  ) throws -> ModelFile.Head {
    let rows = rows(scales)
    let numbers = items.map { item in labels.firstIndex(of: item.labels[name] ?? "") ?? 0 }
    let most = Self.slots[name] ?? 10_000
    let folds = Folds(groups: chosen.map { items[$0].group }, count: options.folds, seed: options.seed)
    var sums: [Int: [Double]] = [:]
    for fold in 0..<folds.count {
      options.progress("\(name): fold \(fold + 1) of \(folds.count)")
      let (train, test) = folds.split(fold)
      let weights = try Learner().learn(rows, labels: numbers, count: labels.count, from: train.map { chosen[$0] })
      let table = WeightTable(weights, most: most)
      for place in test { sums[chosen[place]] = table.sums(rows, row: chosen[place]) }
    }
    options.progress("\(name): the whole")
    let weights = try Learner().learn(rows, labels: numbers, count: labels.count, from: chosen)
    var head = ModelFile.Head(name: name, labels: labels, table: WeightTable(weights, most: most), calibrations: [:])
    for unit in Set(items.map(\.unit)).sorted() {
      let some = chosen.filter { items[$0].unit == unit && sums[$0] != nil }
      guard !some.isEmpty else { continue }
      let trial = Trial(
        sums: some.map { sums[$0] ?? [] }, labels: some.map { numbers[$0] }, names: labels,
        rest: labels.firstIndex(of: options.rest))
      head.calibrations[unit] = trial.calibrated
      lines += trial.lines.map { "\(name), \(unit)s: \($0)" }
      figures.append(("\(name).\(unit)", trial.figures))
    }
    return head
  }

  private func rarity(_ frequency: Int, of count: Int) -> Double {
    FeatureRows.rarity(of: UInt32(frequency), among: count)
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
