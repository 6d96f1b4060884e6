public import PluginAPI
public import Standoff

extension Conformance {
  /// Runs a reporter twice over hard texts and documents of the caller's, and checks what it makes: paths below the output
  /// folder, and the same files both times.
  ///
  /// - Parameter make: makes a fresh reporter, for a reporter keeps what it was given.
  public static func findings<R: Reporter>(reporter make: () throws -> R, documents: [Document] = []) -> [Finding] {
    let documents =
      hardTexts.enumerated().map { number, example in
        Document(
          id: "hard-\(number)", origin: Document.Origin(path: "hard-\(number)", format: "text"),
          text: Text(example.text), map: .identity(count: example.text.utf8.count))
      } + documents
    do {
      let (once, twice) = (try artifacts(make(), documents), try artifacts(make(), documents))
      var findings = once.filter { $0.path.hasPrefix("/") || $0.path.split(separator: "/").contains("..") }.map {
        Finding(component: R.name, example: "\(documents.count) documents", problem: "it writes to “\($0.path)”")
      }
      if once != twice {
        findings.append(
          Finding(component: R.name, example: "the same documents", problem: "it writes otherwise the second time"))
      }
      return findings
    } catch {
      return [Finding(component: R.name, example: "\(documents.count) documents", problem: "it throws: \(error)")]
    }
  }

  private static func artifacts(_ reporter: some Reporter, _ documents: [Document]) throws -> [Artifact] {
    var reporter = reporter
    return try documents.flatMap { try reporter.add($0) } + reporter.finish()
  }
}
