/// Trouble in a text that the run survives: where it is and what it is.
public struct Diagnostic: Sendable, Equatable {
  /// How much it matters.
  public enum Severity: String, Sendable, Comparable {
    case note, warning, error

    public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// What is said: a stable code for filters (`quotation.unclosed`) and a sentence for people.
  public struct Message: Sendable, Equatable {
    /// A short name of its kind, such as `quotation.unclosed`.
    public let code: String
    /// A sentence for people.
    public let text: String

    public init(_ code: String, _ text: String) {
      self.code = code
      self.text = text
    }
  }

  /// How much it matters.
  public let severity: Severity
  /// What is said.
  public let message: Message
  /// Bytes of the original file, where the trouble has a place.
  public let source: Range<Int>?

  public init(_ severity: Severity, _ message: Message, source: Range<Int>?) {
    self.severity = severity
    self.message = message
    self.source = source
  }
}
