import PluginAPI
import Standoff

/// Reads the events of a file, and of the files that it includes, into documents.
///
/// A class, because the parser calls it for every event. The events come one after the other, and none while another
/// is at work on these properties; to check that each time anew costs a tenth of the run, so that it is switched off.
final class TEIHandler: XMLHandler {
  let settings: TEIFiles.Settings
  let hyphens: LineHyphens
  let diagnostics: Diagnostics

  private(set) var finished: [FinishedReading] = []
  @exclusivity(unchecked) var open: [OpenDocument] = []
  private var corpora: [HeaderFacts] = []
  @exclusivity(unchecked) private var header: HeaderTree?
  @exclusivity(unchecked) private var persons: HeaderTree?
  private(set) var rootName = ""
  /// The files that are being read, the innermost last.
  @exclusivity(unchecked) var files: [OpenFile] = []
  /// The paths of all files read so far, so that none is read twice.
  var seen: Set<String> = []
  var includes = 0

  /// A TEI element that has not ended.
  struct OpenDocument {
    var reading: DocumentReading
    /// Its place in `files`.
    let file: Int
  }

  /// A file whose parser is at work.
  struct OpenFile {
    let file: SourceFile
    let source: SourceText
    var roles = RoleTable()
    var depth = 0
    /// Open elements at and below an `xi:include` that was followed.
    var ignored = 0
  }

  init(settings: TEIFiles.Settings, hyphens: LineHyphens, diagnostics: Diagnostics) {
    self.settings = settings
    self.hyphens = hyphens
    self.diagnostics = diagnostics
  }

  /// Reads one file, from its first to its last byte.
  func read(_ file: SourceFile) throws(TEIError) {
    let source = try SourceText(file.bytes, path: file.path)
    seen.insert(file.path)
    files.append(OpenFile(file: file, source: source))
    defer { files.removeLast() }
    try XMLParser.parse(source, path: file.path, self)
  }

  /// The documents, in the order in which they ended. The only one of a file has the file's name; several have their
  /// `xml:id` or their number besides.
  var documents: [Document] {
    let counts = Dictionary(grouping: finished, by: \.origin.path).mapValues(\.count)
    var numbers: [String: Int] = [:]
    var taken: Set<String> = []
    return finished.map { reading in
      let path = reading.origin.path
      numbers[path, default: 0] += 1
      var id = counts[path] == 1 ? path : "\(path)#\(reading.xml ?? "\(numbers[path, default: 0])")"
      while !taken.insert(id).inserted { id += "-" }
      return reading.document(id)
    }
  }

  // MARK: Events

  func start(_ element: XMLElement) {
    let top = files.count - 1
    if files[top].depth == 0 { rootName = rootName.isEmpty ? element.localName : rootName }
    files[top].depth += 1
    if files[top].ignored > 0 {
      files[top].ignored += 1
      return
    }
    let role = files[top].roles.role(of: element)
    if role == .include { return include(element) }
    if header != nil {
      header?.start(element)
    } else if persons != nil {
      persons?.start(element)
    } else {
      start(element, role)
    }
  }

  private func start(_ element: XMLElement, _ role: Role) {
    switch role {
    case .corpus:
      corpora.append(HeaderFacts())
      opened.append(.corpus)
    case .document: begin(element)
    case .header:
      header = HeaderTree(element)
    case .persons where !open.isEmpty:
      persons = HeaderTree(element)
    default:
      opened.append(.inside)
      if !open.isEmpty { open[open.count - 1].reading.start(element, role) }
    }
  }

  func end() {
    let top = files.count - 1
    files[top].depth -= 1
    if files[top].ignored > 0 {
      files[top].ignored -= 1
      return
    }
    if let ended = header?.end() {
      if ended { endHeader() }
      return
    }
    if let ended = persons?.end() {
      if ended { endPersons() }
      return
    }
    switch opened.popLast() {
    case .corpus: corpora.removeLast()
    case .document: finish()
    case .inside: if !open.isEmpty { open[open.count - 1].reading.end() }
    case .nothing, nil: break
    }
  }

  func text(_ piece: SourceCursor.Piece) {
    guard files[files.count - 1].ignored == 0 else { return }
    if header != nil {
      header?.text(piece.bytes)
    } else if persons != nil {
      persons?.text(piece.bytes)
    } else if !open.isEmpty {
      open[open.count - 1].reading.text(piece)
    }
  }

  /// Steps into an element without any sign of it.
  func passThrough(_ element: XMLElement) {
    if header != nil {
      header?.start(element)
    } else if persons != nil {
      persons?.start(element)
    } else {
      opened.append(.nothing)
    }
  }

  // MARK: Going back

  /// What is open now.
  struct State {
    fileprivate let opened, open, corpora: Int
    fileprivate let header, persons: HeaderTree?
  }

  var state: State {
    State(opened: opened.count, open: open.count, corpora: corpora.count, header: header, persons: persons)
  }

  var isInTree: Bool { header != nil || persons != nil }

  /// Ends what a file left open that broke off.
  func unwind(to state: State) {
    (header, persons) = (state.header, state.persons)
    open.removeLast(max(0, open.count - state.open))
    corpora.removeLast(max(0, corpora.count - state.corpora))
    while opened.count > state.opened {
      if opened.popLast() == .inside, !isInTree, !open.isEmpty { open[open.count - 1].reading.end() }
    }
  }

  /// What an end tag ends.
  private enum Opened { case corpus, document, inside, nothing }
  @exclusivity(unchecked) private var opened: [Opened] = []

  // MARK: Documents

  private func begin(_ element: XMLElement) {
    opened.append(.document)
    var reading = DocumentReading(element, settings: settings, hyphens: hyphens)
    if corpora.isEmpty { reading.stream.reserve(files[files.count - 1].source.utf8.count) }
    open.append(OpenDocument(reading: reading, file: files.count - 1))
  }

  private func finish() {
    guard var done = open.popLast(), done.reading.hasText else { return }
    let file = files[done.file]
    finished.append(done.reading.finish(path: file.file.path, source: file.source, corpora: corpora, diagnostics))
  }

  private func endHeader() {
    guard let root = header?.root else { return }
    header = nil
    let facts = HeaderFacts(root)
    if !open.isEmpty {
      open[open.count - 1].reading.facts = facts
    } else if !corpora.isEmpty {
      corpora[corpora.count - 1] = facts
    }
  }

  private func endPersons() {
    guard let root = persons?.root else { return }
    persons = nil
    if !open.isEmpty { open[open.count - 1].reading.morePersons.add(Persons(in: root)) }
  }

  // MARK: Trouble

  func unknownEntity(_ name: String, at source: Range<Int>) {
    diagnostics.warn(.unknownEntity(name), source: original(source))
  }

  func complaint(_ message: String, line: Int, at place: Int) {
    diagnostics.note(.parser(message, line: line), source: original(place..<place))
  }

  func original(_ range: Range<Int>) -> Range<Int>? {
    guard files.count == 1 else { return nil }
    return files[0].source.file(range)
  }
}

extension Diagnostic.Message {
  fileprivate static func unknownEntity(_ name: String) -> Self {
    Self(
      "tei.entity", "“&\(name);” is not declared in this file, and nothing outside it is read; it stays as it stands")
  }

  fileprivate static func parser(_ message: String, line: Int) -> Self {
    Self("tei.parser", "line \(line): \(message)")
  }
}
