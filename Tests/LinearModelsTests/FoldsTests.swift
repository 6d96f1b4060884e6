import Testing

@testable import LinearModels

@Suite struct FoldsTests {
  @Test func groups_stay_together() {
    let folds = Folds(groups: ["a", "b", "a", "c", "b", "d"], count: 3, seed: 1)
    #expect(folds.numbers[0] == folds.numbers[2])
    #expect(folds.numbers[1] == folds.numbers[4])
  }
}
