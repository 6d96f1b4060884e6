public import Standoff

/// Reads the documents of a `results.jsonl` one by one, so that a file of any size takes the memory of one line.
public struct ResultsFile: Sendable {
  /// Where the file is; `-` is standard input.
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Hands each document to `body`, in order, with the hash of the run that made it.
  ///
  /// - Throws: ``InputError``, ``ResultsError`` with the line that is no document, or what `body` throws.
  public func forEach(_ body: (Document, _ run: String) throws -> Void) throws {
    let reader = try ResultsReader(path)
    while let (document, run) = try reader.next() { try body(document, run) }
  }
}

/// A line of a results file that cannot be read.
public struct ResultsError: Error, Equatable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// From 1.
  public let line: Int
  /// What is wrong with it.
  public let reason: String

  public var description: String { "\(path):\(line): \(reason)" }
}
