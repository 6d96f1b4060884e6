public import PluginAPI
public import Standoff

/// What a component does that its contract forbids. No findings: it keeps the contract.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
  /// The name of the component.
  public let component: String
  /// What it was given: `an empty text`, `marks alone` …
  public let example: String
  /// What it did, in a sentence.
  public let problem: String
  /// What to do about it.
  public let remedy: String

  public init(component: String, example: String, problem: String, remedy: String) {
    self.component = component
    self.example = example
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { "\(component), given \(example): \(problem); \(remedy)" }
}

/// Checks that hold for every component, whatever it does.
public enum Conformance {
  /// Runs a stage over texts that trip careless code, and over documents of the caller's, and checks what it answers:
  /// only declared layers and all of them, spans inside the text and on scalar borders, annotations in text order, ids
  /// unique, targets that exist, the same answer twice, and the same when the texts come in another order, side by side.
  ///
  /// - Parameters:
  ///   - name: what the stage is called where it does not say it.
  ///   - crowd: the same stage as it works with many workers, for the texts side by side; without it, the stage itself.
  ///   - prepare: puts the layers on a document that the stage requires.
  public static func findings(
    _ stage: any Stage, documents: [Document] = [], named name: String? = nil, crowd: (any Stage)? = nil,
    prepare: (Document) async throws -> Document = { $0 }
  ) async -> [Finding] {
    let name = name ?? stage.knownAs
    var findings: [Finding] = []
    var answered: [Answered] = []
    let examples =
      hardTexts.map { (name: $0.name, document: Document($0.text)) }
      + documents.map { (name: "“\($0.id)”", document: $0) }
    for (example, bare) in examples {
      func find(_ problem: Problem) {
        findings.append(Finding(component: name, example: example, problem: problem.text, remedy: problem.remedy))
      }
      let document: Document
      do {
        document = try await prepare(bare)
      } catch {
        find(.unprepared(error))
        continue
      }
      do {
        let once = try await stage.annotate(document, Diagnostics(map: document.map))
        let twice = try await stage.annotate(document, Diagnostics(map: document.map))
        for problem in layerProblems(once, of: stage, on: document) { find(problem) }
        guard once.layers.allSatisfy({ !document.has($0.name) && $0.misplaced(in: document.text) == nil }),
          Set(once.layers.map(\.name)).count == once.layers.count
        else { continue }
        let first = try document.adding(once)
        let isSame =
          twice.layers.allSatisfy { $0.misplaced(in: document.text) == nil }
          ? try document.adding(twice).json() == first.json() : false
        if !isSame { find(.changing) }
        for problem in disorder(once, in: first) { find(problem) }
        if try Document(json: first.json()).json() != first.json() { find(.lossy) }
        if isSame { answered.append(Answered(name: example, document: document, json: first.json())) }
      } catch {
        find(.failing(error))
      }
    }
    for example in await changed(answered, by: crowd ?? stage) {
      findings.append(
        Finding(component: name, example: example, problem: Problem.crowded.text, remedy: Problem.crowded.remedy))
    }
    return findings
  }

  /// A document and what it became.
  private struct Answered: Sendable {
    let name: String
    let document: Document
    let json: [UInt8]
  }

  /// The examples that become something else when all are in work at once, the last first.
  private static func changed(_ answered: [Answered], by stage: any Stage) async -> [String] {
    await withTaskGroup(of: (Int, Bool).self) { group in
      for (index, example) in answered.enumerated().reversed() {
        group.addTask {
          let document = example.document
          let answer = try? await stage.annotate(document, Diagnostics(map: document.map))
          return (index, answer.flatMap { try? document.adding($0).json() } == example.json)
        }
      }
      var changed: [Int] = []
      for await (index, isSame) in group where !isSame { changed.append(index) }
      return changed.sorted().map { answered[$0].name }
    }
  }

  private static func layerProblems(_ answer: Annotations, of stage: any Stage, on document: Document) -> [Problem] {
    let names = Set(answer.layers.map(\.name))
    var problems = names.subtracting(stage.provides).sorted().map { Problem.undeclared($0) }
    problems += stage.provides.subtracting(names).sorted().map { .missing($0) }
    for layer in answer.layers {
      if document.has(layer.name) { problems.append(.taken(layer.name)) }
      if let (id, span) = layer.misplaced(in: document.text) { problems.append(.misplaced(id, layer.name, span)) }
    }
    return problems
  }

  /// Reads hard texts and checks what the reader makes of them: ids unique, blocks inside the text and not overlapping,
  /// verbatim runs of the map equal to their bytes, the same answer twice. That a file is refused is no finding.
  public static func findings(_ reader: any Reader, files: [SourceFile]) async -> [Finding] {
    let name = reader.knownAs
    var findings: [Finding] = []
    for file in files where reader.canRead(file) {
      func find(_ problem: Problem) {
        findings.append(
          Finding(component: name, example: "“\(file.path)”", problem: problem.text, remedy: problem.remedy))
      }
      guard let documents = try? await reader.read(file, Diagnostics()),
        let again = try? await reader.read(file, Diagnostics())
      else { continue }
      if documents.map({ $0.json() }) != again.map({ $0.json() }) { find(.changing) }
      if Set(documents.map(\.id)).count != documents.count { find(.sameDocument) }
      for document in documents {
        for problem in mapProblems(document, source: file.bytes) { find(.map(problem)) }
        for problem in blockProblems(document) { find(.blocks(problem)) }
        do {
          if try Document(json: document.json()).json() != document.json() {
            find(.lossy)
          }
        } catch {
          find(.unreadable(error))
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

  private static func disorder(_ annotations: Annotations, in document: Document) -> [Problem] {
    var problems: [Problem] = []
    let known = Set(document.layers.flatMap { $0.places.map(\.id) })
    if known.count != document.layers.map(\.count).reduce(0, +) { problems.append(.sameID) }
    for layer in annotations.layers {
      let starts = layer.places.compactMap { $0.span?.lowerBound }
      if starts != starts.sorted() { problems.append(.unordered(layer.name)) }
      for (id, target) in layer.targets where !known.contains(target) { problems.append(.noTarget(id, target)) }
    }
    return problems
  }
}
