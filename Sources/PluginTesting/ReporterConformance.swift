public import PluginAPI
public import Standoff

extension Conformance {
  /// Runs a reporter twice over hard texts and documents of the caller's, and checks what it makes: paths below the output
  /// folder, those that it declares where it declares any, and the same files both times.
  ///
  /// - Parameters:
  ///   - make: makes a fresh reporter, for a reporter keeps what it was given.
  ///   - prepared: whether the documents are all that it gets, because it requires layers.
  public static func findings(
    reporter make: () throws -> any Reporter, documents: [Document] = [], prepared: Bool = false
  ) -> [Finding] {
    let hard = hardTexts.enumerated().map { number, example in
      Document(
        id: "hard-\(number)", origin: Document.Origin(path: "hard-\(number)", format: "text"),
        text: Text(example.text), map: .identity(count: example.text.utf8.count))
    }
    let documents = (prepared ? [] : hard) + documents
    var name = "the reporter"
    var declared: [String] = []
    func find(_ problem: String, _ remedy: String) -> Finding {
      Finding(component: name, example: "\(documents.count) documents", problem: problem, remedy: remedy)
    }
    func artifacts() throws -> [Artifact] {
      var reporter = try make()
      name = reporter.knownAs
      declared = reporter.files
      var made: [Artifact] = []
      for document in documents { made += try reporter.add(document) }
      return try made + reporter.finish()
    }
    do {
      let (once, twice) = (try artifacts(), try artifacts())
      var findings = once.filter { $0.path.hasPrefix("/") || $0.path.split(separator: "/").contains("..") }.map {
        find("it writes to “\($0.path)”", "let paths stay in the folder of the reports")
      }
      let undeclared = once.map(\.path).first { path in
        !declared.contains { $0 == path || $0.hasSuffix("/") && path.hasPrefix($0) }
      }
      if !declared.isEmpty, let path = undeclared {
        findings.append(
          find("it writes “\(path)”, which its “files” do not name", "name every file there, or none"))
      }
      if once != twice {
        findings.append(
          find("it writes otherwise the second time", "let nothing depend on chance, the clock or the order of a set"))
      }
      return findings
    } catch {
      return [find("it fails: \(error)", "take every document, also one without anything to report")]
    }
  }
}
