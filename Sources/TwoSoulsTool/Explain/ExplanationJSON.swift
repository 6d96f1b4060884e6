import Codebook
import PluginAPI
import Standoff

extension ExplainedUnit {
  /// Offsets count Unicode scalars of the document's text, as in results.
  var json: JSONValue {
    let scalars = TextOffsets(document.text)
    let source = document.map.file(span)
    return object([
      ("document", .string(document.id)), ("id", .string(id.description)), ("locator", .string(locator)),
      ("unit", .string(quotation == nil ? "passage" : "quotation")),
      ("start", number(scalars.offset(at: span.lowerBound))),
      ("end", number(scalars.offset(at: span.upperBound))),
      ("source", .array([number(source.lowerBound), number(source.upperBound)])),
      ("text", .string(document.text[span])), ("speaker", quotation?.speaker.map { .string($0.name) } ?? .null),
      ("judgment", stored(judgment, scalars)), ("attitude", stored(attitude, scalars)),
      ("notes", .array(notes.map(JSONValue.string))),
      ("explanations", .array(answers.map { json($0, scalars) })),
    ])
  }

  private func stored(_ judgment: Judgment?, _ scalars: TextOffsets) -> JSONValue {
    guard let judgment else { return .null }
    return object([
      ("stance", .string(judgment.stance.rawValue)),
      ("scores", object(judgment.scores.map { ($0.stance.rawValue, number($0.value)) })),
      ("strain", judgment.strain.map { .string($0.rawValue) } ?? .null), ("by", .string(judgment.by)),
      ("reason", judgment.reason.map(JSONValue.string) ?? .null),
      (
        "evidence",
        .array(
          judgment.evidence.map { one in
            object(
              place(one.span, scalars) + [
                ("weight", number(one.weight)), ("toward", .string(one.toward.rawValue)),
                ("entry", one.entry.map(JSONValue.string) ?? .null), ("negated", .bool(one.isNegated)),
              ])
          })
      ),
    ])
  }

  private func stored(_ attitude: Attitude?, _ scalars: TextOffsets) -> JSONValue {
    guard let attitude else { return .null }
    return object([
      ("attitude", .string(attitude.attitude.rawValue)), ("side", .string(attitude.side.rawValue)),
      ("score", number(attitude.score)), ("by", .string(attitude.by)),
      (
        "evidence",
        .array(
          attitude.evidence.map { one in
            object(
              place(one.span, scalars) + [
                ("weight", number(one.weight)), ("toward", .string(one.toward.rawValue)),
                ("entry", .string(one.entry)),
              ])
          })
      ),
    ])
  }

  private func json(_ answer: Answer, _ scalars: TextOffsets) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("component", .string(answer.component)), ("parts", .array(answer.explanation.parts.map { json($0, scalars) })),
      ("next", .string(answer.verdict.next)), ("lead", number(answer.verdict.lead)),
      ("counterfactual", counterfactual(answer, scalars)), ("judged", number(answer.trials)),
    ]
    if let (found, among) = answer.neighbours {
      members.append(("nearest", .array(found.map(json))))
      members.append(("nearest-of", object([("source", .string(among.source)), ("n", number(among.items.count))])))
    }
    return object(members)
  }

  private func json(_ part: Explanation.Part, _ scalars: TextOffsets) -> JSONValue {
    func byLabel(_ values: [Double?]) -> JSONValue {
      object(zip(part.labels, values).map { ($0, $1.map(number) ?? .null) })
    }
    return object([
      ("question", .string(part.question)), ("label", .string(part.label)),
      ("labels", .array(part.labels.map(JSONValue.string))),
      (
        "contributions",
        .array(
          part.contributions.map { one in
            object(
              [("group", .string(one.group)), ("feature", .string(one.feature)), ("times", number(one.times))]
                + (one.span.map { place($0, scalars) } ?? [])
                + [("toward", byLabel(one.values)), ("note", one.note.map(JSONValue.string) ?? .null)])
          })
      ),
      ("steps", .array(part.steps.map { object([("step", .string($0.title)), ("values", byLabel($0.values))]) })),
      ("rule", .string(part.rule)),
    ])
  }

  private func counterfactual(_ answer: Answer, _ scalars: TextOffsets) -> JSONValue {
    guard let found = answer.counterfactual else { return .null }
    return object([
      (
        "without", .array(found.words.map { object(place(answer.explanation.words[$0], scalars)) })
      ),
      ("label", .string(found.verdict.label)),
      ("scores", object(found.verdict.scores.map { ($0.label, number($0.value)) })),
      ("smallest", .bool(found.isSmallest)),
    ])
  }

  private func json(_ one: Explanation.Neighbour) -> JSONValue {
    object(
      [
        ("likeness", number(one.likeness)), ("id", .string(one.item.id)), ("unit", .string(one.item.unit)),
        ("text", .string(one.item.text)),
      ] + one.item.labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }

  private func place(_ span: Span, _ scalars: TextOffsets) -> [(String, JSONValue)] {
    [
      ("words", .string(document.text[span])), ("start", number(scalars.offset(at: span.lowerBound))),
      ("end", number(scalars.offset(at: span.upperBound))),
    ]
  }

  private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
  }

  private func number(_ value: Int) -> JSONValue { .number("\(value)") }

  /// Six decimals: what is rounded away is far below what is printed.
  private func number(_ value: Double) -> JSONValue {
    value.isFinite ? .number("\((value * 1_000_000).rounded() / 1_000_000)") : .null
  }
}
