public import PluginAPI
public import Standoff

/// What a component does that its contract forbids. No findings: it keeps the contract.
public struct Finding: Sendable, CustomStringConvertible {
  /// The name of the component.
  public let component: String
  /// What it was given: `empty text`, `every kind of mark` …
  public let example: String
  /// What it did, in a sentence.
  public let problem: String

  public var description: String { "\(component), given \(example): \(problem)" }
}

/// Checks that hold for every component, whatever it does.
public enum Conformance {
  /// Runs a stage over texts that trip careless code, and over documents of the caller's, and checks what it answers:
  /// only declared layers and all of them, spans inside the text and on scalar borders, annotations in text order, ids
  /// unique, targets that exist, the same answer twice.
  ///
  /// - Parameters:
  ///   - name: what the stage is called where its type does not say it.
  ///   - prepare: puts the layers on a document that the stage requires.
  public static func findings(
    _ stage: any Stage, documents: [Document] = [], named name: String? = nil,
    prepare: (Document) async throws -> Document = { $0 }
  ) async -> [Finding] {
    let name = name ?? type(of: stage).name
    var findings: [Finding] = []
    let examples =
      hardTexts.map { (name: $0.name, document: Document($0.text)) }
      + documents.map { (name: "“\($0.id)”", document: $0) }
    for (example, bare) in examples {
      do {
        let document = try await prepare(bare)
        let diagnostics = Diagnostics(map: document.map)
        let once = try await stage.annotate(document, diagnostics)
        let twice = try await stage.annotate(document, Diagnostics(map: document.map))
        let answered = Set(once.layers.map(\.name))
        for layer in answered.subtracting(stage.provides) {
          findings.append(Finding(component: name, example: example, problem: "it answers with “\(layer)” undeclared"))
        }
        for layer in stage.provides.subtracting(answered) {
          findings.append(Finding(component: name, example: example, problem: "it does not answer with “\(layer)”"))
        }
        let (first, second) = (try document.adding(once), try document.adding(twice))
        if first.json() != second.json() {
          findings.append(Finding(component: name, example: example, problem: "it answers otherwise the second time"))
        }
        for problem in disorder(once, in: first) {
          findings.append(Finding(component: name, example: example, problem: problem))
        }
        let again = try Document(json: first.json())
        if again.json() != first.json() {
          findings.append(
            Finding(component: name, example: example, problem: "its labels change on the way through JSON"))
        }
      } catch {
        findings.append(Finding(component: name, example: example, problem: "it throws: \(error)"))
      }
    }
    return findings
  }

  /// Reads hard texts and checks what the reader makes of them: ids unique, blocks inside the text and not overlapping,
  /// verbatim runs of the map equal to their bytes, the same answer twice. That a file is refused is no finding.
  public static func findings(_ reader: any Reader, files: [SourceFile]) async -> [Finding] {
    let name = type(of: reader).name
    var findings: [Finding] = []
    for file in files where reader.canRead(file) {
      func find(_ problem: String) {
        findings.append(Finding(component: name, example: "“\(file.path)”", problem: problem))
      }
      guard let documents = try? await reader.read(file, Diagnostics()),
        let again = try? await reader.read(file, Diagnostics())
      else { continue }
      if documents.map({ $0.json() }) != again.map({ $0.json() }) { find("it answers otherwise the second time") }
      if Set(documents.map(\.id)).count != documents.count { find("two documents share an id") }
      for document in documents {
        for problem in mapProblems(document, source: file.bytes) + blockProblems(document) { find(problem) }
        do {
          if try Document(json: document.json()).json() != document.json() {
            find("it changes on the way through JSON")
          }
        } catch {
          find("its JSON cannot be read back: \(error)")
        }
      }
    }
    return findings
  }

  /// Whether the verbatim runs of a document's map are the same bytes in text and file, and the runs in text order.
  ///
  /// - Parameter source: the bytes of the file in UTF-8; for other encodings there are no verbatim runs beyond ASCII.
  public static func mapProblems(_ document: Document, source: [UInt8]) -> [String] {
    var problems: [String] = []
    var last = 0
    for run in document.map.runs {
      if run.text.lowerBound < last || run.text.upperBound > document.text.count {
        problems.append("the run of text \(run.text) overlaps the one before or leaves the text")
      } else if run.source.upperBound > source.count {
        problems.append("the run of text \(run.text) leads behind the end of the file, to \(run.source)")
      } else if run.manner == .verbatim, source[run.source] != document.text.utf8[run.text] {
        problems.append("the run of text \(run.text) says “\(document.text[run.text])”, the file says otherwise")
      }
      last = run.text.upperBound
    }
    return problems
  }

  private static func blockProblems(_ document: Document) -> [String] {
    guard let blocks = try? document[Block.self] else { return ["its blocks cannot be read"] }
    var problems: [String] = []
    var last = 0
    for block in blocks {
      if block.span.lowerBound < last { problems.append("\(block.id) overlaps the block before it") }
      if !document.text.holds(block.span) { problems.append("\(block.id) leaves the text or cuts a character") }
      last = max(last, block.span.upperBound)
    }
    return problems
  }

  private static func disorder(_ annotations: Annotations, in document: Document) -> [String] {
    var problems: [String] = []
    let known = Set(document.layers.flatMap { $0.places.map(\.id) })
    if known.count != document.layers.map(\.count).reduce(0, +) { problems.append("two annotations share an id") }
    for layer in annotations.layers {
      let starts = layer.places.compactMap { $0.span?.lowerBound }
      if starts != starts.sorted() { problems.append("“\(layer.name)” is not in text order") }
      for (id, target) in layer.targets where !known.contains(target) {
        problems.append("\(id) stands on \(target), which does not exist")
      }
    }
    return problems
  }

  /// Texts on which careless code fails.
  public static let hardTexts: [(name: String, text: String)] = [
    ("an empty text", ""),
    ("one letter", "a"),
    ("one mark", "“"),
    ("white space alone", " \n\n\t \u{A0} \n"),
    ("marks alone", "“”‘’\"'«»„“‚‘–—…!?.,;:()[]"),
    ("unbalanced marks", "“a ‘b “c” d\n\n\"e “f ”\" ’g‘ »h« «i»"),
    (
      "letters of four bytes and combining ones",
      "𝔗𝔥𝔢 𝔭𝔢𝔬𝔭𝔩𝔢 said: “𝔴𝔢 e\u{301}\u{301} \u{200D}👩‍👩‍👧 ourselves.” \u{FEFF}\u{FFFD}"
    ),
    ("right to left", "קרל מרקס כתב: ”פועלי כל הארצות התאחדו“."),
    ("a word without end", String(repeating: "a", count: 20_000)),
    ("a thousand quotations", String(repeating: "“Let us,” said A. B. Carr, “decide.” ", count: 1000)),
    ("a thousand openings", String(repeating: "“(‘[", count: 1000)),
    ("control characters", "a\u{1}b\u{0}c\u{7F}d “e\u{85}f”"),
    ("every line a paragraph", (1...200).map { "Line \($0) says “no”." }.joined(separator: "\n\n")),
  ]
}
