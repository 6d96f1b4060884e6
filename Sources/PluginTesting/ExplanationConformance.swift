public import PluginAPI
public import Standoff

extension Conformance {
  /// Asks a stage why it labelled a passage or quotation, and checks what every explanation must keep.
  ///
  /// Contributions add up to the first step, the last step of the chief question is what the verdict gives as scores, the
  /// words lie in the text in order, and a stage asked twice says the same.
  ///
  /// - Parameter tolerance: how far figures may differ by rounding.
  public static func findings(
    explaining id: AnnotationID, in document: Document, by stage: any Explainable, tolerance: Double = 0.0011
  ) throws -> [Finding] {
    try problems(stage, id, document, tolerance).map {
      Finding(
        component: type(of: stage).name, example: "\(id) of \(document.id)", problem: $0,
        remedy: "let every figure of the explanation be one that the judgment was made with")
    }
  }

  private static func problems(
    _ stage: any Explainable, _ id: AnnotationID, _ document: Document, _ tolerance: Double
  ) throws -> [String] {
    guard let explanation = try stage.explain(id, in: document) else { return ["it is not explained"] }
    guard let chief = explanation.parts.first else { return ["its explanation has no part"] }
    var problems = explanation.parts.flatMap { self.problems($0, tolerance) }
    let verdict = explanation.verdict([])
    if verdict.label != chief.label { problems.append("the label is \(chief.label), the verdict \(verdict.label)") }
    if verdict != explanation.verdict([]) { problems.append("the verdict differs from one time to the next") }
    let scores = verdict.scores.map(\.value)
    if !isClose(scores.map { $0 }, chief.steps.last?.values ?? [], tolerance) {
      problems.append("the last step is not what the verdict gives as scores")
    }
    if abs(scores.reduce(0, +) - 1) > tolerance { problems.append("the scores do not add up to 1") }
    if verdict.next == verdict.label, chief.labels.count > 1 { problems.append("the next label is the label") }
    var end = 0
    for word in explanation.words {
      if word.isEmpty || word.lowerBound < end || !document.text.holds(word) {
        problems.append("the word at \(word) is not in the text, or not in order")
      }
      end = word.upperBound
    }
    return problems
  }

  private static func problems(_ part: Explanation.Part, _ tolerance: Double) -> [String] {
    var problems: [String] = []
    let count = part.labels.count
    if !part.labels.contains(part.label) { problems.append("\(part.question): \(part.label) is not among its labels") }
    if part.contributions.contains(where: { $0.values.count != count })
      || part.steps.contains(where: { $0.values.count != count })
    {
      return problems + ["\(part.question): not every row has \(count) values"]
    }
    if !isClose(part.sums, part.steps.first?.values ?? [], tolerance) {
      problems.append("\(part.question): the contributions add up to \(part.sums), not to the first step")
    }
    return problems
  }

  /// A step that does not concern a label agrees with whatever stands there.
  private static func isClose(_ one: [Double], _ other: [Double?], _ tolerance: Double) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { one, other in other.map { abs($0 - one) <= tolerance } ?? true }
  }
}
