import Codebook
import Evaluation
import PluginAPI
import Standoff

extension ExplainedUnit {
  /// For a terminal: what is stored, then what the stages say.
  ///
  /// - Parameter most: how many features are shown of each question.
  func text(most: Int) -> String {
    var lines = head
    if let quotation {
      let label = quotation.quotation
      lines.append("  \(label.kind.rawValue) by the rule “\(label.rule)” (\(decimal(label.score, 2)))")
      if let speaker = quotation.speaker {
        let mention = speaker.mention.map { ", named in “\(document.text[$0])”" } ?? ""
        lines.append("  speaker \(speaker.name) by the rule “\(speaker.rule)” (\(decimal(speaker.score, 2)))\(mention)")
      }
    }
    let explained = Set(answers.flatMap { $0.explanation.parts.map(\.question) })
    lines += stanceLines(withEvidence: !explained.contains("stance"))
    lines += attitudeLines(withEvidence: !explained.contains("attitude"))
    lines += notes.map { "  note: \($0)" }
    for answer in answers { lines += [""] + self.lines(answer, most) }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private var head: [String] {
    let source = document.map.file(span)
    return [
      "\(document.id), \(locator) (bytes \(source.lowerBound)–\(source.upperBound))", "  “\(document.text[span])”",
    ]
  }

  private func stanceLines(withEvidence: Bool) -> [String] {
    guard let judgment else { return ["  not judged"] }
    let scores = judgment.scores.map { "\($0.stance) \(decimal($0.value, 2))" }.joined(separator: ", ")
    var lines = ["  stance \(judgment.stance) (\(scores)), by \(judgment.by)"]
    if let strain = judgment.strain { lines.append("  strain \(strain)") }
    if let reason = judgment.reason { lines.append("  reason: \(reason.onOneLine)") }
    guard withEvidence else { return lines }
    for evidence in judgment.evidence {
      let turned = evidence.isNegated ? ", turned by a negation" : ""
      lines.append(
        "    “\(document.text[evidence.span])” \(decimal(evidence.weight, 2)) toward \(evidence.toward)"
          + (evidence.entry.map { ", entry “\($0)”" } ?? "") + turned)
    }
    return lines + (judgment.evidence.isEmpty ? ["    no evidence for either side"] : [])
  }

  private func attitudeLines(withEvidence: Bool) -> [String] {
    guard judgment != nil, let attitude else { return [] }
    var lines = [
      "  \(attitude.attitude.rawValue) (\(decimal(attitude.score, 2))), so on the side of \(attitude.side.rawValue), "
        + "by \(attitude.by)"
    ]
    guard withEvidence else { return lines }
    for evidence in attitude.evidence {
      lines.append(
        "    “\(document.text[evidence.span])” \(decimal(evidence.weight, 2)) toward \(evidence.toward.rawValue), "
          + "entry “\(evidence.entry)”")
    }
    return lines
      + (attitude.evidence.isEmpty ? ["    no word of it speaks for an attitude; this is what is usual"] : [])
  }
}

// MARK: What the stages say

extension ExplainedUnit {
  private func lines(_ answer: Answer, _ most: Int) -> [String] {
    var lines: [String] = []
    for part in answer.explanation.parts {
      lines += table(part, most).split(separator: "\n").map(String.init)
      for one in part.contributions {
        if let note = one.note { lines.append("  \(words(one)): \(note)") }
      }
      lines += [part.rule, ""]
    }
    return lines + whatIf(answer) + like(answer)
  }

  private func words(_ one: Explanation.Contribution) -> String {
    one.span.map { "“\(shortened(document.text[$0].onOneLine, to: 48))”" } ?? ""
  }

