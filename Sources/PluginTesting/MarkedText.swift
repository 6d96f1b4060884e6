public import Standoff

/// A text with the expected spans written into it, so that nobody counts bytes.
///
/// `⟨name:words⟩` marks the words with a name; marks nest. `|` has no meaning: what stands outside the brackets is text.
///
/// ```swift
/// let example = MarkedText("He wrote “⟨speech:the masses must be led⟩”.")
/// example.text          // He wrote “the masses must be led”.
/// example.spans         // [speech at 12..<34]
/// ```
public struct MarkedText: Sendable {
  /// A stretch that was marked.
  public struct Mark: Sendable, Hashable, CustomStringConvertible {
    /// What stands before the colon.
    public let name: String
    /// Where it stands in the text without marks, in bytes.
    public let span: Span
    /// What was marked.
    public let words: String

    public init(_ name: String, _ span: Span, words: String) {
      self.name = name
      self.span = span
      self.words = words
    }

    public var description: String { "\(name) “\(words)” at \(span)" }
  }

  /// The text without marks.
  public let text: String
  /// In order of their starts; of two that start together the longer first.
  public let marks: [Mark]

  /// Takes the marks out.
  public init(_ marked: String) {
    var text: [UInt8] = []
    var open: [(name: String, start: Int)] = []
    var marks: [Mark] = []
    var rest = Substring(marked)
    while let character = rest.popFirst() {
      switch character {
      case "⟨":
        let name = rest.prefix { $0 != ":" }
        rest.removeFirst(min(name.count + 1, rest.count))
        open.append((String(name), text.count))
      case "⟩":
        guard let (name, start) = open.popLast() else { continue }
        marks.append(Mark(name, start..<text.count, words: String(decoding: text[start...], as: UTF8.self)))
      default:
        text += character.utf8
      }
    }
    self.text = String(decoding: text, as: UTF8.self)
    self.marks = marks.sorted {
      ($0.span.lowerBound, -$0.span.upperBound) < ($1.span.lowerBound, -$1.span.upperBound)
    }
  }

  /// The spans with one name.
  public func spans(_ name: String) -> [Span] { marks.filter { $0.name == name }.map(\.span) }
}
