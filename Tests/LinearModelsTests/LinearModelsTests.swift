import Testing

@testable import LinearModels

@Suite struct LinearModelsTests {
  /// Of all slots, so that each stands at its own number.
  private let factors = Dictionary(uniqueKeysWithValues: (0..<16).map { (UInt32($0), 1.0) })

  /// Rows in which slot 1 goes with label 0, slot 2 with label 1, and slot 3 with both.
  private func rows() -> (rows: FeatureRows, labels: [Int]) {
    var rows = FeatureRows(bits: 4)
    var labels: [Int] = []
    for number in 0..<40 {
      rows.add([(3, 1), (UInt32(1 + number % 2), 1), (UInt32(4 + number % 7), 0.5)])
      labels.append(number % 2)
    }
    return (rows, labels)
  }

  @Test func a_feature_that_goes_with_a_label_weighs_for_it() throws {
    let (rows, labels) = rows()
    let weights = try Learner(factors: factors)
      .learn(rows, labels: labels, count: 2, from: Array(0..<40))
    #expect(weights.weight(at: 1, 0) > 0.5 && weights.weight(at: 2, 0) < -0.5)
    #expect(weights.weight(at: 2, 1) > 0.5 && weights.weight(at: 1, 1) < -0.5)
    #expect(abs(weights.weight(at: 3, 0)) < 0.2)
  }

  @Test func a_slot_with_the_factor_0_is_left_out() throws {
    let (rows, labels) = rows()
    var factors = factors
    factors[1] = 0
    let weights = try Learner(factors: factors).learn(rows, labels: labels, count: 2, from: Array(0..<40))
    #expect(!weights.slots.contains(1) && weights.weight(at: 1, 0) < 0)
  }

  @Test func a_table_comes_back_from_its_bytes() throws {
    let (rows, labels) = rows()
    let weights = try Learner(factors: factors)
      .learn(rows, labels: labels, count: 2, from: Array(0..<40))
    let table = WeightTable(weights, most: 6)
    #expect(table.slots.count == 6 && table.slots.contains(1) && table.slots.contains(2))
    #expect(abs(table.weight(1, 0) - weights.weight(at: 1, 0)) < 0.02)
    var bytes: [UInt8] = [7]
    table.write(to: &bytes)
    var place = 1
    let again = WeightTable(
      reading: bytes, from: &place, bits: 4, biases: table.biases, scales: table.scales, count: 6)
    #expect(again == table && place == bytes.count)
    place = 1
    #expect(
      WeightTable(
        reading: Array(bytes.dropLast()), from: &place, bits: 4, biases: table.biases, scales: table.scales, count: 6)
        == nil)
  }

  @Test func sums_that_are_too_sure_are_toned_down() {
    var sums: [[Double]] = []
    var labels: [Int] = []
    for number in 0..<100 {
      sums.append([4, -4])
      labels.append(number % 10 < 7 ? 0 : 1)
    }
    let calibration = Calibration(sums: sums, labels: labels, count: 2)
    #expect(abs(calibration.probabilities([4, -4])[0] - 0.7) < 0.02)
  }

  @Test func no_group_is_parted_and_folds_are_even() {
    let groups = (0..<90).map { "g\($0 / 3)" }
    let folds = Folds(groups: groups, count: 5, seed: 7)
    for index in groups.indices where index % 3 > 0 { #expect(folds.numbers[index] == folds.numbers[index - 1]) }
    for fold in 0..<5 { #expect(folds.split(fold).test.count == 18) }
    #expect(Folds(groups: groups, count: 5, seed: 7) == folds)
    #expect(Folds(groups: groups, count: 5, seed: 8) != folds)
  }

  @Test func a_share_of_the_groups_is_learned_from_and_all_are_judged() {
    let groups = (0..<90).map { "work \($0 / 3)" }
    let folds = Folds(groups: groups, count: 5, seed: 7, share: 0.5)
    #expect(folds.numbers == Folds(groups: groups, count: 5, seed: 7).numbers)
    let trained = Set((0..<5).flatMap { folds.split($0).train }.map { groups[$0] })
    #expect(trained.count == 15)
    #expect((0..<5).reduce(0) { $0 + folds.split($1).test.count } == 90)
  }
}
