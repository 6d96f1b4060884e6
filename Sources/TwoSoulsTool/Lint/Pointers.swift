import Evaluation
import PluginAPI
import Standoff

extension Linter {
  /// Pointers to speakers that lead to no person and no element, each told once.
  func danglingPointers() throws -> [Finding] {
    let persons = Set(try document[Person.self].compactMap(\.label.xml))
    let pointing =
      stated.compactMap { quotation in quotation.label.who.map { (who: $0, span: quotation.span) } }
      + (try document[Turn.self].compactMap { turn in turn.label.who.map { (who: $0, span: turn.span) } })
    var places: [String: [(who: String, span: Span)]] = [:]
    for place in pointing.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
      for pointer in Set(place.who.split(whereSeparator: \.isWhitespace).map(String.init)) {
        places[pointer, default: []].append(place)
      }
    }
    return places.sorted { $0.key < $1.key }.compactMap { text, places -> Finding? in
      guard let complaint = complaint(of: Pointer(text), persons) else { return nil }
      let count = places.count == 1 ? "" : " (in \(places.count) places)"
      let range = source.attribute(places[0].who, pointer: text, before: document.map.file(places[0].span).lowerBound)
      // A part of a corpus may have its persons in the corpus's header.
      let isPart = persons.isEmpty && complaint == Self.nowhere
      return finding(
        .danglingPointer, as: isPart ? .warning : nil,
        "“\(text)” \(complaint)\(isPart ? ", which lists no persons" : "")\(count)",
        at: range ?? document.map.file(places[0].span))
    }
  }

  private static let nowhere = "points at no person and no element of this file"

  private func complaint(of pointer: Pointer, _ persons: Set<String>) -> String? {
    if persons.contains(pointer.id) { return nil }
    switch pointer.target {
    case .here: return source.hasElement(pointer.id) ? nil : Self.nowhere
    case .file(let file):
      return source.sibling(file, hasElement: pointer.id) == false ? "points at no element of \(file)" : nil
    case .elsewhere: return nil
    }
  }
}

/// What `@who` says.
private struct Pointer {
  enum Target {
    case here
    case file(String)
    /// On the web, or behind a prefix that somebody has declared.
    case elsewhere
  }

  let id: String
  let target: Target

  init(_ text: String) {
    if let hash = text.lastIndex(of: "#") {
      id = String(text[text.index(after: hash)...])
      let file = String(text[..<hash])
      target = file.isEmpty ? .here : file.contains(":") ? .elsewhere : .file(file)
    } else if let colon = text.lastIndex(of: ":") {
      id = String(text[text.index(after: colon)...])
      target = .elsewhere
    } else {
      id = text
      target = .here
    }
  }
}