  /// What speaks for each label, group by group, and what becomes of the sums.
  private func table(_ part: Explanation.Part, _ most: Int) -> String {
    var table = TextTable(
      [("\(part.question): \(part.label)", .left), ("words", .left)] + part.labels.map { ($0, .right) })
    let shown = strongest(part.contributions, most)
    for group in part.groups {
      let members = part.contributions.indices.filter { part.contributions[$0].group == group }
      let sums = part.labels.indices.map { label in members.reduce(0) { $0 + part.contributions[$1].values[label] } }
      if members.count > 1 { table.row(["\(group), \(members.count) features", ""] + sums.map(weight)) }
      for index in members where shown.contains(index) || members.count == 1 {
        let one = part.contributions[index]
        let name = members.count > 1 ? "  \(one.feature)" : "\(group): \(one.feature)"
        table.row([name + (one.times > 1 ? " × \(one.times)" : ""), words(one)] + one.values.map(weight))
      }
    }
    for step in part.steps { table.row([step.title, ""] + step.values.map { $0.map { decimal($0, 3) } ?? "–" }) }
    return table.text()
  }

  /// Those that part the labels most.
  private func strongest(_ contributions: [Explanation.Contribution], _ most: Int) -> Set<Int> {
    func spread(_ index: Int) -> Double {
      let values = contributions[index].values
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    let order = contributions.indices.sorted { spread($0) != spread($1) ? spread($0) > spread($1) : $0 < $1 }
    return Set(order.prefix(most))
  }

  private func weight(_ value: Double) -> String { value == 0 ? "0" : decimal(value, 3) }

  private func scores(_ verdict: Explanation.Verdict) -> String {
    verdict.scores.map { "\($0.label) \(decimal($0.value, 2))" }.joined(separator: ", ")
  }

  private func whatIf(_ answer: Answer) -> [String] {
    let verdict = answer.verdict
    var lines = [
      "What would change it. The nearest other label is \(verdict.next); \(verdict.label) is "
        + "\(decimal(verdict.lead, 2)) ahead."
    ]
    guard let found = answer.counterfactual else {
      return lines + ["  \(answer.nothingFound)", ""]
    }
    let words = found.words.map { answer.explanation.words[$0] }
    let list = words.map { "“\(document.text[$0])”" }.joined(separator: ", ")
    lines.append("  Without \(list) it is \(found.verdict.label) (\(scores(found.verdict))):")
    lines.append("    \(marked(words).onOneLine)")
    let proof = found.isSmallest ? "No fewer words do it" : "None of them can be spared; fewer others may do it"
    return lines + ["  \(proof) (\(answer.trials) texts judged).", ""]
  }

  /// The unit with the words in brackets that are left out.
  private func marked(_ words: [Span]) -> String {
    var text = ""
    var place = span.lowerBound
    for word in words {
      text += document.text[place..<word.lowerBound] + "⟦\(document.text[word])⟧"
      place = word.upperBound
    }
    return text + document.text[place..<max(place, span.upperBound)]
  }

  private func like(_ answer: Answer) -> [String] {
    guard let (found, among) = answer.neighbours else { return [] }
    var lines = ["Nearest of \(among.source) (n = \(among.items.count)), by the cosine of what moves the label."]
    for one in found {
      let labels = [one.item.labels["stance"], one.item.labels["attitude"], one.item.labels["strain"]]
      let shown = labels.compactMap { $0 }.filter { $0 != "-" }.joined(separator: ", ")
      lines.append("  \(decimal(one.likeness, 2))  \(shown), \(one.item.unit) \(one.item.id)")
      lines.append("    \(shortened(one.item.text.onOneLine, to: 200))")
    }
    return lines + (found.isEmpty ? ["  None has anything in common with it."] : [])
  }
}

extension ExplainedUnit.Answer {
  fileprivate var nothingFound: String {
    trials == 0
      ? "Its \(explanation.words.count) words are too many to be left out one after another."
      : "No words of it were found without which it is not \(verdict.label) (\(trials) texts judged)."
  }
}

extension Explanation.Part {
  /// The groups of the contributions, each once, in their order.
  var groups: [String] {
    contributions.reduce(into: []) { if !$0.contains($1.group) { $0.append($1.group) } }
  }
}

extension String {
  /// White space as single blanks.
  fileprivate var onOneLine: String { split { $0.isWhitespace || $0.isNewline }.joined(separator: " ") }
}
