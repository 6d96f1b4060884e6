public import PluginAPI

/// A file to be read: where it is, and what it is called in the results.
public struct Input: Sendable, Equatable {
  /// As the tool opens it; `-` is standard input.
  public let path: String
  /// Relative to the input that was given, so that results do not depend on where a corpus lies.
  public let id: String
  /// Bytes on disk, 0 where unknown.
  public let size: Int
  /// Other inputs of the run that this one includes: they are read through it, or by themselves where it fails.
  public internal(set) var includes: [Input] = []
  /// Why it cannot be opened, where that was clear when it was found.
  let problem: InputError?
  /// What the file holds, where it was read already.
  private var bytes: [UInt8]?

  init(path: String, id: String, problem: InputError? = nil) {
    self.path = path
    self.id = id
    self.problem = problem
    size = problem == nil && path != "-" ? Files.size(path) ?? 0 : 0
  }

  /// About how many bytes it takes in memory: a compressed file unpacks to several times its size.
  var weight: Int { max(1, path.hasSuffix(".gz") ? size * 4 : size) }
}

/// Finds the files that a command line names.
public enum Inputs {
  /// Endings of files that are read when a folder is given; readers may know more.
  public static let endings = [".txt", ".text", ".md", ".markdown", ".xml", ".tei"]

  /// Files as given, folders with everything below them that has a known ending, `-` for standard input, `@list` for a
  /// file with a path on each line.
  ///
  /// In the order given, folders by name; a file that comes twice, by another way or through a link, is read once. A
  /// hidden name is passed over. What is named but cannot be opened stays, and fails when its turn comes.
  ///
  /// - Parameters:
  ///   - arguments: paths, `-` and `@list`, as the command line has them.
  ///   - endings: of files that are read in folders; a pipeline knows its own.
  public static func find(_ arguments: [String], endings: [String] = endings) throws(InputError) -> [Input] {
    var search = Search(endings: endings)
    for argument in arguments { try search.add(argument) }
    return unique(search.inputs)
  }

  /// Two inputs with one id would be two documents with one name; the second gets its whole path.
  private static func unique(_ inputs: [Input]) -> [Input] {
    var ids: Set<String> = []
    return inputs.map { input in
      if ids.insert(input.id).inserted { return input }
      var id = input.path
      while !ids.insert(id).inserted { id += "'" }
      return Input(path: input.path, id: id, problem: input.problem)
    }
  }
}

extension Pipeline {
  /// Endings of files that its readers take when a folder is given.
  public var endings: [String] { Inputs.endings + readers.flatMap(\.endings) }
}

/// The inputs found so far, and what was looked at.
private struct Search {
  let endings: [String]
  private(set) var inputs: [Input] = []
  /// Files and folders by their real paths. Bytes, since two names that differ on disk may be equal as strings.
  private var seen: Set<[UInt8]> = []

  init(endings: [String]) { self.endings = endings }

  mutating func add(_ argument: String) throws(InputError) {
    if argument == "-" { return add(Input(path: "-", id: "stdin")) }
    if argument.hasPrefix("@") { return try addList(String(argument.dropFirst())) }
    switch Files.kind(argument) {
    case .folder: walk(argument, id: "")
    case .file, .other:
      add(Input(path: argument, id: argument.split(separator: "/").last.map(String.init) ?? argument))
    case nil: throw InputError.none(argument)
    }
  }

  private mutating func add(_ input: Input) {
    if isNew(input.path) { inputs.append(input) }
  }

  private mutating func isNew(_ path: String) -> Bool {
    seen.insert(Array((Files.resolved(path) ?? path).utf8)).inserted
  }

  private mutating func walk(_ path: String, id: String) {
    guard isNew(path) else { return }
    var folder = Substring(path)
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let names: [Files.Name]
    do {
      names = try Files.names(in: path)
    } catch {
      return inputs.append(Input(path: path, id: id.isEmpty ? path : id, problem: error))
    }
    for name in names {
      let path = folder == "/" ? "/\(name.text)" : "\(folder)/\(name.text)"
      let id = id.isEmpty ? name.text : "\(id)/\(name.text)"
      guard name.isExact else {
        inputs.append(Input(path: path, id: id, problem: .name))
        continue
      }
      switch Files.kind(path) {
      case .folder: walk(path, id: id)
      case .file where isKnown(name.text): add(Input(path: path, id: id))
      case nil where isKnown(name.text): inputs.append(Input(path: path, id: id, problem: .link))
      default: break
      }
    }
  }

  private mutating func addList(_ path: String) throws(InputError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = try Files.read(path)
    let lines = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
      .split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let name = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      guard !name.isEmpty, !name.hasPrefix("#") else { continue }
      switch Files.kind(name) {
      case .folder: walk(name, id: name)
      case .file, .other: add(Input(path: name, id: name))
      case nil: throw InputError.list(path, number + 1, name)
      }
    }
  }

  private func isKnown(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) || name.hasSuffix($0 + ".gz") }
  }
}

extension Input {
  /// The most bytes a file may have, unpacked: offsets count to 4 GB, and a pipe may never end.
  static let limit = 1_000_000_000

  /// Opens the file and unpacks it.
  public func open() throws -> SourceFile { try open(noting: OpenedFiles()) }

  /// - Parameter opened: learns of every file that is read because this one includes it.
  func open(noting opened: OpenedFiles) throws -> SourceFile {
    if let problem { throw problem }
    let bytes = try self.bytes ?? read()
    return try Self.file(id: id, path: path, bytes: bytes, root: path == "-" ? nil : folder(of: path), opened)
  }

  /// The same with its bytes in hand, so that it can be opened more than once, as standard input cannot.
  ///
  /// One that cannot be read stays as it is, and fails when it is opened.
  func held() -> Input {
    var input = self
    if problem == nil { input.bytes = try? read() }
    return input
  }

  private func read() throws(InputError) -> [UInt8] {
    try path == "-"
      ? Files.read(descriptor: 0, path: "standard input", limit: Self.limit) : Files.read(path, limit: Self.limit)
  }

  /// - Parameter root: the folder below which siblings may lie.
  private static func file(
    id: String, path: String, bytes: [UInt8], root: String?, _ opened: OpenedFiles
  ) throws -> SourceFile {
    let plain = Gzip.isGzip(bytes) ? try Gzip.decompress(bytes, limit: limit) : bytes
    guard let root else { return SourceFile(path: id, bytes: plain) }
    return SourceFile(path: id, bytes: plain) { relative in
      let target = "\(folder(of: path))/\(relative)"
      guard !relative.hasPrefix("/"), let real = Files.resolved(target), let realRoot = Files.resolved(root) else {
        throw SiblingError.none(relative)
      }
      guard real.hasPrefix(realRoot + "/") else { throw SiblingError.outside(relative) }
      guard Files.kind(real) == .file else { throw SiblingError.none(relative) }
      let siblingID = normalised("\(folder(of: id))/\(relative)")
      let bytes = try Files.read(real, limit: limit)
      opened.insert(real)
      return try file(id: siblingID, path: target, bytes: bytes, root: root, opened)
    }
  }
}

func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

private func normalised(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == "..", !parts.isEmpty, parts.last != ".." { parts.removeLast() } else { parts.append(part) }
  }
  return parts.joined(separator: "/")
}
