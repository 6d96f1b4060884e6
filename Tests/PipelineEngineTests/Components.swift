import PluginAPI
import Standoff

/// A reader for tests: a document for each line of a `.lines` file; a line `!` cannot be read.
struct LineReader: Reader {
  static let name = "read.lines"
  static let summary = "Reads a document from each line."

  init(_ settings: NoSettings, _ context: PipelineContext) {}

  func canRead(_ file: SourceFile) -> Bool { file.name.hasSuffix(".txt") }

  func read(_ file: SourceFile, _ diagnostics: Diagnostics) throws -> [Document] {
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    if lines.contains("!") { throw ConfigError("line \(lines.count) is broken", at: .none) }
    if lines.isEmpty { diagnostics.warn(Diagnostic.Message("lines.none", "the file is empty")) }
    return lines.enumerated().map { number, line in
      var document = Document(String(line))
      document = Document(
        id: lines.count == 1 ? file.path : "\(file.path)#\(number + 1)",
        origin: Document.Origin(path: file.path, format: "lines"), metadata: document.metadata, text: document.text,
        map: document.map)
      return document
    }
  }
}

/// Marks every word `we`; fails on a document that says `fail`.
struct WeFinder: Stage {
  struct Settings: ComponentSettings {
    @Setting("The word that is looked for.")
    var word = "we"
    init() {}
  }

  static let name = "find.word"
  static let summary = "Finds a word."
  let requires: Set<LayerName> = []
  let provides: Set<LayerName> = [Sentence.layer]
  private let word: [UInt8]

  init(_ settings: Settings, _ context: PipelineContext) { word = Array(settings.word.utf8) }

  func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    if document.text.description.contains("fail") { throw ConfigError("it said fail", at: .none) }
    var found = Layer<Sentence>()
    let text = document.text.utf8
    for start in text.indices where text[start...].starts(with: word) {
      found.add(Sentence(), at: start..<start + word.count)
    }
    return Annotations(found)
  }
}

/// Answers with a layer it does not declare.
struct Liar: Stage {
  static let name = "find.lies"
  static let summary = "Breaks its contract."
  let requires: Set<LayerName> = [Sentence.layer]
  let provides: Set<LayerName> = ["truth"]

  init(_ settings: NoSettings, _ context: PipelineContext) {}

  func annotate(_ document: Document, _ diagnostics: Diagnostics) -> Annotations {
    Annotations(Layer<Sentence>(name: "lie"))
  }
}

/// Holds a document back until two are there, or a second has passed, and says how many were there at the most.
struct Crowd: Stage {
  private actor Room {
    private var here = 0
    private var most = 0

    func enter() {
      here += 1
      most = max(most, here)
    }
    func leave() -> Int {
      here -= 1
      return most
    }
    var isMet: Bool { most >= 2 }
  }

  static let name = "count.crowd"
  static let summary = "Counts the documents in work."
  let requires: Set<LayerName> = []
  let provides: Set<LayerName> = ["crowd"]
  private let room = Room()

  init(_ settings: NoSettings, _ context: PipelineContext) {}

  func annotate(_ document: Document, _ diagnostics: Diagnostics) async throws -> Annotations {
    await room.enter()
    for _ in 0..<100 where await !room.isMet { try await Task.sleep(for: .milliseconds(10)) }
    var found = Layer<Sentence>(name: "crowd")
    for _ in 0..<(await room.leave()) { found.add(Sentence(), at: 0..<1) }
    return Annotations(found)
  }
}

/// Writes a line for each document, and their count at the end.
struct LineReport: Reporter {
  static let name = "report.lines"
  static let summary = "Counts."
  let requires: Set<LayerName> = [Sentence.layer]
  let shows: Set<LayerName>? = [Sentence.layer]
  struct Settings: ComponentSettings {
    @Setting("Stands behind each line.") var ending = ""
    init() {}
  }

  private let ending: String
  private var count = 0

  init(_ settings: Settings, _ context: PipelineContext) { ending = settings.ending }

  mutating func add(_ document: Document) throws -> [Artifact] {
    count += 1
    let sentences = try document[Sentence.self].count
    return [Artifact("lines.txt", "\(document.id) \(sentences)\(ending)\n", appends: true)]
  }

  func finish() -> [Artifact] { [Artifact("sub/count.txt", "\(count)")] }
}

enum TestModule: PluginModule {
  static let components: [ComponentDescription] = [
    .reader(LineReader.self), .stage(WeFinder.self), .stage(Liar.self), .stage(Crowd.self), .reporter(LineReport.self),
  ]
}
