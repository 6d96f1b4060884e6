public import PluginAPI

/// Everything that keeps a pipeline from being made.
public struct PipelineError: Error, Equatable, CustomStringConvertible {
  /// What is wrong in the files, by file, line and column.
  public let mistakes: [ConfigError]
  /// Programs that the pipeline would start and may not.
  public let programs: [NotAllowed]

  public var description: String {
    (mistakes.map(\.description) + programs.map(\.description)).joined(separator: "\n")
  }
}

/// Gathers mistakes, so that all of a file are told at once.
public struct Mistakes: Sendable, Equatable {
  private var found: [ConfigError] = []
  private var programs: [NotAllowed] = []
  /// Where nothing could be read, so that whatever else is said of the value there only follows from it.
  private var unread: [ConfigNode.Place] = []

  /// Nobody mends more at a time, and a file may hold a hundred thousand.
  static let most = 100

  public init() {}

  /// Whether none was found.
  public var isEmpty: Bool { found.isEmpty && programs.isEmpty }

  /// Takes one; a second of the same kind at the same place is left out.
  public mutating func add(_ mistake: ConfigError) {
    guard found.count <= Self.most, !found.contains(mistake), !unread.contains(mistake.place) else { return }
    let isLast = found.count == Self.most
    found.append(
      isLast ? ConfigError("from here on there are more mistakes; mend those above first", at: mistake.place) : mistake)
  }

  mutating func add(unread mistake: ConfigError) {
    add(mistake)
    if unread.count < Self.most { unread.append(mistake.place) }
  }

  /// Takes a program that the user has not allowed, which counts only where nothing else is wrong.
  public mutating func add(_ program: NotAllowed) { if !programs.contains(program) { programs.append(program) } }

  /// Takes all of the others behind its own.
  public mutating func add(_ others: Mistakes) {
    for mistake in others.found { add(mistake) }
    unread += others.unread
    for program in others.programs { add(program) }
  }

  mutating func add(_ message: String, at place: ConfigNode.Place) { add(ConfigError(message, at: place)) }

  /// What the body answers, or nothing where it found a mistake.
  mutating func gather<T>(_ body: () throws(ConfigError) -> T) -> T? {
    do {
      return try body()
    } catch {
      add(error)
      return nil
    }
  }

  /// - Throws: ``PipelineError`` where there is anything to tell.
  public func report() throws(PipelineError) {
    if !isEmpty { throw error }
  }

  var error: PipelineError {
    var files: [String: Int] = [:]
    for mistake in found where files[mistake.place.file] == nil { files[mistake.place.file] = files.count }
    let ordered = found.enumerated().sorted {
      let (one, other) = ($0.element.place, $1.element.place)
      return (files[one.file] ?? 0, one.line, one.column, $0.offset)
        < (files[other.file] ?? 0, other.line, other.column, $1.offset)
    }
    return PipelineError(mistakes: ordered.map(\.element), programs: found.isEmpty ? programs : [])
  }
}
