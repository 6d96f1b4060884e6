/// Whether scores mean what they say: of the labels with a score of 0.8, are four of five right?
struct Reliability: Sendable {
  let key: String
  let title: String

  /// Of quotations that were matched.
  static let kind = Reliability(key: "kind", title: "kind")
  /// Of matched speech with a gold speaker, where one was named.
  static let speaker = Reliability(key: "speaker", title: "speaker")
  /// Of judged items whose gold has a stance.
  static func stance(_ group: String) -> Reliability {
    Reliability(key: "stance.\(group)", title: "stance of \(group)")
  }
  /// Of items whose stance is right.
  static func attitude(_ group: String) -> Reliability {
    Reliability(key: "attitude.\(group)", title: "attitude of \(group)")
  }

  /// Labels whose scores lie together.
  struct Bin: Sendable, Equatable {
    /// From 0; the bin ends a tenth behind its start.
    let number: Int
    let meanScore: Double
    let right: Share
  }

  static let bins = 10

  static func bin(of score: Double) -> Int { min(bins - 1, max(0, Int(score * Double(bins) + 1e-9))) }

  private func name(_ part: String) -> String { "reliability.\(key).\(part)" }

  /// What a label with a score adds to the sums.
  func additions(_ score: Double?, isRight: Bool) -> [Addition] {
    guard let score, score.isFinite else { return [] }
    let bin = Self.bin(of: score)
    let miss = min(1, max(0, score)) - (isRight ? 1 : 0)
    return [
      Addition(isRight ? .right(name("\(bin)")) : .missed(name("\(bin)"))), Addition(name("score.\(bin)"), score),
      Addition(name("brier"), miss * miss),
    ]
  }

  /// - Parameter figures: those of the formulas, whose intervals the bins have too.
  func bins(_ sheet: CountSheet, _ totals: Totals, _ figures: [EvaluationReport.Figure]) -> [Bin] {
    let columns = Columns(of: self, in: sheet)
    return (0..<Self.bins).compactMap { bin in
      let hits = columns.hits(totals, bin)
      guard hits.gold > 0 else { return nil }
      let figure = figures.first { $0.key == figureKey(bin) }
      return Bin(
        number: bin, meanScore: columns.score(totals, bin) / Double(hits.gold),
        right: Share(hits.right, of: hits.gold, interval: figure?.interval))
    }
  }

  fileprivate func figureKey(_ bin: Int) -> String {
    "reliability.\(key).\(decimal(Double(bin) / Double(Self.bins), 1))"
  }

  /// Where the counts stand in the sums, looked up once for all sums.
  fileprivate struct Columns {
    private let bins: [(hits: HitColumns, score: Int?)]
    private let brier: Int?

    init(of label: Reliability, in sheet: CountSheet) {
      bins = (0..<Reliability.bins).map { bin in
        (HitColumns(label.name("\(bin)"), in: sheet), sheet.columns[.millionths(label.name("score.\(bin)"))])
      }
      brier = sheet.columns[.millionths(label.name("brier"))]
    }

    func hits(_ totals: Totals, _ bin: Int) -> Hits { bins[bin].hits.hits(totals) }

    func score(_ totals: Totals, _ bin: Int) -> Double { totals.sum(column: bins[bin].score) }

    func n(_ totals: Totals) -> Int { bins.reduce(0) { $0 + $1.hits.hits(totals).gold } }

    /// The mean of the squared distances of score and truth (Brier 1950).
    func brier(_ totals: Totals) -> Double? {
      let n = n(totals)
      return n == 0 ? nil : totals.sum(column: brier) / Double(n)
    }

    /// The mean distance of score and share right over the bins, each weighed by its labels (Naeini and others 2015).
    func calibrationError(_ totals: Totals) -> Double? {
      let n = n(totals)
      guard n > 0 else { return nil }
      return bins.indices.reduce(0) { $0 + abs(score(totals, $1) - Double(hits(totals, $1).right)) } / Double(n)
    }
  }
}

extension FormulaSection {
  static func reliability(_ sheet: CountSheet, _ label: Reliability) -> FormulaSection? {
    let totals = sheet.totals
    let columns = Reliability.Columns(of: label, in: sheet)
    guard columns.n(totals) > 0 else { return nil }
    var formulas = [
      Formula("reliability.\(label.key).brier", "Brier score (0 is best)") {
        .score(columns.brier($0), n: columns.n($0))
      },
      Formula("reliability.\(label.key).ece", "expected calibration error (0 is best)") {
        .score(columns.calibrationError($0), n: columns.n($0))
      },
    ]
    for bin in 0..<Reliability.bins {
      let hits = columns.hits(totals, bin)
      guard hits.gold > 0 else { continue }
      let (low, high) = (Double(bin) / Double(Reliability.bins), Double(bin + 1) / Double(Reliability.bins))
      let mean = decimal(columns.score(totals, bin) / Double(hits.gold), 2)
      formulas.append(
        Formula(
          label.figureKey(bin),
          "right, of scores from \(decimal(low, 1)) to \(decimal(high, 1)), mean \(mean)"
        ) { .share(columns.hits($0, bin).right, of: columns.hits($0, bin).gold) })
    }
    return FormulaSection(title: "Scores of the \(label.title)", formulas: formulas, reliability: label)
  }
}
