import Evaluation
import LinearModels
import Standoff

/// What a model said of items that it had not seen: calibration, threshold and figures come from it.
struct Trial {
  let sums: [[Double]]
  let labels: [Int]
  let names: [String]
  /// The label of texts that say nothing; nothing where some label is always given.
  let rest: Int?

  let calibration: Calibration
  private let probabilities: [[Double]]

  init(sums: [[Double]], labels: [Int], names: [String], rest: Int?) {
    (self.sums, self.labels, self.names, self.rest) = (sums, labels, names, rest)
    calibration = Calibration(sums: sums, labels: labels, count: names.count)
    probabilities = sums.map(calibration.probabilities)
  }

  var calibrated: ModelFile.UnitCalibration {
    ModelFile.UnitCalibration(calibration: calibration, threshold: threshold, curve: curve)
  }

  /// The label that is given: the likeliest but the rest, where it is likely enough.
  static func label(_ probabilities: [Double], rest: Int?, threshold: Double) -> Int {
    let best = probabilities.indices.filter { $0 != rest }.max { probabilities[$0] < probabilities[$1] } ?? 0
    return rest == nil || probabilities[best] >= threshold ? best : rest ?? best
  }

  /// How far macro-F1 may be from the best and still count as as good: less than chance moves it.
  private static let slack = 0.002

  /// The threshold in force by default: of those whose macro-F1 is as good as the best the lowest, since in whole texts of
  /// politics stances are denser than among items that were drawn from books.
  var threshold: Double {
    guard rest != nil else { return 0 }
    let figures = (10...80).map { (threshold: Double($0) / 100, figure: macroF1(Double($0) / 100)) }
    let best = figures.reduce(0) { max($0, $1.figure) }
    return figures.first { $0.figure >= best - Self.slack }?.threshold ?? 0.5
  }

  var bestMacroF1: Double { macroF1(threshold) }

  private var curve: [ModelFile.Point] {
    guard rest != nil else { return [] }
    return stride(from: 0.1, through: 0.95, by: 0.05).compactMap { bound in
      let threshold = (bound * 100).rounded() / 100
      let given = probabilities.map { Self.label($0, rest: rest, threshold: threshold) }
      let found = given.indices.filter { given[$0] != rest }
      let right = found.count { given[$0] == labels[$0] }
      let sided = labels.count { $0 != rest }
      guard !found.isEmpty, sided > 0 else { return nil }
      func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
      return ModelFile.Point(
        threshold: threshold, precision: rounded(Double(right) / Double(found.count)),
        coverage: rounded(Double(found.count { labels[$0] != rest }) / Double(sided)))
    }
  }

  private func confusion(_ threshold: Double) -> ConfusionMatrix {
    ConfusionMatrix(
      probabilities.indices.map {
        (names[labels[$0]], names[Self.label(probabilities[$0], rest: rest, threshold: threshold)])
      }, order: names)
  }

  /// How often the label is right where neither it nor the right one is the rest.
  private func side(_ matrix: ConfusionMatrix) -> Double? {
    guard let rest else { return nil }
    let others = names.indices.filter { $0 != rest }.map { names[$0] }
    let both = others.reduce(0) { sum, gold in others.reduce(sum) { $0 + matrix[gold, $1] } }
    return both == 0 ? nil : Double(others.reduce(0) { $0 + matrix[$1, $1] }) / Double(both)
  }

  private func macroF1(_ threshold: Double) -> Double { confusion(threshold).macroF1(names) ?? 0 }

  /// How far the probability of the likeliest label is from the share of times that it is right, in ten bins (ECE).
  private var calibrationError: Double {
    var bins = [(count: Double, sum: Double, right: Double)](repeating: (0, 0, 0), count: 10)
    for (probability, label) in zip(probabilities, labels) {
      let best = probability.indices.max { probability[$0] < probability[$1] } ?? 0
      let bin = min(9, Int(probability[best] * 10))
      bins[bin].count += 1
      bins[bin].sum += probability[best]
      bins[bin].right += best == label ? 1 : 0
    }
    return bins.reduce(0) { $0 + abs($1.sum - $1.right) } / Double(max(1, labels.count))
  }

  var figures: JSONValue {
    let matrix = confusion(threshold)
    return object(
      [
        ("n", number(labels.count)), ("macro-f1", figure(matrix.macroF1(names) ?? 0)),
        ("accuracy", figure(Double(matrix.agreed) / Double(max(1, matrix.n)))), ("side", figure(side(matrix) ?? 0)),
        ("ece", figure(calibrationError)),
      ]
        + names.map { name in
          let hits = matrix.hits(name)
          return (
            name,
            object([
              ("n", number(hits.gold)), ("precision", figure(hits.precision ?? 0)),
              ("recall", figure(hits.recall ?? 0)),
              ("f1", figure(hits.f1 ?? 0)),
            ])
          )
        })
  }

  var lines: [String] {
    let matrix = confusion(threshold)
    func two(_ value: Double?) -> String { value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "–" }
    return [
      "macro-F1 \(two(matrix.macroF1(names))), accuracy \(two(Double(matrix.agreed) / Double(max(1, matrix.n)))), "
        + "side \(two(side(matrix))), ECE \(two(calibrationError)), threshold \(threshold), n \(labels.count)"
    ]
      + names.map { name in
        let hits = matrix.hits(name)
        return "  \(name): P \(two(hits.precision)) R \(two(hits.recall)) F1 \(two(hits.f1)) (n \(hits.gold))"
      }
  }
}
