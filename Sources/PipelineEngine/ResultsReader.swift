import Glibc
public import Standoff

/// Hands out the documents of a `results.jsonl` when they are asked for, so that two files can be read side by side.
///
/// A class, because it holds an open file.
public final class ResultsReader {
  private let path: String
  private let file: Int32
  private var number = 0
  private var chunk = [UInt8](repeating: 0, count: 1 << 20)
  /// What of the chunk was not handed out yet.
  private var rest = 0..<0

  /// - Parameter path: the file; `-` is standard input.
  /// - Throws: ``InputError`` where it cannot be opened.
  public init(_ path: String) throws {
    self.path = path
    file = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw InputError.system(path, Files.reason()) }
  }

  deinit { if file > 0 { close(file) } }

  /// The next document, with the hash of the run that made it; nothing at the end.
  ///
  /// - Throws: ``InputError``, or ``ResultsError`` with the line that is no document.
  public func next() throws -> (document: Document, run: String)? {
    while let (line, hasEnd) = try nextLine() {
      number += 1
      guard !line.isEmpty else { continue }
      do {
        let json = try JSONValue(parsing: line)
        return (try Document(json: json), json["run"]?.string ?? "")
      } catch {
        let hint = "; the line has no end, so the run that wrote it was cut off: go on with it by “--resume”"
        throw ResultsError(path: path, line: number, reason: "\(error)" + (hasEnd ? "" : hint))
      }
    }
    return nil
  }

  private func nextLine() throws -> (line: [UInt8], hasEnd: Bool)? {
    var line: [UInt8] = []
    while true {
      if let end = chunk[rest].firstIndex(of: 0x0A) {
        line += chunk[rest.lowerBound..<end]
        rest = end + 1..<rest.upperBound
        return (line, true)
      }
      line += chunk[rest]
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR {
        rest = 0..<0
        continue
      }
      if count < 0 { throw InputError.system(path, Files.reason()) }
      rest = 0..<count
      if count == 0 { return line.isEmpty ? nil : (line, false) }
    }
  }
}
