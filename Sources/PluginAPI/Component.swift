public import Standoff

/// A part of a pipeline that goes by a name: a ``Reader``, a ``Stage`` or a ``Reporter``.
public protocol Component: Sendable {
  /// What a pipeline file may set.
  associatedtype Settings: ComponentSettings = NoSettings

  /// `noun.manner` in lower case, such as `quotations.marks`.
  static var name: String { get }
  /// One line for `twosouls stages` and the docs.
  static var summary: String { get }
  /// The words inside the binary that decide what the component says; their hashes belong to the run.
  static var words: [WordFile] { get }

  /// What this one goes by in messages: ``name`` for all but those that are programs of their own, which one type stands
  /// for.
  var knownAs: String { get }

  /// - Throws: ``ConfigError`` or an error of its own when the settings cannot work together or a file is not there.
  init(_ settings: Settings, _ context: PipelineContext) throws
}

extension Component {
  public static var words: [WordFile] { [] }
  public var knownAs: String { Self.name }
}

/// Makes documents of a file.
public protocol Reader: Component {
  /// Whether this reader takes the file, judged by its name and its first bytes. The first reader of the pipeline that
  /// says so gets it.
  func canRead(_ file: SourceFile) -> Bool
  /// Endings of names of files that are looked for in folders for this reader, such as `.docx`, in lower case and beside
  /// those that always are (`.txt`, `.md`, `.xml`, `.tei`); none for most.
  var endings: [String] { get }

  /// The documents of the file: one for most, several for a corpus or an archive.
  ///
  /// - Throws: an error whose description says where and why the file cannot be read. The run goes on without it.
  func read(_ file: SourceFile, _ diagnostics: Diagnostics) async throws -> [Document]
}

extension Reader {
  public var endings: [String] { [] }
}

/// A reader of a format in which one file can include others.
///
/// An included file is read once, through the file that includes it, even where both are among the inputs of a run.
public protocol IncludingReader: Reader {
  /// Whether files with this name (in lower case, without `.gz`) can include others; only those are looked into before
  /// the run.
  func canInclude(_ name: String) -> Bool

  /// The files that this one includes, as paths relative to it.
  func inclusions(in file: SourceFile) -> [String]
}

/// Looks at a document and answers with annotations.
public protocol Stage: Component {
  /// The layers without which the stage cannot work.
  var requires: Set<LayerName> { get }
  /// The layers it answers with, all of them for every document, empty where there is nothing to say.
  var provides: Set<LayerName> { get }
  /// Layers that it uses where they are there, and can do without.
  var uses: Set<LayerName> { get }
  /// The hosts that the configured stage sends text to; none for all but a few. `twosouls check` and `run` say them.
  var destinations: [String] { get }

  /// - Throws: an error that ends the work on this document, not the run. Trouble in the text is a diagnostic.
  func annotate(_ document: Document, _ diagnostics: Diagnostics) async throws -> Annotations
}

extension Stage {
  public var uses: Set<LayerName> { [] }
  public var destinations: [String] { [] }
}

/// Makes files of documents: a fold over the run in input order.
public protocol Reporter: Component {
  /// The layers without which the report has nothing to show.
  var requires: Set<LayerName> { get }
  /// The layers that it shows where they are there, ``Standoff/LayerName/own`` for all that no stage which ships gives;
  /// nothing where that cannot be known, and so could be any. It decides only what `twosouls check` warns of.
  var shows: Set<LayerName>? { get }
  /// The files that it writes, below the output folder, as far as they are known before the run; a path that ends in “/”
  /// stands for everything in that folder. A pipeline in which two reporters write one file is refused.
  var files: [String] { get }

  /// Takes one document; what it answers is written at once.
  mutating func add(_ document: Document) throws -> [Artifact]
  /// Called once, behind the last document.
  mutating func finish() throws -> [Artifact]
}

extension Reporter {
  public var shows: Set<LayerName>? { nil }
  public var files: [String] { [] }
}

