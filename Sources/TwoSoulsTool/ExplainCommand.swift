import ArgumentParser
import Codebook
import PipelineEngine
import Standoff

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows why a passage or quotation was judged as it was.",
    discussion: "ID is the id of a passage or quotation as the reports print it: p12, q3, or DOCUMENT:p12.")

  @Argument(help: "A results.jsonl, or the folder that holds it.")
  var results: String

  @Argument(help: "A passage or quotation: p12, q3 or DOCUMENT:p12.")
  var id: String

  func run() throws {
    let console = Console()
    let colon = id.lastIndex(of: ":")
    let document = colon.map { String(id[..<$0]) }
    let annotation = AnnotationID(colon.map { String(id[id.index(after: $0)...]) } ?? id)
    var found = 0
    try ResultsFile(resultsPath(results)).forEach { candidate, _ in
      if let document, candidate.id != document { return }
      for line in try explanation(of: annotation, in: candidate) {
        console.print(line)
        found += 1
      }
    }
    if found == 0 { throw ToolError(.noInput, "no document has a passage or quotation “\(id)”") }
  }

  private func explanation(of id: AnnotationID, in document: Document) throws -> [String] {
    let reading = try Reading(document)
    if let passage = reading.passages.first(where: { $0.id == id }) {
      return head(document, reading.locator(of: id, block: passage.block), passage.span)
        + lines(passage.judgment, passage.attitude, in: document)
    }
    if let quotation = reading.quotations.first(where: { $0.id == id }) {
      var lines = head(document, reading.locator(of: id, block: quotation.block), quotation.span)
      let label = quotation.quotation
      lines.append("  \(label.kind.rawValue) by the rule “\(label.rule)” (\(decimal(label.score, 2)))")
      if let speaker = quotation.speaker {
        let mention = speaker.mention.map { ", named in “\(document.text[$0])”" } ?? ""
        lines.append("  speaker \(speaker.name) by the rule “\(speaker.rule)” (\(decimal(speaker.score, 2)))\(mention)")
      }
      return lines + self.lines(quotation.judgment, quotation.attitude, in: document)
    }
    return []
  }

  private func head(_ document: Document, _ locator: String, _ span: Span) -> [String] {
    let source = document.map.file(span)
    return [
      "\(document.id), \(locator) (bytes \(source.lowerBound)–\(source.upperBound))", "  “\(document.text[span])”",
    ]
  }

  private func lines(_ judgment: Judgment?, _ attitude: Attitude?, in document: Document) -> [String] {
    guard let judgment else { return ["  not judged"] }
    let scores = judgment.scores.map { "\($0.stance) \(decimal($0.value, 2))" }.joined(separator: ", ")
    var lines = ["  stance \(judgment.stance) (\(scores)), by \(judgment.by)"]
    if let strain = judgment.strain { lines.append("  strain \(strain)") }
    for evidence in judgment.evidence {
      let turned = evidence.isNegated ? ", turned by a negation" : ""
      lines.append(
        "    “\(document.text[evidence.span])” \(decimal(evidence.weight, 2)) toward \(evidence.toward)"
          + (evidence.entry.map { ", entry “\($0)”" } ?? "") + turned)
    }
    if judgment.evidence.isEmpty { lines.append("    no evidence for either side") }
    if let attitude {
      lines.append(
        "  \(attitude.attitude.rawValue) (\(decimal(attitude.score, 2))), so on the side of \(attitude.side.rawValue), "
          + "by \(attitude.by)")
      for evidence in attitude.evidence {
        lines.append(
          "    “\(document.text[evidence.span])” \(decimal(evidence.weight, 2)) toward \(evidence.toward.rawValue), "
            + "entry “\(evidence.entry)”")
      }
      if attitude.evidence.isEmpty { lines.append("    no word of it speaks for an attitude; this is what is usual") }
    }
    return lines
  }
}
