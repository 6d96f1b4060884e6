import Codebook
import Evaluation
import Glibc
import LinearModels
import Standoff

/// What models said of the sides of items whose works they had not seen, first alone and then with what is known of the
/// author.
struct AttitudeTrial {
  private let cases: [AttitudeCase]
  private let measured: [Int]
  private let sums: [Int: [Double]]
  /// The mean of the sides of passages in their author's words.
  let usual: [Double]
  /// How far the other passages of an item's work lean.
  private let leans: [Int: [Double]]
  private var alone: [Int: [Double]] = [:]
  private var together: [Int: [Double]] = [:]

  init(_ cases: [AttitudeCase], _ measured: [Int], _ sums: [Int: [Double]]) {
    (self.cases, self.measured, self.sums) = (cases, measured, sums)
    let speaking = measured.filter { !cases[$0].isQuotation && !cases[$0].isQuoted }
    let means = speaking.map { softmax(sums[$0] ?? []) }
    let usual = AttitudeModel.sides.indices.map { side in
      means.reduce(0) { $0 + $1[side] } / Double(max(1, means.count))
    }
    var authors: [String: AttitudeAuthor] = [:]
    for item in speaking { authors[cases[item].group, default: AttitudeAuthor(usual: usual)].add(sums[item] ?? []) }
    var leans: [Int: [Double]] = [:]
    let own = Set(speaking)
    for item in measured {
      leans[item] = authors[cases[item].group]?.lean(without: own.contains(item) ? sums[item] : nil)
    }
    (self.usual, self.leans) = (usual, leans)
    for unit in units {
      let chosen = items(unit)
      let calibration = calibration(chosen, weight: 0)
      for item in chosen { alone[item] = calibration.probabilities(sums[item] ?? []) }
    }
  }

  var units: [String] { ["passage", "quotation"].filter { !items($0).isEmpty } }

  private func items(_ unit: String) -> [Int] { measured.filter { cases[$0].isQuotation == (unit == "quotation") } }

  private func calibration(_ chosen: [Int], weight: Double) -> Calibration {
    Calibration(
      sums: chosen.map { AttitudeScale.joined(sums[$0] ?? [], leans[$0] ?? [0, 0, 0], weight) },
      labels: chosen.map { cases[$0].side }, count: AttitudeModel.sides.count)
  }

  /// The weight of the author's leaning that makes the items likeliest.
  func scale(_ unit: String, weights: [Double]) -> AttitudeScale {
    let chosen = items(unit)
    let known = chosen.filter { leans[$0] != nil }
    let alone = calibration(chosen, weight: 0)
    let tried = weights.map { weight in
      AttitudeScale(alone: alone, withAuthor: calibration(known, weight: weight), weight: weight)
    }
    let losses = tried.map { scale in
      known.reduce(0.0) { loss, item in
        loss - log(max(1e-12, scale.probabilities(sums[item] ?? [], lean: leans[item])[cases[item].side]))
      }
    }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    return tried[best]
  }

  mutating func judge(_ unit: String, _ scale: AttitudeScale) {
    for item in items(unit) { together[item] = scale.probabilities(sums[item] ?? [], lean: leans[item]) }
  }
}

// MARK: Figures

extension AttitudeTrial {
  private func result(_ chosen: [Int], _ probabilities: [Int: [Double]]) -> AttitudeFigures {
    var pairs: [(String, String)] = []
    var sided = (right: 0, count: 0)
    var bins = [(count: Double, sum: Double, right: Double)](repeating: (0, 0, 0), count: 10)
    for item in chosen {
      guard let one = probabilities[item] else { continue }
      let side = AttitudeModel.side(one, threshold: ModelAttitudes.Settings().threshold, isQuoted: cases[item].isQuoted)
      let gold = AttitudeModel.sides[cases[item].side]
      let said = AttitudeKind(cases[item].stance, on: side)
      pairs.append((cases[item].attitude.rawValue, said.rawValue))
      if gold != .neither, side != .neither { sided = (sided.right + (gold == side ? 1 : 0), sided.count + 1) }
      let score = one[AttitudeModel.sides.firstIndex(of: side) ?? 0]
      let bin = min(9, Int(score * 10))
      bins[bin] = (bins[bin].count + 1, bins[bin].sum + score, bins[bin].right + (gold == side ? 1 : 0))
    }
    return AttitudeFigures(
      matrix: ConfusionMatrix(pairs, order: AttitudeFigures.names), sided: sided,
      calibrationError: bins.reduce(0) { $0 + abs($1.sum - $1.right) } / Double(max(1, pairs.count)))
  }

  /// Without what is known of the author.
  var macroF1: Double { result(measured, alone).matrix.macroF1(AttitudeFigures.names) ?? 0 }

  private var parts: [(name: String, items: [Int])] {
    units.map { ("attitude.\($0)", items($0)) } + [("attitude", measured)]
  }

  var figures: [(String, JSONValue)] {
    parts.flatMap { name, items in
      [(name, result(items, together).json), ("\(name), by its own words", result(items, alone).json)]
    }
  }

  var lines: [String] {
    parts.flatMap { name, items in
      [("", together), (", by its own words", alone)].map { note, probabilities in
        "\(name)\(note): \(result(items, probabilities).line)"
      }
    }
  }
}
