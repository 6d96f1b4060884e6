import Evaluation
import PipelineEngine
import Standoff

/// The documents of two results, those with one id together.
///
/// Both are read side by side, so that of two runs over the same inputs little more than two documents are held; what only
/// one of them has waits to the end.
struct ResultsPairs {
  private let paths: (first: String, second: String)
  private let readers: (first: ResultsReader, second: ResultsReader)
  private var waiting: (first: [String: Document], second: [String: Document]) = ([:], [:])
  private var ready: [(Document, Document)] = []
  /// How many documents were read.
  private(set) var documents = 0

  /// - Throws: `InputError` where one of them cannot be opened.
  init(_ first: String, _ second: String) throws {
    paths = (first, second)
    readers = (try ResultsReader(first), try ResultsReader(second))
  }

  /// The next document that both have.
  mutating func next() throws -> (first: Document, second: Document)? {
    while ready.isEmpty {
      let (one, other) = (try readers.first.next()?.document, try readers.second.next()?.document)
      guard one != nil || other != nil else { return nil }
      if let one {
        documents += 1
        waiting.first[one.id] = one
      }
      if let other {
        documents += 1
        waiting.second[other.id] = other
      }
      for id in Set([one?.id, other?.id].compactMap { $0 }).sorted() {
        guard let first = waiting.first[id], let second = waiting.second[id] else { continue }
        waiting.first[id] = nil
        waiting.second[id] = nil
        ready.append((first, second))
      }
    }
    return ready.removeFirst()
  }

  /// What only one of them has, once there is no next.
  func alone(_ study: inout ChangeStudy) -> [Change] {
    waiting.first.keys.sorted().map { study.add(alone: $0, inFirst: true, reason: "it is not in \(paths.second)") }
      + waiting.second.keys.sorted().map { study.add(alone: $0, inFirst: false, reason: "it is not in \(paths.first)") }
  }

  /// A sentence where the two were made with different codebooks, as the `run.json` beside each says.
  var codebookRemark: String? {
    guard let first = Self.codebook(paths.first), let second = Self.codebook(paths.second), first != second else {
      return nil
    }
    let names = [first, second].map { $0["name"]?.string ?? "another" }
    let which =
      names[0] == names[1]
      ? "two versions of the codebook “\(names[0])”" : "the codebooks “\(names[0])” and “\(names[1])”"
    return "the results were made with \(which); labels of one name may mean two things"
  }

  private static func codebook(_ results: String) -> JSONValue? {
    let manifest = (results.lastIndex(of: "/").map { String(results[...$0]) } ?? "") + "run.json"
    guard results != "-", let bytes = try? Files.read(manifest) else { return nil }
    return (try? JSONValue(parsing: bytes))?["codebook"]
  }
}
