import Standoff

extension EvaluationReport {
  /// The errors for a terminal, those of one kind together: where, what was said and what was right, and the words in
  /// their surroundings.
  public func errorText() -> String {
    guard !errors.isEmpty else { return "No errors.\n" }
    var text = ""
    for kind in ScoringError.Kind.allCases {
      let some = errors.filter { $0.kind == kind }
      guard !some.isEmpty else { continue }
      text += (text.isEmpty ? "" : "\n") + "\(kind.rawValue) (n = \(some.count))\n"
      for error in some { text += error.text }
    }
    return text
  }

  /// A row for each error, with all the words.
  public func errorCSV() -> String {
    var csv = CSVWriter(header: [
      "error", "unit", "document", "id", "file", "line", "column", "start", "end", "gold", "found", "rule", "before",
      "words", "after",
    ])
    func text(_ string: String?) -> CSVWriter.Cell { string.map { .text($0) } ?? .empty }
    for error in errors {
      csv.row([
        .text(error.kind.rawValue), .text(error.unit), .text(error.document), text(error.id?.description),
        text(error.file), error.place.map { .integer($0.line) } ?? .empty,
        error.place.map { .integer($0.column) } ?? .empty, .integer(error.source.lowerBound),
        .integer(error.source.upperBound), text(error.label(\.gold)), text(error.label(\.found)), text(error.rule),
        .text(error.before), .text(error.words), .text(error.after),
      ])
    }
    return csv.text
  }

  /// An array with an object for each error, which R and Python read as a table; the keys are the columns of the CSV.
  public func errorJSON() -> [UInt8] {
    var json = JSONWriter()
    json.openArray()
    for error in errors { error.write(to: &json) }
    json.closeArray()
    json.newline()
    return json.bytes
  }
}

extension ScoringError {
  /// Nothing for the `-` that a terminal shows where there is no label.
  fileprivate func label(_ side: KeyPath<ScoringError, String>) -> String? {
    self[keyPath: side] == "-" ? nil : self[keyPath: side]
  }

  fileprivate var unit: String { isPassage ? "passage" : "quotation" }

  /// `essay.txt:12:5 q3  gold: Clara Hart  found: Otto Zell (cue.verb.before)` and the words below.
  fileprivate var text: String {
    let bytes = "\(document) (bytes \(source.lowerBound)–\(source.upperBound))"
    let place = place.map { "\(file ?? document):\($0.line):\($0.column)" } ?? bytes
    let labels =
      kind == .span
      ? "" : "  gold: \(shortened(gold.onOneLine, to: 60))  found: \(shortened(found.onOneLine, to: 60))"
    var text = "  \(place)\(id.map { " \($0)" } ?? "")\(labels)\(rule.map { "  (\($0))" } ?? "")\n"
    text += "      …\(before)⟦\(shortened(words.onOneLine, to: 160))⟧\(after)…\n"
    if kind == .span { text += "      found: \(shortened(found.onOneLine, to: 160))\n" }
    return text
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.openObject()
    func string(_ key: String, _ value: String?) {
      json.key(named: key)
      if let value { json.string(value) } else { json.null() }
    }
    func integer(_ key: String, _ value: Int?) {
      json.key(named: key)
      if let value { json.integer(value) } else { json.null() }
    }
    string("error", kind.rawValue)
    string("unit", unit)
    string("document", document)
    string("id", id?.description)
    string("file", file)
    integer("line", place?.line)
    integer("column", place?.column)
    integer("start", source.lowerBound)
    integer("end", source.upperBound)
    string("gold", label(\.gold))
    string("found", label(\.found))
    string("rule", rule)
    string("before", before)
    string("words", words)
    string("after", after)
    json.closeObject()
  }
}