/// What a component learns of the run when it is made.
public struct PipelineContext: Sendable {
  /// What the run is, for reports to print.
  public var run: RunDescription
  /// What the tool hands to every component, by its type.
  private var shared: [ObjectIdentifier: any Sendable] = [:]
  /// The folder of the pipeline file, in which programs that it names start.
  public var folder: String
  /// The kinds of labels that are known, so that what another program answers can be checked.
  public var labels: [any Label.Type]
  /// Throws ``NotAllowed`` where the user has not allowed that programs are started.
  private let allow: @Sendable (_ command: String, _ folder: String) throws -> Void
  /// Reads a YAML, JSON or CSV file that a setting names; a table is a list of its rows, each a map.
  private let load: @Sendable (SettingFile) throws -> ConfigNode
  /// Reads a file that a setting names as it is.
  private let read: @Sendable (SettingFile) throws -> [UInt8]

  /// What the tool knows; tests take ``bare``.
  public init(
    run: RunDescription = RunDescription(), folder: String = ".", labels: [any Label.Type] = [],
    load: @escaping @Sendable (SettingFile) throws -> ConfigNode,
    read: @escaping @Sendable (SettingFile) throws -> [UInt8] = { throw ConfigError.noFiles($0) },
    allow: @escaping @Sendable (_ command: String, _ folder: String) throws -> Void = { throw NotAllowed($0, in: $1) }
  ) {
    self.run = run
    self.folder = folder
    self.labels = labels
    self.allow = allow
    self.load = load
    self.read = read
  }

  /// No files, no run: what tests and examples want.
  public static let bare = PipelineContext(load: { throw ConfigError.noFiles($0) })

  /// What stands in a YAML, JSON or CSV file that a setting names.
  public func words(in file: SettingFile) throws -> ConfigNode { try load(file) }

  /// The bytes of a file that a setting names.
  public func bytes(of file: SettingFile) throws -> [UInt8] { try read(file) }

  /// What the tool hands to every component beside its settings, such as the codebook; this module need not know of it.
  public subscript<Value: Sendable>(_ type: Value.Type) -> Value? {
    get { shared[ObjectIdentifier(type)] as? Value }
    set { shared[ObjectIdentifier(type)] = newValue }
  }

  /// The same, where no program may be started.
  public var withoutPrograms: PipelineContext {
    var context = PipelineContext(run: run, folder: folder, labels: labels, load: load, read: read)
    context.shared = shared
    return context
  }

  /// Asks whether a program may be started.
  ///
  /// - Throws: ``NotAllowed``.
  public func allowProgram(_ command: String, in folder: String) throws { try allow(command, folder) }
}

/// A program that a pipeline names, which the user has not allowed to be started.
public struct NotAllowed: Error, Equatable, CustomStringConvertible {
  /// The program with its arguments, as a person would type it.
  public let command: String
  /// The folder in which it would start.
  public let folder: String

  public init(_ command: String, in folder: String) {
    self.command = command
    self.folder = folder
  }

  public var description: String {
    "the pipeline would start “\(command)” in \(folder); allow it with “--allow-exec” if you trust it"
  }
}

extension ConfigError {
  /// Where components are made without files around them.
  public static func noFiles(_ file: SettingFile) -> ConfigError {
    ConfigError("no file can be read here, so not “\(file.path)” either", at: .none)
  }
}

/// What made the labels: the provenance that reports print.
public struct RunDescription: Sendable, Equatable {
  /// The hash of version, pipeline, codebook, words and models.
  public var id: String
  /// The program's version.
  public var version: String
  /// The path of the pipeline file, or its name where it is built in.
  public var pipeline: String
  /// The codebook's name.
  public var codebook: String

  public init(id: String = "", version: String = "", pipeline: String = "", codebook: String = "") {
    self.id = id
    self.version = version
    self.pipeline = pipeline
    self.codebook = codebook
  }
}
