import Glibc
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
    var number = 0
    try forEachLine { line in
      number += 1
      guard !line.isEmpty else { return }
      let document: Document
      let run: String
      do {
        let json = try JSONValue(parsing: line)
        document = try Document(json: json)
        run = json["run"]?.string ?? ""
      } catch {
        throw ResultsError(path: path, line: number, reason: "\(error)")
      }
      try body(document, run)
    }
  }

  private func forEachLine(_ body: ([UInt8]) throws -> Void) throws {
    let file = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw InputError.system(path, Files.reason()) }
    defer { if file != 0 { close(file) } }
    var line: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw InputError.system(path, Files.reason()) }
      if count == 0 { break }
      var start = 0
      while let end = chunk[start..<count].firstIndex(of: 0x0A) {
        line += chunk[start..<end]
        try body(line)
        line.removeAll(keepingCapacity: true)
        start = end + 1
      }
      line += chunk[start..<count]
    }
    if !line.isEmpty {
      do {
        try body(line)
      } catch let error as ResultsError {
        let hint = "; the line has no end, so the run that wrote it was cut off: go on with it by “--resume”"
        throw ResultsError(path: error.path, line: error.line, reason: error.reason + hint)
      }
    }
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
