/// A program that speaks the protocol of external plugins, and what it may cost.
public struct ExternalCommand: Sendable, Hashable {
  /// The program and its arguments. A program without a slash is looked for on `PATH`; one with a slash, and every
  /// relative path among the arguments, starts from ``folder``.
  public var arguments: [String]
  /// The folder in which the program starts.
  public var folder: String
  /// How many of it run side by side.
  public var workers = 1
  /// How many documents are on their way to one of them at the same time.
  public var inFlight = 32
  /// How many seconds a document may take.
  public var deadline = 60.0
  /// How many seconds the program may take to introduce itself.
  public var startUp = 30.0
  /// How often in a row it may fail before it is given up.
  public var restarts = 5
  /// How many bytes an answer may have.
  public var longestAnswer = 64 << 20
  /// How many bytes of address space a program may have; 0 for any number.
  public var memory = 0

  public init(_ arguments: [String], in folder: String) {
    self.arguments = arguments
    self.folder = folder
  }

  /// As a person would type it.
  public var line: String {
    arguments.map { $0.utf8.contains { $0 == 0x20 || $0 == 0x27 || $0 == 0x22 } ? "'\($0)'" : $0 }
      .joined(separator: " ")
  }
}

/// What an external program did wrong, in a sentence for whoever wrote it.
public struct ExternalError: Error, Equatable, CustomStringConvertible {
  public let description: String
  /// Whether no program was asked at all, so that another may be.
  let isUnasked: Bool

  public init(_ description: String) { self.init(description, isUnasked: false) }

  init(_ description: String, isUnasked: Bool) {
    self.description = description
    self.isUnasked = isUnasked
  }
}
