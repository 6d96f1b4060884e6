import Codebook
import LinearModels

/// What the passages of a document say of its author's sides, and what that counts for each.
///
/// Who takes one side in most passages takes it in the next; a passage never speaks for itself.
struct AttitudeAuthor {
  /// With fewer passages than this the author is half unknown.
  private static let halfKnown = 5.0

  /// The mean of the sides of passages, over all works.
  let usual: [Double]
  private var total: [Double]
  private(set) var count = 0

  init(usual: [Double]) {
    self.usual = usual
    total = usual.map { _ in 0 }
  }

  /// - Parameter sums: of a passage in the author's own words.
  mutating func add(_ sums: [Double]) {
    total = zip(total, softmax(sums)).map { $0 + $1 }
    count += 1
  }

  /// How far the author's other passages lean to each side.
  ///
  /// - Parameter sums: of the passage that is not to count, if it was added.
  func lean(without sums: [Double]?) -> [Double]? {
    let others = count - (sums == nil ? 0 : 1)
    guard others > 0 else { return nil }
    let own = sums.map(softmax) ?? total.map { _ in 0 }
    return usual.indices.map { side in
      (total[side] - own[side] - Double(others) * usual[side]) / (Double(others) + Self.halfKnown)
    }
  }
}

/// How sums become the probabilities of sides, for passages or for quotations.
struct AttitudeScale {
  /// Where nothing is known of the author.
  let alone: Calibration
  let withAuthor: Calibration
  /// What the author's leaning counts.
  let weight: Double

  func probabilities(_ sums: [Double], lean: [Double]?) -> [Double] {
    guard let lean else { return alone.probabilities(sums) }
    return withAuthor.probabilities(Self.joined(sums, lean, weight))
  }

  static func joined(_ sums: [Double], _ lean: [Double], _ weight: Double) -> [Double] {
    zip(sums, lean).map { $0 + weight * $1 }
  }
}

extension AttitudeModel {
  var usual: [Double] { Self.sides.map { file.numbers["usual.\($0.rawValue)"] ?? 0 } }

  func scale(isQuotation: Bool) -> AttitudeScale {
    let unit = isQuotation ? "quotation" : "passage"
    let plain = Calibration(offsets: Self.sides.map { _ in 0 })
    return AttitudeScale(
      alone: head.calibrations[unit]?.calibration ?? plain,
      withAuthor: head.calibrations["\(unit), author known"]?.calibration ?? plain,
      weight: file.numbers["author.\(unit)"] ?? 0)
  }
}

extension AttitudeKind {
  /// What one who is on a side does with a stance.
  init(_ stance: Stance, on side: Side) {
    self = AttitudeKind.allCases.first { Side(stance, $0) == side } ?? .reports
  }
}
