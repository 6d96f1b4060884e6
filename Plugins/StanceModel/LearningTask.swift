import LinearModels
import PluginAPI
import Standoff

/// What is to be learned, and from what: a label for each row of a table.
struct LearningTask {
  let name: String
  let labels: Int
  let rows: FeatureRows
  /// The number of each row's label.
  let numbers: [Int]
  /// What cross-validation never parts, by row.
  let groups: [String]
  let learner: Learner
  /// How many slots of the weights may stay.
  let slots: Int

  func table(from chosen: [Int]) throws -> WeightTable {
    WeightTable(try learner.learn(rows, labels: numbers, count: labels, from: chosen), most: slots)
  }

  /// The sums of the measured rows, each by a model that had not seen its group, but all the others.
  func heldOut(_ measured: [Int], with others: [Int], _ options: TrainingOptions) throws -> [Int: [Double]] {
    let folds = Folds(
      groups: measured.map { groups[$0] }, count: options.folds, seed: options.seed,
      share: options.share)
    var sums: [Int: [Double]] = [:]
    for fold in 0..<folds.count {
      options.progress("\(name): part \(fold + 1) of \(folds.count)")
      let (train, test) = folds.split(fold)
      let table = try table(from: train.map { measured[$0] } + others)
      for place in test { sums[measured[place]] = table.sums(rows, row: measured[place]) }
    }
    return sums
  }
}

extension TrainingOptions {
  /// What a model file says of how it was learned.
  func card(of items: [TrainingItem], _ figures: [(String, JSONValue)]) -> JSONValue {
    var counts: [String: [String: Int]] = [:]
    for item in items { counts[item.source, default: [:]][item.group, default: 0] += 1 }
    // Pairs are counted together: their names say nothing.
    let sources = counts.sorted { $0.key < $1.key }.map { source, groups -> (String, JSONValue) in
      let total = groups.values.reduce(0, +)
      let named = groups.filter { $0.value > 9 }.sorted { $0.key < $1.key }
      return (source, object([("items", number(total))] + named.map { ($0.key, number($0.value)) }))
    }
    return object([
      ("items", number(items.count)), ("folds", number(folds)), ("seed", number(Int(seed))),
      ("cross-validated", object(figures)), ("sources", object(sources)),
    ])
  }
}
