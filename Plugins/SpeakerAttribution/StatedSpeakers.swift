import Standoff

/// The speakers that the source states by markup.
struct StatedSpeakers {
  /// In text order, with the place of each in its layer.
  private let quotations: [(place: Int, quotation: Annotation<StatedQuotation>)]
  /// By `xml:id`, the person and their place in the header.
  private let persons: [String: (place: Int, name: String)]

  init(_ document: Document) throws {
    quotations = try document[StatedQuotation.self].enumerated()
      .filter { $0.element.label.who != nil || $0.element.label.name != nil }
      .map { ($0.offset, $0.element) }
      .sorted { ($0.1.span.lowerBound, $0.0) < ($1.1.span.lowerBound, $1.0) }
    let persons = try document[Person.self].map(\.label).enumerated().compactMap { place, person in
      person.xml.map { ($0, (place, person.name)) }
    }
    self.persons = Dictionary(persons, uniquingKeysWith: { first, _ in first })
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
    let pointers = label.who?.split(separator: " ").map(String.init) ?? []
    let names = pointers.map { pointer in person(pointer)?.name ?? String(pointer.drop { $0 == "#" }) }
    let pointed = names.isEmpty ? nil : names.joined(separator: "; ")
    guard let name = label.name ?? pointed else { return nil }
    let known = pointers.filter { person($0) != nil }
    // A name that markup gives without a pointer is the only one it has.
    let identity = Identity(name: pointed ?? name, reference: known.isEmpty ? nil : known.joined(separator: " "))
    let entity = pointers.count == 1 ? person(pointers[0])?.place : nil
    var finding = Finding(name: name, figure: nil, rule: .markup, score: 1)
    finding.entity = entity
    finding.identity = identity
    return finding
  }

  private func person(_ pointer: String) -> (place: Int, name: String)? { persons[String(pointer.drop { $0 == "#" })] }

  private func first(at offset: Int) -> Int {
    var (low, high) = (0, quotations.count)
    while low < high {
      let middle = (low + high) / 2
      if quotations[middle].quotation.span.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
