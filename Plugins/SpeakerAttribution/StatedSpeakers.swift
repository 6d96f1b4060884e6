import Standoff

/// The speakers that the source states by markup.
struct StatedSpeakers {
  private let quotations: [Annotation<StatedQuotation>]
  private let names: [String: String]

  init(_ document: Document) throws {
    quotations = try document[StatedQuotation.self].filter { $0.label.who != nil || $0.label.name != nil }
    let persons = try document[Person.self].compactMap { person in person.label.xml.map { ($0, person.label.name) } }
    names = Dictionary(persons, uniquingKeysWith: { first, _ in first })
  }

  /// The speaker of the element that holds just these words, give or take its marks.
  func speaker(of span: Span) -> Finding? {
    guard !quotations.isEmpty else { return nil }
    let match = quotations.first {
      abs($0.span.lowerBound - span.lowerBound) <= 8 && abs($0.span.upperBound - span.upperBound) <= 12
        && $0.span.overlap(with: span) > 0
    }
    guard let label = match?.label else { return nil }
    let pointed = label.who.map { who in
      who.split(separator: " ").map { pointer in
        let id = String(pointer.drop { $0 == "#" })
        return names[id] ?? id
      }.joined(separator: "; ")
    }
    guard let name = label.name ?? pointed else { return nil }
    return Finding(name: name, entity: nil, mention: nil, rule: "markup", score: 1)
  }
}
