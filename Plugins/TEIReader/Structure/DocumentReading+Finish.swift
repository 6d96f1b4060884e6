import Languages
import PluginAPI
import Standoff

extension DocumentReading {
  /// All that the document will be but its name, once its element has ended.
  ///
  /// - Parameter corpora: what the headers around say, the outermost first.
  mutating func finish(
    path: String, source: SourceText, corpora: [HeaderFacts], _ diagnostics: Diagnostics
  ) -> FinishedReading {
    while !host.isEmpty { popStream() }
    stream.closeSegment()
    var facts = corpora.reversed().reduce(facts) { $0.inheriting(from: $1) }
    if let tag = language.flatMap(HeaderFacts.tag) { facts.metadata.language = tag }
    let text = Text(repairing: stream.text)
    facts.metadata.language = Languages.language(
      stated: facts.metadata.language, setting: settings.language, of: text, diagnostics)
    let names = Names([facts.persons, morePersons] + corpora.reversed().map(\.persons))
    let marks = settled(names)
    return FinishedReading(
      xml: xml, origin: Document.Origin(path: path, format: "tei", encoding: source.encoding),
      metadata: facts.metadata, text: text, map: source.map(stream.runs),
      layers: Self.layers(marks, persons: names.named, categories: facts.categories))
  }

  /// The marks in text order, with the names of their speakers.
  private func settled(_ names: Names) -> Marks {
    var marks = stream.marks
    for index in marks.turns.indices {
      let turn = marks.turns[index].label
      marks.turns[index].label.name = names[turn.who] ?? turn.name
    }
    for index in marks.quotations.indices {
      let quotation = marks.quotations[index].label
      marks.quotations[index].label.name = names[quotation.who] ?? quotation.name
    }
    func isBefore(_ one: Span, _ other: Span) -> Bool {
      (one.lowerBound, other.upperBound) < (other.lowerBound, one.upperBound)
    }
    marks.turns.sort { isBefore($0.span, $1.span) }
    marks.quotations.sort { isBefore($0.span, $1.span) }
    marks.divisions.sort { isBefore($0.span, $1.span) }
    for index in marks.milestones.indices {
      marks.milestones[index].offset = stream.nextWord(from: marks.milestones[index].offset)
    }
    marks.milestones.sort { $0.offset < $1.offset }
    return marks
  }

  private static func layers(_ marks: Marks, persons: [Person], categories: [Category]) -> Annotations {
    var blocks = Layer<Block>()
    for (label, span) in marks.blocks { blocks.add(label, at: span) }
    var quotations = Layer<StatedQuotation>()
    for (label, span) in marks.quotations { quotations.add(label, at: span) }
    var turns = Layer<Turn>()
    for (label, span) in marks.turns { turns.add(label, at: span) }
    var divisions = Layer<Division>()
    for (label, span) in marks.divisions { divisions.add(label, at: span) }
    var milestones = Layer<Milestone>()
    for (label, offset) in marks.milestones { milestones.add(label, at: offset..<offset) }
    var people = Layer<Person>()
    for person in persons { people.add(person) }
    var kinds = Layer<Category>()
    for category in categories { kinds.add(category) }
    return Annotations([blocks, divisions, milestones, turns, quotations, people, kinds])
  }
}

/// A document that waits for its name, which depends on how many others its file holds.
struct FinishedReading {
  let xml: String?
  let origin: Document.Origin
  let metadata: Metadata
  let text: Text
  let map: OffsetMap
  let layers: Annotations

  func document(_ id: String) -> Document {
    let bare = Document(id: id, origin: origin, metadata: metadata, text: text, map: map)
    // The spans come from this very text, so that adding them cannot fail.
    return (try? bare.adding(layers)) ?? bare
  }
}

/// Finds the names behind pointers, and remembers whom the document names.
///
/// A class, because asking for a name changes it.
final class Names {
  /// The nearest list first: the document's own header, its other lists, the corpora around it.
  private let lists: [Persons]
  /// The persons of the document's own header, and those of other lists that somebody points to.
  private(set) var named: [Person]
  private var ids: Set<String>
  /// What pointers were found to be before.
  private var found: [String: String?] = [:]

  init(_ lists: [Persons]) {
    self.lists = lists
    named = lists.first?.inOrder ?? []
    ids = Set(named.compactMap(\.xml))
  }

  /// The names behind one or more pointers, divided by `; `; nothing where no list has any of them.
  subscript(_ pointers: String?) -> String? {
    guard let pointers else { return nil }
    if let found = found[pointers] { return found }
    let name = names(pointers)
    found[pointers] = name
    return name
  }

  private func names(_ pointers: String) -> String? {
    var names: [String] = []
    for pointer in pointers.split(whereSeparator: \.isWhitespace) {
      guard let person = lists.lazy.compactMap({ $0[pointer] }).first else { continue }
      names.append(person.name)
      if let xml = person.xml, ids.insert(xml).inserted { named.append(person) }
    }
    return names.isEmpty ? nil : names.joined(separator: "; ")
  }
}
