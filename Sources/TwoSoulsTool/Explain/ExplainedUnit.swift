import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// A passage or quotation of the results, and what the stages that labelled it say when asked.
struct ExplainedUnit {
  /// What a stage says of the unit.
  struct Answer {
    let component: String
    let explanation: Explanation
    let verdict: Explanation.Verdict
    let counterfactual: Counterfactual?
    /// How many texts were judged to find it.
    let trials: Int
    /// What is like the unit, and out of what.
    var neighbours: (found: [Explanation.Neighbour], among: LikeItems)?
  }

  let document: Document
  let id: AnnotationID
  let span: Span
  let locator: String
  /// Nothing for a passage.
  let quotation: Reading.JudgedQuotation?
  let judgment: Judgment?
  let attitude: Attitude?
  private(set) var notes: [String] = []
  private(set) var answers: [Answer] = []

  /// In bytes. What is longer is no passage that anybody reads.
  private static let longest = 500_000

  /// Nothing where the document has no passage or quotation with this id.
  init?(_ id: AnnotationID, in document: Document) throws {
    let reading = try Reading(document)
    self.document = document
    self.id = id
    if let passage = reading.passages.first(where: { $0.id == id }) {
      (span, quotation) = (passage.span, nil)
      (judgment, attitude) = (passage.judgment, passage.attitude)
      locator = reading.locator(of: id, block: passage.block)
    } else if let found = reading.quotations.first(where: { $0.id == id }) {
      (span, quotation) = (found.span, found)
      (judgment, attitude) = (found.judgment, found.attitude)
      locator = reading.locator(of: id, block: found.block)
    } else {
      return nil
    }
  }

  /// Asks the stages of stance and attitude.
  ///
  /// - Parameter hash: that of the run that made the document's labels.
  mutating func ask(_ run: ExplainedRun, hash: String) throws {
    notes = run.notes(run: hash)
    guard run.loaded != nil else { return }
    guard document.text.utf8.contains(where: { $0 > 0x20 }) else {
      notes.append("The results were written without their text, so no stage can be asked.")
      return
    }
    guard span.count <= Self.longest else {
      notes.append("It has \(span.count) bytes, too many to be explained; what the results keep is shown.")
      return
    }
    for layer in [Judgment.layer, Attitude.layer] {
      guard let (name, stage) = run.stage(for: layer, of: document) else { continue }
      guard let stage else {
        if layer == Judgment.layer {
          notes.append("“\(name)” does not explain itself; what the results keep is shown.")
        }
        continue
      }
      if let explanation = try stage.explain(id, in: document) { answers.append(Answer(name, explanation)) }
    }
    guard let said = answers.first(where: { $0.explanation.parts.first?.question == "stance" })?.verdict,
      judgment?.stance.rawValue != said.label
    else { return }
    let stored = judgment.map { "say \($0.stance)" } ?? "have no judgment of it"
    notes.append("The results \(stored); this pipeline says \(said.label).")
  }

  /// Looks for labelled items that are like the unit.
  ///
  /// - Parameter items: nothing where none have labels of the codebook.
  mutating func find(_ count: Int, among items: LikeItems?) {
    guard let items else {
      if answers.contains(where: { $0.explanation.nearest != nil }) {
        notes.append(
          "The project's own training text has other labels than the codebook, so nothing like it is shown; "
            + "“--training” names items with its own.")
      }
      return
    }
    for index in answers.indices {
      guard let nearest = answers[index].explanation.nearest else { continue }
      answers[index].neighbours = (nearest(items.items, count), items)
    }
  }
}

extension ExplainedUnit.Answer {
  init(_ component: String, _ explanation: Explanation) {
    self.component = component
    self.explanation = explanation
    verdict = explanation.verdict([])
    var search = CounterfactualSearch(count: explanation.words.count) { left in
      explanation.verdict(left.map { explanation.words[$0] })
    }
    counterfactual = search.find()
    trials = search.trials
  }
}
