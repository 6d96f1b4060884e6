import Codebook
import Evaluation
import Standoff

/// How good what was said of attitudes is.
struct AttitudeFigures {
  let matrix: ConfusionMatrix
  /// Of those where gold and the model take a side, how many are right.
  let sided: (right: Int, count: Int)
  /// How far scores are from the share of times that they are right, in ten bins (ECE).
  let calibrationError: Double

  static let names = AttitudeKind.allCases.map(\.rawValue)

  var json: JSONValue {
    object(
      [
        ("n", number(matrix.n)), ("macro-f1", figure(matrix.macroF1(Self.names) ?? 0)),
        ("accuracy", figure(Double(matrix.agreed) / Double(max(1, matrix.n)))),
        ("side", figure(Double(sided.right) / Double(max(1, sided.count)))), ("sided", number(sided.count)),
        ("ece", figure(calibrationError)),
      ]
        + Self.names.map { name in
          let hits = matrix.hits(name)
          return (
            name,
            object([
              ("n", number(hits.gold)), ("precision", figure(hits.precision ?? 0)),
              ("recall", figure(hits.recall ?? 0)), ("f1", figure(hits.f1 ?? 0)),
            ])
          )
        })
  }

  var line: String {
    func three(_ value: Double?) -> String { value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "–" }
    let classes = Self.names.map { "\($0) \(three(matrix.hits($0).f1))" }.joined(separator: ", ")
    return "macro-F1 \(three(matrix.macroF1(Self.names))) (\(classes)), accuracy "
      + "\(three(Double(matrix.agreed) / Double(max(1, matrix.n)))), n \(matrix.n); side "
      + "\(three(Double(sided.right) / Double(max(1, sided.count)))), n \(sided.count); ECE \(three(calibrationError))"
  }
}
