import Testing

@testable import Evaluation

/// A corpus whose truth is known, and a classifier that errs: `above` is missed half the time, `none` seldom called.
private struct KnownCorpus {
  /// P(found | true), in thousandths; rows are true labels.
  static let rates = [[550, 100, 350], [150, 600, 250], [60, 90, 850]]

  var items: [(found: Int, coded: Int, document: Int)] = []

  init(documents: Int, of size: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for document in 0..<documents {
      // Works differ: some are full of `below`, some have nothing to say.
      let above = 50 + random.index(below: 250)
      let below = 30 + random.index(below: 400)
      for _ in 0..<size {
        let place = random.index(below: 1000)
        let coded = place < above ? 0 : place < above + below ? 1 : 2
        let call = random.index(below: 1000)
        let rates = Self.rates[coded]
        items.append((call < rates[0] ? 0 : call < rates[0] + rates[1] ? 1 : 2, coded, document))
      }
    }
  }

  func share(_ label: Int, in documents: Range<Int>, coded: Bool) -> Double {
    let group = items.filter { documents.contains($0.document) }
    return Double(group.count { (coded ? $0.coded : $0.found) == label }) / Double(group.count)
  }

  /// Draws from strata by the label found, or of the whole.
  func sample(_ n: Int, stratified: Bool, seed: UInt64) -> (units: [CodedUnit], estimator: DesignEstimator) {
    var random = SplitMix64(seed: seed)
    let members =
      stratified ? (0..<3).map { label in items.indices.filter { items[$0].found == label } } : [Array(items.indices)]
    let sizes = Allocator.sizes(n, populations: members.map(\.count), weights: members.map { _ in 1 })
    var units: [CodedUnit] = []
    for (stratum, (members, size)) in zip(members, sizes).enumerated() {
      for index in random.drawn(size, of: members) {
        units.append(unit(index, stratum, weight: Double(members.count) / Double(size)))
      }
    }
    let strata = zip(members, sizes).map { DesignEstimator.Stratum(population: $0.count, coded: $1) }
    return (units, DesignEstimator(strata: strata, hasClusters: false))
  }

  func documents(_ n: Int, of all: Int, seed: UInt64) -> (units: [CodedUnit], estimator: DesignEstimator) {
    var random = SplitMix64(seed: seed)
    let chosen = Set(random.drawn(n, of: Array(0..<all)))
    let units = items.indices.filter { chosen.contains(items[$0].document) }.map {
      unit($0, 0, weight: Double(all) / Double(n))
    }
    return (units, DesignEstimator(strata: [DesignEstimator.Stratum(population: all, coded: n)], hasClusters: true))
  }

  private func unit(_ index: Int, _ stratum: Int, weight: Double) -> CodedUnit {
    let item = items[index]
    return CodedUnit(
      found: item.found, coded: item.coded, stratum: stratum, document: item.document, weight: weight)
  }
}

/// What many samples of one corpus gave.
private struct Outcome {
  let truth: Double
  var values: [Double] = []
  var covered = 0

  init(truth: Double) { self.truth = truth }

  mutating func add(_ estimate: Estimate?) {
    guard let estimate, let interval = estimate.interval else { return }
    values.append(estimate.value)
    if interval.contains(truth) { covered += 1 }
  }

  var coverage: Double { Double(covered) / Double(values.count) }
  var bias: Double { values.reduce(0, +) / Double(values.count) - truth }
  /// The standard error of the mean.
  var noise: Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot() / Double(values.count)
  }
}

@Suite("Prevalence, simulated") struct PrevalenceSimulationTests {
  private static let corpus = KnownCorpus(documents: 40, of: 75, seed: 7)
  private static let samples = 400

  struct Design: CustomTestStringConvertible {
    let testDescription: String
    let stratified: Bool
    var documents = 0..<40
  }

