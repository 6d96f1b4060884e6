import Codebook
import Standoff

/// Reads a line of the flat form of gold: `document`, `text`, `quotations`, `passages`, with offsets in Unicode scalars
/// of the text and `-` for what is absent.
struct FlatGold {
  let file: String
  let line: Int
  let bytes: [UInt8]
  let stances: Set<Stance>

  func document(_ json: JSONValue) throws(GoldError) -> GoldDocument {
    guard let id = json["document"]?.string, !id.isEmpty else {
      throw error([.key("document")], "“document” should be the document's name")
    }
    guard json["text"] != nil else { return try byWords(id, json) }
    guard let string = json["text"]?.string else { throw error([.key("text")], "“text” should be a string") }
    let text = Text(string)
    let scalars = TextOffsets(text)
    let quotations = try items(json, "quotations", text, scalars)
    let passages = try items(json, "passages", text, scalars)
    guard quotations != nil || passages != nil else {
      throw error([], "“\(id)” has neither “quotations” nor “passages”")
    }
    let coding = Coding(
      document: id, passages: passages ?? [], quotations: quotations ?? [], hasAllQuotations: quotations != nil,
      bytes: text.utf8, text: text)
    return GoldDocument(coding: coding, text: text, source: json["source"]?.string)
  }

  /// Nothing where the document does not have the list: it was not coded for these.
  private func items(
    _ json: JSONValue, _ key: String, _ text: Text, _ scalars: TextOffsets
  ) throws(GoldError) -> [Coding.Item]? {
    guard let value = json[key], value != .null else { return nil }
    guard let array = value.array else { throw error([.key(key)], "“\(key)” should be a list") }
    var items: [Coding.Item] = []
    for (index, value) in array.enumerated() {
      items.append(try item(value, [.key(key), .index(index)], isPassage: key == "passages", text, scalars))
    }
    return items
  }

  private func item(
    _ json: JSONValue, _ place: [JSONPlaces.Step], isPassage: Bool, _ text: Text, _ scalars: TextOffsets
  ) throws(GoldError) -> Coding.Item {
    guard json.members != nil else { throw error(place, "expected an object with “start” and “end”") }
    guard let start = json["start"]?.integer, let end = json["end"]?.integer else {
      throw error(place, "“start” and “end” should be whole numbers")
    }
    guard start < end, let low = scalars.byte(at: start), let high = scalars.byte(at: end) else {
      throw error(
        place + [.key("start")], "\(start) to \(end) is no stretch of the text, which has \(scalars.count) characters")
    }
    let words = text[low..<high]
    if let said = json["text"]?.string, said != words {
      throw error(place + [.key("text")], "the text from \(start) to \(end) is “\(words)”, not “\(said)”")
    }
    return try labelled(
      Coding.Item(source: low..<high, words: words, span: low..<high), json, place, isPassage: isPassage)
  }

  /// A line without a text: every label has the `words` of its quotation and which occurrence of them it means, or the
  /// words with which its passage `starts`.
  private func byWords(_ id: String, _ json: JSONValue) throws(GoldError) -> GoldDocument {
    var gold = WordsGold(document: id, hasAllQuotations: json["quotations"]?.array != nil)
    for (key, wordsKey) in [("quotations", "words"), ("passages", "starts")] {
      for (index, value) in (json[key]?.array ?? []).enumerated() {
        let place: [JSONPlaces.Step] = [.key(key), .index(index)]
        guard let words = value[wordsKey]?.string, !words.isEmpty else {
          throw error(place, "without the document's “text”, a label needs “\(wordsKey)”")
        }
        let item = try labelled(Coding.Item(source: 0..<0, words: words), value, place, isPassage: key == "passages")
        gold.add(item, occurrence: value["occurrence"]?.integer ?? 1, isPassage: key == "passages")
      }
    }
    guard !gold.isEmpty else { throw error([], "“\(id)” has neither “text” nor labels with their words") }
    return GoldDocument(
      coding: Coding(document: id), text: nil, source: json["source"]?.string, words: gold)
  }

  private func labelled(
    _ bare: Coding.Item, _ json: JSONValue, _ place: [JSONPlaces.Step], isPassage: Bool
  ) throws(GoldError) -> Coding.Item {
    var item = bare
    item.marks = try string(json, place, "marks")
    item.speaker = try string(json, place, "speaker")
    item.strain = try string(json, place, "strain").map { Strain(rawValue: $0) }
    if let kind = try string(json, place, "kind") {
      item.kind = Quotation.Kind(rawValue: kind)
      if item.kind == nil { throw error(place + [.key("kind")], "“\(kind)” is no kind; it is speech, term or title") }
    }
    if let attitude = try string(json, place, "attitude") {
      item.attitude = AttitudeKind(rawValue: attitude)
      if item.attitude == nil {
        throw error(
          place + [.key("attitude")], "“\(attitude)” is no attitude; it is endorses, rejects, reports or -")
      }
    }
    if let stance = try string(json, place, "stance") {
      item.stance = Stance(rawValue: stance)
      if let problem = stances.problem(stance, isPassage: isPassage) {
        throw error(place + [.key("stance")], problem)
      }
    }
    return item
  }

  private func string(_ json: JSONValue, _ place: [JSONPlaces.Step], _ key: String) throws(GoldError) -> String? {
    guard let value = json[key], value != .null else { return nil }
    guard let string = value.string else { throw error(place + [.key(key)], "“\(key)” should be a string") }
    return string == "-" || string.isEmpty ? nil : string
  }

  private func error(_ place: [JSONPlaces.Step], _ message: String) -> GoldError {
    GoldError(file: file, line: line, column: JSONPlaces(bytes: bytes).column(of: place), message)
  }
}

extension Set<Stance> {
  /// What is wrong with a stance that somebody wrote; nothing when it is one of these.
  func problem(_ stance: String, isPassage: Bool) -> String? {
    if !contains(Stance(rawValue: stance)) {
      return "“\(stance)” is no stance; it is one of \(map(\.rawValue).sorted().joined(separator: ", "))"
    }
    if !isPassage, stance == Stance.mixed.rawValue {
      return "“mixed” is for passages only; a quotation gets the side its words take"
    }
    return nil
  }
}
