import Standoff

/// By what texts are set side by side.
public enum Grouping: Hashable, Sendable, CustomStringConvertible {
  /// All documents together.
  case corpus
  case document
  /// The speaker of a speech quotation, by name.
  case speaker
  /// Who has the floor in a debate or play, for its passages.
  case turn
  /// The first year that the document's field `year` or its date names, and its ten years.
  case year, decade
  /// A field of the metadata: `title`, `author`, `date`, `language`, or any other by its name, such as `party`.
  case field(String)

  /// From the word that the command line and pipeline files use.
  public init(_ name: String) {
    switch name {
    case "all", "corpus": self = .corpus
    case "document": self = .document
    case "speaker": self = .speaker
    case "turn": self = .turn
    case "year": self = .year
    case "decade": self = .decade
    default: self = .field(name)
    }
  }

  public var description: String {
    switch self {
    case .corpus: "all"
    case .document: "document"
    case .speaker: "speaker"
    case .turn: "turn"
    case .year: "year"
    case .decade: "decade"
    case .field(let name): name
    }
  }

  /// Whether groups have an order of their own, which a ranking would hide.
  public var isChronological: Bool { self == .year || self == .decade || self == .field("date") }

  /// The groups that a document belongs to; the empty name where the document does not say.
  ///
  /// Several authors, and several values of a field beyond the usual four, are divided by `; `: the document belongs to
  /// each of them.
  func groups(of id: String, _ metadata: Metadata) -> [String] {
    switch self {
    case .corpus: return ["all documents"]
    case .document: return [id]
    case .speaker, .turn: return []
    case .year: return [Self.year(of: metadata) ?? ""]
    case .decade: return [Self.year(of: metadata).map { "\($0.prefix(3))0s" } ?? ""]
    case .field(let name):
      let value = metadata[name] ?? ""
      guard !["title", "date", "language"].contains(name) else { return [value] }
      var groups: [String] = []
      for part in value.split(separator: ";") {
        let group = String(part).onOneLine
        if !group.isEmpty, !groups.contains(group) { groups.append(group) }
      }
      return groups.isEmpty ? [""] : groups
    }
  }

  /// A field `year` that somebody joined to the document goes before the date that the source gives.
  private static func year(of metadata: Metadata) -> String? {
    metadata["year"].flatMap(year) ?? metadata.date.flatMap(year)
  }

  /// The first number of four digits.
  static func year(in date: String) -> String? {
    var digits = ""
    for character in date + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if digits.count == 4 || (digits.count == 8 && date.count == 8) { return String(digits.prefix(4)) }
        digits = ""
      }
    }
    return nil
  }
}