  @Test(
    "400 samples: the bias is gone and 95 % intervals cover the truth about 95 times in 100",
    arguments: [
      Design(testDescription: "simple random", stratified: false),
      Design(testDescription: "as many of each stance found", stratified: true),
      Design(testDescription: "a group within a simple random sample", stratified: false, documents: 0..<15),
      Design(testDescription: "a group within a stratified sample", stratified: true, documents: 0..<15),
    ])
  func designBased(_ design: Design) {
    let corpus = Self.corpus
    var outcomes = (0..<3).map { Outcome(truth: corpus.share($0, in: design.documents, coded: true)) }
    let shares = (0..<3).map { corpus.share($0, in: design.documents, coded: false) }
    let (above, below) = (outcomes[0].truth, outcomes[1].truth)
    var side = Outcome(truth: below / (above + below))
    for seed in 0..<Self.samples {
      let (units, estimator) = corpus.sample(200, stratified: design.stratified, seed: UInt64(seed))
      let group = units.filter { design.documents.contains($0.document) }
      for label in 0..<3 { outcomes[label].add(estimator.share(of: label, group, found: shares[label])) }
      side.add(estimator.share(of: 1, among: [0, 1], group, found: shares))
    }
    for (label, outcome) in outcomes.enumerated() {
      let found = shares[label] - outcome.truth
      print(
        "\(design.testDescription), label \(label): bias \(decimal(outcome.bias, 4)) (found \(decimal(found, 4))), coverage \(decimal(outcome.coverage, 3)), n = \(Self.samples)"
      )
      #expect(abs(outcome.bias) < 4 * outcome.noise + 0.002)
      #expect((0.92...0.98).contains(outcome.coverage))
    }
    print("\(design.testDescription), side: bias \(decimal(side.bias, 4)), coverage \(decimal(side.coverage, 3))")
    // A ratio of estimates is not quite without bias; it is small beside its interval.
    #expect(abs(side.bias) < 0.02)
    #expect((0.92...0.985).contains(side.coverage))
  }

  @Test("400 samples of whole documents")
  func clusters() {
    let corpus = Self.corpus
    for label in 0..<3 {
      var outcome = Outcome(truth: corpus.share(label, in: 0..<40, coded: true))
      let found = corpus.share(label, in: 0..<40, coded: false)
      for seed in 0..<Self.samples {
        let (units, estimator) = corpus.documents(12, of: 40, seed: UInt64(seed))
        outcome.add(estimator.share(of: label, units, found: found))
      }
      print(
        "whole documents, label \(label): bias \(decimal(outcome.bias, 4)), coverage \(decimal(outcome.coverage, 3)), n = \(Self.samples)"
      )
      #expect(abs(outcome.bias) < 4 * outcome.noise + 0.002)
      #expect((0.92...0.98).contains(outcome.coverage))
    }
  }

  @Test(
    "400 samples: adjusted counts find the truth where the classifier errs alike everywhere", arguments: [false, true])
  func adjusted(stratified: Bool) {
    let corpus = Self.corpus
    var outcomes = (0..<3).map { Outcome(truth: corpus.share($0, in: 0..<40, coded: true)) }
    let counts = (0..<3).map { label in corpus.items.count { $0.found == label } }
    for seed in 0..<Self.samples {
      let (units, _) = corpus.sample(200, stratified: stratified, seed: UInt64(seed))
      let adjusted = AdjustedCount(units: units, hasClusters: false)
      let estimates = adjusted.estimates(counts, Bootstrap(replicates: 100, seed: UInt64(seed))) { $0.map { $0 } }
      for label in 0..<3 { outcomes[label].add(estimates[label]) }
    }
    for (label, outcome) in outcomes.enumerated() {
      let found = corpus.share(label, in: 0..<40, coded: false) - outcome.truth
      print(
        "adjusted, \(stratified ? "stratified" : "simple"), label \(label): bias \(decimal(outcome.bias, 4)) (found \(decimal(found, 4))), coverage \(decimal(outcome.coverage, 3)), n = \(Self.samples)"
      )
      #expect(abs(outcome.bias) < 0.015)
      #expect((0.92...0.985).contains(outcome.coverage))
    }
  }
}
