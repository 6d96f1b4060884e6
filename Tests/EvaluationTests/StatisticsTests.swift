import Testing

@testable import Evaluation

@Suite struct StatisticsTests {
  struct Share: Sendable, CustomTestStringConvertible {
    let count: Int
    let n: Int
    let low: Double
    let high: Double
    var testDescription: String { "\(count) of \(n)" }
  }

  @Test(arguments: [
    Share(count: 0, n: 10, low: 0, high: 0.2775),
    Share(count: 5, n: 10, low: 0.2366, high: 0.7634),
    Share(count: 8, n: 10, low: 0.4902, high: 0.9433),
    Share(count: 10, n: 10, low: 0.7225, high: 1),
    Share(count: 1, n: 1, low: 0.2065, high: 1),
    Share(count: 81, n: 263, low: 0.2553, high: 0.3662),
  ])
  func wilson(_ share: Share) throws {
    let interval = try #require(Interval.wilson(share.count, of: share.n))
    #expect(abs(interval.low - share.low) < 0.0001)
    #expect(abs(interval.high - share.high) < 0.0001)
  }

  @Test func noWilsonOfNothing() {
    #expect(Interval.wilson(0, of: 0) == nil)
    #expect(Interval.wilson(3, of: 2) == nil)
  }

  @Test(arguments: [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (30, 2.042), (1000, 1.962)])
  func studentAsInTables(_ degrees: Int, _ quantile: Double) {
    #expect(abs(Quantile.student(degrees) - quantile) < 0.005 * quantile)
  }

  @Test func fewUnitsLeaveLessOutside() {
    // √(10/9) · t(9) = 2.384; a normal tail of 0.0086.
    #expect(abs(Quantile.bootstrapTail(units: 10) - 0.0086) < 0.0002)
    #expect(abs(Quantile.bootstrapTail(units: 10_000) - 0.025) < 0.0001)
  }

  @Test func aPlaceInAnUnsortedListIsFound() {
    var random = SplitMix64(seed: 2)
    for count in [1, 2, 3, 10, 257] {
      let values = (0..<count).map { _ in Double(random.index(below: 20)) }
      let sorted = values.sorted()
      for place in [0, count / 2, count - 1] {
        #expect(values.least(place + 1, by: <) == sorted[place])
        #expect(values.least(place + 1, by: >) == sorted[count - 1 - place])
      }
    }
  }

  @Test func everyIntervalHoldsItsEstimate() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 {
      let n = 1 + random.index(below: 200)
      let count = random.index(below: n + 1)
      let share = Double(count) / Double(n)
      #expect(try #require(Interval.wilson(count, of: n)).contains(share), "\(count) of \(n)")
    }
  }

  @Test func drawnIntervalsHoldTheirEstimateAndDependOnTheSeedAlone() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<50 {
      let units = (0..<(2 + random.index(below: 20))).map { _ in
        let n = 5 + random.index(below: 40)
        return [ColumnCount(0, random.index(below: n + 1)), ColumnCount(1, n)]
      }
      func figures(_ sums: [Int]) -> [Double?] { [sums[1] == 0 ? nil : Double(sums[0]) / Double(sums[1])] }
      let bootstrap = Bootstrap(replicates: 200, seed: random.next())
      let interval = try #require(bootstrap.intervals(units, columns: 2, method: .documents, figures: figures)[0])
      let sums = units.joined().reduce(into: [0, 0]) { $0[$1.column] += $1.count }
      #expect(interval.contains(try #require(figures(sums)[0])))
      #expect(interval == bootstrap.intervals(units, columns: 2, method: .documents, figures: figures)[0])
    }
  }

  @Test func aFigureThatIsSeldomDefinedHasNoInterval() {
    let units = [[ColumnCount(0, 1)], [], [], []].map { $0 as [ColumnCount] }
    let intervals = Bootstrap().intervals(units, columns: 1, method: .documents) {
      [$0[0] > 1 ? 1 : nil, Double($0[0])]
    }
    #expect(intervals[0] == nil)
    #expect(intervals[1] != nil)
  }

  @Test func noUnitsNoInterval() {
    #expect(Bootstrap().intervals([], columns: 1, method: .documents) { [Double($0[0])] } == [nil])
  }

  @Test func theGeneratorIsSplitMix64() {
    // The first numbers of the reference implementation for this seed.
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func indicesStayBelowTheirBound() {
    var random = SplitMix64(seed: 3)
    var seen = [Int](repeating: 0, count: 7)
    for _ in 0..<7000 { seen[random.index(below: 7)] += 1 }
    #expect(seen.allSatisfy { $0 > 850 && $0 < 1150 })
    #expect(random.index(below: 1) == 0)
    #expect(random.index(below: 0) == 0)
  }
}

@Suite struct AgreementFigureTests {
  /// Cells as `gold found count`.
  private func matrix(_ cells: [(String, String, Int)]) -> ConfusionMatrix {
    ConfusionMatrix(
      cells.flatMap { cell in (0..<cell.2).map { _ in (gold: cell.0, found: cell.1) } }, order: ["above", "below"])
  }

  @Test func kappaAsInTextbooks() throws {
    let matrix = matrix([
      ("above", "above", 20), ("above", "below", 5), ("below", "above", 10), ("below", "below", 15),
    ])
    // Observed 35/50 = .70; by chance .5 × .6 + .5 × .4 = .50; (.70 - .50) / .50.
    #expect(abs(try #require(matrix.kappa) - 0.4) < 1e-12)
    #expect(matrix.n == 50)
    #expect(matrix.agreed == 35)
  }

  @Test func kappaBelowChanceIsNegative() throws {
    let matrix = matrix([("above", "below", 3), ("below", "above", 3)])
    #expect(abs(try #require(matrix.kappa) + 1) < 1e-12)
  }

  @Test func oneLabelThroughoutHasNoKappa() {
    #expect(matrix([("none", "none", 9)]).kappa == nil)
    #expect(matrix([]).kappa == nil)
  }

  @Test func precisionRecallAndF1() throws {
    let matrix = matrix([
      ("above", "above", 6), ("above", "none", 2), ("below", "above", 1), ("below", "below", 3), ("none", "above", 1),
      ("none", "none", 7),
    ])
    let above = matrix.hits("above")
    #expect(above == Hits(right: 6, missed: 2, spurious: 2))
    #expect(above.precision == 0.75)
    #expect(above.recall == 0.75)
    #expect(above.f1 == 0.75)
    // below: 2·3 / (4 + 3) = 6/7; none: 2·7 / (8 + 9) = 14/17.
    let macro = try #require(matrix.macroF1(["above", "below", "none"]))
    let mean: Double = (0.75 + 6.0 / 7 + 14.0 / 17) / 3
    #expect(abs(macro - mean) < 1e-12)
  }

  @Test func aLabelNobodyUsesDoesNotCountButAWrongOneDoes() throws {
    let matrix = matrix([("above", "above", 1), ("above", "below", 1)])
    let macro = try #require(matrix.macroF1(["above", "below", "none"]))
    #expect(abs(macro - 1.0 / 3) < 1e-12)
  }

  @Test func rowsAndColumnsKeepTheirOrder() {
    let matrix = matrix([("none", "below", 1), ("below", "above", 1), ("above", "x", 1)])
    #expect(matrix.rows == ["above", "below", "none"])
    #expect(matrix.columns == ["above", "below", "x"])
  }

  @Test func nothingFoundHasNoPrecision() {
    #expect(Hits().precision == nil)
    #expect(Hits(missed: 2).recall == 0)
    #expect(Hits(missed: 2).f1 == 0)
  }
}
