import Standoff

/// The speakers that the source states by markup.
struct StatedSpeakers {
  /// In text order, with the place of each in its layer.
  private let quotations: [(place: Int, quotation: Annotation<StatedQuotation>)]
  private let names: [String: String]

  init(_ document: Document) throws {
    quotations = try document[StatedQuotation.self].enumerated()
      .filter { $0.element.label.who != nil || $0.element.label.name != nil }
      .map { ($0.offset, $0.element) }
      .sorted { ($0.1.span.lowerBound, $0.0) < ($1.1.span.lowerBound, $1.0) }
    let persons = try document[Person.self].compactMap { person in person.label.xml.map { ($0, person.label.name) } }
    names = Dictionary(persons, uniquingKeysWith: { first, _ in first })
  }

  /// The speaker of the element that holds just these words, give or take its marks; of several, the first in the
  /// layer.
  func speaker(of span: Span) -> Finding? {
    guard !quotations.isEmpty else { return nil }
    let near = quotations[first(at: span.lowerBound - 8)...].prefix {
      $0.quotation.span.lowerBound <= span.lowerBound + 8
    }
    let matches = near.filter {
      abs($0.quotation.span.upperBound - span.upperBound) <= 12 && $0.quotation.span.overlap(with: span) > 0
    }
    let match = matches.min { $0.place < $1.place }
    guard let label = match?.quotation.label else { return nil }
    let pointed = label.who.map { who in
      who.split(separator: " ").map { pointer in
        let id = String(pointer.drop { $0 == "#" })
        return names[id] ?? id
      }.joined(separator: "; ")
    }
    guard let name = label.name ?? pointed else { return nil }
    return Finding(name: name, entity: nil, mention: nil, rule: "markup", score: 1)
  }

  private func first(at offset: Int) -> Int {
    var (low, high) = (0, quotations.count)
    while low < high {
      let middle = (low + high) / 2
      if quotations[middle].quotation.span.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
