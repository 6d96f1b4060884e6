import Testing

@testable import StanceModel

@Suite struct StrongestTests {
  @Test(
    arguments: [
      ([], []), ([3.0, 1], [3.0, 1]), ([1.0, 5, 2, 4, 3], [5.0, 4, 3]), ([2.0, 2, 2, 2], [2.0, 2, 2]),
    ] as [([Double], [Double])])
  func the_heaviest_stay_in_their_order(_ all: [Double], _ kept: [Double]) {
    #expect(Array(all.strongest(3) { $0 }) == kept)
  }

  @Test func of_equals_the_first_stay() {
    let all = [(0, 1.0), (1, 2.0), (2, 1.0), (3, 1.0)]
    #expect(all.strongest(2) { $0.1 }.map(\.0) == [0, 1])
  }
}
