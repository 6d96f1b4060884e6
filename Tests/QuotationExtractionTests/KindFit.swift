import Codebook
import Foundation
import PluginAPI
import Standoff
import TestSupport
import Testing

@testable import QuotationExtraction

/// Fits the weights of ``KindSign`` to gold and says how well they do on works left out.
///
/// `TWOSOULS_GOLD` names further files of flat gold, parted by colons. The table it prints is what stands in
/// `KindSign.swift`; it is copied there by hand, so that a change of weights is read.
@Suite(.enabled(if: Repository.data != nil, Comment(rawValue: GoldText.missing)))
struct KindFit {
  @Test func weights() throws {
    let examples = try examples()
    let works = Set(examples.map(\.work)).sorted()
    let byHand = examples.map { Fit.probability(Fit.expected, $0.signs) }
    var leftOut = [Double](repeating: 0, count: examples.count)
    for work in works {
      let fit = Fit.fitted(to: examples.filter { $0.work != work })
      for (index, example) in examples.enumerated() where example.work == work {
        leftOut[index] = Fit.probability(fit, example.signs)
      }
    }
    let inPlace = examples.map { Fit.probability(KindSign.allCases.map(\.weight) + [KindSign.prior], $0.signs) }
    print("kinds of quotations, n = \(examples.count), \(works.count) works")
    print("  by hand: \(Measure(byHand, examples))")
    print("  fitted, the work left out: \(Measure(leftOut, examples))")
    print("  in place, fitted to all: \(Measure(inPlace, examples))")
    // Not better than by hand: what was expected has been revised with sight of the same gold, and does as well.
    #expect(Measure(leftOut, examples).brier < 0.074, "what the weights before the fit had")
    guard ProcessInfo.processInfo.environment["TWOSOULS_FIT"] != nil else { return }
    let weights = Fit.fitted(to: examples)
    print("  static let prior = \(rounded(weights[KindSign.allCases.count]))")
    for sign in KindSign.allCases {
      print("    (.\(sign.rule), \(sign.expected), \(rounded(weights[sign.rawValue]))),")
    }
  }

  private func rounded(_ weight: Double) -> Double { (weight * 100).rounded() / 100 }

  private func examples() throws -> [Fit.Example] {
    try NoisyText.gold(fixtures: false).flatMap { name, text in
      let document = try document(text.string)
      let kinds = Dictionary(
        zip(text.spans(in: document.text), text.items.map(\.kind)), uniquingKeysWith: { first, _ in first })
      let work = String(name.prefix { $0 != "-" })
      return try MarkedQuotations().signs(in: document).compactMap { found -> Fit.Example? in
        guard let kind = kinds[NoisyText.trimmed(found.span, document.text)] else { return nil }
        return Fit.Example(work: work, signs: found.signs, isSpeech: kind == .speech)
      }
    }
  }
}

/// Logistic regression over signs, pulled toward the weights that were expected.
enum Fit {
  struct Example {
    let work: String
    let signs: [KindSign]
    let isSpeech: Bool
  }

  /// How hard a weight is pulled toward what was expected; the prior is pulled less.
  private static let pull = 2.0

  /// A weight a sign, and the prior behind them.
  static let expected = KindSign.allCases.map(\.expected) + [-0.4]

  static func probability(_ weights: [Double], _ signs: [KindSign]) -> Double {
    let sum = signs.reduce(weights[weights.count - 1]) { $0 + weights[$1.rawValue] }
    return 1 / (1 + exp(-sum))
  }

  /// Newton's method.
  static func fitted(to examples: [Example]) -> [Double] {
    let count = expected.count
    var weights = expected
    for _ in 0..<30 {
      var gradient = (0..<count).map { pull(of: $0, count) * (weights[$0] - expected[$0]) }
      var curvature = (0..<count).map { row in (0..<count).map { $0 == row ? pull(of: row, count) : 0 } }
      for example in examples {
        let probability = probability(weights, example.signs)
        let places = example.signs.map(\.rawValue) + [count - 1]
        for place in places {
          gradient[place] += probability - (example.isSpeech ? 1 : 0)
          for other in places { curvature[place][other] += probability * (1 - probability) }
        }
      }
      let step = solved(curvature, gradient)
      for index in 0..<count { weights[index] -= min(3, max(-3, step[index])) }
      if step.allSatisfy({ abs($0) < 1e-6 }) { break }
    }
    return weights
  }

  private static func pull(of index: Int, _ count: Int) -> Double { index == count - 1 ? pull * 0.3 : pull }

  /// Gauss elimination with pivots.
  private static func solved(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    var rows = zip(matrix, vector).map { $0 + [$1] }
    for column in rows.indices {
      let pivot = rows.indices[column...].max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      for row in rows.indices where row != column && rows[row][column] != 0 {
        let factor = rows[row][column] / rows[column][column]
        for place in column...rows.count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }
}

/// How good the probabilities are.
struct Measure: CustomStringConvertible {
  private(set) var brier = 0.0
  private var error = 0.0
  private var speech = Counts()
  private let count: Int

  init(_ probabilities: [Double], _ examples: [Fit.Example]) {
    count = examples.count
    var bins = [(count: Int, sure: Double, right: Double)](repeating: (0, 0, 0), count: 10)
    for (probability, example) in zip(probabilities, examples) {
      let truth = example.isSpeech ? 1.0 : 0
      brier += (probability - truth) * (probability - truth) / Double(count)
      let sure = max(probability, 1 - probability)
      let isRight = (probability > 0.5) == example.isSpeech
      let bin = min(9, Int((sure - 0.5) * 20))
      bins[bin] = (bins[bin].count + 1, bins[bin].sure + sure, bins[bin].right + (isRight ? 1 : 0))
      if example.isSpeech { speech.wanted += 1 }
      if probability > 0.5 { speech.found += 1 }
      if probability > 0.5, example.isSpeech { speech.right += 1 }
    }
    error = bins.reduce(0) { $0 + abs($1.sure - $1.right) } / Double(count)
  }

  var description: String {
    "speech \(speech); Brier \((brier * 10000).rounded() / 10000), ECE \((error * 10000).rounded() / 10000)"
  }
}
