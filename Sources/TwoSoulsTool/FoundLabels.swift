import Codebook
import Evaluation
import Standoff

/// What a pipeline found in a text, a line for each quotation and passage, with the words that decided below.
struct FoundLabels {
  private(set) var lines: [String] = []

  /// A layer may hold a thousand words; an example is read by a person.
  private static let mostAnnotations = 20

  /// - Parameter layers: other layers whose annotations are shown too.
  init(_ reading: Reading, layers: [LayerName] = []) throws {
    let annotations = try reading.document.annotations(of: layers)
    for layer in layers { add(layer, annotations[layer] ?? [], reading.document) }
    for (index, quotation) in reading.quotations.enumerated() {
      var labels = [quotation.quotation.kind.rawValue]
      if let speaker = quotation.speaker { labels.append("by \(speaker.name) (\(speaker.rule))") }
      add("quotation \(index + 1)", labels, quotation, reading.document)
    }
    for (index, passage) in reading.passages.enumerated() { add("passage \(index + 1)", [], passage, reading.document) }
  }

  private mutating func add(_ layer: LayerName, _ annotations: [OwnAnnotation], _ document: Document) {
    for annotation in annotations.prefix(Self.mostAnnotations) {
      let words = annotation.span.map { "“\(Self.short(document.text[$0]))”" } ?? "the whole text"
      let score = annotation.score.map { " \(decimal($0, 2))" } ?? ""
      let label = annotation.label.map { ", \(Self.short($0))" } ?? ""
      lines.append("\(layer) \(annotation.id): \(words)\(label)\(score)")
    }
    let more = annotations.count - Self.mostAnnotations
    if more > 0 { lines.append("\(layer): \(more) more") }
  }

  private mutating func add(_ name: String, _ labels: [String], _ unit: any Reading.Judged, _ document: Document) {
    var labels = labels
    if let judgment = unit.judgment {
      let score = judgment.scores.first { $0.stance == judgment.stance }.map { " \(decimal($0.value, 2))" } ?? ""
      labels.append(
        "\(judgment.stance.rawValue)\(score)\(judgment.strain.map { ", \($0.rawValue)" } ?? "") (\(judgment.by))")
    }
    if let attitude = unit.attitude { labels.append("\(attitude.attitude.rawValue) (\(attitude.by))") }
    lines.append("\(name): “\(Self.short(document.text[unit.span]))”" + labels.map { ", \($0)" }.joined())
    for evidence in unit.judgment?.evidence ?? [] {
      let turned = evidence.isNegated ? ", negated" : ""
      lines.append(
        "  “\(Self.short(document.text[evidence.span]))” speaks for \(evidence.toward.rawValue), weight \(decimal(evidence.weight, 2))\(turned)"
      )
    }
    for evidence in unit.attitude?.evidence ?? [] {
      lines.append(
        "  “\(Self.short(document.text[evidence.span]))” speaks for \(evidence.toward.rawValue), weight \(decimal(evidence.weight, 2))"
      )
    }
  }

  private static func short(_ text: some StringProtocol) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 80 ? "\(line.prefix(80))…" : line
  }
}
